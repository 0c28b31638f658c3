/** What the pages of copies ask of the store: a task asked for and a file taken, each with its act in the journal. */
import type { Asked } from '../../domain/act.ts';
import type { Job } from '../job.ts';
import type { ExportParameters, ExportSubject } from './export-subject.ts';

export type ExportsPort = {
  /** Asks for a copy, once a key; gives its task. The act is that of the same copy taken at once. */
  ask: (asked: Asked, requestKey: string, parameters: ExportParameters) => Promise<{ jobId: string }>;
  /** Copies that the account asked for, newest first. */
  mine: (landlordId: string, accountId: string, limit: number) => Promise<Job[]>;
  /** Writes that the file leaves, before it does. */
  taken: (asked: Asked, jobId: string, subject: ExportSubject) => Promise<void>;
};
