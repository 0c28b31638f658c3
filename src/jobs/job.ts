/** What a long task is: a row in PostgreSQL with its state, progress and result. */
import type { Result } from '../kernel/result.ts';

export const jobKinds = ['run-session', 'study'] as const;
export type JobKind = (typeof jobKinds)[number];

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

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
  attempts: number;
  result: Readonly<Record<string, unknown>> | null;
  /** French, without personal data; null where nothing failed. */
  error: string | null;
  requestedBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

/** What a definition is given while it works. */
export type JobContext = {
  landlordId: string;
  requestedBy: string | null;
  parameters: Readonly<Record<string, unknown>>;
  /** Stored in the row, at most a few times a second. */
  onProgress: (share: number, step: string) => void;
  /** Aborted where the person cancelled, or where the service stops. */
  signal: AbortSignal;
};

/** Does the work. Run twice, it changes nothing more. A refusal is a French sentence for the person who asked. */
export type JobDefinition = (
  context: JobContext,
) => Promise<Result<Readonly<Record<string, unknown>>, string>>;
