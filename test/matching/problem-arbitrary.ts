/** Small random problems for property tests, and the same problem in another order of its arrays. */
import fc from 'fast-check';
import type { Problem } from '../../src/matching/problem.ts';

export type ProblemShape = {
  homes: number;
  applicants: number;
  quotas: number;
  /** Largest number of lists an applicant may stand on. */
  lists?: number;
  caps?: boolean;
  fairness?: 'none' | 'no-justified-envy';
  choices?: boolean;
};

/** Problems within a shape: ties of score, order, chance and wish are frequent on purpose. */
export function problems(shape: ProblemShape): fc.Arbitrary<Problem> {
  return fc
    .record({
      homes: fc.integer({ min: 1, max: shape.homes }),
      applicants: fc.integer({ min: 1, max: shape.applicants }),
      quotas: fc.integer({ min: 0, max: shape.quotas }),
      length: fc.integer({ min: 1, max: 3 }),
      lists: fc.integer({ min: 1, max: shape.lists ?? 1 }),
      seed: fc.integer({ min: 1, max: 1_000_000_000 }),
    })
    .map((size) => buildProblem(size, shape));
}

function buildProblem(
  size: { homes: number; applicants: number; quotas: number; length: number; lists: number; seed: number },
  shape: ProblemShape,
): Problem {
  const random = seeded(size.seed);
  const below = (count: number) => Math.floor(random() * count);
  const homes = Array.from({ length: size.homes }, (_, h) => ({
    id: `h${h}`,
    acceptance: [0.3, 0.5, 0.7, 1][below(4)]!,
    ...(random() < 0.2 ? { length: below(3) } : {}),
  }));
  const applicants = Array.from({ length: size.applicants }, (_, a) => ({
    id: `a${a}`,
    ...(random() < 0.7 ? { order: below(3) } : {}),
    ...(shape.caps && random() < 0.3 ? { fullBonus: true } : {}),
  }));
  const withWishes = random() < 0.5;
  const pairs: Problem['pairs'] = [];
  for (const home of homes)
    for (const applicant of applicants) {
      if (random() < 0.35) continue;
      const score = 10 * below(12);
      pairs.push(withWishes ? [home.id, applicant.id, score, 1 + below(3)] : [home.id, applicant.id, score]);
    }
  const some = (items: readonly { id: string }[]) =>
    items.filter(() => random() < 0.6).map((item) => item.id);
  const quotas = Array.from({ length: size.quotas }, (_, k) => ({
    id: `q${k}`,
    homes: some(homes),
    applicants: some(applicants),
    ...(random() < 0.7
      ? { share: below(5) / 4, signedTotal: below(4), signedInGroup: below(2) }
      : { number: below(3) }),
    penalty: 20 * below(6),
    ...(shape.caps ? { class: ['statutory', 'own'][below(2)]! } : {}),
  }));
  return {
    shortlistLength: size.length,
    maxShortlistsPerApplicant: size.lists,
    slotReward: random() < 0.2 ? 5 : 0,
    priceUnit: 10,
    homes,
    applicants,
    pairs,
    quotas,
    ...(shape.fairness ? { fairness: shape.fairness } : {}),
    ...(shape.caps ? { bonusCaps: { statutory: 30, own: 10 } } : {}),
    ...(shape.choices ? choicesOf(pairs, homes, size, below) : {}),
  };
}

/** One pin and one ban on different listed pairs, where there are two. */
function choicesOf(
  pairs: Problem['pairs'],
  homes: Problem['homes'],
  size: { length: number },
  below: (count: number) => number,
): Pick<Problem, 'pins' | 'bans'> {
  if (pairs.length < 2) return {};
  const pin = pairs[below(pairs.length)]!;
  const others = pairs.filter((pair) => pair !== pin);
  const ban = others[below(others.length)]!;
  const length = homes.find((home) => home.id === pin[0])?.length ?? size.length;
  const rank = below(length + 1);
  return {
    pins: length === 0 ? [] : [{ home: pin[0], applicant: pin[1], ...(rank > 0 ? { rank } : {}) }],
    bans: [{ home: ban[0], applicant: ban[1] }],
  };
}

/** The same problem with every array in another order. */
export function shuffled(problem: Problem, seed: number): Problem {
  const random = seeded(seed);
  const mix = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
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
    pins: mix(problem.pins ?? []),
    bans: mix(problem.bans ?? []),
  };
}

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
