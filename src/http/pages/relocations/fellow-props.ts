/** What the page of requests between landlords shows, and its words. */
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { FellowLine } from '../../../portal/relocations/fellow-port.ts';
import type { fellowOperations } from '../../../portal/relocations/fellow-request.ts';
import type { OfferedHome, SittingToTell } from '../../../portal/relocations/relocation-port.ts';
import type { PageFrame } from '../layout.tsx';

export type FellowsPageProps = {
  frame: PageFrame;
  today: CivilDate;
  requests: readonly FellowLine[];
  /** Freed homes that answer those that wait. */
  homes: ReadonlyMap<string, readonly OfferedHome[]>;
  /** Sittings that are not closed. */
  sittings: readonly SittingToTell[];
  mayWrite: boolean;
  formKey: string;
  done: boolean;
  refusal: string | null;
};

export const operationNames = {
  urbanRenewal: 'Renouvellement urbain',
  orcod: 'Copropriété dégradée (ORCOD)',
  demolition: 'Démolition hors renouvellement urbain',
} as const satisfies Record<(typeof fellowOperations)[number], string>;

export const accessibilityNames = {
  none: 'Aucune',
  stepFree: 'De plain-pied',
  wheelchair: 'Fauteuil roulant',
} as const;
