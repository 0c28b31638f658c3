/** Small seeded problems of every shape, and their optimum by trying all plans. */
import type { Problem } from '../../../src/matching/problem.ts';

export type Shape = {
  homes: number;
  applicants: number;
  length: number;
  maxLists?: number;
  quotas?: number;
  pins?: boolean;
  bans?: boolean;
  caps?: boolean;
  slotReward?: number;
};

/** Uniform whole numbers below a count, from a seed. */
function draws(seed: number): (below: number) => number {
  let x = (seed * 2_654_435_761) | 0 || 1;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}

export function smallProblem(seed: number, shape: Shape): Problem {
  const draw = draws(seed);
  for (let i = 0; i < 10; i++) draw(2);
  const homes = Array.from({ length: shape.homes }, (_, h) => ({
    id: `h${h}`,
    acceptance: draw(6) === 0 ? 1 : (1 + draw(9)) / 10,
    ...(draw(5) === 0 ? { length: draw(shape.length + 1) } : {}),
  }));
  const applicants = Array.from({ length: shape.applicants }, (_, a) => ({
    id: `a${a}`,
    order: draw(3),
    ...(shape.caps && draw(4) === 0 ? { fullBonus: true } : {}),
  }));
  const pairs: Problem['pairs'] = [];
  for (const home of homes) {
    for (const applicant of applicants) {
      if (draw(10) < 7) pairs.push([home.id, applicant.id, draw(12) * 10, 1 + draw(3)]);
    }
  }
  const some = <Item extends { id: string }>(items: readonly Item[]): string[] =>
    items.filter(() => draw(2) === 0).map((item) => item.id);
  const quotas = Array.from({ length: shape.quotas ?? 2 }, (_, k) => ({
    id: `q${k}`,
    homes: some(homes),
    applicants: some(applicants),
    ...(draw(3) === 0 ? { number: draw(20) / 10 } : { share: draw(10) / 10, signedTotal: draw(4) }),
    signedInGroup: draw(3) / 2,
    penalty: 10 * (1 + draw(10)),
    ...(shape.caps ? { class: draw(2) === 0 ? 'statutory' : 'own' } : {}),
  }));
  const pinnable = pairs.filter(
    ([home]) => (homes.find(({ id }) => id === home)?.length ?? shape.length) > 0,
  );
  const pinned = shape.pins && pinnable.length > 0 ? pinnable[draw(pinnable.length)]! : undefined;
  const bannable = pairs.filter((pair) => pair !== pinned);
  const banned = shape.bans && bannable.length > 0 ? bannable[draw(bannable.length)]! : undefined;
  return {
    shortlistLength: shape.length,
    fairness: 'none',
    priceUnit: 1,
    maxShortlistsPerApplicant: shape.maxLists ?? 1,
    slotReward: shape.slotReward ?? 0,
    ...(shape.caps ? { bonusCaps: { statutory: 15, own: 7 } } : {}),
    homes,
    applicants,
    pairs,
    quotas,
    pins: pinned ? [{ home: pinned[0], applicant: pinned[1], ...(draw(2) === 0 ? { rank: 1 } : {}) }] : [],
    bans: banned ? [{ home: banned[0], applicant: banned[1] }] : [],
  };
}

/** The same problem with all its arrays in another order. */
export function shuffled(problem: Problem, seed: number): Problem {
  const draw = draws(seed);
  const mix = <Item>(items: readonly Item[]): Item[] => {
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = draw(i + 1);
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  };
  return {
    ...problem,
    homes: mix(problem.homes),
    applicants: mix(problem.applicants),
    pairs: mix(problem.pairs),
    quotas: mix(problem.quotas ?? []).map((quota) => ({
      ...quota,
      homes: mix(quota.homes),
      applicants: mix(quota.applicants),
    })),
  };
}

/** The greatest value of a plan, by trying every one (order of points aside: prices decide it). */
export function bestByTrying(problem: Problem): number {
  const lists = problem.homes.map(() => [] as string[]);
  const most = problem.maxShortlistsPerApplicant ?? 1;
  const usable = problem.pairs.filter(
    ([home, applicant]) => !problem.bans?.some((ban) => ban.home === home && ban.applicant === applicant),
  );
  let best = Number.NEGATIVE_INFINITY;
  const visit = (h: number): void => {
    const home = problem.homes[h];
    if (!home) {
      if (keepsPins(problem, lists)) best = Math.max(best, valueByHand(problem, lists));
      return;
    }
    visit(h + 1);
    const list = lists[h]!;
    if (list.length >= (home.length ?? problem.shortlistLength)) return;
    for (const [at, applicant] of usable) {
      if (at !== home.id || list.includes(applicant)) continue;
      if (lists.filter((other) => other.includes(applicant)).length >= most) continue;
      if (list.length === 0 && lists.some((other) => other[0] === applicant)) continue;
      list.push(applicant);
      visit(h);
      list.pop();
    }
  };
  visit(0);
  return best;
}

function keepsPins(problem: Problem, lists: readonly string[][]): boolean {
  return (problem.pins ?? []).every((pin) => {
    const list = lists[problem.homes.findIndex((home) => home.id === pin.home)]!;
    return pin.rank === undefined ? list.includes(pin.applicant) : list[pin.rank - 1] === pin.applicant;
  });
}

/** The value of shortlists straight from the contract's words. */
function valueByHand(problem: Problem, lists: readonly string[][]): number {
  let value = 0;
  const places = problem.homes.flatMap((home, h) =>
    lists[h]!.map((applicant, r) => ({
      home: home.id,
      applicant,
      signs: home.acceptance * (1 - home.acceptance) ** r,
    })),
  );
  for (const place of places) {
    const pair = problem.pairs.find(
      ([home, applicant]) => home === place.home && applicant === place.applicant,
    )!;
    value += (problem.slotReward ?? 0) + pair[2] * place.signs;
  }
  for (const quota of problem.quotas ?? []) {
    const inHomes = places.filter((place) => quota.homes.includes(place.home));
    const total = inHomes.reduce((sum, place) => sum + place.signs, 0);
    const inGroup = inHomes
      .filter((place) => quota.applicants.includes(place.applicant))
      .reduce((sum, place) => sum + place.signs, 0);
    const goal =
      quota.share === undefined ? (quota.number ?? 0) : quota.share * ((quota.signedTotal ?? 0) + total);
    value -= quota.penalty * Math.max(0, goal - (quota.signedInGroup ?? 0) - inGroup);
  }
  return value;
}
