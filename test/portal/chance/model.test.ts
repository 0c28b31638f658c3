/** The published chance: what it is fitted on, when it keeps silent, and what it never does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf as seeded } from '../../../db/demo/chance.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { calibrate, shareOf, stepOf, wilsonInterval } from '../../../src/portal/chance/calibration.ts';
import { likeLettings, spreadOf } from '../../../src/portal/chance/like-lettings.ts';
import { fitLogistic, logisticChance } from '../../../src/portal/chance/logistic.ts';
import { chanceLevel, chanceOf, fitChance } from '../../../src/portal/chance/model.ts';
import { tellChance, wishFactsOf } from '../../../src/portal/chance/tell.ts';
import type { WishOutcome } from '../../../src/portal/chance/wish-outcome.ts';

/** Wishes whose true chance is known: one in two for who has nobody ahead, halved by each household that has. */
function wishes(count: number, seed = 1): WishOutcome[] {
  const chance = seeded(seed);
  return Array.from({ length: count }, (_, index) => {
    const ahead = chance.integer(0, 6);
    return {
      id: String(index).padStart(6, '0'),
      expressedOn: civilDate(`2026-0${1 + Math.floor((index * 9) / count)}-15`),
      pointsAboveWinners: null,
      ahead,
      interested: ahead + 2,
      elapsed: 1,
      housed: chance.happens(0.5 / 2 ** ahead),
    };
  });
}

const facts = (ahead: number) => ({ pointsAboveWinners: null, ahead, interested: ahead + 2, elapsed: 1 });

describe('the chance of a wish', () => {
  it('is what happened to those in the same position, within its range', () => {
    const model = fitChance(wishes(6000), 200);
    expect(model).not.toBeNull();
    for (const ahead of [0, 1, 2, 4]) {
      const found = model && chanceOf(model, facts(ahead), 11);
      const trueChance = (0.5 / 2 ** ahead) * 1000;
      expect(found?.lowPermille).toBeLessThanOrEqual(trueChance + 20);
      expect(found?.highPermille).toBeGreaterThanOrEqual(trueChance - 20);
    }
  });

  it('is checked on wishes that neither the fit nor the calibration has seen', () => {
    const model = fitChance(wishes(6000), 200);
    expect([model?.fitted, model?.calibrated, model?.heldBack]).toEqual([3600, 1200, 1200]);
    expect(model?.reliability.reduce((sum, { count }) => sum + count, 0)).toBe(1200);
    expect(model?.calibrationError).toBeLessThan(0.03);
    expect(model?.brier).toBeLessThan(model?.brierOfBaseRate ?? 0);
  });

  it('shows on the held-back that it cannot be trusted where the world has changed since', () => {
    const all = wishes(3000);
    const changed = all.map((wish, index) => (index < 2400 ? wish : { ...wish, housed: wish.ahead === 6 }));
    const model = fitChance(changed, 200);
    expect(model?.calibrationError).toBeGreaterThan(0.1);
  });

  it('is not told on too little: fewer wishes than published, nobody housed, or everybody', () => {
    expect(fitChance(wishes(199), 200)).toBeNull();
    expect(
      fitChance(
        wishes(300).map((wish) => ({ ...wish, housed: false })),
        200,
      ),
    ).toBeNull();
    expect(
      fitChance(
        wishes(300).map((wish) => ({ ...wish, housed: true })),
        200,
      ),
    ).toBeNull();
    const model = fitChance(wishes(1000), 200);
    expect(model && chanceOf(model, facts(0), 100_000)).toBeNull();
    expect(tellChance(null, facts(0), 42, { outcomes: 200, cell: 11 })).toEqual({
      kind: 'tooLittle',
      outcomes: 42,
      needed: 200,
    });
  });

  it('does not depend on the order in which outcomes are read', () => {
    const some = wishes(600);
    expect(fitChance([...some].reverse(), 200)).toEqual(fitChance(some, 200));
  });

  it('never falls when one stands better, all else equal', () => {
    const model = fitChance(wishes(3000), 200);
    const told = [6, 5, 4, 3, 2, 1, 0].map((ahead) => (model && chanceOf(model, facts(ahead), 11))?.permille);
    expect([...told].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(told);
  });

  it('is said in five words', () => {
    expect([0, 49, 50, 149, 150, 299, 300, 499, 500, 1000].map(chanceLevel)).toEqual([
      1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
    ]);
  });

  it('reads the days that are over between the opening and the closing of the advert', () => {
    const advert = { opensOn: civilDate('2026-11-10'), closesOn: civilDate('2026-11-20') };
    const on = (onDay: string) =>
      wishFactsOf({ advert, gridPoints: 30, ahead: 1, interested: 2, onDay: civilDate(onDay) }, null).elapsed;
    expect([on('2026-11-10'), on('2026-11-15'), on('2026-11-20'), on('2026-11-25')]).toEqual([0, 0.5, 1, 1]);
  });
});

describe('its parts', () => {
  it('logistic regression finds the weights that made the outcomes', () => {
    const chance = seeded(3);
    const weights = [-1, 2];
    const rows = Array.from({ length: 8000 }, () => {
      const features = [1, chance.real(-2, 2)];
      return { features, outcome: chance.happens(logisticChance(weights, features)) };
    });
    const found = fitLogistic(rows, 2);
    expect(Math.abs((found[0] ?? 0) + 1)).toBeLessThan(0.12);
    expect(Math.abs((found[1] ?? 0) - 2)).toBeLessThan(0.15);
  });

  it('calibration never falls, keeps every observation, and rests on enough of them', () => {
    const told = fc.array(fc.record({ said: fc.integer({ min: 0, max: 100 }), happened: fc.boolean() }), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(told, fc.integer({ min: 1, max: 60 }), (observations, atLeast) => {
        const steps = calibrate(observations, atLeast);
        const shares = steps.map(shareOf);
        expect([...shares].sort((a, b) => a - b)).toEqual(shares);
        expect(steps.reduce((sum, { count }) => sum + count, 0)).toBe(observations.length);
        if (steps.length > 1) for (const { count } of steps) expect(count).toBeGreaterThanOrEqual(atLeast);
        for (const { said } of observations) expect(stepOf(steps, said)).not.toBeNull();
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });

  it('Wilson’s interval holds the share seen, and is never empty nor beyond 0 and 1', () => {
    expect(wilsonInterval({ housed: 0, count: 20 }).low).toBe(0);
    expect(wilsonInterval({ housed: 0, count: 20 }).high).toBeCloseTo(0.119, 2);
    expect(wilsonInterval({ housed: 10, count: 20 }).low).toBeCloseTo(0.327, 2);
    expect(() => wilsonInterval({ housed: 0, count: 0 })).toThrow(RangeError);
  });

  it('like lettings share place, typology and grid; under eleven nothing is shown of them', () => {
    const letting = (points: number, gridId: string, day: number) => ({
      signedOn: civilDate(`2026-03-${String(day).padStart(2, '0')}`),
      epci: '200039865',
      typology: 'T3' as const,
      gridId,
      points,
    });
    const older = Array.from({ length: 5 }, (_, index) => letting(90, 'v1', index + 1));
    const newer = Array.from({ length: 11 }, (_, index) => letting(10 + index, 'v2', index + 10));
    const like = likeLettings([...older, ...newer], { epci: '200039865', typology: 'T3' });
    expect(like.map(({ gridId }) => gridId)).toEqual(newer.map(() => 'v2'));
    const points = like.map((one) => one.points);
    expect(spreadOf(points, 11)).toEqual({
      count: 11,
      low: 11,
      quarter: 12,
      middle: 15,
      threeQuarters: 18,
      high: 19,
    });
    expect(spreadOf(points.slice(1), 11)).toBeNull();
    expect(likeLettings(newer, { epci: '200039865', typology: 'T4' })).toEqual([]);
  });
});
