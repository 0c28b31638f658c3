/** Reads an indicator for one reader: the facts of its period, its reach, and the threshold of secrecy where it applies. */
import { epciOfCommune, geography } from '../../domain/territory.ts';
import { type CivilDate, civilDateOf, yearOf } from '../../kernel/civil-date.ts';
import type { PortalPolicyPort } from '../../portal/policy-port.ts';
import type { ReportingFacts } from '../facts.ts';
import type { Figure, Indicator, IndicatorName, Period } from '../indicator.ts';
import { indicatorOf } from '../indicators/indicator-of.ts';
import { firstDayRead } from '../indicators/question.ts';
import { factsWithin, indicatorWithin } from '../reach.ts';
import type { ReportingPort } from '../reporting-port.ts';
import type { IndicatorFilter } from './filter.ts';
import { latestPublishedYear, publicationDays, publishedIndicator } from './publications.ts';
import { readBeside } from './readable.ts';
import type { Secrecy } from './screen.ts';

/** Whoever reads: of which landlord, how far, and whether small counts are hidden from them. */
type FigureReader = {
  user: { landlordId: string };
  reach: { departements: readonly string[]; name: string } | null;
  secret: boolean;
};

/** What is read from: facts, the threshold of secrecy in force, and the day on which it is asked. */
type ReadingMeans = {
  reporting: Pick<ReportingPort, 'facts'>;
  portalPolicies: Pick<PortalPolicyPort, 'inForce'>;
  today: () => CivilDate;
};

export type ReadIndicator = {
  indicator: Indicator;
  /** Null for those who may read every count. */
  secrecy: Secrecy | null;
  /** Every figure of the year's quarters that was published; null for those who may read every day. */
  published: readonly Figure[] | null;
  facts: ReportingFacts;
};

/** An indicator for one reader; under secrecy, as the quarters of its year were published. */
export async function readIndicator(
  means: ReadingMeans,
  reader: FigureReader,
  name: IndicatorName,
  { period }: Pick<IndicatorFilter, 'period'>,
): Promise<ReadIndicator> {
  const facts = await factsOf(means, reader, period);
  const k = await threshold(means, reader);
  return { ...indicatorFor(facts, reader, k, name, period), facts };
}

/** The same on facts that were read already. */
export function indicatorFor(
  facts: ReportingFacts,
  { reach }: Pick<FigureReader, 'reach'>,
  k: number | null,
  name: IndicatorName,
  period: Period,
): Omit<ReadIndicator, 'facts'> {
  const on = (one: IndicatorName, asOf: CivilDate) =>
    indicatorWithin((some) => indicatorOf(one, some, { period, asOf }), facts, reach);
  if (k === null) return { indicator: on(name, facts.asOf), secrecy: null, published: null };
  const beside = readBeside(name);
  return publishedIndicator(publicationDays(yearOf(period.from), facts.asOf), k, (asOf) => [
    on(name, asOf),
    ...(beside === null ? [] : [on(beside, asOf)]),
  ]);
}

/** What indicators of the period read, up to today. */
export function factsOf(
  { reporting, today }: Pick<ReadingMeans, 'reporting' | 'today'>,
  { user }: FigureReader,
  period: Period,
): Promise<ReportingFacts> {
  return reporting.facts(user.landlordId, { from: firstDayRead(period), asOf: today() });
}

/** Households under which this reader sees no count; null for those who may read every one. */
export async function threshold(
  { portalPolicies }: Pick<ReadingMeans, 'portalPolicies'>,
  { user, secret }: FigureReader,
): Promise<number | null> {
  return secret ? (await portalPolicies.inForce(user.landlordId)).minimumCell : null;
}

/** The calendar year that a reader opens first: today's, or under secrecy the latest of which a quarter is published. */
export function yearSoFar(
  { today }: Pick<ReadingMeans, 'today'>,
  { secret }: Pick<FigureReader, 'secret'>,
): Period {
  const year = secret ? latestPublishedYear(today()) : yearOf(today());
  return { from: civilDateOf(year, 1, 1), until: civilDateOf(year, 12, 31) };
}

/** EPCI and départements where the landlord has homes that the reader may count, by name. */
export function territoriesOf(
  facts: ReportingFacts,
  { reach }: Pick<FigureReader, 'reach'>,
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
