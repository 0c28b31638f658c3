/** `parcours import … --check`: reads a file to its end, with nobody to write to. */

import type { FileReport } from '../../intake/csv/table.ts';
import { DuplicateFinder, type PossibleDuplicate } from '../../intake/duplicates.ts';
import { ImportBatches } from '../../intake/import-batches.ts';
import type { ImportRequest } from '../../intake/import-file.ts';
import { type ImportKind, readKind } from '../../intake/import-kinds.ts';
import type { ImportWriter } from '../../intake/import-port.ts';
import type { FileRefusal } from '../../intake/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';

/** A writer that holds nothing and keeps nothing: every record is new to it. */
const nobody: ImportWriter = {
  find: async () => [],
  upsert: async (_collection, records) => ({
    created: records.length,
    updated: 0,
    unchanged: 0,
    orphans: [],
  }),
  retireMissing: async () => ({ before: 0, retired: 0 }),
  recordImport: async () => {},
};

export type Checked = { report: FileReport; duplicates: readonly PossibleDuplicate[] };

/** Reads the whole file and tells what it is worth by itself. */
export async function checkFile(
  request: Pick<ImportRequest, 'source' | 'options' | 'onReject' | 'onProgress'> & { kind: ImportKind },
): Promise<Result<Checked, FileRefusal>> {
  const duplicates = new DuplicateFinder();
  const report = await readKind[request.kind]({
    source: request.source,
    contentHash: '',
    options: request.options,
    writer: nobody,
    batches: new ImportBatches(nobody),
    duplicates,
    onReject: (rejected) => request.onReject?.(rejected),
    onProgress: (row) => request.onProgress?.(row),
  });
  return report.ok ? ok({ report: report.value, duplicates: duplicates.found() }) : report;
}
