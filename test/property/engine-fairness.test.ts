import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairPlanAt } from '../../src/matching/engines/fair.ts';
import { buildInstance } from '../../src/matching/engines/instance.ts';
import { solveProblem } from '../../src/matching/engines/solve.ts';
import type { Problem } from '../../src/matching/problem.ts';
import { problems } from '../matching/problem-arbitrary.ts';

const seed = 20_261_122;

type Place = { chance: number; wish: number };

/** Chance and wish of the applicant's place at fixed prices; chance −1 where it has none. */
function placeAt(problem: Problem, price: number, applicant: string): Place {
  const instance = buildInstance(problem);
  const { slots } = fairPlanAt(instance, new Float64Array(instance.quotas.length).fill(price));
  const a = instance.applicantIds.indexOf(applicant);
  const slot = slots.findIndex((pair) => pair >= 0 && instance.pairApplicant[pair] === a);
  if (slot < 0) return { chance: -1, wish: 0 };
  return { chance: instance.slotOffered[slot]!, wish: instance.pairWish[slots[slot]!]! };
}

describe('points', () => {
  it('never lower a place at given prices when somebody has more of them', () => {
    fc.assert(
      fc.property(
        problems({ homes: 5, applicants: 10, quotas: 2 }),
        fc.nat(9),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(0, 10, 20),
        (problem, who, more, price) => {
          const applicant = problem.applicants[who % problem.applicants.length]!.id;
          const raised: Problem = {
            ...problem,
            pairs: problem.pairs.map((pair): Problem['pairs'][number] => {
              if (pair[1] !== applicant) return pair;
              return pair.length === 4
                ? [pair[0], pair[1], pair[2] + more, pair[3]]
                : [pair[0], pair[1], pair[2] + more];
            }),
          };
          const before = placeAt(problem, price, applicant);
          const after = placeAt(raised, price, applicant);
          expect(after.chance).toBeGreaterThanOrEqual(before.chance);
          if (after.chance === before.chance) expect(after.wish).toBeLessThanOrEqual(before.wish);
        },
      ),
      { seed, numRuns: 1500 },
    );
  });
});

describe('the bonus of quotas', () => {
  it('puts nobody before a household with the full bonus whose score is higher, for the same home', async () => {
    await fc.assert(
      fc.asyncProperty(problems({ homes: 4, applicants: 9, quotas: 3, caps: true }), async (problem) => {
        const full = new Set(problem.applicants.filter((who) => who.fullBonus).map(({ id }) => id));
        const solved = await solveProblem(problem);
        if (!solved.ok) throw new Error(JSON.stringify(solved.refusal));
        for (const { home, entries } of solved.value.shortlists) {
          for (const entry of entries) {
            const beaten = entries.filter((other) => other.rank > entry.rank && full.has(other.applicant));
            if (full.has(entry.applicant)) continue;
            for (const other of beaten) {
              expect(entry.score, `${home} ${entry.applicant} ${other.applicant}`).toBeGreaterThanOrEqual(
                other.score,
              );
            }
          }
        }
      }),
      { seed, numRuns: 60 },
    );
  });
});
