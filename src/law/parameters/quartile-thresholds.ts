/**
 * First-quartile thresholds by territory (EPCI or EPT by SIREN; Paris by its own), one yearly order each:
 * quartile-thresholds.csv. A territory over several départements stands once; Île-de-France has one amount everywhere.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { sirenSchema } from '../../domain/home.ts';
import type { Cents } from '../../kernel/money.ts';

const thresholdRow = z.object({
  orderYear: z.coerce.number().int(),
  siren: sirenSchema,
  name: z.string().min(1),
  thresholdEuros: z.coerce.number().int().positive(),
});

const orderRow = z.object({ orderYear: z.number().int(), source: z.string(), unit: z.string() });

export type QuartileOrder = {
  year: number;
  source: string;
  /** Euro cents a year for one consumption unit, by SIREN of the territory. */
  thresholdCentsBySiren: ReadonlyMap<string, Cents>;
};

let loaded: ReadonlyMap<number, QuartileOrder> | undefined;

/** The loaded orders by year, read once. */
export function quartileOrders(): ReadonlyMap<number, QuartileOrder> {
  loaded ??= readOrders();
  return loaded;
}

/** The last year whose order is loaded. */
export function lastQuartileOrderYear(): number {
  return Math.max(...quartileOrders().keys());
}

/**
 * The thresholds of a file with the columns of ours, by year and SIREN: for an order read before it is loaded.
 * Throws a ZodError that names the row (from 0) and the column.
 */
export function thresholdsOfFile(text: string): ReadonlyMap<number, ReadonlyMap<string, Cents>> {
  const years = new Map<number, Map<string, Cents>>();
  for (const row of rowsOf(text)) {
    const order = years.get(row.orderYear) ?? new Map<string, Cents>();
    years.set(row.orderYear, order.set(row.siren, row.thresholdEuros * 100));
  }
  return years;
}

const rowsOf = (text: string) => z.array(thresholdRow).parse(parse(text, { columns: true, bom: true }));

function readOrders(): ReadonlyMap<number, QuartileOrder> {
  const thresholds = thresholdsOfFile(
    readFileSync(new URL('./quartile-thresholds.csv', import.meta.url), 'utf8'),
  );
  const orders = z
    .array(orderRow)
    .parse(JSON.parse(readFileSync(new URL('./quartile-orders.json', import.meta.url), 'utf8')));
  return new Map(
    orders.map((order) => [
      order.orderYear,
      {
        year: order.orderYear,
        source: order.source,
        thresholdCentsBySiren: thresholds.get(order.orderYear) ?? new Map<string, Cents>(),
      },
    ]),
  );
}
