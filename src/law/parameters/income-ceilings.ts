/** Income ceilings PLAI, PLUS, PLS by year and zone (I-02…I-04), published or derived: income-ceilings.csv. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Financing, financingSchema } from '../../domain/home.ts';
import { type CivilDate, civilDateSchema, yearOf } from '../../kernel/civil-date.ts';
import type { Cents } from '../../kernel/money.ts';

export const ceilingZones = ['paris', 'idf', 'other'] as const;
export type CeilingZone = (typeof ceilingZones)[number];

const euros = z.coerce.number().int().positive();
const ceilingRowSchema = z.object({
  from: civilDateSchema,
  until: civilDateSchema,
  financing: financingSchema,
  zone: z.enum(ceilingZones),
  category1: euros,
  category2: euros,
  category3: euros,
  category4: euros,
  category5: euros,
  category6: euros,
  perExtraPerson: euros,
  status: z.enum(['published', 'derived']),
  source: z.string().min(1),
});

/** The ceilings of one year, zone and financing. */
export type CeilingRow = {
  /** Euro cents a year, categories 1 to 6 at indexes 0 to 5. */
  ceilingsCents: readonly Cents[];
  perExtraPersonCents: Cents;
  /** "derived": computed from another published figure, to be read in the order. */
  figure: 'official' | 'derived';
  from: CivilDate;
  until: CivilDate;
  source: string;
};

let loaded: ReadonlyMap<string, CeilingRow> | undefined;

/** The row of ceilings in force on a day; undefined where none is loaded. */
export function ceilingRowOn(
  date: CivilDate,
  zone: CeilingZone,
  financing: Financing,
): CeilingRow | undefined {
  loaded ??= readRows();
  return loaded.get(ceilingKey(yearOf(date), zone, financing));
}

/** The years for which ceilings are loaded, in order. */
export function ceilingYears(): readonly number[] {
  loaded ??= readRows();
  return [...new Set([...loaded.values()].map((row) => yearOf(row.from)))].sort();
}

function readRows(): ReadonlyMap<string, CeilingRow> {
  const text = readFileSync(new URL('./income-ceilings.csv', import.meta.url), 'utf8');
  return ceilingsOfFile(text);
}

/**
 * The ceilings of a file with the columns of ours, by `ceilingKey`: for an order read before it is loaded.
 * Throws a ZodError that names the row (from 0) and the column.
 */
export function ceilingsOfFile(text: string): ReadonlyMap<string, CeilingRow> {
  const rows = z.array(ceilingRowSchema).parse(parse(text, { columns: true, bom: true }));
  return new Map(
    rows.map((row) => [
      // Ceilings are revised each 1 January (R441-1), so a row is a civil year.
      ceilingKey(yearOf(row.from), row.zone, row.financing),
      {
        ceilingsCents: [
          row.category1,
          row.category2,
          row.category3,
          row.category4,
          row.category5,
          row.category6,
        ].map((amount) => amount * 100),
        perExtraPersonCents: row.perExtraPerson * 100,
        figure: row.status === 'published' ? 'official' : 'derived',
        from: row.from,
        until: row.until,
        source: row.source,
      },
    ]),
  );
}

/** Names one row of ceilings. */
export function ceilingKey(year: number, zone: CeilingZone, financing: Financing): string {
  return `${year} ${zone} ${financing}`;
}
