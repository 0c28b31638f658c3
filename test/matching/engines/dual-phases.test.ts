import { describe, expect, it } from 'vitest';
import { assign } from '../../../src/matching/engines/dual-assignment.ts';
import { type Assignment, bestOption, newAssignment } from '../../../src/matching/engines/dual-state.ts';
import { buildInstance } from '../../../src/matching/engines/instance.ts';
import { EMPTY } from '../../../src/matching/engines/plan.ts';
import { smallProblem } from './small-problems.ts';

const epsilon = 1e-3;
const never = () => false;

/** What the prices prove: no assignment is worth more at these quota prices (their constant part left out). */
function boundOf(state: Assignment): number {
  let bound = state.cheapPrice.reduce((sum, price) => sum + price, 0);
  for (let slot = 0; slot < state.slotPair.length; slot++) {
    bestOption(state, slot);
    bound += state.bestNet;
  }
  return bound;
}

function worthOf({ instance, lists, slotPair }: Assignment): number {
  return slotPair.reduce((sum, pair, slot) => {
    if (pair === EMPTY) return sum;
    const constant = lists.classConstant[instance.homeClass[instance.slotHome[slot]!]!]!;
    const adjusted = instance.pairScore[pair]! + lists.cellBonus[instance.pairCell[pair]!]!;
    return sum + instance.slotReward + instance.slotWeight[slot]! * (adjusted + constant);
  }, 0);
}

/** From homes that many want to homes that nobody fights for. */
const problems = Array.from({ length: 60 }, (_, seed) =>
  buildInstance(
    smallProblem(seed + 1, {
      homes: 3 + (seed % 6),
      applicants: 4 + ((seed * 7) % 40),
      length: 1 + (seed % 3),
      quotas: seed % 5,
      slotReward: seed % 4 === 0 ? 25 : 0,
    }),
  ),
);

describe('the assignment by phases of a large problem', () => {
  it('proves the bound of the assignment by paths, within epsilon for each place', () => {
    for (const instance of problems) {
      const prices = Float64Array.from(instance.quotas, ({ penalty }, k) => (penalty * (k + 1)) / 7);
      const byPaths = newAssignment(instance);
      assign(byPaths, prices, { epsilon: 1e-9, bidBudget: 4, shouldStop: never });
      const byPhases = newAssignment(instance);
      assign(byPhases, prices, { epsilon, bidBudget: 4, firstEpsilon: 10, shouldStop: never });
      const exact = boundOf(byPaths);
      const slots = instance.slotHome.length;
      expect(boundOf(byPhases)).toBeGreaterThanOrEqual(exact - 1e-6);
      expect(boundOf(byPhases)).toBeLessThanOrEqual(exact + 2 * slots * epsilon);
      expect(worthOf(byPhases)).toBeGreaterThanOrEqual(exact - 2 * slots * epsilon);
    }
  });

  it('leaves no price on an applicant without a place, and nobody in two places', () => {
    for (const instance of problems) {
      const state = newAssignment(instance);
      const prices = new Float64Array(instance.quotas.length);
      assign(state, prices, { epsilon, bidBudget: 4, firstEpsilon: 10, shouldStop: never });
      const held = new Set<number>();
      state.slotPair.forEach((pair, slot) => {
        if (pair === EMPTY) return;
        const applicant = instance.pairApplicant[pair]!;
        expect(instance.pairHome[pair]).toBe(instance.slotHome[slot]);
        expect(held.has(applicant)).toBe(false);
        held.add(applicant);
      });
      state.seatPrice.forEach((price, seat) => {
        if (price > 0) expect(held.has(seat)).toBe(true);
      });
    }
  });
});
