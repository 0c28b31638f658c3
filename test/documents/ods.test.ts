import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { writeOds } from '../../src/documents/ods.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';

const columns = [
  { header: 'Texte', width: 10 },
  { header: 'Nombre', width: 10 },
  { header: 'Jour', width: 10 },
  { header: 'Oui ou non', width: 10 },
];

function firstSheet(rows: Parameters<typeof writeOds>[0][number]['rows']) {
  const book = read(writeOds([{ name: 'Décisions', columns, rows }]), { cellDates: true, UTC: true });
  const sheet = book.Sheets.Décisions;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

describe('workbooks as ODS', () => {
  it('keep figures as figures, dates as dates and French words', () => {
    const sheet = firstSheet([['Œuvre « à voir »', 63.5, { date: civilDate('2026-03-29') }, true]]);
    expect(utils.sheet_to_json(sheet, { header: 1 })).toEqual([
      ['Texte', 'Nombre', 'Jour', 'Oui ou non'],
      ['Œuvre « à voir »', 63.5, new Date('2026-03-29T00:00:00Z'), 'oui'],
    ]);
    expect(sheet.B2?.t).toBe('n');
    expect(sheet.C2?.t).toBe('d');
  });

  it('hold no cell that a spreadsheet would run', () => {
    const dangerous = ['=1+1', '+33', '-cmd', '@SUM(A1)', '\tx'];
    const sheet = firstSheet(dangerous.map((text) => [text, null, null, null]));
    for (const [index, text] of dangerous.entries()) {
      const cell = sheet[`A${index + 2}`];
      expect(cell?.f).toBeUndefined();
      expect(String(cell?.v).startsWith("'")).toBe(true);
      expect(String(cell?.v).trim()).toContain(text.trim());
    }
  });

  it('keep a negative figure as a figure', () => {
    expect(firstSheet([['a', -12, null, null]]).B2?.v).toBe(-12);
  });

  it('refuse a row that has not one cell a column', () => {
    expect(() => writeOds([{ name: 'A', columns, rows: [['seul']] }])).toThrow(/row 1: 1 cells for 4/);
  });
});
