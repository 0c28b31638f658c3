/** What the day is made from, beside the freed homes: people to call, papers that came, clocks and duties. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { CaseKind } from '../cases/case.ts';

/** A household as an officer recognises it; null name: not known, or the file is protected. */
export type KnownPerson = { name: string | null; telephone: string | null; isProtected: boolean };

export type ContactOutcome = 'interested' | 'declined' | 'noAnswer' | 'callBack';

export type LastContact = {
  vacancyId: string;
  number: string;
  outcome: ContactOutcome;
  callBackOn: CivilDate | null;
  on: CivilDate;
};

/** Who stands on a home's list: designated households first, then the proposed ranks, then the next ones. */
export type ListedHousehold = { number: string; householdInWords: string | null };

export type HomeList = { vacancyId: string; households: readonly ListedHousehold[]; listed: number };

export type DaloClock = {
  number: string;
  /** Day of the decision that recognised the priority (R441-16-1). */
  decidedOn: CivilDate;
  /** First commune wished; null where none is. */
  insee: string | null;
  persons: number;
};

export type OpenCase = {
  id: string;
  kind: CaseKind;
  dueOn: CivilDate;
  ownerName: string | null;
  number: string;
};

export type DayFacts = {
  contacts: readonly LastContact[];
  lists: readonly HomeList[];
  /** Documents received and not checked yet, by household. */
  received: readonly { number: string; count: number; since: CivilDate | null }[];
  dalo: readonly DaloClock[];
  cases: readonly OpenCase[];
  registerTasks: number;
  registerEvents: number;
  /** A refusal in a fragile residence owes a first suitable home elsewhere (L441-1-6 3° bis). */
  dueProposals: readonly { number: string; since: CivilDate }[];
  /** Visits planned that day with a household, in their order. */
  visits: readonly { vacancyId: string; number: string; startsAt: Date }[];
  /** Agendas that hold too few candidates and no exception. */
  shortAgendas: readonly { vacancyId: string; candidates: number }[];
};
