/**
 * Seeded problems of the sizes that the engines are measured on (the largest by bench/stretch alone). Homes stand in communes of an EPCI and have a
 * typology; applicants wish for a few communes and one typology. The quotas are those of the law's shape: first
 * quartile outside QPV, the others inside, priority, transfers by EPCI, and six overlapping shares of holders.
 */
import type { InstanceArrays } from '../../src/matching/engines/instance-arrays.ts';

export type SizeName = 's' | 'm' | 'l' | 'xl' | 'xxl';

type Size = { homes: number; applicants: number; communes: number; epcis: number };

export const sizes: Readonly<Record<SizeName, Size>> = {
  s: { homes: 30, applicants: 1_500, communes: 44, epcis: 20 },
  m: { homes: 300, applicants: 10_000, communes: 87, epcis: 25 },
  l: { homes: 3_000, applicants: 60_000, communes: 214, epcis: 30 },
  xl: { homes: 12_000, applicants: 270_000, communes: 524, epcis: 40 },
  xxl: { homes: 100_000, applicants: 1_000_000, communes: 1_200, epcis: 40 },
};

/** Uniform numbers in [0, 1) from 32-bit integer arithmetic only: the same on every machine. */
function seededUniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const typologyShares = [0.1, 0.27, 0.33, 0.22, 0.08];
const holderShares = [0.3, 0.25, 0.2, 0.12, 0.08, 0.05];
const penalty = 300;

/** The problem of a size and seed, as arrays. */
export function generate(name: SizeName, seed: number): InstanceArrays {
  const size = sizes[name];
  const uniform = seededUniform(seed * 7919 + size.homes);
  const below = (count: number): number => Math.floor(uniform() * count);
  // The lesser of two draws: some communes are large and wanted, many are small.
  const commune = (): number => Math.min(below(size.communes), below(size.communes));
  const homes = Array.from({ length: size.homes }, () => ({
    commune: commune(),
    typology: drawTypology(uniform()),
    inQpv: uniform() < 0.3,
    reserved: uniform() < 0.25,
    acceptance: (30 + below(61)) / 100,
  }));
  const applicants = Array.from({ length: size.applicants }, () => ({
    communes: [...new Set(Array.from({ length: 1 + below(3) }, commune))],
    typology: drawTypology(uniform()),
    firstQuartile: uniform() < 0.27,
    priority: uniform() < 0.22,
    transfer: uniform() < 0.3,
    holders: holderShares.map((share) => uniform() < share * 0.9),
    points: below(400) + below(400),
  }));
  const wishing = new Map<number, number[]>();
  for (const [a, applicant] of applicants.entries()) {
    for (const wished of applicant.communes) {
      const key = wished * 8 + applicant.typology;
      const list = wishing.get(key);
      if (list) list.push(a);
      else wishing.set(key, [a]);
    }
  }
  const lists = homes.map((home) => wishing.get(home.commune * 8 + home.typology) ?? []);
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  const pairHome = new Int32Array(count);
  const pairApplicant = new Int32Array(count);
  const pairScore = new Int32Array(count);
  const pairWish = new Int32Array(count);
  let p = 0;
  for (const [h, list] of lists.entries()) {
    for (const a of list) {
      pairHome[p] = h;
      pairApplicant[p] = a;
      pairScore[p] = applicants[a]!.points + below(200);
      pairWish[p] = 1 + applicants[a]!.communes.indexOf(homes[h]!.commune);
      p++;
    }
  }
  const epciOf = (at: number): number => at % size.epcis;
  const where = <Item>(items: readonly Item[], keep: (item: Item) => boolean): Int32Array =>
    Int32Array.from(items.keys()).filter((i) => keep(items[i]!));
  const everyHome = where(homes, () => true);
  return {
    homeIds: homes.map((_, h) => `h${h}`),
    acceptance: Float64Array.from(homes, (home) => home.acceptance),
    length: new Int32Array(size.homes).fill(3),
    applicantIds: applicants.map((_, a) => `a${a}`),
    order: Float64Array.from(applicants, () => below(1_000_000)),
    fullBonus: new Uint8Array(size.applicants),
    pairHome,
    pairApplicant,
    pairScore,
    pairWish,
    quotas: [
      {
        id: 'q1-outside-qpv',
        homes: where(homes, (home) => !home.inQpv),
        applicants: where(applicants, (applicant) => applicant.firstQuartile),
        share: 0.25,
        penalty,
      },
      {
        id: 'qpv-mix',
        homes: where(homes, (home) => home.inQpv),
        applicants: where(applicants, (applicant) => !applicant.firstQuartile),
        share: 0.5,
        penalty,
      },
      {
        id: 'priority',
        homes: where(homes, (home) => !home.reserved),
        applicants: where(applicants, (applicant) => applicant.priority),
        share: 0.25,
        penalty,
      },
      ...Array.from({ length: size.epcis }, (_, e) => ({
        id: `transfers-${e}`,
        homes: where(homes, (home) => epciOf(home.commune) === e),
        applicants: where(applicants, (applicant) => applicant.transfer),
        share: 0.3,
        penalty,
      })),
      ...holderShares.map((share, i) => ({
        id: `holder-${i}`,
        homes: everyHome,
        applicants: where(applicants, (applicant) => applicant.holders[i]!),
        share,
        penalty,
      })),
    ],
    pins: [],
    bans: [],
    maxLists: 1,
    slotReward: 0,
    priceUnit: 1,
    fairness: 'none',
    bonusCaps: undefined,
  };
}

function drawTypology(draw: number): number {
  let left = draw;
  for (const [typology, share] of typologyShares.entries()) {
    left -= share;
    if (left < 0) return typology;
  }
  return typologyShares.length - 1;
}
