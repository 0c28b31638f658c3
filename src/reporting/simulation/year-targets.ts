/** Which targets count a home, who counts in them, and how many leases a year should bring them. */
import type { Target } from '../../domain/target.ts';
import { targetGroup } from '../../law/quota-freed-home.ts';
import { targetPopulation } from '../../law/quota-population.ts';
import type { ApplicantIndex } from '../../matching/applicant-index.ts';
import { quotaFactsReader } from '../../matching/quota-facts.ts';
import { reservedShares } from './reserved.ts';
import type { YearApplicant, YearHome, YearWorld } from './world.ts';

/** Places, in the list of targets, of those that count a home; `free`: its reservation failed or lapsed. */
export type TargetsOf = (home: Pick<YearHome, 'home' | 'holderId'>, free: boolean) => Int32Array;
/** Whether a household counts in a target, by their places. */
export type IsMember = (target: number, place: number) => boolean;

/** Leases that a year should bring in the homes of each target, from the stock and the shares of its holders. */
export function foretold(world: YearWorld, targets: readonly Target[], targetsOf: TargetsOf): Float64Array {
  const expected = new Float64Array(targets.length);
  const each = world.leasesOfYear / Math.max(1, world.stock.length);
  for (const home of world.stock) {
    for (const [holderId, share] of reservedShares(world.holders, home.insee, world.readOn)) {
      for (const k of targetsOf({ home, holderId }, false)) expected[k]! += each * share;
    }
  }
  return expected;
}

/** The targets of a home, by place; asked once for each kind of place. */
export function targetsReader(world: YearWorld, targets: readonly Target[]): TargetsOf {
  const counts = targets.map((target) => targetPopulation(target, { holders: world.holders }));
  const known = new Map<string, Int32Array>();
  return ({ home, holderId }, free) => {
    const key = [home.insee, home.qpvCode, home.typology, home.residence, holderId, free].join(' ');
    const found = known.get(key);
    if (found) return found;
    const place = {
      insee: home.insee,
      qpvCode: home.qpvCode,
      residence: home.residence,
      typology: home.typology,
      holderId,
      reservationFailed: free && holderId !== null,
    };
    const answer = Int32Array.from(
      counts.flatMap((isCounted, k) => (isCounted(place, world.readOn) ? [k] : [])),
    );
    known.set(key, answer);
    return answer;
  };
}

/** Each household is asked once for each target; a first quartile is that of the target's own territory. */
export function membershipReader(
  world: YearWorld,
  index: ApplicantIndex,
  applicants: readonly YearApplicant[],
  targets: readonly Target[],
): IsMember {
  const factsOf = quotaFactsReader(
    { date: world.readOn, landlord: world.landlord, policy: world.policy },
    { applicants: index.applications },
  );
  const groups = targets.map((target) => targetGroup(target, { holders: world.holders }));
  const communeOf = targets.map((target) => communeIn(world, target));
  const known = targets.map(() => new Int8Array(applicants.length).fill(-1));
  return (k, place) => {
    const answers = known[k]!;
    if (answers[place] === -1) {
      const { application, leaves } = applicants[place]!;
      const facts = {
        ...factsOf(application.number, communeOf[k]!),
        freedHome: leaves ? { typology: leaves.home.typology, insee: leaves.home.insee } : null,
      };
      answers[place] = groups[k]!(facts, world.readOn).verdict === 'yes' ? 1 : 0;
    }
    return answers[place] === 1;
  };
}

/** A commune whose threshold is that of the target's territory: any of its homes' for an EPCI. */
function communeIn(world: YearWorld, target: Target): string {
  const counts = targetPopulation(target, { holders: world.holders });
  const inside = world.homes.find(({ home, holderId }) =>
    counts({ ...home, holderId, reservationFailed: false }, world.readOn),
  );
  return (inside ?? world.homes[0])?.home.insee ?? '';
}
