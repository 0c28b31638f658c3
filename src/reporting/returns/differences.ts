/** What changed since a return was sent: its whole first, then each figure of each row. */
import { frenchCount } from '../../kernel/french.ts';
import type { Cell } from '../screen/cell.ts';
import { cellInWords } from '../screen/cell-words.ts';
import { type ReturnContent, type ReturnTable, unitPlurals, wholeInWords } from './return-content.ts';

type Sent = Pick<ReturnContent, 'tables' | 'whole'>;

export type Difference = { table: string; row: string; column: string; before: string; now: string };

export type Differences = {
  /** "3 baux de plus que dans l’état transmis." */
  summary: string;
  lines: readonly Difference[];
};

/** Null where nothing changed. */
export function differencesSince(sent: Sent, now: Sent): Differences | null {
  const lines = [...new Set([...sent.tables, ...now.tables].map(({ key }) => key))].flatMap((key) =>
    tableDifferences(
      sent.tables.find((table) => table.key === key),
      now.tables.find((table) => table.key === key),
    ),
  );
  const more = now.whole.count - sent.whole.count;
  if (more === 0 && lines.length === 0) return null;
  return { summary: summaryOf(now.whole, more, lines.length), lines };
}

function summaryOf(whole: ReturnContent['whole'], more: number, changed: number): string {
  if (more === 0) {
    return `Le total est le même (${wholeInWords(whole)}), ${changed === 1 ? 'un chiffre a changé' : `${changed} chiffres ont changé`} depuis l’état transmis.`;
  }
  const units = frenchCount(Math.abs(more), whole.unit, unitPlurals[whole.unit]);
  return `${units} de ${more > 0 ? 'plus' : 'moins'} que dans l’état transmis.`;
}

function tableDifferences(before: ReturnTable | undefined, now: ReturnTable | undefined): Difference[] {
  const title = now?.title ?? before?.title ?? '';
  const [sent, current] = [rowsOf(before), rowsOf(now)];
  const columns = now?.columns ?? before?.columns ?? [];
  return [...new Set([...sent.keys(), ...current.keys()])].flatMap((row) =>
    columns.flatMap((column, index): Difference[] => {
      if (column.kind === 'text') return [];
      const [was, is] = [sent.get(row)?.[index] ?? null, current.get(row)?.[index] ?? null];
      if (cellInWords(was) === cellInWords(is)) return [];
      return [{ table: title, row, column: column.title, before: cellInWords(was), now: cellInWords(is) }];
    }),
  );
}

/** Rows by what names them: their texts, one after the other. */
function rowsOf(table: ReturnTable | undefined): Map<string, readonly Cell[]> {
  return new Map((table?.rows ?? []).map((cells) => [nameOf(cells), cells]));
}

function nameOf(cells: readonly Cell[]): string {
  return cells.flatMap((cell) => (cell?.kind === 'text' ? [cell.text] : [])).join(' · ');
}
