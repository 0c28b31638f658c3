/** What a long task is: a row in PostgreSQL with its state, progress and result. */
import type { Result } from '../kernel/result.ts';

export const jobKinds = [
  'run-session',
  'study',
  'day-act',
  'import',
  'print-letters',
  'export',
  'purge',
] as const;
export type JobKind = (typeof jobKinds)[number];

/**
 * `failed`: refused by what it works on, which trying again would not change. `dead`: broken down as often as it may;
 * only an administrator has it tried again.
 */
export const jobStates = ['queued', 'running', 'done', 'failed', 'dead', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/** Long calculations go one at a time in a process; short ones never wait behind them. */
export type Lane = 'long' | 'short';
export const lanes: readonly Lane[] = ['long', 'short'];
const laneOf: Readonly<Record<JobKind, Lane>> = {
  'run-session': 'long',
  study: 'long',
  'day-act': 'short',
  import: 'long',
  'print-letters': 'long',
  // One file at a time in a process: the memory that copies take is that of one.
  export: 'long',
  // It waits on the database: nobody's calculation waits for it.
  purge: 'short',
};

/** The lane of a task; a kind that this version does not know is short to refuse. */
export function laneOfKind(kind: string): Lane {
  const known = jobKinds.find((each) => each === kind);
  return known === undefined ? 'short' : laneOf[known];
}

export type Job = {
  id: string;
  landlordId: string;
  kind: JobKind;
  parameters: Readonly<Record<string, unknown>>;
  state: JobState;
  /** From 0 to 1. */
  progress: number;
  /** What is being done, in French; null before it starts. */
  step: string | null;
  cancelRequested: boolean;
  /** How often it was taken. The number of the present taking fences off those before it. */
  attempts: number;
  /** How many of these takings broke down; a stop of the service is none. */
  faults: number;
  /** Not taken before: each breakdown waits longer. */
  nextAttemptAt: Date;
  /** The same key makes one task: a deadline of a day, a gesture sent twice. */
  onceKey: string | null;
  result: Readonly<Record<string, unknown>> | null;
  /** French, without personal data; null where nothing failed. */
  error: string | null;
  requestedBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

/** What a definition is given while it works. */
export type JobContext = {
  /** Key of its effect: whoever takes the same task later finds what was done under it. */
  jobId: string;
  landlordId: string;
  requestedBy: string | null;
  parameters: Readonly<Record<string, unknown>>;
  /** Stored in the row, at most a few times a second. */
  onProgress: (share: number, step: string) => void;
  /** Aborted where the person cancelled, where the service stops, or where another worker took the task over. */
  signal: AbortSignal;
};

/** Does the work. Run twice, it changes nothing more. A refusal is a French sentence for the person who asked. */
export type JobDefinition = (
  context: JobContext,
) => Promise<Result<Readonly<Record<string, unknown>>, string>>;
