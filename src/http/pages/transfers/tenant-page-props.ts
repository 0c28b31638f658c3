/** What the tenant's own page of transfers shows. */
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { PortalPolicy } from '../../../portal/policy.ts';
import type { TenantHome } from '../../../portal/transfers/transfer-port.ts';
import type { PageFrame } from '../layout.tsx';

export type TypedRequest = {
  ground: string;
  words: string;
  communes: readonly string[];
  typologies: readonly string[];
  partPersons: string;
  partWho: string;
};

export type TenantPageProps = {
  frame: PageFrame;
  today: CivilDate;
  known: TenantHome;
  policy: PortalPolicy;
  /** Communes where the landlord has homes near, to choose from. */
  communes: readonly { insee: string; name: string }[];
  formKey: string;
  typed: TypedRequest;
  /** False under a mandate to read only. */
  mayAct: boolean;
  /** A request was just sent, or a contestation. */
  done: string | null;
  refusal: string | null;
  /** True where the household has no unique number yet. */
  unregistered: boolean;
};
