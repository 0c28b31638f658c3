/**
 * The checker's own reading of a problem: flat arrays for one quick pass over millions of pairs.
 * Nothing of src/matching/certificate comes from the engines, so that the same slip cannot be made on both sides.
 */
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import { type AnyProblem, isTabled, type PairTable, type ProblemHead } from '../pair-table.ts';
import type { Problem } from '../problem.ts';

/** A problem as the checker sees it; h home, a applicant, k quota are positions in the problem's own arrays. */
export type Reading = {
  problem: ProblemHead;
  homeIndex: ReadonlyMap<string, number>;
  applicantIndex: ReadonlyMap<string, number>;
  quotas: NonNullable<Problem['quotas']>;
  maxLists: number;
  slotReward: number;
  priceUnit: number;
  /** Places of each home. */
  lengthOf: Int32Array;
  /** Place of each applicant in the published order: `order`, then identifier. */
  tieRank: Int32Array;
  /** Listed pairs that no ban removes. */
  pairHome: Int32Array;
  pairApplicant: Int32Array;
  pairScore: Int32Array;
  pairWish: Float64Array | Int32Array;
  /** Listed pairs of each home, and how many of them bans remove. */
  listedOf: Int32Array;
  bannedOf: Int32Array;
  /** The pins by home and applicant (`pairKey`), with their rank or undefined. */
  pins: ReadonlyMap<number, number | undefined>;
  pairKey: (home: number, applicant: number) => number;
  /** Quotas of a home and of an applicant meet in groups, so that a sum is made once for many pairs. */
  homeGroup: Int32Array;
  applicantGroup: Int32Array;
  homeGroups: readonly (readonly number[])[];
  applicantGroups: readonly { quotas: ReadonlySet<number>; fullBonus: boolean }[];
};

/** Reads a problem that `checkProblem` accepts. A wish that is absent counts as 1. */
export function readProblem(problem: AnyProblem): Reading {
  const homeIndex = new Map(problem.homes.map((home, h) => [home.id, h]));
  const applicantIndex = new Map(problem.applicants.map((applicant, a) => [applicant.id, a]));
  const pairKey = (home: number, applicant: number) => home * problem.applicants.length + applicant;
  const keyOfIds = (pair: { home: string; applicant: string }) =>
    pairKey(homeIndex.get(pair.home) ?? -1, applicantIndex.get(pair.applicant) ?? -1);
  const quotas = problem.quotas ?? [];
  const groups = groupMembers(problem, homeIndex, applicantIndex);
  const bans = new Set((problem.bans ?? []).map(keyOfIds));
  return {
    problem,
    homeIndex,
    applicantIndex,
    quotas,
    maxLists: problem.maxShortlistsPerApplicant ?? 1,
    slotReward: problem.slotReward ?? 0,
    priceUnit: problem.priceUnit ?? 1,
    lengthOf: Int32Array.from(problem.homes, (home) => home.length ?? problem.shortlistLength),
    tieRank: publishedOrder(problem),
    pins: new Map((problem.pins ?? []).map((pin) => [keyOfIds(pin), pin.rank])),
    pairKey,
    ...keptPairs(
      isTabled(problem) ? problem.pairs : readPairs(problem, homeIndex, applicantIndex),
      bans,
      pairKey,
      problem.homes.length,
    ),
    ...groups,
  };
}

type ReadPairs = Omit<PairTable, 'wish'> & { wish: Float64Array | Int32Array };

function readPairs(
  problem: Problem,
  homeIndex: ReadonlyMap<string, number>,
  applicantIndex: ReadonlyMap<string, number>,
): ReadPairs {
  const count = problem.pairs.length;
  const read = {
    home: new Int32Array(count),
    applicant: new Int32Array(count),
    score: new Int32Array(count),
    wish: new Float64Array(count),
  };
  let lastHome: string | undefined;
  let h = -1;
  for (const [row, [home, applicant, score, wish]] of problem.pairs.entries()) {
    if (home !== lastHome) h = homeIndex.get(home) ?? -1;
    lastHome = home;
    const a = applicantIndex.get(applicant) ?? -1;
    if (h < 0 || a < 0) throw new RangeError('the problem was not checked: unknown identifier in a pair');
    read.home[row] = h;
    read.applicant[row] = a;
    read.score[row] = score;
    read.wish[row] = wish ?? 1;
  }
  return read;
}

/** The pairs that no ban removes; without a ban the columns themselves. */
function keptPairs(
  { home, applicant, score, wish }: ReadPairs,
  bans: ReadonlySet<number>,
  pairKey: (home: number, applicant: number) => number,
  homes: number,
) {
  const listedOf = new Int32Array(homes);
  const bannedOf = new Int32Array(homes);
  for (const h of home) listedOf[h]! += 1;
  const isKept = (_: number, row: number) => !bans.has(pairKey(home[row]!, applicant[row]!));
  if (bans.size > 0)
    home.forEach((h, row) => {
      if (!isKept(h, row)) bannedOf[h]! += 1;
    });
  return {
    pairHome: bans.size === 0 ? home : home.filter(isKept),
    pairApplicant: bans.size === 0 ? applicant : applicant.filter(isKept),
    pairScore: bans.size === 0 ? score : score.filter(isKept),
    pairWish: bans.size === 0 ? wish : wish.filter(isKept),
    listedOf,
    bannedOf,
  };
}

function publishedOrder({ applicants }: ProblemHead): Int32Array {
  const sorted = applicants
    .map((applicant, a) => ({ a, order: applicant.order ?? 0, id: applicant.id }))
    .sort((left, right) => left.order - right.order || compareCodeUnits(left.id, right.id));
  const rank = new Int32Array(applicants.length);
  sorted.forEach(({ a }, position) => {
    rank[a] = position;
  });
  return rank;
}

function groupMembers(
  problem: ProblemHead,
  homeIndex: ReadonlyMap<string, number>,
  applicantIndex: ReadonlyMap<string, number>,
) {
  const quotas = problem.quotas ?? [];
  const homes = quotasByMember(
    problem.homes.length,
    quotas.map((quota) => quota.homes),
    homeIndex,
  );
  const applicants = quotasByMember(
    problem.applicants.length,
    quotas.map((quota) => quota.applicants),
    applicantIndex,
  );
  const homeGroups = new Map<string, number>();
  const homeGroup = Int32Array.from(homes, (own) => numberOf(homeGroups, own.join(' ')));
  const applicantGroups = new Map<string, number>();
  const applicantGroup = Int32Array.from(applicants, (own, a) =>
    numberOf(applicantGroups, `${problem.applicants[a]?.fullBonus === true ? 'full' : ''}/${own.join(' ')}`),
  );
  return {
    homeGroup,
    applicantGroup,
    homeGroups: [...homeGroups.keys()].map(numbersIn),
    applicantGroups: [...applicantGroups.keys()].map((key) => {
      const [full, own] = key.split('/');
      return { fullBonus: full === 'full', quotas: new Set(numbersIn(own ?? '')) };
    }),
  };
}

function quotasByMember(
  count: number,
  lists: readonly (readonly string[])[],
  index: ReadonlyMap<string, number>,
): number[][] {
  const quotas: number[][] = Array.from({ length: count }, () => []);
  lists.forEach((list, k) => {
    for (const id of list) quotas[index.get(id) ?? -1]?.push(k);
  });
  return quotas;
}

function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

function numbersIn(text: string): number[] {
  return text === '' ? [] : text.split(' ').map(Number);
}
