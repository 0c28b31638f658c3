import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../src/documents/csv.ts';

describe('CSV for French offices', () => {
  it('starts with a BOM and separates with semicolons and CRLF', () => {
    expect(writeCsv({ columns: ['a', 'b'], rows: [['x', 1]] })).toBe('\ufeffa;b\r\nx;1\r\n');
  });

  it('never lets a cell start like a formula', () => {
    const dangerous = ['=1+1', '+33', '-cmd', '@SUM(A1)', '\tx', '\rx'];
    const text = writeCsv({ columns: ['v'], rows: dangerous.map((value) => [value]) });
    const cells = parse(text, { bom: true, delimiter: ';', from_line: 2 }).map(([cell]) => String(cell));
    expect(cells).toEqual(dangerous.map((value) => `'${value}`));
  });

  it('keeps negative figures as figures, with a decimal comma', () => {
    expect(writeCsv({ columns: ['v', 'w'], rows: [[-15, 0.25]] })).toContain('-15;0,25');
  });

  it('gives back quotes, semicolons and line ends unchanged', () => {
    const hard = 'rue "du Pont" ; bât. A\nescalier 2';
    const text = writeCsv({ columns: ['v'], rows: [[hard]] });
    expect(parse(text, { bom: true, delimiter: ';' })[1]).toEqual([hard]);
  });

  it('refuses a row that has not one cell a column', () => {
    expect(() => writeCsv({ columns: ['a', 'b'], rows: [['x']] })).toThrow(/row 1/);
  });
});
