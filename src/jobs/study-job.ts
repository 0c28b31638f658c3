/** The job that plays a study: on a thread of its own, so that pages stay quick while two years are played. */
import { z } from 'zod';
import { type DatabaseAccess, databaseAccessSchema } from '../access/encryption-keys.ts';
import { type CivilDate, civilDateSchema } from '../kernel/civil-date.ts';
import { ok, refuse } from '../kernel/result.ts';
import type { StudiesPort } from '../reporting/studies/studies-port.ts';
import { type StudyResult, studyResultSchema } from '../reporting/studies/study.ts';
import type { JobDefinition } from './job.ts';
import { onTaskThread } from './task-thread.ts';

const studyParameters = z.object({ studyId: z.uuid(), asOf: civilDateSchema });
export type StudyParameters = z.infer<typeof studyParameters>;

/** What the thread is told. */
export const studyTaskSchema = z.object({
  database: databaseAccessSchema,
  landlordId: z.string(),
  studyId: z.uuid(),
  asOf: civilDateSchema,
});
type StudyTask = z.infer<typeof studyTaskSchema>;

type Watch = { onProgress: (share: number) => void; signal: AbortSignal };
type PlayStudy = (
  task: { landlordId: string; studyId: string; asOf: CivilDate },
  watch: Watch,
) => Promise<StudyResult>;

/** Gives `{ studyId }`; run twice it writes the same result. */
export function studyJob(studies: Pick<StudiesPort, 'find' | 'finish'>, play: PlayStudy): JobDefinition {
  return async ({ landlordId, parameters, onProgress, signal }) => {
    const { studyId, asOf } = studyParameters.parse(parameters);
    if ((await studies.find(landlordId, studyId)) === null) return refuse('Cette étude n’existe plus.');
    const result = await play(
      { landlordId, studyId, asOf },
      { onProgress: (share) => onProgress(share, 'Année rejouée, séance par séance'), signal },
    );
    await studies.finish(landlordId, studyId, result);
    return ok({ studyId });
  };
}

/** Plays on a thread that ends with the study. `entry` is compiled JavaScript. */
export function studyThread(entry: URL, database: DatabaseAccess): PlayStudy {
  return (task, watch) => {
    const workerData: StudyTask = { database, ...task };
    return onTaskThread(entry, workerData, studyResultSchema, watch);
  };
}
