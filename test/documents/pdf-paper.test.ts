import { describe, expect, it } from 'vitest';
import type { Block, Paper } from '../../src/documents/pdf/model.ts';
import { paperBytes } from '../../src/documents/pdf/write-paper.ts';
import {
  pdfBookmarks,
  pdfFonts,
  pdfInfo,
  pdfPages,
  pdfStructure,
  pdfText,
  skipsPapers,
  unmarkedDrawings,
} from '../support/pdf.ts';

function makePaper(blocks: readonly Block[], overrides: Partial<Paper> = {}): Paper {
  return {
    title: 'Procès-verbal de la séance du 12 mars 2026',
    subject: 'Séance & décisions',
    author: 'Moselle Habitat',
    createdAt: new Date('2026-03-12T10:00:00Z'),
    orientation: 'portrait',
    letterhead: null,
    footer: null,
    blocks,
    ...overrides,
  };
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

const table: Block = {
  kind: 'table',
  caption: 'Décisions de la séance',
  rowHeaders: true,
  columns: [
    { header: 'Numéro unique', width: 2 },
    { header: 'Rang', width: 1, align: 'right' },
    { header: 'Motif', width: 4 },
  ],
  rows: Array.from({ length: 80 }, (_, index) => [`N${index + 1}`, String(index + 1), `Motif ${index + 1}`]),
};

describe.skipIf(skipsPapers)('a paper as PDF', () => {
  it('gives back every sign of French, amounts and foreign names, to be selected and searched', async () => {
    const text = [
      'L’œuvre du cœur : « déjà vu », où ? Là-bas ; Noël, Œillets, ÇA, ÉTÉ.',
      'Loyer de 1\u202f234,50\u00a0€ pour 63,5\u00a0m² – 12\u00a0%…',
      'Łukasz Şahin, Žofia Ďurišová',
    ];
    const found = pdfText(await paperBytes(makePaper(text.map(paragraph))));
    for (const line of text) expect(found).toContain(line.replace(/[\u00a0\u202f]/g, ' '));
  });

  it('turns a straight apostrophe into the French one, and a sign of no font into a question mark', async () => {
    const found = pdfText(await paperBytes(makePaper([paragraph("l'été → l'hiver")])));
    expect(found).toContain('l’été ? l’hiver');
  });

  it('joins an accent that was typed as a sign of its own', async () => {
    const found = pdfText(await paperBytes(makePaper([paragraph('Zoé Noël'.normalize('NFD'))])));
    expect(found).toContain('Zoé Noël');
  });

  it('never starts a line with « ? » or « : », nor leaves « « » at the end of one', async () => {
    const words = Array.from({ length: 160 }, (_, index) => `« mot${'x'.repeat(index % 7)} » : oui !`);
    const [page] = pdfPages(await paperBytes(makePaper([paragraph(words.join(' '))])));
    const lines = (page ?? '').split('\n').map((line) => line.trim());
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => /^[:;!?»]/.test(line) || /«$/.test(line))).toEqual([]);
  });

  it('is tagged PDF/UA in French, with its title shown and its fonts embedded', async () => {
    const bytes = await paperBytes(makePaper([paragraph('Bonjour'), table]));
    const raw = bytes.toString('latin1');
    const info = pdfInfo(bytes);
    expect(info.get('Tagged')).toBe('yes');
    expect(info.get('Title')).toBe('Procès-verbal de la séance du 12 mars 2026');
    expect(info.get('Author')).toBe('Moselle Habitat');
    expect(raw).toContain('/StructTreeRoot');
    expect(raw).toContain('/Lang (fr-FR)');
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const fonts = pdfFonts(bytes);
    expect(fonts.length).toBeGreaterThan(1);
    expect(fonts.filter(({ embedded }) => !embedded)).toEqual([]);
  });

  it('keeps its metadata readable where a name holds an ampersand', async () => {
    const raw = (await paperBytes(makePaper([paragraph('a')], { author: 'Toit & Foyer <57>' }))).toString(
      'utf8',
    );
    const metadata = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(raw)?.[0] ?? '';
    expect(metadata).toContain('Toit et Foyer ‹57›');
    expect(metadata).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });

  it('leaves nothing drawn outside of the structure and its decorations', async () => {
    const blocks: Block[] = [
      { kind: 'heading', level: 1, text: 'Titre' },
      { kind: 'note', tone: 'attention', title: 'Attention', text: ['Un mot.', 'Deux mots.'] },
      { kind: 'facts', columns: 2, rows: [{ label: 'Loyer', value: '412 €' }] },
      { kind: 'list', items: ['un', 'deux'], numbered: true },
      table,
      { kind: 'signatures', areas: [{ role: 'Présidence', name: null }] },
    ];
    const letterhead = {
      sender: { name: 'Moselle Habitat', lines: ['1 rue du Pont'] },
      recipient: ['Madame Durand', '57000 Metz'],
      placeAndDate: 'Metz, le 12 mars 2026',
      references: [{ label: 'Nos références', value: 'AB-12' }],
    };
    expect(unmarkedDrawings(await paperBytes(makePaper(blocks, { letterhead })))).toEqual([]);
  });

  it('tells screen readers headings, lists and tables with the scope of their headers', async () => {
    const bytes = await paperBytes(
      makePaper([
        { kind: 'heading', level: 1, text: 'Titre' },
        { kind: 'heading', level: 2, text: 'Partie' },
        { kind: 'list', items: ['premier point'] },
        { kind: 'heading', level: 3, text: 'Détail' },
        table,
      ]),
    );
    const structure = pdfStructure(bytes);
    for (const type of ['H1', 'H2', 'H3', 'L ', 'LI', 'LBody', 'Table', 'Caption', 'THead', 'TBody']) {
      expect(structure).toMatch(new RegExp(`^\\s*${type}`, 'm'));
    }
    // Three headers of columns and one header for each row: those repeated on later pages are decoration.
    expect(structure.match(/\/Scope \/Column/g)).toHaveLength(3);
    expect(structure.match(/\/Scope \/Row/g)).toHaveLength(80);
    expect(structure.match(/"Numéro unique"/g)).toHaveLength(1);
  });

  it('repeats the header of a table on each page, numbers the pages and cuts no row', async () => {
    const pages = pdfPages(await paperBytes(makePaper([table])));
    expect(pages.length).toBeGreaterThan(1);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('Numéro unique');
      expect(page).toContain(`Page ${index + 1} sur ${pages.length}`);
    }
    const rows = pages.join('\n').match(/N\d+ +\d+ +Motif \d+/g);
    expect(rows).toHaveLength(80);
  });

  it('leads bookmarks to headings of levels 1 and 2, in the words given', async () => {
    const bytes = await paperBytes(
      makePaper([
        { kind: 'heading', level: 1, text: 'Dossier de la séance' },
        {
          kind: 'heading',
          level: 2,
          text: '1. T3 de 63 m², 12 rue des Œillets, Metz',
          bookmark: '1. T3, Metz (est)',
        },
        { kind: 'heading', level: 3, text: 'Détail' },
        { kind: 'heading', level: 2, text: 'Annexe', bookmark: false },
      ]),
    );
    expect(pdfBookmarks(bytes)).toEqual([
      { title: 'Dossier de la séance', under: [{ title: '1. T3, Metz (est)', under: [] }] },
    ]);
  });

  it('never leaves a heading alone at the foot of a page', async () => {
    for (const lines of [40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50]) {
      const blocks: Block[] = [
        ...Array.from({ length: lines }, (_, index) => paragraph(`Ligne ${index}`)),
        { kind: 'heading', level: 2, text: 'Titre qui annonce' },
        paragraph('la suite'),
      ];
      const pages = pdfPages(await paperBytes(makePaper(blocks)));
      const page = pages.find((text) => text.includes('Titre qui annonce'));
      expect(page).toContain('la suite');
    }
  });

  it('cuts a row higher than a page instead of losing its end', async () => {
    const long = Array.from({ length: 900 }, (_, index) => `mot${index}`).join(' ');
    const bytes = await paperBytes(
      makePaper([
        {
          kind: 'table',
          caption: 'Long',
          columns: [
            { header: 'A', width: 1 },
            { header: 'B', width: 5 },
          ],
          rows: [[long, 'b']],
        },
      ]),
    );
    const text = pdfText(bytes);
    expect(text).toContain('mot0 ');
    expect(text).toContain('mot899');
  });

  it('cuts a word wider than its column, which stays one word when copied', async () => {
    const hash = '3f2a9c41d0be77e5a1c98f6420d3b7ee51aa0c2f9b7d4e6081c3a5f7e9b1d2c4'.repeat(2);
    const structure = pdfStructure(await paperBytes(makePaper([paragraph(hash)])));
    expect(structure.replace(/["\s]/g, '')).toContain(hash);
  });

  it('gives the same bytes for the same paper', async () => {
    const [first, second] = [await paperBytes(makePaper([table])), await paperBytes(makePaper([table]))];
    expect(first.equals(second)).toBe(true);
  });
});
