/** What long tasks ask of their store and of what carries the message "look at that row". */
import type { Job, JobKind, JobState, Lane } from './job.ts';

export type NewJob = Pick<Job, 'landlordId' | 'parameters' | 'requestedBy'> & {
  kind: JobKind;
  /** Where a task of this key exists already, nothing is made. */
  onceKey?: string | null;
};

/** A task as one taking of it holds it: a later taking has another number, and this one then writes nothing more. */
export type HeldJob = Pick<Job, 'id' | 'attempts'>;

export type JobEnd =
  | { state: 'done'; result: Readonly<Record<string, unknown>> }
  | { state: 'failed' | 'dead'; error: string }
  | { state: 'cancelled' };

/** How a worker stands to its task: its own still, to be stopped, or taken over by another. */
export type Hold = 'held' | 'cancelled' | 'lost';

/** The message: which row, and how often it had been taken; the same row waiting again is another message. */
export type JobMessage = { jobId: string; attempts: number; lane: Lane };

export type QueueDepth = {
  byState: Readonly<Record<JobState, number>>;
  /** Seconds since the oldest task that could be taken became so; 0 where none waits. */
  oldestWaitingSeconds: number;
};

export type JobPort = {
  /** Gives the row's identifier: that of the earlier one where the key exists already. */
  create: (job: NewJob) => Promise<string>;
  /** Makes those whose key does not exist yet; gives what to announce. */
  createMissing: (jobs: readonly (NewJob & { onceKey: string })[]) => Promise<JobMessage[]>;
  find: (landlordId: string, id: string) => Promise<Job | null>;
  /** Those of one kind, newest first. */
  list: (landlordId: string, kind: JobKind, limit: number) => Promise<Job[]>;
  /**
   * Takes a row that is due, or that a dead worker left behind; null where another has it or it is over. One left behind
   * as often as it may be ends here: it kills who takes it.
   */
  claim: (id: string) => Promise<Job | null>;
  /** Says that the worker lives and how far it is. */
  beat: (held: HeldJob, progress: number, step: string | null) => Promise<Hold>;
  /** False where another worker took the task over: nothing is written. */
  finish: (held: HeldJob, end: JobEnd) => Promise<boolean>;
  /** Puts a task that broke down back in the queue, for later; false as above. */
  postpone: (held: HeldJob, error: string, seconds: number) => Promise<boolean>;
  /** Gives a running row back, for the service that starts next; false as above. */
  release: (held: HeldJob) => Promise<boolean>;
  /** Rows that are due and rows left behind, oldest first, some hundreds at most. */
  waiting: () => Promise<JobMessage[]>;
  depth: () => Promise<QueueDepth>;
};

export type QueuePort = {
  /** Sends the message. Rejects soon where it cannot: the row is picked up later all the same. */
  announce: (message: JobMessage) => Promise<void>;
  /** From now on, hands each message to the handler, which never rejects. */
  start: (handle: (jobId: string) => Promise<void>) => void;
  isReady: () => Promise<boolean>;
  /** No message is handed any more; resolves once the present ones are over. */
  stop: () => Promise<void>;
};
