/** One reading of a file to import: what it writes to, and the plain case of a row a record. */
import type { Result } from '../kernel/result.ts';
import type { ByteSource } from './byte-source.ts';
import { type FileReport, type ReadOptions, type RowSink, readTable, type Table } from './csv/table.ts';
import type { DuplicateFinder } from './duplicates.ts';
import type { Batch, ImportBatches } from './import-batches.ts';
import type { ImportCollection, ImportRecords, ImportWriter } from './import-port.ts';
import type { FileRefusal, RejectedRow } from './refusal.ts';

/** What a reading writes to, and tells on its way. */
export type ImportReading = {
  source: ByteSource;
  /** SHA-256 of the file. */
  contentHash: string;
  options: ReadOptions;
  writer: ImportWriter;
  batches: ImportBatches;
  duplicates: DuplicateFinder;
  onReject: (rejected: RejectedRow) => void | Promise<void>;
  onProgress: (row: number) => void;
};

export type ReadKind = (reading: ImportReading) => Promise<Result<FileReport, FileRefusal>>;

/** Hands each row to `write`, and what is rejected to who listens. */
export function sinkOf<Row>(reading: ImportReading, write: (row: Row) => Promise<void>): RowSink<Row> {
  return {
    onRow: async (row, at) => {
      await write(row);
      reading.onProgress(at);
    },
    onReject: (rejected) => reading.onReject(rejected),
  };
}

/** A table whose rows are the records of one collection. */
export async function readPlain<Collection extends ImportCollection>(
  reading: ImportReading,
  table: Table<ImportRecords[Collection]>,
  collection: Collection,
): Promise<Result<FileReport, FileRefusal>> {
  const batch: Batch<ImportRecords[Collection]> = reading.batches.batch(collection);
  const report = await readTable(reading.source, table, sinkOf(reading, batch.add), reading.options);
  if (report.ok) await batch.flush();
  return report;
}
