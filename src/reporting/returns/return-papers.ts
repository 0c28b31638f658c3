/** A return as the files that leave: sheets for ODS, a paper for PDF. The same content gives the same bytes. */
import type { Block, Paper, Words } from '../../documents/pdf/model.ts';
import type { Sheet, SheetCell } from '../../documents/sheet-model.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import { tableBlock, tableSheet } from '../screen/exports.ts';
import {
  periodInWords,
  type ReturnContent,
  type ReturnTable,
  screenTable,
  sentencesOf,
} from './return-content.ts';

/** "etat-half-year-2026-S1-57": the name of both files, without the ending. */
export function returnFileName({ due }: Pick<ReturnContent, 'due'>): string {
  return `etat-${due.key.replaceAll(/[^A-Za-z0-9-]+/g, '-')}`;
}

/** What it is, then a sheet a table; whole, with its readings and what is not counted. */
export function returnSheets(content: ReturnContent): Sheet[] {
  const { due, landlordName, asOf, provisional, signedBy } = content;
  const lines: SheetCell[][] = [
    ['État', content.title],
    ['Bailleur', landlordName],
    ['Destinataire', due.recipient.name],
    ['Période', periodInWords(due)],
    ['Arrêté au', { date: asOf }],
    ...(provisional === null ? [] : [['Provisoire', provisional]]),
    ...sentencesOf(content).map((words): SheetCell[] => ['À savoir', words]),
    ...(signedBy === null ? [] : [['Signature', signedBy]]),
  ];
  return [
    ...content.tables.map((table, index) => tableSheet(screenTable(table), index)),
    {
      name: 'À lire',
      columns: [
        { header: 'Rubrique', width: 20 },
        { header: 'Texte', width: 110 },
      ],
      rows: lines,
    },
  ];
}

/** In landscape, with the frame to sign where the texts ask for a signature. */
export function returnPaper(content: ReturnContent): Paper {
  const { due, title, landlordName, asOf, provisional } = content;
  const stamp = `${due.recipient.name} ; arrêté au ${frenchShortDate(asOf)}`;
  return {
    title,
    subject: stamp,
    author: landlordName,
    // The day of the figures, never the hour of the printing: one content, one file.
    createdAt: new Date(`${asOf}T00:00:00Z`),
    orientation: 'landscape',
    letterhead: null,
    footer: stamp,
    blocks: [
      { kind: 'heading', level: 1, text: title },
      {
        kind: 'facts',
        columns: 2,
        rows: [
          { label: 'Bailleur', value: landlordName },
          { label: 'Destinataire', value: due.recipient.name },
          { label: 'Période', value: periodInWords(due) },
          { label: 'Arrêté au', value: frenchShortDate(asOf) },
        ],
      },
      ...(provisional === null
        ? []
        : [{ kind: 'note', title: 'État provisoire', text: [provisional], tone: 'attention' } as const]),
      ...content.tables.map(printedTable),
      { kind: 'heading', level: 2, text: 'Ce que disent ces chiffres' },
      { kind: 'list', items: sentencesOf(content) },
      ...signatureBlocks(content),
    ],
  };
}

// A name is read on two lines at most; a longer one would leave no room to the figures.
const widestText = 30;
const narrowestFigure = 6;

/** Columns as wide as what stands in them: headings break between words, never within one. */
function printedTable(table: ReturnTable): Block {
  const shown = screenTable(table);
  const block = tableBlock(shown);
  if (block.kind !== 'table') return block;
  return {
    ...block,
    columns: block.columns.map((column, index) => {
      const word = Math.max(...column.header.split(' ').map(({ length }) => length));
      const cells = block.rows.map((row) => wordsLength(row[index]));
      const widest = Math.max(word, narrowestFigure, ...cells);
      return { ...column, width: Math.min(widest, Math.max(word, widestText)) + 2 };
    }),
  };
}

function wordsLength(words: Words | undefined): number {
  return typeof words === 'string' ? words.length : 0;
}

function signatureBlocks({ signedBy }: ReturnContent): Block[] {
  if (signedBy === null) return [];
  return [
    {
      kind: 'together',
      blocks: [
        { kind: 'heading', level: 2, text: 'Signature' },
        { kind: 'paragraph', text: 'Certifié exact. Fait à ……………………………, le ……………………' },
        { kind: 'signatures', areas: [{ role: signedBy, name: null }] },
      ],
    },
  ];
}
