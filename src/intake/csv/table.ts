/** Reads a CSV file as a table of domain values: one pass to check it whole, one pass to deliver its rows. */
import { createHash } from 'node:crypto';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ByteSource, openHashed } from '../byte-source.ts';
import { Cells } from '../cells.ts';
import type { TextEncodingName } from '../decode.ts';
import { asRefusal, type CellProblem, type FileRefusal, type RejectedRow, refuseFile } from '../refusal.ts';
import { type ColumnRules, checkedHeader, isKnownColumn } from './header.ts';
import { csvRecords } from './records.ts';

/** What a row may be checked against. */
export type RowContext = {
  /** The day that separates past from future. */
  today: CivilDate;
  /** INSEE codes that exist. */
  communes: ReadonlySet<string>;
};

/** How one kind of file is read: its columns, its identifier and what a row becomes. */
export type Table<Row> = ColumnRules & {
  /**
   * What makes a row's identifier, which may appear once only: parts, each the first of its columns that is filled.
   */
  key: readonly (readonly string[])[];
  /** The value of a row; whatever it returns is dropped where the row has noted problems. */
  read: (cells: Cells, context: RowContext, header: readonly string[]) => Row | typeof skipRow | undefined;
};

/** A row that is right but says nothing to keep (a home that left the stock). */
export const skipRow: unique symbol = Symbol('skipRow');

export type ReadOptions = RowContext & { encoding?: TextEncodingName };

/** Receives rows in the order of the file. A promise is awaited before the next row is read. */
export type RowSink<Row> = {
  onRow: (row: Row, at: number) => void | Promise<void>;
  onReject: (rejected: RejectedRow) => void | Promise<void>;
};

export type FileReport = {
  /** Rows read, without the header and blank lines. */
  rows: number;
  accepted: number;
  rejected: number;
  /** Rows that are right but say nothing to keep. */
  skipped: number;
  /** The file's own columns, in order; empty for a file that is not a table. */
  header: readonly string[];
  unknownColumns: readonly string[];
  warnings: readonly string[];
  /** SHA-256 of the bytes, in hexadecimal. */
  contentHash: string;
};

/** What the first pass learns. */
type Survey = { contentHash: string; header: readonly string[]; repeated: ReadonlySet<string>; cut: boolean };

/** The column of the correction sheet that says why a row was rejected: ignored when the sheet is sent back. */
export const motiveColumn = 'motif';

/** Reads a whole file. A refusal means that no row of it may be kept, whatever was delivered before. */
export async function readTable<Row>(
  source: ByteSource,
  table: Table<Row>,
  sink: RowSink<Row>,
  options: ReadOptions,
): Promise<Result<FileReport, FileRefusal>> {
  try {
    const survey = await surveyTable(source, table, options);
    return ok(await deliverRows(source, table, sink, options, survey));
  } catch (error) {
    return refuse(asRefusal(error));
  }
}

async function surveyTable<Row>(
  source: ByteSource,
  table: Table<Row>,
  options: ReadOptions,
): Promise<Survey> {
  const hash = createHash('sha256');
  const seen = new Set<string>();
  const repeated = new Set<string>();
  let header: readonly string[] | null = null;
  let columns: ReadonlyMap<string, number> = new Map();
  let announced: number | null = null;
  let rows = 0;
  const records = csvRecords(openHashed(source, hash), options.encoding ?? 'utf-8');
  let next = await records.next();
  for (; !next.done; next = await records.next()) {
    if (header === null) {
      header = checkedHeader(next.value.cells, table);
      announced = table.layout?.announcedRows(next.value.cells) ?? null;
      columns = new Map(header.map((name, at) => [name, at]));
      continue;
    }
    rows += 1;
    const key = keyOf(new Cells(columns, next.value.cells), table);
    if (key === '') continue;
    if (seen.has(key)) repeated.add(key);
    else seen.add(key);
  }
  if (header === null || rows === 0) {
    refuseFile(
      'empty',
      'Le fichier n’a aucune ligne après son en-tête.',
      'Vérifiez l’export, puis envoyez-le de nouveau.',
    );
  }
  if (announced !== null && announced !== rows) {
    refuseFile(
      'truncated',
      `L’en-tête annonce ${announced} lignes, le fichier en a ${rows}.`,
      'Le fichier a été coupé ou complété : demandez-le de nouveau.',
    );
  }
  return { contentHash: hash.digest('hex'), header, repeated, cut: !next.value.endsWithNewline };
}

async function deliverRows<Row>(
  source: ByteSource,
  table: Table<Row>,
  sink: RowSink<Row>,
  options: ReadOptions,
  survey: Survey,
): Promise<FileReport> {
  const hash = createHash('sha256');
  const columns = new Map(survey.header.map((name, at) => [name, at]));
  let rows = -1;
  let accepted = 0;
  let skipped = 0;
  for await (const { row, cells } of csvRecords(openHashed(source, hash), options.encoding ?? 'utf-8')) {
    rows += 1;
    if (rows === 0) continue;
    const reader = new Cells(columns, cells);
    const value = readRow(reader, cells, table, options, survey);
    if (value === skipRow && reader.problems.length === 0) {
      skipped += 1;
    } else if (value !== undefined && value !== skipRow && reader.problems.length === 0) {
      accepted += 1;
      await sink.onRow(value, row);
    } else {
      const key = keyOf(reader, table).replaceAll('\n', ' ') || null;
      await sink.onReject({ row, problems: withReason(reader.problems), key, columns: survey.header, cells });
    }
  }
  if (hash.digest('hex') !== survey.contentHash) {
    refuseFile('changed', 'Le fichier a changé pendant sa lecture.', 'Attendez la fin de son écriture.');
  }
  const unknownColumns = survey.header.filter(
    (name) => name !== '' && name !== motiveColumn && !isKnownColumn(table, name),
  );
  return {
    rows,
    accepted,
    rejected: rows - accepted - skipped,
    skipped,
    header: survey.header,
    unknownColumns,
    warnings: warningsOf(unknownColumns, survey),
    contentHash: survey.contentHash,
  };
}

function readRow<Row>(
  reader: Cells,
  cells: readonly string[],
  table: Table<Row>,
  options: ReadOptions,
  survey: Survey,
): Row | typeof skipRow | undefined {
  const width = survey.header.length;
  if (cells.length < width || cells.slice(width).some((cell) => cell.trim() !== '')) {
    return reader.note(
      'ligne',
      `${cells.length} cellules`,
      cells.length < width ? 'ligne incomplète' : 'cellules en trop (un séparateur dans un texte ?)',
      `${width} cellules, comme dans l’en-tête`,
    );
  }
  const key = keyOf(reader, table);
  if (survey.repeated.has(key)) {
    reader.note(
      table.key.map((part) => part.find((column) => reader.text(column) !== '')).join(' + '),
      key.replaceAll('\n', ' '),
      'présent plusieurs fois dans le fichier',
      'une seule ligne : gardez la bonne et envoyez-la de nouveau',
    );
  }
  return table.read(reader, options, survey.header);
}

/** Parts cannot hold a line end and still be the same text, so that two keys are never mistaken for each other. */
function keyOf<Row>(cells: Cells, table: Table<Row>): string {
  const parts = table.key.map((part) => part.map((column) => cells.text(column)).find(Boolean) ?? '');
  return parts.includes('') ? '' : parts.join('\n');
}

/** A reader that gives no value must have said why; this catches the one that forgot. */
function withReason(problems: readonly CellProblem[]): readonly CellProblem[] {
  return problems.length > 0
    ? problems
    : [{ field: 'ligne', value: '', reason: 'ligne illisible', expected: 'voir docs/file-formats.md' }];
}

function warningsOf(unknownColumns: readonly string[], survey: Survey): string[] {
  const warnings: string[] = [];
  if (unknownColumns.length > 0) {
    warnings.push(
      `Colonnes inconnues, non lues : ${unknownColumns.map((name) => `« ${name} »`).join(', ')}.`,
    );
  }
  if (survey.cut) {
    warnings.push(
      'La dernière ligne n’a pas de fin de ligne : vérifiez que le fichier n’a pas été coupé pendant son transfert.',
    );
  }
  return warnings;
}
