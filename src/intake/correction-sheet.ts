/**
 * The sheet of rejected rows: the same columns as the file, and why. Corrected, it is sent back as a difference; its
 * column `motif` is then ignored, and the apostrophes that keep spreadsheets from running formulas are taken off.
 */
import { stringify } from 'csv-stringify';
import { motiveColumn } from './csv/table.ts';
import type { CellProblem, RejectedRow } from './refusal.ts';

export type CorrectionSheet = {
  add: (rejected: RejectedRow) => void;
  /** Ends the sheet. Resolves once all of it has been handed over. */
  end: () => Promise<void>;
};

const options = {
  bom: true,
  delimiter: ';',
  record_delimiter: 'windows',
  escape_formulas: true,
} as const;
const listColumns = ['demande', 'champ', 'valeur', 'motif', 'attendu'] as const;

/** Writes a sheet to a stream (UTF-8 with a byte order mark, semicolons), created when the first row comes. */
export function correctionSheet(open: () => NodeJS.WritableStream): CorrectionSheet {
  let writer: ReturnType<typeof stringify> | null = null;
  let finished: Promise<void> = Promise.resolve();
  const start = (columns: readonly string[]) => {
    const stream = open();
    const created = stringify(options);
    finished = new Promise((resolve, reject) => {
      created.pipe(stream).on('finish', resolve).on('error', reject);
    });
    created.write([...columns]);
    return created;
  };
  return {
    add: (rejected) => {
      const header = rejected.columns;
      if (header.length === 0) {
        // Not a table (XML): what to correct is listed, and corrected where the file comes from.
        writer ??= start(listColumns);
        for (const { field, value, reason, expected } of rejected.problems) {
          writer.write([String(rejected.row), field, value, reason, expected]);
        }
        return;
      }
      const columns = header.filter((name) => name !== motiveColumn);
      writer ??= start([...columns, motiveColumn]);
      const cells = header.flatMap((name, at) => (name === motiveColumn ? [] : [rejected.cells[at] ?? '']));
      writer.write([...cells, motiveOf(rejected.problems)]);
    },
    end: async () => {
      writer?.end();
      await finished;
    },
  };
}

/** "rent : montant négatif (-3) ; attendu : montant positif ou nul", problems one after another. */
function motiveOf(problems: readonly CellProblem[]): string {
  return problems
    .map(({ field, value, reason, expected }) => {
      const found = value === '' ? '' : ` (${value})`;
      return `${field} : ${reason}${found} ; attendu : ${expected}`;
    })
    .join(' | ');
}
