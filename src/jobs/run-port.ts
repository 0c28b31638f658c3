/** What calculations and pages ask of the store of runs and snapshots, for one landlord at a time. */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { AnyProblem } from '../matching/pair-table.ts';
import type { Problem, Solution } from '../matching/problem.ts';
import type { RunResult, ShortlistResult, StorableRun } from '../matching/run-result.ts';
import type { Snapshot } from '../matching/snapshot.ts';

/** A run without its heavy parts. */
export type RunSummary = Omit<RunResult, 'problem' | 'solution' | 'shortlists'>;

export type RunLine = {
  id: string;
  sessionOn: CivilDate;
  createdAt: Date;
  engine: string;
  value: number;
  bound: number;
  gap: number;
  justifiedEnvy: number;
  counts: RunSummary['counts'];
};

export type StoredRun = RunLine & {
  startedBy: string | null;
  summary: RunSummary;
};

/** A home of a run, and its commune. */
export type RunPlace = { vacancyId: string; homeId: string; insee: string };

export type SessionChoices = Pick<Snapshot, 'pins' | 'bans'>;

/** What engines work on: the text of what was read (null: it is kept already), and the problem made of it. */
export type SessionRead = { text: Iterable<string> | null; problem: AnyProblem };

/** The heavy parts of a run as they are stored; null where one is kept already, or not stored apart. */
export type FrozenRun = { snapshot: Buffer | null; pairs: Buffer | null };

export type RunPort = {
  /** Newest first; with communes, only those that hold a home there. */
  list: (landlordId: string, limit: number, communes?: ReadonlySet<string> | null) => Promise<RunLine[]>;
  /** The homes of a run; none for an unknown run. */
  places: (landlordId: string, runId: string) => Promise<RunPlace[]>;
  find: (landlordId: string, runId: string) => Promise<StoredRun | null>;
  shortlists: (landlordId: string, runId: string) => Promise<ShortlistResult[]>;
  shortlist: (landlordId: string, runId: string, vacancyId: string) => Promise<ShortlistResult | null>;
  problem: (landlordId: string, runId: string) => Promise<Problem | null>;
  solution: (landlordId: string, runId: string) => Promise<Solution | null>;
  /** The whole result, as the run gave it. */
  result: (landlordId: string, runId: string) => Promise<RunResult | null>;
  /** What the run read, without names. */
  snapshot: (landlordId: string, runId: string) => Promise<Snapshot | null>;
  /** The run that a task made; null: none yet. */
  ofJob: (landlordId: string, jobId: string) => Promise<string | null>;
  /**
   * Readies the heavy parts of a run to be saved: it takes seconds of another thread, which need not be waited for
   * while engines work.
   */
  freeze: (read: SessionRead) => Promise<FrozenRun>;
  /** Stores a run and what it read, once and for all; gives its identifier: the earlier one where its task made one. */
  save: (run: {
    landlordId: string;
    snapshot: Snapshot;
    /** Of this snapshot and problem, where they were frozen before. */
    frozen?: FrozenRun | undefined;
    result: StorableRun;
    startedBy: string | null;
    jobId?: string | undefined;
  }) => Promise<string>;
};

export type SnapshotPort = {
  /**
   * The landlord's data at a date, without names, ready for a run. `vacancyIds`: only these homes, whether they are
   * free already or will be; null or absent: every home that is available.
   */
  at: (
    landlordId: string,
    date: CivilDate,
    choices: SessionChoices,
    vacancyIds?: readonly string[] | null,
  ) => Promise<Snapshot>;
};
