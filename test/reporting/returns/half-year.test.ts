/** The half-yearly table to the préfet: law's worked example of Q-02, and case 15, in the files that leave. */
import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { writeOds } from '../../../src/documents/ods.ts';
import { paperBytes } from '../../../src/documents/pdf/write-paper.ts';
import { type CivilDate, civilDate } from '../../../src/kernel/civil-date.ts';
import type { LeaseRecord, ReportingFacts } from '../../../src/reporting/facts.ts';
import { returnOf } from '../../../src/reporting/returns/calendar.ts';
import { factsPeriodOf, makeReturn } from '../../../src/reporting/returns/make-return.ts';
import { type ReturnContent, returnStamp } from '../../../src/reporting/returns/return-content.ts';
import { returnPaper, returnSheets } from '../../../src/reporting/returns/return-papers.ts';
import { cellInWords } from '../../../src/reporting/screen/cell-words.ts';
import { pdfText, skipsPapers } from '../../support/pdf.ts';
import { factsWith, makeLeases } from '../indicators/make-leases.ts';

const on = (signedOn: string) => ({ signedOn: civilDate(signedOn) });

/** The facts that a return reads, with a stock in Metz that makes it due. */
function known(leases: readonly LeaseRecord[]): ReportingFacts {
  return {
    ...factsWith(leases),
    stock: [{ insee: '57463', qpvCode: null, typology: 'T3', homes: 800 }],
  };
}

function made(key: string, leases: readonly LeaseRecord[], today: CivilDate): ReturnContent {
  const facts = known(leases);
  const due = returnOf(key, facts)!;
  return makeReturn(due, { ...facts, ...factsPeriodOf(due) }, { today, k: 11 });
}

/** Cells of the row of a name, as people read them. */
function cells(content: ReturnContent, name: string): string[] {
  const rows = content.tables.flatMap(({ rows }) => rows.map((row) => row.map(cellInWords)));
  return (rows.find(([first]) => first === name) ?? []).map((cell) => cell.replaceAll('\u00a0', ' '));
}

const july = civilDate('2026-07-02');

// 412 baux hors QPV : 87 au premier quartile, 9 relogés dont 4 du premier quartile : 87 + 5 = 92, soit 22,33 % ; 25 % de
// 412 font 103 : il en manque 11.
const q02 = [
  ...makeLeases(83, { ...on('2026-03-02'), firstQuartile: true }),
  ...makeLeases(4, { ...on('2026-06-30'), firstQuartile: true, relocated: true }),
  ...makeLeases(5, { ...on('2026-01-01'), firstQuartile: false, relocated: true }),
  ...makeLeases(320, { ...on('2026-05-04'), firstQuartile: false }),
];

describe('the half-yearly table to the préfet', () => {
  const content = made('half-year.2026-S1.57', q02, july);

  it('counts 412 leases, 87 first quartile, 9 relocated, 92 once, 22.33 %, 11 missing', () => {
    expect(cells(content, 'Metz Métropole')).toEqual([
      ...['Metz Métropole', '412', '87', '9', '92', '0', '22,33 %'],
      ...['412', '92', '22,33 %', '25 %', '11'],
    ]);
    expect(content.whole).toEqual({ count: 412, unit: 'bail' });
  });

  it('keeps a lease of the day before and of the day after out of the half-year', () => {
    const edges = [...makeLeases(1, on('2025-12-31')), ...makeLeases(1, on('2026-07-01'))];
    const [, six, , , , , , twelve] = cells(
      made('half-year.2026-S1.57', [...q02, ...edges], july),
      'Metz Métropole',
    );
    expect([six, twelve]).toEqual(['412', '413']);
  });

  it('names a lease without income as a defect that blocks, in the total and in no group', () => {
    const unknown = makeLeases(1, { ...on('2026-02-02'), firstQuartile: null });
    const incomplete = made('half-year.2026-S1.57', [...q02, ...unknown], july);
    expect(cells(incomplete, 'Metz Métropole').slice(0, 7)).toEqual([
      ...['Metz Métropole', '413', '87', '9', '92', '1', '22,28 %'],
    ]);
    const defect = incomplete.checks.find(({ key }) => key === 'defect-income');
    expect(defect).toMatchObject({ level: 'blocking', place: 'data' });
    expect(content.checks.filter(({ level }) => level === 'blocking')).toEqual([]);
  });

  it('is blocked while the half-year runs, and says that the share of the Code stands in for a local objective', () => {
    const early = made('half-year.2026-S1.57', q02, civilDate('2026-06-30'));
    expect(early.checks.find(({ key }) => key === 'not-closed')?.level).toBe('blocking');
    expect(content.checks.find(({ key }) => key === 'objective-200039865')).toMatchObject({
      level: 'toCheck',
      place: 'targets',
    });
  });

  it('is provisional while the order of the year is not loaded (U-06), and says so in both files', () => {
    const leases = makeLeases(4, { ...on('2027-02-01'), firstQuartile: true });
    const early = made('half-year.2027-S1.57', leases, civilDate('2027-07-02'));
    expect(early.provisional).toContain('État provisoire : l’arrêté des quartiles de 2027');
    expect(early.checks.find(({ key }) => key === 'order-provisional')?.level).toBe('blocking');
    const words = returnSheets(early).flatMap(({ rows }) => rows.map((row) => String(row[1] ?? '')));
    expect(words).toContain(early.provisional);
    expect(returnPaper(early).blocks.some((block) => block.kind === 'note')).toBe(true);
  });

  it('tells the landlord, and not the préfet, that an order is possible at 19 % over six months with 26 % over twelve', () => {
    const year = [
      ...makeLeases(33, { ...on('2025-10-01'), firstQuartile: true }),
      ...makeLeases(67, { ...on('2025-10-01'), firstQuartile: false }),
      ...makeLeases(19, { ...on('2026-04-01'), firstQuartile: true }),
      ...makeLeases(81, { ...on('2026-04-01'), firstQuartile: false }),
    ];
    const missed = made('half-year.2026-S1.57', year, july);
    const [, , , , , , six, , , twelve] = cells(missed, 'Metz Métropole');
    expect([six, twelve]).toEqual(['19 %', '26 %']);
    expect(missed.checks.some(({ key }) => key === 'control-200039865')).toBe(true);
    expect(JSON.stringify(returnSheets(missed))).not.toContain('injonction');
    // 35 of the hundred leases that follow: 54 of 200 over twelve months, 27 %: the order is lifted.
    const after = [
      ...makeLeases(35, { ...on('2026-10-01'), firstQuartile: true }),
      ...makeLeases(65, { ...on('2026-10-01'), firstQuartile: false }),
    ];
    const lifted = made('half-year.2026-S2.57', [...year, ...after], civilDate('2027-01-04'));
    expect(lifted.checks.some(({ key }) => key === 'control-200039865')).toBe(false);
  });

  it('opens again in another library with the same numbers, as numbers', () => {
    const book = read(writeOds(returnSheets(content)));
    const [name] = book.SheetNames;
    const rows = utils.sheet_to_json<(string | number)[]>(book.Sheets[name!]!, { header: 1 });
    const metz = rows.find(([first]) => first === 'Metz Métropole')!;
    expect(metz.slice(1, 6)).toEqual([412, 87, 9, 92, 0]);
    expect(metz[6]).toBeCloseTo(92 / 412, 10);
    expect(metz.slice(-2)).toEqual([0.25, 11]);
  });

  it.skipIf(skipsPapers)('is printed with its columns, its articles and the frame to sign', async () => {
    const text = pdfText(await paperBytes(returnPaper(content))).replaceAll('\u00a0', ' ');
    for (const words of ['412', '22,33 %', 'dont premier quartile', 'L441-1 al. 33', 'Signature']) {
      expect(text).toContain(words);
    }
    expect(text).toContain('arrêté du 6 juin 2023 n’a pas été vu');
  });

  it('gives the same bytes and the same stamp for the same figures, on another day', async () => {
    const later = made('half-year.2026-S1.57', q02, civilDate('2026-07-14'));
    expect(returnStamp(later)).toBe(returnStamp(content));
    const [first, second] = [returnPaper(content), returnPaper(later)];
    expect((await paperBytes(first)).equals(await paperBytes(second))).toBe(true);
    expect(writeOds(returnSheets(content)).equals(writeOds(returnSheets(later)))).toBe(true);
  });
});
