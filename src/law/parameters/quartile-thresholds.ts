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

function readOrders(): ReadonlyMap<number, QuartileOrder> {
  const rows = z
    .array(thresholdRow)
    .parse(
      parse(readFileSync(new URL('./quartile-thresholds.csv', import.meta.url), 'utf8'), { columns: true }),
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
        thresholdCentsBySiren: new Map(
          rows
            .filter((row) => row.orderYear === order.orderYear)
            .map((row) => [row.siren, row.thresholdEuros * 100]),
        ),
      },
    ]),
  );
}
