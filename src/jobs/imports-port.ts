/** What the page of imports asks of the store: a task asked for, with its act in the journal. */
import type { Asked } from '../domain/act.ts';
import type { ImportParameters } from './import-job.ts';

export type ImportsPort = {
  /** Asks for the import of a kept file, once a key; gives the task, and whether this gesture made it. */
  ask: (
    asked: Asked,
    requestKey: string,
    parameters: ImportParameters,
  ) => Promise<{ jobId: string; isNew: boolean }>;
};
