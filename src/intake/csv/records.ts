/** The records of a CSV file, one by one, with the separator found from its header. */
import { CsvError, parse } from 'csv-parse';
import { decodeText, longestLine, type TextEncodingName } from '../decode.ts';
import { IntakeRefusal, refuseFile } from '../refusal.ts';

export type CsvRecord = {
  /** As a spreadsheet counts rows: the header is 1. */
  row: number;
  cells: readonly string[];
};

export type CsvEnd = {
  delimiter: ';' | ',';
  /** False where the last row has no line end: the file may have been cut. */
  endsWithNewline: boolean;
};

/**
 * Yields every record that is not blank, the header first. Constant memory. Throws an `IntakeRefusal` where the file
 * is empty, not text, or where a quotation mark is never closed. Returns what was learned of the file.
 */
export async function* csvRecords(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncodingName,
): AsyncGenerator<CsvRecord, CsvEnd> {
  const text = decodeText(chunks, encoding);
  const head = await readHead(text);
  const delimiter = sniffDelimiter(head);
  const state = { last: head };
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: longestLine,
  });
  const feeding = feed(parser, head, text, state);
  // A refusal while feeding destroys the parser, whose iteration then throws it; this keeps node from calling it lost.
  feeding.catch(() => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.length > 1 || (cells[0] ?? '').trim() !== '') yield { row, cells };
    }
  } catch (error) {
    throw csvFault(error, row + 1);
  }
  await feeding;
  return { delimiter, endsWithNewline: /[\r\n]$/.test(state.last) };
}

/** The beginning of the text up to its first line end. */
async function readHead(text: AsyncGenerator<string>): Promise<string> {
  let head = '';
  for (;;) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
    if (/[\r\n]/.test(head.trimStart())) break;
  }
  if (head.trim() === '') {
    refuseFile('empty', 'Le fichier est vide.', 'Vérifiez l’export, puis envoyez-le de nouveau.');
  }
  return head;
}

/** Names of columns hold neither mark: the more frequent one in the first line outside quotes is the separator. */
function sniffDelimiter(head: string): ';' | ',' {
  const line = head.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const count = (mark: string) => bare.split(mark).length - 1;
  return count(';') >= count(',') ? ';' : ',';
}

async function feed(
  parser: ReturnType<typeof parse>,
  head: string,
  rest: AsyncGenerator<string>,
  state: { last: string },
): Promise<void> {
  try {
    await write(parser, head);
    for await (const chunk of rest) {
      state.last = chunk;
      if (parser.destroyed) return;
      await write(parser, chunk);
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

function write(parser: ReturnType<typeof parse>, text: string): Promise<void> {
  if (parser.destroyed || parser.write(text)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done);
      parser.off('close', done);
      resolve();
    };
    parser.once('drain', done);
    parser.once('close', done);
  });
}

function csvFault(error: unknown, row: number): unknown {
  if (error instanceof IntakeRefusal || !(error instanceof CsvError)) return error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new IntakeRefusal({
      code: 'endless-line',
      row,
      message: `La ligne ${row} dépasse un million de caractères.`,
      hint: 'Vérifiez qu’aucun guillemet n’est resté ouvert.',
    });
  }
  return new IntakeRefusal({
    code: 'quotes',
    row,
    message: `À partir de la ligne ${row}, un guillemet ouvert n’est jamais refermé correctement.`,
    hint: 'Corrigez ce guillemet, ou doublez-le ("") s’il fait partie du texte ; un fichier coupé donne aussi ceci.',
  });
}
