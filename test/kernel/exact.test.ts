import { describe, expect, it } from 'vitest';
import { exact, ratio, roundedLine, roundHalfUp, wholePart } from '../../src/kernel/exact.ts';
import { centsOfEuros } from '../../src/kernel/money.ts';

describe('exact figures', () => {
  it('round half up on exact decimals, not on binary ones', () => {
    expect(roundHalfUp(exact('1.005'), 2)).toBe(1.01);
    expect(roundHalfUp(exact(2.675), 2)).toBe(2.68);
    expect(roundHalfUp(exact('-1.005'), 2)).toBe(-1.01);
    expect(roundHalfUp(ratio(22800, '2.3'), 2)).toBe(9913.04);
  });

  it('tell a value from its neighbour before any rounding', () => {
    expect(ratio(12 * 802, 1).compare(exact(9632))).toBe(-1);
    expect(ratio(1, 3).mul(exact(3)).compare(exact(1))).toBe(0);
  });

  it('round half up along a line of whole numbers as each of its values alone', () => {
    const line = roundedLine(exact('-7.25'), ratio(3, 8));
    const alone = (x: number) => roundHalfUp(exact('-7.25').add(ratio(3, 8).mul(x)), 0);
    const places = Array.from({ length: 60 }, (_, x) => x - 10);
    expect(places.map(line)).toEqual(places.map(alone));
    expect([line(18), line(20), line(2)]).toEqual([-1, 0, -7]);
    expect(wholePart(ratio(17, 4))).toBe(4);
  });

  it('refuse an amount with more than two decimals', () => {
    expect(centsOfEuros(326.1)).toBe(32610);
    expect(() => centsOfEuros(326.105)).toThrow(RangeError);
  });
});
