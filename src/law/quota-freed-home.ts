/**
 * The landlord's own aim of freeing homes that it lacks: an internal transfer counts by the home that it gives back.
 * No law sets it: it weighs as an own aim, below quotas of the Code and conventions.
 */
import type { Typology } from '../domain/home.ts';
import { type ScarceHomes, scarceHomesOf, type Target } from '../domain/target.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { answer, fact } from './outcome.ts';
import { inTargetGroup, type QuotaFacts } from './quota-membership.ts';
import { inScarceHomes, type QuotaPlaces, territoryTest } from './quota-population.ts';
import type { Outcome } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type FreedHomeCode =
  | 'counts-scarce-home-freed'
  | 'frees-no-home'
  | 'frees-another-home'
  | 'freed-home-not-relet'
  | 'freed-home-unknown';

/** The home that a transfer gives back; `relet` false where it cannot be let again (class refused, sale, demolition). */
export type FreedHome = { typology: Typology; insee: string; relet?: boolean };

/** What targets read of a household or of a signed lease; the freed home is null or absent where it is not known. */
type TargetFacts = QuotaFacts & { freedHome?: FreedHome | null };

/**
 * Makes the test of a target's group once, to be asked for many households or leases: the numerator of every kind,
 * the freed home included. `date` (of the lease or session) tells which EPCI holds a commune.
 */
export function targetGroup(
  target: Target,
  places: QuotaPlaces,
): (facts: TargetFacts, date: CivilDate) => Outcome {
  const { kind } = target;
  if (kind !== 'scarceHomesFreed') return (facts) => inTargetGroup(kind, facts);
  const scarce = scarceHomesOf(target.goal);
  const inTerritory = territoryTest(target, places);
  return (facts, date) =>
    freesScarceHome(facts, (home) => isScarce(home, scarce) && inTerritory(placeOf(home), date));
}

function freesScarceHome(facts: TargetFacts, isWanted: (home: FreedHome) => boolean): Outcome {
  if (facts.transfer !== 'internal') {
    return answer('M-05', 'no', 'frees-no-home', [fact('transfer', facts.transfer)]);
  }
  const home = facts.freedHome ?? null;
  const shown = [fact('freedTypology', home?.typology ?? null), fact('freedInsee', home?.insee ?? null)];
  if (home === null) {
    return answer('M-05', 'unknown', 'freed-home-unknown', shown, { missing: ['current.habitableRooms'] });
  }
  if (home.relet === false) return answer('M-05', 'no', 'freed-home-not-relet', shown);
  return isWanted(home)
    ? answer('M-05', 'yes', 'counts-scarce-home-freed', shown)
    : answer('M-05', 'no', 'frees-another-home', shown);
}

function isScarce(home: FreedHome, scarce: ScarceHomes | null): boolean {
  return scarce !== null && inScarceHomes(home, scarce);
}

function placeOf({ insee }: FreedHome): Parameters<ReturnType<typeof territoryTest>>[0] {
  return { insee, qpvCode: null, holderId: null, reservationFailed: false };
}
