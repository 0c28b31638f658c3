import { describe, expect, it } from 'vitest';
import { generate } from '../../../bench/solver/generate.ts';
import {
  candidateAt,
  createHomeOrders,
  setBonuses,
  standsBefore,
} from '../../../src/matching/engines/fair-order.ts';
import type { Instance } from '../../../src/matching/engines/instance.ts';
import { instanceFromArrays } from '../../../src/matching/engines/instance-arrays.ts';
import { publishedBonuses } from '../../../src/matching/engines/plan.ts';

function ordered(instance: Instance, orders: ReturnType<typeof createHomeOrders>, home: number): number[] {
  const count = instance.pairStart[home + 1]! - instance.pairStart[home]!;
  return Array.from({ length: count }, (_, position) => candidateAt(orders, home, position));
}

describe("the order of a home's candidates", () => {
  const instance = instanceFromArrays(generate('s', 1));
  const homes = [...instance.homeIds.keys()];

  it('is that of all of them sorted by points, then by the published order, at whole and at broken prices', () => {
    const orders = createHomeOrders(instance);
    // Prices follow each other on the same orders, so that what is kept from the ones before is tried too.
    for (const unit of [0, 40, 0.1, 40]) {
      setBonuses(
        orders,
        publishedBonuses(
          instance,
          Float64Array.from(instance.quotas, (_, k) => unit * (k % 4)),
        ),
      );
      for (const home of homes) {
        const sorted = ordered(instance, orders, home).sort((a, b) => a - b);
        sorted.sort((a, b) => (standsBefore(orders, a, b) ? -1 : 1));
        expect(ordered(instance, orders, home)).toEqual(sorted);
      }
    }
  });

  it('names each candidate once, and nobody past the last', () => {
    const orders = createHomeOrders(instance);
    for (const home of homes) {
      const pairs = ordered(instance, orders, home);
      expect(new Set(pairs).size).toBe(pairs.length);
      expect(candidateAt(orders, home, pairs.length)).toBe(-1);
    }
  });
});
