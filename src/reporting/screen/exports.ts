/** The copies of a screen that leave: a table of text for CSV, sheets for ODS, a paper for PDF, with the filter noted. */
import type { Block, Paper } from '../../documents/pdf/model.ts';
import type { Sheet, SheetCell } from '../../documents/sheet-model.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import type { Cell } from './cell.ts';
import { cellInWords, notCountedInWords } from './cell-words.ts';
import type { Screen, ScreenTable } from './screen.ts';

/** What a hidden or an empty cell says in a file. */
const hiddenMark = 'secret';

/** One row a cell of the screen's tables: long, so that tables of different columns stand in one file. */
export function csvOf(screen: Screen): {
  columns: readonly string[];
  rows: (string | number | null)[][];
} {
  const about = [screen.definition.title, screen.filter, frenchShortDate(screen.asOf)];
  return {
    columns: ['Indicateur', 'Filtre', 'Arrêté au', 'Tableau', 'Ligne', 'Mesure', 'Valeur'],
    rows: screen.tables.flatMap((table) =>
      table.rows.flatMap(({ cells }) => {
        const named = cells.flatMap((cell, index) =>
          table.columns[index]?.kind === 'text' && cell?.kind === 'text' ? [cell.text] : [],
        );
        return cells.flatMap((cell, index) => {
          const column = table.columns[index];
          if (!column || column.kind === 'text' || cell === null) return [];
          return [[...about, table.title, named.join(' · '), column.title, csvCell(cell)]];
        });
      }),
    ),
  };
}

function csvCell(cell: NonNullable<Cell>): string | number {
  if (cell.kind === 'hidden') return hiddenMark;
  return cell.kind === 'text' ? cell.text : cell.value;
}

/** A sheet a table, one for the definition, one for what is not counted. */
export function sheetsOf(screen: Screen): Sheet[] {
  const tables = screen.tables.map((table, index) => tableSheet(table, index));
  const lines: SheetCell[][] = [
    ['Indicateur', screen.definition.title],
    ['Filtre', screen.filter],
    ['Arrêté au', { date: screen.asOf }],
    ['Articles', screen.definition.articles.join(' ; ')],
    ...screen.definition.measures.flatMap((measure): SheetCell[][] => [
      [`${measure.label} : ce qui compte`, measure.numerator],
      [`${measure.label} : de quoi`, measure.denominator],
    ]),
    ...screen.definition.leftOut.map((words): SheetCell[] => ['Hors du compte', words]),
    ...screen.notCounted.map((line): SheetCell[] => ['Non compté', notCountedInWords(line)]),
    ...(screen.definition.reading === null ? [] : [['Notre lecture', screen.definition.reading]]),
    ...(screen.secrecy === null ? [] : [['Secret statistique', screen.secrecy]]),
  ];
  return [
    ...tables,
    {
      name: 'Définition',
      columns: [
        { header: 'Rubrique', width: 30 },
        { header: 'Texte', width: 90 },
      ],
      rows: lines,
    },
  ];
}

/** A sheet of plain cells: counts, shares and days stay numbers. */
export function tableSheet(table: ScreenTable, index: number): Sheet {
  return {
    name: `${index + 1} ${table.title}`.replace(/[/\\?*:[\]]/g, ' ').slice(0, 31),
    columns: table.columns.map(({ title, kind }) => ({ header: title, width: kind === 'text' ? 34 : 14 })),
    rows: table.rows.map(({ cells }) =>
      cells.map((cell): SheetCell => {
        if (cell === null) return null;
        if (cell.kind === 'hidden') return hiddenMark;
        return cell.kind === 'text' ? cell.text : cell.value;
      }),
    ),
  };
}

/** A paper in landscape, each table with its caption; the filter stands under the title and at the foot. */
export function screenPaper(screen: Screen, landlordName: string, createdAt: Date): Paper {
  const { definition, filter, asOf } = screen;
  const stamp = `${filter} ; arrêté au ${frenchShortDate(asOf)}`;
  return {
    title: definition.title,
    subject: stamp,
    author: landlordName,
    createdAt,
    orientation: 'landscape',
    letterhead: null,
    footer: stamp,
    blocks: [
      { kind: 'heading', level: 1, text: definition.title },
      { kind: 'paragraph', text: `${landlordName}. ${stamp}.`, size: 'lead' },
      ...screen.tables.map(tableBlock),
      ...definitionBlocks(screen),
    ],
  };
}

/** The same table on paper, under its caption. */
export function tableBlock(table: ScreenTable): Block {
  return {
    kind: 'table',
    caption: table.title,
    columns: table.columns.map(({ title, kind }) => ({
      header: title,
      width: kind === 'text' ? 3 : 1.2,
      align: kind === 'text' ? 'left' : 'right',
    })),
    rows: table.rows.map(({ cells }) => cells.map(cellInWords)),
    rowHeaders: true,
    dense: true,
  };
}

function definitionBlocks(screen: Screen): Block[] {
  const { definition, notCounted, secrecy } = screen;
  return [
    { kind: 'heading', level: 2, text: 'Ce que disent ces chiffres' },
    { kind: 'paragraph', text: `Textes : ${definition.articles.join(' ; ')}.` },
    {
      kind: 'list',
      items: definition.measures.map(
        ({ label, numerator, denominator }) => `${label} : ${numerator}, sur ${denominator}.`,
      ),
    },
    { kind: 'heading', level: 2, text: 'Ce qui n’est pas compté, et pourquoi' },
    {
      kind: 'list',
      items: [...definition.leftOut, ...notCounted.map(notCountedInWords)].map((words) => words),
    },
    ...(definition.reading === null
      ? []
      : [{ kind: 'note', title: 'Notre lecture', text: [definition.reading], tone: 'plain' } as const]),
    ...(secrecy === null
      ? []
      : [{ kind: 'note', title: 'Secret statistique', text: [secrecy], tone: 'plain' } as const]),
  ];
}
