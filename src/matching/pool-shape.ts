/** What a pool tells: its rows by group, the detail of one, and how it is read. */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { ScoreLine } from '../scoring/grid.ts';
import type { Bonus } from './bonus-lines.ts';
import type { InterestInPool } from './interests.ts';
import type { PoolChoice } from './pool.ts';
import type { CandidateSheet, RunResult, WhyNot } from './run-result.ts';

export const poolGroups = ['eligible', 'unknown', 'refused'] as const;

export type PoolGroup = (typeof poolGroups)[number];

/** A household of the pool with what a list is searched and filtered by. */
export type PoolRow = {
  number: string;
  group: PoolGroup;
  /**
   * Where a refused household fell out: its own wish, the published size scale, the law, or the advert: the home is
   * proposed among those who asked for it.
   */
  refusedAt: 'wish' | 'size' | 'law' | 'advert' | null;
  /** The home's place in the household's own order, where it asked for it on its advert; null: it did not. */
  askedAs: number | null;
  /** Place among all those who may have the home, from 1; null where refused. */
  order: number | null;
  gridPoints: number | null;
  bonusPoints: number | null;
  totalPoints: number | null;
  /** Rank on this home's list in the run; null: not on it. */
  rank: number | null;
  /** The officer set it aside in the run, with this reason. */
  setAside: string | null;
  persons: number;
  transfer: CandidateSheet['transfer'];
  dalo: boolean;
  priority: boolean;
  firstQuartile: boolean | null;
  evidence: 'proved' | 'declared' | 'unknown';
  designated: boolean;
  filedOn: CivilDate;
  renewedOn: CivilDate;
  expiresOn: CivilDate | null;
  /** The tax year of the latest income that is known; null: none. */
  incomeYear: number | null;
};

export type HomePool = {
  vacancyId: string;
  homeId: string;
  date: CivilDate;
  kind: PoolChoice['kind'];
  reasons: PoolChoice['reasons'];
  /** How many live applications the home does not draw on: of another kind, or not its holder's. */
  notDrawnOn: number;
  considered: number;
  /** What wishes on the home's advert did to its list; null without an advert. */
  interest: InterestInPool | null;
  /** Eligible first in their order with the unknown among them, then the refused by number. */
  rows: readonly PoolRow[];
};

/** Everything that stands beside a row: its sheet, each check with its reasons, and the points line by line. */
export type PoolDetail = {
  number: string;
  sheet: CandidateSheet;
  checks: WhyNot['checks'];
  scoreLines: readonly ScoreLine[];
  bonusLines: Bonus['lines'];
};

export type PoolReader = {
  /** Null where the session has no such vacancy. */
  pool: (vacancyId: string, result: PricedRun | null) => HomePool | null;
  /** Details of the numbers that the session knows, in the order asked. */
  details: (vacancyId: string, numbers: readonly string[], result: PricedRun | null) => PoolDetail[];
};

/** What a pool reads of the run that placed people: its published prices, its lists, the officer's choices. */
export type PricedRun = Pick<RunResult, 'solution' | 'shortlists' | 'choices'>;
