/** What quotas and sheets read of a household on the session's day: labels, quartile, transfer, employment. */
import type { Application } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { consumptionUnitHundredths } from '../law/consumption-units.ts';
import { priorityLabels } from '../law/priority.ts';
import { isUnderQ1, type Q1Comparison, q1ThresholdOn } from '../law/quartile.ts';
import { territoryOfCommune } from '../law/quartile-territory.ts';
import { type QuotaFacts, relocationCountsOutsideQpv } from '../law/quota-membership.ts';
import { socialBodyTest } from '../law/social-body.ts';
import type { CandidateSets } from './candidate-sets.ts';
import type { QuotaFactsReader } from './quota-groups.ts';
import type { Snapshot } from './snapshot.ts';

/** Facts that no home changes, with each answer on the quartile, and what that is computed from. */
type Known = {
  facts: FactsByQuartile;
  monthlyResourcesCents: number | null;
  unitHundredths: number;
};

type FactsByQuartile = { yes: QuotaFacts; no: QuotaFacts; unknown: QuotaFacts };

/**
 * Reads every applicant of the sets once; the answer for a commune is then two look-ups. Households with the same facts
 * are given the same object. Throws for a number that is in no set.
 */
export function quotaFactsReader(
  snapshot: Pick<Snapshot, 'date' | 'landlord' | 'policy' | 'socialBodies'>,
  sets: Pick<CandidateSets, 'applicants'>,
): QuotaFactsReader {
  const { date, landlord, policy, socialBodies } = snapshot;
  const isOwn = ownLandlordTest(landlord);
  // Without a list nothing tells one landlord from another: each is taken at its word.
  const isSocial = socialBodies === undefined ? () => true : socialBodyTest(socialBodies);
  const shared = factsSharer();
  const known = new Map(
    sets.applicants.map((application) => [
      application.number,
      knownOf(application, { isOwn, isSocial, shared }, date),
    ]),
  );
  const thresholdIn = thresholdReader(date);
  return (number, insee) => {
    const household = known.get(number);
    if (!household) throw new Error('quota facts asked for a household that is in no set');
    const { monthlyResourcesCents, unitHundredths, facts } = household;
    const isQ1 = isFirstQuartile(
      thresholdIn(insee),
      monthlyResourcesCents,
      unitHundredths,
      policy.q1Comparison,
    );
    return isQ1 === null ? facts.unknown : isQ1 ? facts.yes : facts.no;
  };
}

/** One object for all who share their facts: there are a few hundred of them in any metropolis. */
function factsSharer(): (facts: Omit<QuotaFacts, 'firstQuartile'>) => FactsByQuartile {
  const known = new Map<string, FactsByQuartile>();
  return (facts) => {
    const key = JSON.stringify(facts);
    const shared = known.get(key) ?? {
      yes: { ...facts, firstQuartile: true },
      no: { ...facts, firstQuartile: false },
      unknown: { ...facts, firstQuartile: null },
    };
    known.set(key, shared);
    return shared;
  };
}

type LandlordTests = {
  isOwn: (landlord: string | null) => boolean;
  isSocial: (landlord: string, on: CivilDate) => boolean;
  shared: ReturnType<typeof factsSharer>;
};

function knownOf(
  application: Application,
  { isOwn, isSocial, shared }: LandlordTests,
  date: CivilDate,
): Known {
  const { dalo, priority } = priorityLabels(application.labels, date);
  const { landlord } = application.current;
  return {
    facts: shared({
      dalo,
      priority,
      employment: application.employment,
      relocated: relocationCountsOutsideQpv(application.relocation),
      transfer:
        landlord === null
          ? 'none'
          : isOwn(landlord)
            ? 'internal'
            : isSocial(landlord, date)
              ? 'otherLandlord'
              : 'none',
    }),
    monthlyResourcesCents: application.household.monthlyResourcesCents,
    unitHundredths: consumptionUnitHundredths(application.household.persons, date),
  };
}

/** Null where resources are unknown or the order lists no threshold for the territory (Q-04b). */
function isFirstQuartile(
  thresholdCents: number | null,
  resourcesCents: number | null,
  unitHundredths: number,
  comparison: Q1Comparison,
): boolean | null {
  if (thresholdCents === null || resourcesCents === null || unitHundredths === 0) return null;
  return isUnderQ1(thresholdCents, resourcesCents, unitHundredths, comparison);
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
