/** The job that makes a copy beside the pages: on a thread of its own, kept in pieces, for the person who asked. */
import { z } from 'zod';
import type { DatabaseAccess } from '../../access/encryption-keys.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { JobFilePort } from '../file-port.ts';
import type { JobDefinition } from '../job.ts';
import { onTaskThread } from '../task-thread.ts';
import { type ExportMeans, exportContent } from './export-content.ts';
import { stillReaches } from './export-rights.ts';
import {
  type ExportParameters,
  type ExportResult,
  exportParameters,
  exportResultSchema,
} from './export-subject.ts';

type ExportTask = ExportParameters & { landlordId: string; accountId: string };

type Watch = { onProgress: (share: number) => void; signal: AbortSignal };
type PlayExport = (task: ExportTask, watch: Watch) => Promise<Result<ExportResult, string>>;

/** A copy that asks for more ends its own thread, never the process that pages are served from. */
const mebibytes = 1024;

const outcomeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: exportResultSchema }),
  z.object({ ok: z.literal(false), refusal: z.string() }),
]);

/** Gives an `ExportResult`. Taken twice it makes two files of the same things, and the row keeps one. */
export function exportJob(play: PlayExport): JobDefinition {
  return async ({ landlordId, requestedBy, parameters, onProgress, signal }) => {
    if (requestedBy === null) return refuse('Personne n’a demandé cette copie.');
    const task = { ...exportParameters.parse(parameters), landlordId, accountId: requestedBy };
    onProgress(0, 'Lecture des données');
    return play(task, { onProgress: (share) => onProgress(share, 'Écriture du fichier'), signal });
  };
}

/** Makes it on a thread that ends with it. `entry` is compiled JavaScript. */
export function exportThread(entry: URL, database: DatabaseAccess): PlayExport {
  return (task, watch) => onTaskThread(entry, { ...task, database }, outcomeSchema, watch, { mebibytes });
}

/** Makes and keeps it, where it is called. Refused where the person no longer reaches what they asked for. */
export async function makeExport(
  means: ExportMeans,
  files: Pick<JobFilePort, 'keep'>,
  { landlordId, accountId, subject, reach, today }: ExportTask,
  tell: (share: number) => void,
): Promise<Result<ExportResult, string>> {
  const account = await means.accounts.findById(accountId);
  if (account?.landlordId !== landlordId) return refuse('Le compte qui a demandé cette copie est fermé.');
  const reaches = await stillReaches(means.scopes, account, { subject, reach });
  if (!reaches.ok) return reaches;
  const content = await exportContent(means, { account, today }, subject);
  if (!content.ok) return content;
  const { name, mediaType, bytes } = content.value;
  // How long a file gets is not known before: halfway says that it is being written.
  tell(0.5);
  const kept = await files.keep(landlordId, bytes);
  return ok({ fileId: kept.fileId, bytes: kept.bytes, name: name.replaceAll('\u00a0', ' '), mediaType });
}
