/** What the officer's board asks of its store, within what the reader's account may see. */
import type { Actor } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { Agency } from './agency.ts';
import type { DayFacts, KnownPerson } from './day-facts.ts';
import type { DifficultyFacts } from './difficulty.ts';
import type { FreedHome } from './home-facts.ts';
import type { HomeStep, HomeStepRefusal } from './home-step.ts';
import type { AbnormalDelays, OftenEligible, WaitingPage } from './waiting.ts';

/** Whose rows are read: a landlord, narrowed to the communes that the account is held to (null: all of them). */
export type BoardReader = { landlordId: string; communes: ReadonlySet<string> | null };

/** The freed homes, and what names them. */
export type Board = {
  homes: readonly FreedHome[];
  agencies: readonly Agency[];
};

/** Why a step was not recorded; the second of two people reads who did what meanwhile. */
export type BoardRefusal =
  | { code: HomeStepRefusal }
  | { code: 'unknownHome' }
  | { code: 'changedMeanwhile'; last: { kind: string; at: Date; name: string } | null };

export type BoardPort = {
  /** Every home freed and not yet handed over, and those let in the last days. In a fixed number of queries. */
  board: (reader: BoardReader) => Promise<Board>;
  /** The landlord's agencies, by name. */
  agencies: (landlordId: string) => Promise<Agency[]>;
  /** One of them, whatever its stage; null where there is none or it is out of reach. */
  home: (reader: BoardReader, vacancyId: string) => Promise<FreedHome | null>;
  /** What the day asks beside the freed homes; `seeking` are the vacancies whose candidates are being sought. */
  dayFacts: (reader: BoardReader, seeking: readonly string[], date: CivilDate) => Promise<DayFacts>;
  /** Names and telephones of households, by number; no telephone for a protected file. */
  people: (landlordId: string, numbers: readonly string[]) => Promise<ReadonlyMap<string, KnownPerson>>;
  /** Pools and refusals of these vacancies, refusals counted since a day. */
  difficulty: (
    reader: BoardReader,
    vacancyIds: readonly string[],
    since: CivilDate,
  ) => Promise<DifficultyFacts>;
  /** Beyond the abnormal delay and on no agenda ever; `limit` 0 counts only. */
  longWaiters: (
    reader: BoardReader,
    delays: AbnormalDelays,
    date: CivilDate,
    page: { limit: number; offset: number },
  ) => Promise<WaitingPage>;
  oftenEligible: (reader: BoardReader) => Promise<OftenEligible>;
  /** Records a step and its act, once; `version` is that of the progress that the form showed. */
  recordStep: (request: {
    reader: BoardReader;
    vacancyId: string;
    version: number;
    step: HomeStep;
    date: CivilDate;
    at: Date;
    actor: Actor;
  }) => Promise<Result<null, BoardRefusal>>;
};
