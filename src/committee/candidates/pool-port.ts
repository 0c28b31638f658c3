/** What the pages of a home's pool ask of the store. */
import type { Home, Vacancy } from '../../domain/home.ts';
import type { Designation } from '../../domain/reservation.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';

export type PoolHome = {
  vacancy: Vacancy;
  home: Home;
  holderName: string | null;
  /** Households designated for this home, DALO ones marked. */
  designations: readonly (Designation & {
    holderName: string;
    /** Day of the mediation commission's decision, from which the State's delay runs (R441-16-1); null: not known. */
    daloDecidedOn: CivilDate | null;
  })[];
  /** The newest run that proposes this home; null: none does. */
  run: { id: string; date: CivilDate } | null;
  /** The sitting whose agenda holds it; null: none. */
  agenda: { sessionId: string; heldOn: CivilDate } | null;
};

/** A household as an officer recognises it; the name never leaves the pages of officers. */
export type KnownHousehold = { name: string | null; isProtected: boolean };

export const contactOutcomes = ['interested', 'declined', 'noAnswer', 'callBack'] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

export type PoolPort = {
  home: (landlordId: string, vacancyId: string) => Promise<PoolHome | null>;
  /** Changes when an application, a way to reach one, a home, a designation, an advert or a wish does. */
  stamp: (landlordId: string) => Promise<string>;
  /** Names and protections of these households. */
  known: (landlordId: string, numbers: readonly string[]) => Promise<ReadonlyMap<string, KnownHousehold>>;
  /** Live applications whose name or number holds the text, a thousand at most. */
  search: (landlordId: string, text: string) => Promise<ReadonlySet<string>>;
  /** The home's live wishes, by number, in each household's own order; null where it has no advert. */
  asked: (landlordId: string, vacancyId: string) => Promise<ReadonlyMap<string, number> | null>;
  /** The last contact for this home with each of these households. */
  lastContacts: (
    landlordId: string,
    vacancyId: string,
    numbers: readonly string[],
  ) => Promise<ReadonlyMap<string, ContactOutcome>>;
};
