/** One import, whole or not at all: a file read into a store within one transaction. */
import { createHash } from 'node:crypto';
import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ByteSource, openHashed } from './byte-source.ts';
import type { FileReport, ReadOptions } from './csv/table.ts';
import { DuplicateFinder, type PossibleDuplicate } from './duplicates.ts';
import { type CollectionChange, ImportBatches } from './import-batches.ts';
import { type ImportKind, readKind, replacedBy } from './import-kinds.ts';
import type { ImportCollection, ImportStore, ImportWriter } from './import-port.ts';
import { asRefusal, type FileRefusal, type RejectedRow } from './refusal.ts';

/** A full set replaces what the store holds; a difference only adds and changes. */
export type ImportMode = 'full' | 'difference';

export type ImportRequest = {
  kind: ImportKind;
  source: ByteSource;
  mode: ImportMode;
  /** True: everything is done, told and rolled back. */
  dryRun: boolean;
  /** True: a full set may withdraw more than a fifth of what the store holds. */
  allowShrink: boolean;
  options: ReadOptions;
  onReject?: (rejected: RejectedRow) => void | Promise<void>;
  onProgress?: (row: number) => void;
};

export type ImportOutcome =
  | { state: 'alreadyImported'; on: CivilDate }
  | {
      state: 'imported' | 'dryRun';
      report: FileReport;
      changes: Partial<Record<ImportCollection, CollectionChange>>;
      duplicates: readonly PossibleDuplicate[];
    };

/** The largest share of a collection that a full set withdraws without being told that it may. */
const largestShrink = 0.2;
/** A full set that withdraws fewer records than this is never held to be a mistake. */
const smallestShrink = 10;

/**
 * Imports a file. A refused file, a cut one, a fault of the store: nothing is kept. The same content, imported again
 * in the same mode, changes nothing and says when it was done.
 */
export async function importFile(
  store: ImportStore,
  request: ImportRequest,
): Promise<Result<ImportOutcome, FileRefusal>> {
  const hashed = await contentHashOf(request.source);
  if (!hashed.ok) return hashed;
  const key = `${request.kind}/${request.mode}`;
  const done = request.dryRun ? null : await store.findImport(key, hashed.value);
  if (done !== null) return ok({ state: 'alreadyImported', on: done });
  return store.transaction(async (writer) => {
    const value = await readInto(writer, request, hashed.value);
    if (value.ok && !request.dryRun) {
      await writer.recordImport({ kind: key, contentHash: hashed.value, summary: summaryOf(value.value) });
    }
    return { commit: value.ok && !request.dryRun, value };
  });
}

type Read = Extract<ImportOutcome, { state: 'imported' | 'dryRun' }>;

async function readInto(
  writer: ImportWriter,
  request: ImportRequest,
  contentHash: string,
): Promise<Result<Read, FileRefusal>> {
  const batches = new ImportBatches(writer);
  const duplicates = new DuplicateFinder();
  const spared = new Set<string>();
  const report = await readKind[request.kind]({
    source: request.source,
    contentHash,
    options: request.options,
    writer,
    batches,
    duplicates,
    onReject: (rejected) => {
      if (rejected.key !== null) spared.add(rejected.key);
      return request.onReject?.(rejected);
    },
    onProgress: (row) => request.onProgress?.(row),
  });
  if (!report.ok) return report;
  if (report.value.contentHash !== contentHash) {
    return refuse({
      code: 'changed',
      row: null,
      message: 'Le fichier a changé pendant sa lecture.',
      hint: 'Attendez la fin de son écriture, puis recommencez.',
    });
  }
  if (request.mode === 'full') {
    const refusal = await retire(writer, batches, request, spared);
    if (refusal) return refuse(refusal);
  }
  return ok({
    state: request.dryRun ? 'dryRun' : 'imported',
    report: report.value,
    changes: batches.changes(),
    duplicates: duplicates.found(),
  });
}

/** A full set much shorter than what the store holds is refused: an export that was cut looks just like it. */
async function retire(
  writer: ImportWriter,
  batches: ImportBatches,
  request: ImportRequest,
  spared: ReadonlySet<string>,
): Promise<FileRefusal | null> {
  const collection = replacedBy[request.kind];
  if (collection === null) return null;
  const retirement = await writer.retireMissing(collection, request.options.today, spared);
  batches.retired(collection, retirement);
  const { before, retired } = retirement;
  if (request.allowShrink || retired < smallestShrink || retired <= before * largestShrink) return null;
  return {
    code: 'truncated',
    row: null,
    message: `Ce fichier complet retirerait ${retired} enregistrements sur ${before}.`,
    hint: 'S’il est vraiment complet, relancez avec --allow-shrink ; sinon envoyez-le avec --difference.',
  };
}

async function contentHashOf(source: ByteSource): Promise<Result<string, FileRefusal>> {
  try {
    const hash = createHash('sha256');
    for await (const _ of openHashed(source, hash));
    return ok(hash.digest('hex'));
  } catch (error) {
    return refuse(asRefusal(error));
  }
}

/** Counts only: what is kept of an import holds no datum of a person. */
function summaryOf({ report, changes, duplicates }: Read): Record<string, unknown> {
  const counts = Object.entries(changes).map(([collection, { orphanKeys: _, ...change }]) => [
    collection,
    change,
  ]);
  return {
    rows: report.rows,
    accepted: report.accepted,
    rejected: report.rejected,
    possibleDuplicates: duplicates.length,
    changes: Object.fromEntries(counts),
  };
}
