/** What an administrator asks of the rows of long tasks: how they stand, and the few gestures that a person has. */
import type { Asked } from '../domain/act.ts';
import type { Result } from '../kernel/result.ts';
import type { Job, JobState } from './job.ts';
import type { JobMessage } from './job-port.ts';

/** `over`: it is done, or somebody did it before. `unknown`: no such task for this landlord. */
export type TaskRefusal = 'unknown' | 'notRetryable' | 'over';

/** What is put back in the queue, and what to announce. */
export type TasksPort = {
  /** How many rows of the landlord stand in each state. */
  counts: (landlordId: string) => Promise<Readonly<Record<JobState, number>>>;
  /** Newest first; null: every state, save the acts of a day that went well. */
  list: (landlordId: string, state: JobState | null, limit: number) => Promise<Job[]>;
  /** Puts a dead, refused or cancelled task back in the queue, its breakdowns forgotten. Journalled. */
  retry: (asked: Asked, id: string) => Promise<Result<JobMessage, TaskRefusal>>;
  /** The same for every dead task. Journalled in one act. */
  retryDead: (asked: Asked) => Promise<readonly JobMessage[]>;
  /** Asks a task to stop. Journalled. */
  cancel: (asked: Asked, id: string) => Promise<Result<null, TaskRefusal>>;
  /** Deletes what nobody reads any more: acts of past days that were done, files of tasks; gives how many. */
  dropOld: (landlordId: string, now: Date) => Promise<number>;
};
