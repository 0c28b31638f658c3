/** What the pages of DALO designations and of special lettings ask of their store. */
import type { Actor } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { DaloFacts } from './dalo-clock.ts';
import type { DueHomeRefusal } from './due-home.ts';
import type { Emergency } from './emergency.ts';
import type { FlowPlan } from './flow-plan.ts';
import type { GlideRefusal } from './gliding.ts';
import type {
  DueProposal,
  FreeHome,
  ResidenceRule,
  SpecialKind,
  SpecialLetting,
  SpecialRefusal,
} from './special-lettings.ts';

type Asked = { actor: Actor; at: Date; today: CivilDate };

export type SpecialBook = {
  rules: readonly ResidenceRule[];
  lettings: readonly SpecialLetting[];
  due: readonly (DueProposal & { candidates: readonly FreeHome[] })[];
  /** Homes to let, for the forms. */
  free: readonly FreeHome[];
  /** Leases signed this year with the landlord's own tenants, by residence. */
  ownTenantLeases: ReadonlyMap<string, number>;
};

/** What an account held to communes reads of it: homes there, and what is owed since a refusal there. */
export function bookWithin(book: SpecialBook, scope: ReadonlySet<string> | null): SpecialBook {
  if (scope === null) return book;
  const isThere = ({ home }: { home: { insee: string } }) => scope.has(home.insee);
  return {
    ...book,
    lettings: book.lettings.filter(isThere),
    free: book.free.filter(isThere),
    due: book.due
      .filter(({ refused }) => scope.has(refused.insee))
      .map((owed) => ({ ...owed, candidates: owed.candidates.filter(isThere) })),
  };
}

export type DaloLine = DaloFacts & { address: string };

export type SpecialPort = {
  book: (landlordId: string, today: CivilDate) => Promise<SpecialBook>;
  saveResidence: (landlordId: string, asked: Asked & { rule: ResidenceRule }) => Promise<void>;
  record: (
    landlordId: string,
    asked: Asked & { vacancyId: string; kind: SpecialKind; association: string | null },
  ) => Promise<Result<null, SpecialRefusal>>;
  /**
   * The lease passes to the household, by its unique number (never bypassed): an attribution of that year, with the
   * lease, the removal and the events of any other. The same key signs once.
   */
  glide: (
    landlordId: string,
    asked: Asked & { vacancyId: string; number: string; signedOn: CivilDate; verified: boolean; key: string },
  ) => Promise<Result<null, SpecialRefusal | GlideRefusal>>;
  /** The home is checked again: free, suitable, and one that the law lets the household have. */
  fulfil: (
    landlordId: string,
    asked: Asked & { id: string; vacancyId: string },
  ) => Promise<Result<null, SpecialRefusal | DueHomeRefusal>>;
  /** Emergency sittings not closed yet, the oldest first. */
  emergencies: (landlordId: string) => Promise<Emergency[]>;
  daloLines: (
    landlordId: string,
    today: CivilDate,
  ) => Promise<{ lines: readonly DaloLine[]; plan: Pick<FlowPlan, 'largeAreaDepartements'> }>;
  /** The mayor was asked, or answered, on a day. */
  mayorStep: (
    landlordId: string,
    asked: Asked & {
      vacancyId: string;
      number: string;
      step:
        | { kind: 'asked'; on: CivilDate }
        | { kind: 'answered'; on: CivilDate; opinion: 'favourable' | 'unfavourable' };
    },
  ) => Promise<void>;
};
