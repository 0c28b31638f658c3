/** Income per consumption unit against the first quartile of the territory's applicants (Q-01, U-01…U-07). */
import { type CivilDate, yearOf } from '../kernel/civil-date.ts';
import { type Exact, ratio, roundHalfUp } from '../kernel/exact.ts';
import { type Cents, eurosOfCents } from '../kernel/money.ts';
import { consumptionUnitHundredths } from './consumption-units.ts';
import { awaitedOrder } from './parameters/awaited-order.ts';
import { lastQuartileOrderYear, quartileOrders } from './parameters/quartile-thresholds.ts';
import { territoryOn } from './quartile-territory.ts';
import type { Fact, Outcome, Reason } from './rule.ts';

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
  consumptionUnits: Exact;
  /** Euros a year for one consumption unit, exact; null where resources are unknown. */
  resourcesPerUnit: Exact | null;
  firstQuartile: boolean | null;
  outcome: Outcome;
};

/** The rules that this file answers for, with their article. */
export const quartileArticles = {
  'Q-01': 'CCH L441-1 al. 24',
  'U-01': 'CCH L441-1 al. 25',
  'U-02': 'CCH L441-1 al. 25 (formulaire CERFA de demande)',
  'U-03': 'CCH L441-1 al. 25 (échelle OCDE/INSEE)',
  'U-04': 'CCH L441-1 al. 25',
  'U-06': 'CCH L441-1 al. 25 (arrêté annuel)',
  'U-07': 'CCH L441-1 al. 25',
} as const;

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
  const comparison = question.comparison ?? 'lt';
  const threshold = q1ThresholdOn(date, question.epci);
  const hundredths = consumptionUnitHundredths(persons, date);
  const units = ratio(hundredths, unitScale);
  const perUnit =
    monthlyResourcesCents === null || hundredths === 0
      ? null
      : ratio(monthlyResourcesCents * monthsPerYear, hundredths);
  const limit = threshold?.thresholdCents ?? null;
  const first =
    limit === null || monthlyResourcesCents === null || hundredths === 0
      ? null
      : isUnderQ1(limit, monthlyResourcesCents, hundredths, comparison);
  return {
    applicable: threshold === null ? null : limit !== null,
    orderYear: threshold?.orderYear ?? null,
    provisional: threshold?.provisional ?? null,
    thresholdCents: limit,
    consumptionUnits: units,
    resourcesPerUnit: perUnit,
    firstQuartile: first,
    outcome: outcomeOf({ date, threshold, monthlyResourcesCents, perUnit, units, first, comparison }),
  };
}

function outcomeOf(found: {
  date: CivilDate;
  threshold: Q1Threshold | null;
  monthlyResourcesCents: Cents | null;
  perUnit: Exact | null;
  units: Exact;
  first: boolean | null;
  comparison: Q1Comparison;
}): Outcome {
  const { threshold, first, date } = found;
  const facts: Fact[] = [
    { field: 'epci', value: threshold?.siren ?? null, asOf: date },
    { field: 'orderYear', value: threshold?.orderYear ?? null, asOf: null },
    { field: 'provisional', value: threshold?.provisional ?? null, asOf: null },
    {
      field: 'threshold',
      value:
        threshold === null || threshold.thresholdCents === null
          ? null
          : eurosOfCents(threshold.thresholdCents),
      asOf: null,
    },
    { field: 'consumptionUnits', value: roundHalfUp(found.units, 2), asOf: date },
    {
      field: 'resourcesPerUnit',
      value: found.perUnit === null ? null : roundHalfUp(found.perUnit, 2),
      asOf: date,
    },
    { field: 'comparison', value: found.comparison, asOf: null },
  ];
  const reason = (verdict: Reason['verdict'], code: string, rule: keyof typeof quartileArticles): Reason => ({
    rule,
    article: quartileArticles[rule],
    verdict,
    code,
    facts,
  });
  const unknown = (because: Reason, missing: string[], awaiting: string[]): Outcome => ({
    verdict: 'unknown',
    because: [because],
    missing,
    awaiting,
  });
  if (threshold === null) {
    const order = awaitedOrder('quartile', yearOf(date));
    return unknown(reason('unknown', 'order-not-loaded', 'U-06'), [], [order]);
  }
  if (threshold.thresholdCents === null) {
    return unknown(reason('unknown', 'territory-not-listed', 'Q-01'), [], []);
  }
  if (first === null) {
    const field = found.monthlyResourcesCents === null ? 'monthlyResources' : 'persons';
    return unknown(reason('unknown', 'resources-unknown', 'U-07'), [field], []);
  }
  const verdict = first ? 'yes' : 'no';
  const code = first ? 'under-first-quartile' : 'not-under-first-quartile';
  return { verdict, because: [reason(verdict, code, 'U-01')], missing: [], awaiting: [] };
}
