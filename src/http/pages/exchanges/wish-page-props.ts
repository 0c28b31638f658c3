/** What the page of a wish to exchange shows. */
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { TenantExchange } from '../../../portal/exchanges/exchange-port.ts';
import type { PageFrame } from '../layout.tsx';

/** As typed, to be shown again where something is missing. */
export type TypedWish = {
  communes: readonly string[];
  typologies: readonly string[];
  rent: string;
  left: string;
  withoutStairs: boolean;
  accessibility: string;
  words: string;
  until: string;
};

export type WishPageProps = {
  frame: PageFrame;
  today: CivilDate;
  exchange: TenantExchange;
  communes: readonly { insee: string; name: string }[];
  formKey: string;
  typed: TypedWish;
  /** First and last day that a wish may hold until. */
  extent: { first: CivilDate; last: CivilDate };
  /** False under a mandate to read only. */
  mayAct: boolean;
  done: string | null;
  refusal: string | null;
};
