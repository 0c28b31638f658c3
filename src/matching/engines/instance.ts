/** From the problem of the contract to the canonical instance, and look-ups in it. */
import { type AnyProblem, isTabled, type PairTable } from '../pair-table.ts';
import type { Problem } from '../problem.ts';
import { type InstanceArrays, instanceFromArrays } from './instance-arrays.ts';
import type { Instance } from './instance-types.ts';

export type { Instance } from './instance-types.ts';

/**
 * The instance of a problem that was checked before. Throws a RangeError on an unknown or repeated identifier, which
 * the check of the problem refuses with better words.
 */
export function buildInstance(problem: AnyProblem): Instance {
  const homeIndex = indexOfIds(problem.homes, 'home');
  const applicantIndex = indexOfIds(problem.applicants, 'applicant');
  const pairs = isTabled(problem) ? problem.pairs : readPairs(problem, homeIndex, applicantIndex);
  const arrays: InstanceArrays = {
    homeIds: problem.homes.map((home) => home.id),
    acceptance: Float64Array.from(problem.homes, (home) => home.acceptance),
    length: Int32Array.from(problem.homes, (home) => home.length ?? problem.shortlistLength),
    applicantIds: problem.applicants.map((applicant) => applicant.id),
    order: Float64Array.from(problem.applicants, (applicant) => applicant.order ?? 0),
    fullBonus: Uint8Array.from(problem.applicants, (applicant) => (applicant.fullBonus === true ? 1 : 0)),
    pairHome: pairs.home,
    pairApplicant: pairs.applicant,
    pairScore: pairs.score,
    pairWish: pairs.wish,
    quotas: (problem.quotas ?? []).map(({ homes, applicants, ...quota }) => ({
      ...quota,
      homes: Int32Array.from(homes, (id) => known(homeIndex, id)),
      applicants: Int32Array.from(applicants, (id) => known(applicantIndex, id)),
    })),
    pins: (problem.pins ?? []).map((pin) => ({
      home: known(homeIndex, pin.home),
      applicant: known(applicantIndex, pin.applicant),
      rank: pin.rank ?? 0,
    })),
    bans: (problem.bans ?? []).map((ban) => ({
      home: known(homeIndex, ban.home),
      applicant: known(applicantIndex, ban.applicant),
    })),
    maxLists: problem.maxShortlistsPerApplicant ?? 1,
    slotReward: problem.slotReward ?? 0,
    priceUnit: problem.priceUnit ?? 1,
    fairness: problem.fairness ?? 'no-justified-envy',
    bonusCaps: problem.bonusCaps,
  };
  return instanceFromArrays(arrays);
}

/**
 * Homes of one commune draw on the same applicants in the same order: whoever followed an applicant last time is looked
 * at first, and most identifiers are not looked up at all.
 */
function readPairs(
  { homes, applicants, pairs }: Problem,
  homeIndex: ReadonlyMap<string, number>,
  applicantIndex: ReadonlyMap<string, number>,
): PairTable {
  const count = pairs.length;
  const table = {
    home: new Int32Array(count),
    applicant: new Int32Array(count),
    score: new Int32Array(count),
    wish: new Int32Array(count),
  };
  const follower = new Int32Array(applicants.length);
  let home = 0;
  let applicant = 0;
  for (let p = 0; p < count; p++) {
    const [homeId, applicantId, score, wish] = pairs[p]!;
    if (homes[home]?.id !== homeId) home = known(homeIndex, homeId);
    const guess = follower[applicant]!;
    const found = applicants[guess]?.id === applicantId ? guess : known(applicantIndex, applicantId);
    follower[applicant] = found;
    applicant = found;
    table.home[p] = home;
    table.applicant[p] = applicant;
    table.score[p] = score;
    table.wish[p] = wish ?? 1;
  }
  return table;
}

/** The pair of a home and an applicant (indices), or −1 where it is not listed or is banned. */
export function pairOf(instance: Instance, home: number, applicant: number): number {
  let low = instance.applicantStart[applicant]!;
  let high = instance.applicantStart[applicant + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const pair = instance.applicantPairs[middle]!;
    const at = instance.pairHome[pair]!;
    if (at === home) return pair;
    if (at < home) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function indexOfIds(items: readonly { id: string }[], what: string): Map<string, number> {
  const index = new Map<string, number>();
  for (const [i, { id }] of items.entries()) {
    if (index.has(id)) throw new RangeError(`repeated ${what}: ${id}`);
    index.set(id, i);
  }
  return index;
}

function known(index: ReadonlyMap<string, number>, id: string): number {
  const found = index.get(id);
  if (found === undefined) throw new RangeError(`unknown identifier: ${id}`);
  return found;
}
