/** The job that imports a file: whole or not at all, on a thread of its own. */
import { PassThrough } from 'node:stream';
import { z } from 'zod';
import type { DatabaseAccess } from '../access/encryption-keys.ts';
import { geography } from '../domain/territory.ts';
import type { ByteSource } from '../intake/byte-source.ts';
import { correctionSheet } from '../intake/correction-sheet.ts';
import { type ImportOutcome, importFile } from '../intake/import-file.ts';
import { importKinds } from '../intake/import-kinds.ts';
import type { ImportStore } from '../intake/import-port.ts';
import type { FileRefusal } from '../intake/refusal.ts';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { ok, refuse } from '../kernel/result.ts';
import type { JobFilePort } from './file-port.ts';
import type { JobDefinition } from './job.ts';
import { onTaskThread } from './task-thread.ts';

/** What a person asks of a file that was kept. Its name is not: it may be a person's. */
export const importParameters = z.object({
  fileId: z.uuid(),
  kind: z.enum(importKinds),
  mode: z.enum(['full', 'difference']),
  dryRun: z.boolean(),
  allowShrink: z.boolean(),
  encoding: z.enum(['utf-8', 'windows-1252']),
  today: civilDateSchema,
});
export type ImportParameters = z.infer<typeof importParameters>;

const changeSchema = z.object({
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  orphans: z.number(),
  retired: z.number().nullable(),
});

/** What came of it: counts, and words about the file, never a row. */
export const importResultSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('alreadyImported'), on: civilDateSchema }),
  z.object({
    state: z.literal('refused'),
    row: z.number().nullable(),
    message: z.string(),
    hint: z.string(),
  }),
  z.object({
    state: z.enum(['imported', 'dryRun']),
    rows: z.number(),
    accepted: z.number(),
    rejected: z.number(),
    warnings: z.array(z.string()),
    changes: z.record(z.string(), changeSchema),
    duplicates: z.number(),
    /** The sheet of rejected rows, to correct and send again; null: none was. */
    sheetId: z.uuid().nullable(),
  }),
]);
export type ImportResult = z.infer<typeof importResultSchema>;

type Watch = { onProgress: (share: number) => void; signal: AbortSignal };
type PlayImport = (task: ImportParameters & { landlordId: string }, watch: Watch) => Promise<ImportResult>;

/**
 * Gives an `ImportResult`. Taken twice, the same content is found imported already: rows are written once. The file goes
 * once it was read; it stays for the next attempt where the reading broke down.
 */
export function importJob(files: JobFilePort, play: PlayImport): JobDefinition {
  return async ({ landlordId, parameters, onProgress, signal }) => {
    const task = importParameters.parse(parameters);
    if ((await files.pieces(landlordId, task.fileId)) === 0) {
      return refuse('Le fichier n’est plus gardé : envoyez-le de nouveau.');
    }
    const result = await play(
      { ...task, landlordId },
      { onProgress: (share) => onProgress(share, 'Lecture du fichier'), signal },
    );
    await files.drop(landlordId, task.fileId);
    return ok(result);
  };
}

/** Imports on a thread that ends with it. `entry` is compiled JavaScript. */
export function importThread(entry: URL, database: DatabaseAccess): PlayImport {
  return (task, watch) => onTaskThread(entry, { ...task, database }, importResultSchema, watch);
}

/** Imports a file that was kept, where it is called: on its thread in the service, in the caller's in tests. */
export async function importKept(
  store: ImportStore,
  files: JobFilePort,
  task: ImportParameters & { landlordId: string },
  tell: (share: number) => void,
): Promise<ImportResult> {
  const { landlordId, fileId, kind, mode, dryRun, allowShrink, encoding, today } = task;
  const kept: { sheet: Promise<{ fileId: string }> | null } = { sheet: null };
  const sheet = correctionSheet(() => {
    const stream = new PassThrough();
    kept.sheet = files.keep(landlordId, stream);
    return stream;
  });
  const imported = await importFile(store, {
    kind,
    source: await keptSource(files, landlordId, fileId, tell),
    mode,
    dryRun,
    allowShrink,
    options: { today, communes: new Set(geography().communes.keys()), encoding },
    onReject: (rejected) => sheet.add(rejected),
  });
  await sheet.end();
  const sheetId = (await kept.sheet)?.fileId ?? null;
  if (imported.ok) return resultOf(imported.value, sheetId);
  return refusedResult(imported.refusal);
}

// An import goes through a file three times.
const passes = 3;

async function keptSource(
  files: JobFilePort,
  landlordId: string,
  fileId: string,
  tell: (share: number) => void,
): Promise<ByteSource> {
  const pieces = (await files.pieces(landlordId, fileId)) * passes;
  let read = 0;
  return {
    name: 'le fichier envoyé',
    open: async function* () {
      for await (const piece of files.open(landlordId, fileId)) {
        yield piece;
        read += 1;
        tell(Math.min(1, read / pieces));
      }
    },
  };
}

function resultOf(outcome: ImportOutcome, sheetId: string | null): ImportResult {
  if (outcome.state === 'alreadyImported') return outcome;
  const { state, report, changes, duplicates } = outcome;
  const { rows, accepted, rejected, warnings } = report;
  return {
    state,
    rows,
    accepted,
    rejected,
    warnings: [...warnings],
    changes: Object.fromEntries(
      Object.entries(changes).map(([collection, { created, updated, unchanged, orphans, retirement }]) => [
        collection,
        { created, updated, unchanged, orphans, retired: retirement?.retired ?? null },
      ]),
    ),
    duplicates: duplicates.length,
    sheetId,
  };
}

function refusedResult({ row, message, hint }: FileRefusal): ImportResult {
  return { state: 'refused', row, message, hint };
}
