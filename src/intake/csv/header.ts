/** The first line of a CSV file: which columns a kind of file has, and what is wrong with those that came. */
import { refuseFile } from '../refusal.ts';

/** The columns of one kind of file. */
export type ColumnRules = {
  /** French name of the kind, for messages. */
  name: string;
  mandatory: readonly string[];
  optional: readonly string[];
  /** Whether a column outside the two lists is understood all the same (columns named by a year). */
  acceptsColumn?: (column: string) => boolean;
  /** A file whose first line does not name columns (RPLS): they are given, and that line is checked. */
  layout?: Layout;
};

export type Layout = {
  columns: readonly string[];
  /** How many rows the first line announces, or null; throws where it is not such a line. */
  announcedRows: (firstLine: readonly string[]) => number | null;
};

/** The columns of the first line. Throws a refusal where a mandatory one misses or one comes twice. */
export function checkedHeader(cells: readonly string[], table: ColumnRules): readonly string[] {
  if (table.layout) return table.layout.columns;
  const header = cells.map((cell) => cell.trim().toLowerCase());
  while (header.at(-1) === '') header.pop();
  const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at);
  if (twice !== undefined) {
    refuseFile('header', `La colonne « ${twice} » est présente deux fois.`, 'Supprimez l’une des deux.', 1);
  }
  const missing = table.mandatory.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    const plural = missing.length > 1;
    refuseFile(
      'header',
      `${table.name} : ${plural ? 'les colonnes' : 'la colonne'} ${missing.map((name) => `« ${name} »`).join(', ')} ${plural ? 'manquent' : 'manque'}.`,
      `La première ligne doit nommer les colonnes : ${table.mandatory.join(', ')}.`,
      1,
    );
  }
  return header;
}

/** Whether a column is one of the kind. */
export function isKnownColumn(table: ColumnRules, name: string): boolean {
  return (
    table.mandatory.includes(name) || table.optional.includes(name) || (table.acceptsColumn?.(name) ?? false)
  );
}
