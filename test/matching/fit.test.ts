import { expect, it } from 'vitest';
import { accessibilitySchema } from '../../src/domain/home.ts';
import { fitOf, MAX_FIT } from '../../src/matching/fit.ts';

const single = { persons: 1, visitingChildren: 0, accessibility: 'none', communePlace: 0 } as const;
const plain = (habitableRooms: number) => ({ habitableRooms, accessibility: 'none' }) as const;

it('is greatest for as many rooms as persons, in the commune wished most', () => {
  expect(fitOf(plain(1), single)).toBe(MAX_FIT);
  expect(fitOf(plain(2), single)).toBeLessThan(MAX_FIT);
  expect(fitOf(plain(3), single)).toBeLessThan(fitOf(plain(2), single));
  expect(fitOf(plain(1), { ...single, communePlace: 1 })).toBeLessThan(MAX_FIT);
});

it('gives accessible homes to those who need them', () => {
  const fits = accessibilitySchema.options.map((need) =>
    fitOf({ habitableRooms: 1, accessibility: 'wheelchair' }, { ...single, accessibility: need }),
  );
  expect(fits).toEqual([...fits].sort((a, b) => a - b));
  expect(fits[0]).toBeLessThan(fits[2]!);
});

it('counts a room for visiting children where that suits better', () => {
  expect(fitOf(plain(3), { ...single, visitingChildren: 2 })).toBe(MAX_FIT);
});

it('stays from 0 to below one point of the grid whatever the household', () => {
  for (const accessibility of accessibilitySchema.options) {
    for (let rooms = 1; rooms <= 20; rooms += 1) {
      for (const communePlace of [0, 3, 50]) {
        const fit = fitOf(
          { habitableRooms: rooms, accessibility },
          { persons: 4, visitingChildren: 1, accessibility: 'stepFree', communePlace },
        );
        expect(fit).toBeGreaterThanOrEqual(0);
        expect(fit).toBeLessThanOrEqual(MAX_FIT);
      }
    }
  }
});
