/** What quotas and sheets read of a household on the session's day: labels, quartile, transfer, employment. */
import type { Application } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { consumptionUnitHundredths } from '../law/consumption-units.ts';
import { priorityLabels } from '../law/priority.ts';
import { isUnderQ1, q1ThresholdOn } from '../law/quartile.ts';
import { territoryOfCommune } from '../law/quartile-territory.ts';
import { type QuotaFacts, relocationCountsOutsideQpv } from '../law/quota-membership.ts';
import { socialBodyTest } from '../law/social-body.ts';
import type { CandidateSets } from './candidate-sets.ts';
import type { QuotaFactsAtPlace, QuotaFactsReader } from './quota-groups.ts';
import type { Snapshot } from './snapshot.ts';

type FactsByQuartile = { yes: QuotaFacts; no: QuotaFacts; unknown: QuotaFacts };

type Session = Pick<Snapshot, 'date' | 'landlord' | 'policy' | 'socialBodies'>;

/**
 * Reads every applicant of the sets once; the answer for a commune is then two look-ups. Households with the same facts
 * are given the same object. Throws for a number that is in no set.
 */
export function quotaFactsReader(
  snapshot: Session,
  { applicants }: Pick<CandidateSets, 'applicants'>,
): QuotaFactsReader {
  const factsAt = quotaFactsAtPlace(snapshot, applicants);
  const placeOf = new Map(applicants.map(({ number }, place) => [number, place]));
  return (number, insee) => {
    const place = placeOf.get(number);
    if (place === undefined) throw new Error('quota facts asked for a household that is in no set');
    return factsAt(place, insee);
  };
}

/** The same by place, in columns: a session asks it of each household for each commune. */
export function quotaFactsAtPlace(snapshot: Session, applicants: readonly Application[]): QuotaFactsAtPlace {
  const { date, policy } = snapshot;
  const shared = factsSharer();
  const transferFrom = transferReader(snapshot);
  const facts = applicants.map((application) => shared(application, date, transferFrom));
  const unitHundredths = Int32Array.from(applicants, ({ household }) =>
    consumptionUnitHundredths(household.persons, date),
  );
  // NaN: unknown.
  const resourcesCents = Float64Array.from(
    applicants,
    ({ household }) => household.monthlyResourcesCents ?? Number.NaN,
  );
  const thresholdIn = thresholdReader(date);
  return (place, insee) => {
    const { yes, no, unknown } = facts[place]!;
    const threshold = thresholdIn(insee);
    const resources = resourcesCents[place]!;
    const units = unitHundredths[place]!;
    // Unknown where resources are, or where the order lists no threshold for the territory (Q-04b).
    if (threshold === null || Number.isNaN(resources) || units === 0) return unknown;
    return isUnderQ1(threshold, resources, units, policy.q1Comparison) ? yes : no;
  };
}

/** One object for all who share facts that no home changes: there are a few hundred of them in any metropolis. */
function factsSharer() {
  const known = new Map<string, FactsByQuartile>();
  return (
    { current, employment, labels, relocation }: Application,
    date: CivilDate,
    transferFrom: ReturnType<typeof transferReader>,
  ): FactsByQuartile => {
    const { dalo, priority } = priorityLabels(labels, date);
    const relocated = relocationCountsOutsideQpv(relocation);
    const transfer = transferFrom(current.landlord);
    const key = `${dalo} ${priority} ${employment} ${relocated} ${transfer}`;
    const alike = known.get(key);
    if (alike) return alike;
    const facts = { dalo, priority, employment, relocated, transfer };
    const shared = {
      yes: { ...facts, firstQuartile: true },
      no: { ...facts, firstQuartile: false },
      unknown: { ...facts, firstQuartile: null },
    };
    known.set(key, shared);
    return shared;
  };
}

/** What a lease would be for who lives with a landlord so named; each name is read once. */
function transferReader({
  date,
  landlord,
  socialBodies,
}: Session): (name: string | null) => QuotaFacts['transfer'] {
  const isOwn = ownLandlordTest(landlord);
  // Without a list nothing tells one landlord from another: each is taken at its word.
  const isSocial = socialBodies === undefined ? () => true : socialBodyTest(socialBodies);
  const known = new Map<string, QuotaFacts['transfer']>();
  return (name) => {
    if (name === null) return 'none';
    const met = known.get(name);
    if (met !== undefined) return met;
    const transfer = isOwn(name) ? 'internal' : isSocial(name, date) ? 'otherLandlord' : 'none';
    known.set(name, transfer);
    return transfer;
  };
}

function thresholdReader(date: CivilDate): (insee: string) => number | null {
  const thresholds = new Map<string, number | null>();
  return (insee) => {
    const found = thresholds.get(insee);
    if (found !== undefined) return found;
    const siren = territoryOfCommune(insee, date);
    const threshold = siren === null ? null : (q1ThresholdOn(date, siren)?.thresholdCents ?? null);
    thresholds.set(insee, threshold);
    return threshold;
  };
}

/** Whether the landlord that an application names is this one, under any of its names; null names nobody. */
export function ownLandlordTest(landlord: Snapshot['landlord']): (name: string | null) => boolean {
  const own = new Set([landlord.id, landlord.name, ...landlord.aliases].map(nameKey));
  return (name) => name !== null && own.has(nameKey(name));
}

/** Landlords are written by hand in applications: case and outer spaces tell nobody apart. */
function nameKey(name: string): string {
  return name.trim().toLocaleUpperCase('fr-FR');
}
