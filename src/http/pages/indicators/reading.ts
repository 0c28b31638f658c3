/** Reads an indicator for one reader: the facts of its period, its reach, and the threshold of secrecy where it applies. */
import { epciOfCommune, geography } from '../../../domain/territory.ts';
import { civilDateOf, yearOf } from '../../../kernel/civil-date.ts';
import type { ReportingFacts } from '../../../reporting/facts.ts';
import type { Indicator, IndicatorName, Period } from '../../../reporting/indicator.ts';
import { indicatorOf } from '../../../reporting/indicators/indicator-of.ts';
import { firstDayRead } from '../../../reporting/indicators/question.ts';
import { factsWithin, indicatorWithin } from '../../../reporting/reach.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { IndicatorFilter } from './filter.ts';
import type { IndicatorReader } from './reader.ts';

export type ReadIndicator = { indicator: Indicator; k: number | null; facts: ReportingFacts };

export async function readIndicator(
  dependencies: HttpDependencies,
  reader: IndicatorReader,
  name: IndicatorName,
  { period }: IndicatorFilter,
): Promise<ReadIndicator> {
  const facts = await factsOf(dependencies, reader, period);
  const { asOf } = facts;
  return {
    indicator: indicatorWithin((some) => indicatorOf(name, some, { period, asOf }), facts, reader.reach),
    k: await threshold(dependencies, reader),
    facts,
  };
}

/** What indicators of the period read, up to today. */
export function factsOf(
  { reporting, today }: HttpDependencies,
  { user }: IndicatorReader,
  period: Period,
): Promise<ReportingFacts> {
  return reporting.facts(user.landlordId, { from: firstDayRead(period), asOf: today() });
}

/** Households under which this reader sees no count; null for those who may read every one. */
export async function threshold(
  { portalPolicies }: HttpDependencies,
  { user, secret }: IndicatorReader,
): Promise<number | null> {
  return secret ? (await portalPolicies.inForce(user.landlordId)).minimumCell : null;
}

/** The calendar year of today. */
export function yearSoFar({ today }: Pick<HttpDependencies, 'today'>): Period {
  const year = yearOf(today());
  return { from: civilDateOf(year, 1, 1), until: civilDateOf(year, 12, 31) };
}

/** EPCI and départements where the landlord has homes that the reader may count, by name. */
export function territoriesOf(
  facts: ReportingFacts,
  { reach }: Pick<IndicatorReader, 'reach'>,
): { code: string; name: string }[] {
  const inside = reach === null ? facts : factsWithin(facts, reach.departements);
  const places = new Map<string, string>();
  for (const { insee } of inside.stock) {
    const epci = epciOfCommune(insee, facts.asOf);
    if (epci) places.set(epci.siren, epci.name);
  }
  return [...departementsOf(inside), ...[...places].map(([code, name]) => ({ code, name }))].sort((a, b) =>
    a.name.localeCompare(b.name, 'fr'),
  );
}

export function departementsOf(facts: Pick<ReportingFacts, 'stock'>): { code: string; name: string }[] {
  const codes = new Set(
    facts.stock.flatMap(({ insee }) => geography().communes.get(insee)?.departement ?? []),
  );
  return [...codes].sort().map((code) => ({ code, name: geography().departements.get(code)?.name ?? code }));
}
