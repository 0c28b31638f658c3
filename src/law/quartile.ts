/** Income per consumption unit against the first quartile of the territory's applicants (Q-01, U-01…U-07). */
import { type CivilDate, yearOf } from '../kernel/civil-date.ts';
import { type Exact, ratio, roundHalfUp } from '../kernel/exact.ts';
import { type Cents, eurosOfCents } from '../kernel/money.ts';
import { consumptionUnitHundredths } from './consumption-units.ts';
import { answer, fact } from './outcome.ts';
import { awaitedOrder } from './parameters/awaited-order.ts';
import { lastQuartileOrderYear, quartileOrders } from './parameters/quartile-thresholds.ts';
import { territoryOn } from './quartile-territory.ts';
import type { Outcome } from './rule.ts';

/** Strictly under the threshold (letter of the law) or also equal to it (U-04). */
export type Q1Comparison = 'lt' | 'lte';

export type Q1Threshold = {
  /** SIREN in force on the day (a merged EPCI gives its successor's). */
  siren: string;
  orderYear: number;
  /** True where the day's own order is not loaded yet and the latest earlier one stands in (U-06). */
  provisional: boolean;
  /** A year, for one consumption unit; null where the order does not list the territory. */
  thresholdCents: Cents | null;
};

export type QuartileAnswer = {
  /** False where the order does not list the territory; null where no order answers for the day. */
  applicable: boolean | null;
  orderYear: number | null;
  provisional: boolean | null;
  thresholdCents: Cents | null;
  /** Null where no order answers for the day. */
  consumptionUnits: Exact | null;
  /** Euros a year for one consumption unit, exact; null where resources are unknown. */
  resourcesPerUnit: Exact | null;
  firstQuartile: boolean | null;
  outcome: Outcome;
};

const monthsPerYear = 12;
const unitScale = 100;

/**
 * The threshold that applies on a day in a territory: the cheap path, to be asked once per territory.
 * Null where no order answers: a past year that is not loaded, or more than one year after the last order.
 */
export function q1ThresholdOn(date: CivilDate, siren: string): Q1Threshold | null {
  const orders = quartileOrders();
  const year = yearOf(date);
  const last = lastQuartileOrderYear();
  const orderYear = orders.has(year) ? year : year === last + 1 ? last : null;
  const order = orderYear === null ? undefined : orders.get(orderYear);
  if (orderYear === null || !order) return null;
  const inForce = territoryOn(siren, date);
  return {
    siren: inForce,
    orderYear,
    provisional: orderYear !== year,
    thresholdCents: order.thresholdCentsBySiren.get(inForce) ?? null,
  };
}

/**
 * Tells whether yearly resources per unit are under a threshold, in whole numbers and before any rounding.
 * `unitHundredths` comes from `consumptionUnitHundredths` and is over 0.
 */
export function isUnderQ1(
  thresholdCents: Cents,
  monthlyResourcesCents: Cents,
  unitHundredths: number,
  comparison: Q1Comparison = 'lt',
): boolean {
  const resources = monthlyResourcesCents * monthsPerYear * unitScale;
  const limit = thresholdCents * unitHundredths;
  return comparison === 'lte' ? resources <= limit : resources < limit;
}

/**
 * The household's class on a day in a territory, with its reason. 0 of resources is a real value, null is unknown
 * (U-07). Resources are those of the form's monthly heading, without housing benefit (U-02).
 */
export function firstQuartile(question: {
  date: CivilDate;
  epci: string;
  persons: readonly { readonly bornOn: CivilDate }[];
  monthlyResourcesCents: Cents | null;
  comparison?: Q1Comparison;
}): QuartileAnswer {
  const { date, persons, monthlyResourcesCents } = question;
  const threshold = q1ThresholdOn(date, question.epci);
  if (threshold === null) return orderNotLoaded(date);
  const comparison = question.comparison ?? 'lt';
  const hundredths = consumptionUnitHundredths(persons, date);
  const units = ratio(hundredths, unitScale);
  const isKnown = monthlyResourcesCents !== null && hundredths > 0;
  const perUnit = isKnown ? ratio(monthlyResourcesCents * monthsPerYear, hundredths) : null;
  const limit = threshold.thresholdCents;
  const first =
    isKnown && limit !== null ? isUnderQ1(limit, monthlyResourcesCents, hundredths, comparison) : null;
  return {
    applicable: limit !== null,
    orderYear: threshold.orderYear,
    provisional: threshold.provisional,
    thresholdCents: limit,
    consumptionUnits: units,
    resourcesPerUnit: perUnit,
    firstQuartile: first,
    outcome: outcomeOf({ date, threshold, monthlyResourcesCents, perUnit, units, first, comparison }),
  };
}

function orderNotLoaded(date: CivilDate): QuartileAnswer {
  const awaiting = [awaitedOrder('quartile', yearOf(date))];
  return {
    applicable: null,
    orderYear: null,
    provisional: null,
    thresholdCents: null,
    consumptionUnits: null,
    resourcesPerUnit: null,
    firstQuartile: null,
    outcome: answer('U-06', 'unknown', 'order-not-loaded', [], { awaiting }),
  };
}

function outcomeOf(found: {
  date: CivilDate;
  threshold: Q1Threshold;
  monthlyResourcesCents: Cents | null;
  perUnit: Exact | null;
  units: Exact;
  first: boolean | null;
  comparison: Q1Comparison;
}): Outcome {
  const { threshold, first, date } = found;
  const facts = [
    fact('epci', threshold.siren, date),
    fact('orderYear', threshold.orderYear),
    fact('provisional', threshold.provisional),
    fact('threshold', threshold.thresholdCents === null ? null : eurosOfCents(threshold.thresholdCents)),
    fact('consumptionUnits', roundHalfUp(found.units, 2), date),
    fact('resourcesPerUnit', found.perUnit === null ? null : roundHalfUp(found.perUnit, 2), date),
    fact('comparison', found.comparison),
  ];
  if (threshold.thresholdCents === null) return answer('Q-01', 'unknown', 'territory-not-listed', facts);
  if (first === null) {
    const missing = [found.monthlyResourcesCents === null ? 'monthlyResources' : 'persons'];
    return answer('U-07', 'unknown', 'resources-unknown', facts, { missing });
  }
  return first
    ? answer('U-01', 'yes', 'under-first-quartile', facts)
    : answer('U-01', 'no', 'not-under-first-quartile', facts);
}
