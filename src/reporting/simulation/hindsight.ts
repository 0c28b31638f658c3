/**
 * The whole year solved at once, knowing who arrives, who leaves and who would take which home: one lease a home, one a
 * household, the year's own figures as quotas. Its dual bound is what no strategy can beat; its plan is what a landlord
 * who knew everything could have signed.
 */

import { solveDual } from '../../matching/engines/dual.ts';
import { solveFair } from '../../matching/engines/fair.ts';
import { countJustifiedEnvy } from '../../matching/engines/fair-envy.ts';
import type { Instance } from '../../matching/engines/instance.ts';
import { type InstanceArrays, instanceFromArrays } from '../../matching/engines/instance-arrays.ts';
import { SCORE_PER_POINT } from '../../matching/policy.ts';
import { acceptanceReader, type PlayedYear, type SignedLease } from './play.ts';
import { capsOf, scaledCaps } from './session.ts';
import type { Candidates, YearTables } from './tables.ts';
import type { YearChances, YearHome } from './world.ts';

type HindsightYear = {
  leases: readonly SignedLease[];
  /** Value of the plan and proved bound of any, in points: scores less what missing leases cost. */
  value: number;
  bound: number;
  justifiedEnvy: number;
};

/** A proved bound within some ten thousandths, in the seconds that a command may take. */
const effort = {
  dual: { tolerance: 2e-4, epsilonShare: 1e-3, maxEvaluations: 20 },
  searchEvaluations: 30,
} as const;

type KnownHome = { home: YearHome; free: boolean; places: number[]; scores: number[] };

/**
 * Knows the year that it is compared with: the homes that its transfers gave back, and until which session each home
 * waited. No home is kept empty on purpose: it goes to somebody who was there between its first session and the one in
 * which the compared year let it, whose own plan is thus one that hindsight could have chosen.
 */
export function hindsightYear(
  tables: YearTables,
  chances: YearChances,
  compared: Pick<PlayedYear, 'leases' | 'givenBack'>,
): HindsightYear {
  const letIn = new Map(compared.leases.map((lease) => [lease.home.home.id, lease]));
  const homes = [...tables.world.homes, ...compared.givenBack].map((home) =>
    knownHome(tables, chances, home, letIn.get(home.home.id)),
  );
  const arrays = yearArrays(tables, homes);
  const instance = instanceFromArrays(arrays);
  const dual = solveDual(instance, effort.dual);
  const plan = solveFair(instance, dual, { budget: effort.searchEvaluations });
  return {
    leases: leasesOf(tables, homes, instance, plan.slots),
    value: plan.value / SCORE_PER_POINT,
    bound: dual.bound / SCORE_PER_POINT,
    justifiedEnvy: countJustifiedEnvy(instance, plan.slots, plan.prices),
  };
}

/** Those who would take the home while both are there: its holder's households, or everyone once it came back. */
function knownHome(
  tables: YearTables,
  chances: YearChances,
  home: YearHome,
  lease: SignedLease | undefined,
): KnownHome {
  const until = lease?.session ?? tables.world.sessionDates.length - 1;
  const window = { from: home.from, until };
  if (home.holderId !== null && !lease?.free) {
    const held = takers(tables, chances, home, tables.candidatesOf(home, false), window);
    if (held.places.length > 0) return { home, free: false, ...held };
  }
  return { home, free: true, ...takers(tables, chances, home, tables.candidatesOf(home, true), window) };
}

function takers(
  tables: YearTables,
  chances: YearChances,
  home: YearHome,
  candidates: Candidates,
  { from, until }: { from: number; until: number },
): { places: number[]; scores: number[] } {
  const accepts = acceptanceReader(tables, chances.seed);
  const places: number[] = [];
  const scores: number[] = [];
  for (const [row, place] of candidates.places.entries()) {
    if (Math.max(from, tables.from[place]!) > Math.min(until, tables.until[place]! - 1)) continue;
    if (!accepts(home, place)) continue;
    places.push(place);
    scores.push(candidates.scores[row]!);
  }
  return { places, scores };
}

function yearArrays(tables: YearTables, homes: readonly KnownHome[]): InstanceArrays {
  const { world, targets } = tables;
  const count = homes.reduce((sum, { places }) => sum + places.length, 0);
  const pairHome = new Int32Array(count);
  const pairApplicant = new Int32Array(count);
  const pairScore = new Int32Array(count);
  let at = 0;
  for (const [h, { places, scores }] of homes.entries()) {
    for (const [row, place] of places.entries()) {
      pairHome[at] = h;
      pairApplicant[at] = place;
      pairScore[at++] = scores[row]!;
    }
  }
  const caps = capsOf(tables);
  const groups = groupsOf(tables, homes);
  return {
    homeIds: homes.map(({ home }) => home.home.id),
    acceptance: new Float64Array(homes.length).fill(1),
    length: new Int32Array(homes.length).fill(1),
    applicantIds: tables.numbers,
    order: Float64Array.from(tables.order),
    fullBonus: tables.dalo,
    pairHome,
    pairApplicant,
    pairScore,
    pairWish: new Int32Array(count).fill(1),
    quotas: targets.map((target, k) => ({
      id: target.id,
      homes: Int32Array.from(groups[k]!.homes),
      applicants: Int32Array.from(groups[k]!.members).sort(),
      ...(target.goal.kind === 'share' ? { share: target.goal.share } : {}),
      ...(target.goal.kind === 'number' ? { number: target.goal.number } : {}),
      penalty: Math.min(world.policy.penaltyPoints[target.class], caps[target.class]) * SCORE_PER_POINT,
      class: target.class,
    })),
    pins: [],
    bans: [],
    maxLists: 1,
    slotReward: 0,
    priceUnit: SCORE_PER_POINT,
    fairness: 'no-justified-envy',
    bonusCaps: scaledCaps(caps),
  };
}

function groupsOf(tables: YearTables, homes: readonly KnownHome[]): { homes: number[]; members: number[] }[] {
  const groups = tables.targets.map(() => ({ homes: [] as number[], seen: new Set<number>() }));
  for (const [h, { home, free, places }] of homes.entries()) {
    for (const k of tables.targetsOf(home, free && home.holderId !== null)) {
      groups[k]!.homes.push(h);
      for (const place of places) groups[k]!.seen.add(place);
    }
  }
  return groups.map(({ homes: inTarget, seen }, k) => ({
    homes: inTarget,
    members: [...seen].filter((place) => tables.isMember(k, place)),
  }));
}

function leasesOf(
  tables: YearTables,
  homes: readonly KnownHome[],
  instance: Instance,
  slots: Int32Array,
): SignedLease[] {
  const homeOf = new Map(homes.map((known) => [known.home.home.id, known]));
  const placeOf = new Map(tables.numbers.map((number, place) => [number, place]));
  return instance.homeIds.flatMap((id, h): SignedLease[] => {
    const pair = slots[instance.slotStart[h]!]!;
    if (pair < 0) return [];
    const { home, free } = homeOf.get(id)!;
    const place = placeOf.get(instance.applicantIds[instance.pairApplicant[pair]!]!)!;
    const session = Math.max(home.from, tables.from[place]!);
    return [{ home, free, place, session, rank: 1, list: 1, score: instance.pairScore[pair]! }];
  });
}
