import { describe, expect, it } from 'vitest';
import {
  arrivals,
  type Counts,
  meanOf,
  nothing,
  planned,
  quantileOf,
  sharedOut,
  sum,
  trials,
} from '../../../src/reporting/forecast/counts.ts';

const chances = ({ from, mass }: Counts, upTo: number) =>
  Array.from({ length: upTo + 1 }, (_, count) => mass[count - from] ?? 0);
const close = (counts: Counts, expected: readonly number[]) => {
  for (const [count, chance] of chances(counts, expected.length - 1).entries()) {
    expect(chance).toBeCloseTo(expected[count]!, 9);
  }
};

describe('exact laws of a number of leases', () => {
  it('adds homes that each have their own chance', () => {
    close(trials([0.5, 0.5]), [0.25, 0.5, 0.25]);
    close(trials([0.2, 0.5, 1]), [0, 0.4, 0.5, 0.1]);
    close(trials([]), [1]);
  });

  it('counts arrivals at a rate learned from a past: 2 leases in 1 year, then 1 year more', () => {
    close(arrivals(2, 1, 1), [1 / 4, 2 / 8, 3 / 16, 4 / 32, 5 / 64]);
    expect(meanOf(arrivals(2, 1, 1))).toBeCloseTo(2, 6);
    expect(meanOf(arrivals(4000, 2, 1))).toBeCloseTo(2000, 3);
    expect(arrivals(0, 1, 1)).toEqual(nothing);
  });

  it('counts deliveries at a planned mean', () => {
    close(planned(1), [0.367879441171, 0.367879441171, 0.183939720586]);
    expect(planned(0)).toEqual(nothing);
  });

  it('shares leases out by a part that is known only so well', () => {
    close(sharedOut(2, { yes: 1, no: 1 }), [1 / 3, 1 / 3, 1 / 3]);
    close(sharedOut(2, { yes: 2, no: 1 }), [1 / 6, 1 / 3, 1 / 2]);
    close(sharedOut(1, { yes: 0.5, no: 1.5 }), [0.75, 0.25]);
    expect(meanOf(sharedOut(900, { yes: 30, no: 70 }))).toBeCloseTo(270, 6);
    expect(sharedOut(0, { yes: 1, no: 1 })).toEqual(nothing);
  });

  it('adds two counts and reads their quantiles', () => {
    const both = sum(trials([0.5]), { from: 3, mass: [0.5, 0.5] });
    expect(both.from).toBe(3);
    expect(both.mass).toEqual([0.25, 0.5, 0.25]);
    expect([0.1, 0.25, 0.26, 0.75, 0.9].map((chance) => quantileOf(both, chance))).toEqual([3, 3, 4, 4, 5]);
  });
});
