/** What long tasks ask of their store and of what carries the message "look at that row". */
import type { Job, JobKind } from './job.ts';

export type NewJob = Pick<Job, 'landlordId' | 'parameters' | 'requestedBy'> & { kind: JobKind };

export type JobEnd =
  | { state: 'done'; result: Readonly<Record<string, unknown>> }
  | { state: 'failed'; error: string }
  | { state: 'cancelled' };

export type JobPort = {
  create: (job: NewJob) => Promise<string>;
  find: (landlordId: string, id: string) => Promise<Job | null>;
  /** Newest first. */
  list: (landlordId: string, limit: number) => Promise<Job[]>;
  /** Takes a row that waits, or that a dead worker left behind; null where another has it or it is over. */
  claim: (id: string) => Promise<Job | null>;
  /** Says that the worker lives and how far it is; true where it must stop (cancelled, or no longer its own). */
  beat: (id: string, progress: number, step: string | null) => Promise<boolean>;
  finish: (id: string, end: JobEnd) => Promise<void>;
  /** Gives a running row back, for the service that starts next. */
  release: (id: string) => Promise<void>;
  /** Asks a job to stop; false where it is over already or not this landlord's. */
  requestCancel: (landlordId: string, id: string) => Promise<boolean>;
  /** Rows that wait and rows left behind, oldest first. */
  waiting: () => Promise<string[]>;
};

export type QueuePort = {
  /** Sends the message. Rejects soon where it cannot: the row is picked up later all the same. */
  announce: (jobId: string) => Promise<void>;
  /** From now on, hands each message to the handler, one at a time. */
  start: (handle: (jobId: string) => Promise<void>) => void;
  isReady: () => Promise<boolean>;
  /** No message is handed any more; resolves once the present one is over. */
  stop: () => Promise<void>;
};
