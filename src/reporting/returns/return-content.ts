/** What a return holds: tables as they are sent, what must be said with them, and the list of what blocks it. */
import { contentHash } from '../../kernel/canonical-json.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../kernel/french.ts';
import type { Period } from '../indicator.ts';
import type { Cell, ScreenColumn } from '../screen/cell.ts';
import type { ScreenTable } from '../screen/screen.ts';
import type { DueReturn } from './calendar.ts';
import { returnKindWords } from './return-kinds.ts';

/** Where somebody does what the line asks. */
export type CheckPlace = 'data' | 'targets' | 'flowPlan' | 'indicator' | 'law';

/** `blocking`: a reason is asked of whoever sends the return all the same; `toCheck`: worth a look. */
export type Check = {
  key: string;
  level: 'blocking' | 'toCheck';
  words: string;
  todo: string;
  place: CheckPlace | null;
};

export type ReturnContent = {
  due: DueReturn;
  title: string;
  landlordName: string;
  /** The last day counted: the end of the period, or today while it runs. */
  asOf: CivilDate;
  /** U-06, in a sentence: the order of the year is not loaded; null: the figures are those of the year's order. */
  provisional: string | null;
  tables: readonly ReturnTable[];
  /** What is counted, what is not and why, our readings. */
  notes: readonly string[];
  /** Who signs it; null: the texts ask for no signature. */
  signedBy: string | null;
  /** How many units the return is about: its first difference with the copy that was sent. */
  whole: { count: number; unit: 'bail' | 'logement' | 'dossier' };
  checks: readonly Check[];
  /** The sending that this one would replace; null: none was sent with other figures. */
  corrects: { sentOn: CivilDate; hash: string } | null;
};

/** A table as it is sent: no figure opens behind its rows. */
export type ReturnTable = {
  key: string;
  title: string;
  columns: readonly ScreenColumn[];
  /** One cell a column. */
  rows: readonly (readonly Cell[])[];
};

/** What each kind of return adds to what they share. */
export type ReturnBody = Pick<
  ReturnContent,
  'provisional' | 'tables' | 'notes' | 'signedBy' | 'whole' | 'checks'
>;

/** "1er semestre 2026, du 01/01/2026 au 30/06/2026". */
export function periodInWords({ periodName, covers }: Pick<DueReturn, 'periodName' | 'covers'>): string {
  const { from, until }: Period = covers;
  return `${periodName}, du ${frenchShortDate(from)} au ${frenchShortDate(until)}`;
}

/** The figures and words of the return, whatever was sent before and whatever is to check: what a sending keeps. */
export function returnStamp({ checks: _checks, corrects: _corrects, ...said }: ReturnContent): string {
  return contentHash(said);
}

/** The sentences at the end of a return: articles first, the form that was not seen last. */
export function sentencesOf({
  due,
  asOf,
  notes,
  corrects,
}: Pick<ReturnContent, 'due' | 'asOf' | 'notes' | 'corrects'>): string[] {
  const { articles, layout } = returnKindWords[due.kind];
  return [
    ...(corrects === null
      ? []
      : [
          `État corrigé : il remplace celui transmis le ${frenchShortDate(corrects.sentOn)}, dont le tableur a pour empreinte SHA-256 ${corrects.hash}.`,
        ]),
    ...(asOf < due.covers.until
      ? [`La période n’est pas close : les chiffres s’arrêtent au ${frenchShortDate(asOf)}.`]
      : []),
    `Textes : ${articles.join(' ; ')}.`,
    ...notes,
    ...(layout === null ? [] : [layout]),
  ];
}

export const unitPlurals = { bail: 'baux', logement: 'logements', dossier: 'dossiers' } as const;

/** "412 baux". */
export function wholeInWords({ count, unit }: ReturnContent['whole']): string {
  return frenchCount(count, unit, unitPlurals[unit]);
}

export function text(words: string): Cell {
  return { kind: 'text', text: words };
}

export function count(value: number | null): Cell {
  return value === null ? null : { kind: 'count', value };
}

/** Between 0 and 1; null where nothing is computed. */
export function share(value: number | null): Cell {
  return value === null ? null : { kind: 'share', value };
}

export function returnTable(
  key: string,
  title: string,
  columns: readonly (readonly [string, ScreenColumn['kind']])[],
  rows: readonly (readonly Cell[])[],
): ReturnTable {
  return { key, title, columns: columns.map(([header, kind]) => ({ title: header, kind })), rows };
}

/** The table as pages, sheets and papers show it. */
export function screenTable({ key, title, columns, rows }: ReturnTable): ScreenTable {
  return {
    key,
    title,
    measure: null,
    columns,
    rows: rows.map((cells) => ({ key: null, cells, gauge: null })),
  };
}

/** A table of an indicator's screen, as a return keeps it. */
export function fromScreen({ key, title, columns, rows }: ScreenTable): ReturnTable {
  return {
    key,
    title,
    columns: columns.map((column) => ({ title: column.title, kind: column.kind })),
    rows: rows.map(({ cells }) => cells),
  };
}
