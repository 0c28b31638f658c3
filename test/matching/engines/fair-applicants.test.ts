import { describe, expect, it } from 'vitest';
import { createAcceptance } from '../../../src/matching/engines/fair-acceptance.ts';
import { favourApplicants } from '../../../src/matching/engines/fair-applicants.ts';
import { standsBefore } from '../../../src/matching/engines/fair-order.ts';
import { acceptWithPins } from '../../../src/matching/engines/fair-pins.ts';
import { prefers } from '../../../src/matching/engines/fair-preferences.ts';
import { plainTies } from '../../../src/matching/engines/fair-ties.ts';
import { buildInstance } from '../../../src/matching/engines/instance.ts';
import { EMPTY, publishedBonuses } from '../../../src/matching/engines/plan.ts';
import { smallProblem } from './small-problems.ts';

type Acceptance = ReturnType<typeof createAcceptance>;

/** All applicants propose, each from the place that it wants most, until everybody is kept or has asked everywhere. */
function placesByProposals({ instance, orders, preferences, slots }: Acceptance): Int32Array {
  const taken = new Int32Array(slots.length).fill(EMPTY);
  const wishes = instance.applicantIds.map((_, applicant) =>
    [
      ...instance.applicantPairs.subarray(
        instance.applicantStart[applicant],
        instance.applicantStart[applicant + 1],
      ),
    ]
      .flatMap((pair) => {
        const home = instance.pairHome[pair]!;
        const from = instance.slotStart[home]!;
        return Array.from({ length: instance.slotStart[home + 1]! - from }, (_, rank) => ({
          slot: from + rank,
          pair,
        }));
      })
      .sort((a, b) => (prefers(preferences, a.slot, a.pair, b.slot, b.pair) ? -1 : 1)),
  );
  const waiting = [...wishes.keys()];
  for (let applicant = waiting.shift(); applicant !== undefined; applicant = waiting.shift()) {
    const wish = wishes[applicant]?.shift();
    if (wish === undefined) continue;
    const holder = taken[wish.slot]!;
    if (holder !== EMPTY && standsBefore(orders, holder, wish.pair)) {
      waiting.push(applicant);
      continue;
    }
    taken[wish.slot] = wish.pair;
    if (holder !== EMPTY) waiting.push(instance.pairApplicant[holder]!);
  }
  return taken;
}

describe('the plan that applicants would choose', () => {
  it('is the one that their own proposals end in, with and without a tie rule', () => {
    let changed = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const problem = smallProblem(seed, {
        homes: 4 + (seed % 9),
        applicants: 3 + ((seed * 7) % 30),
        length: 1 + (seed % 4),
        quotas: seed % 5,
      });
      // Where chances are equal wishes decide, which homes know nothing of: the two plans then differ more often.
      const homes =
        seed % 2 === 0 ? problem.homes : problem.homes.map((home) => ({ ...home, acceptance: 0.5 }));
      const instance = buildInstance({ ...problem, homes });
      const prices = Float64Array.from(instance.quotas, ({ penalty }, k) => (penalty * (k + 1)) / 7);
      for (const tie of [undefined, plainTies(instance)]) {
        const acceptance = createAcceptance(instance, tie);
        const byPlaces = acceptWithPins(acceptance, publishedBonuses(instance, prices)).slice();
        const expected = placesByProposals(acceptance);
        const found = favourApplicants(acceptance);
        expect([...found]).toEqual([...expected]);
        if (byPlaces.some((pair, slot) => pair !== found[slot])) changed++;
      }
    }
    // Else the test would hold nothing.
    expect(changed).toBeGreaterThan(10);
  });
});
