/** A year of the portal: what is published before each wish, set beside what then happened. */
import { describe, expect, it } from 'vitest';
import { chanceOf as seeded } from '../../../db/demo/chance.ts';
import { makeDemoLandlord } from '../../../db/demo/demo-landlord.ts';
import { makePastWishes } from '../../../db/demo/past-wishes.ts';
import { calibrationErrorOf, chanceOf, fitChance, reliabilityOf } from '../../../src/portal/chance/model.ts';

describe('a simulated year of portal use', () => {
  const demo = makeDemoLandlord('small');
  // The small stock let many times over: as many wishes as a landlord sees in a year.
  const leases = Array.from({ length: 24 }, (_, round) =>
    demo.leases.map((lease) => ({ ...lease, id: `${lease.id}-${round}` })),
  ).flat();
  const year = makePastWishes({ ...demo, chance: seeded(99), leases });

  it('is the same year on every machine', () => {
    const again = makePastWishes({ ...demo, chance: seeded(99), leases });
    expect(again).toEqual(year);
  });

  it('the chances published in its second half, by a model of the first, are what happened', () => {
    const sorted = [...year.wishes].sort((a, b) => (a.expressedOn < b.expressedOn ? -1 : 1));
    const [first, second] = [sorted.slice(0, sorted.length / 2), sorted.slice(sorted.length / 2)];
    const model = fitChance(first, 200);
    const told = second.flatMap((wish) => {
      const chance = model && chanceOf(model, wish, 11);
      return chance ? [{ published: chance.permille / 1000, happened: wish.housed }] : [];
    });
    expect(told.length).toBeGreaterThan(1000);
    const reliability = reliabilityOf(told);
    expect(calibrationErrorOf(reliability)).toBeLessThan(0.03);
    const brier = told.reduce((sum, { published, happened }) => sum + (published - Number(happened)) ** 2, 0);
    const share = told.filter(({ happened }) => happened).length / told.length;
    expect(brier / told.length).toBeLessThan(share * (1 - share));
  });

  it('at most one wish of an advert is housed, and only by an advert that found someone', () => {
    const housed = year.wishes.filter((wish) => wish.housed).map(({ id }) => id.split(' ')[0]);
    expect(new Set(housed).size).toBe(housed.length);
    expect(housed.sort()).toEqual(year.lettings.map(({ leaseId }) => leaseId).sort());
  });
});
