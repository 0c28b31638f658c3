import { describe, expect, it } from 'vitest';
import type { QuotaResult } from '../../src/matching/run-result.ts';
import { targetsInOrder } from '../../src/views/targets-view.tsx';

const met: QuotaResult = {
  targetId: 'met',
  name: 'Objectif',
  class: 'statutory',
  share: 0.25,
  number: null,
  signedTotal: 100,
  signedInGroup: 30,
  unknown: 0,
  expectedTotal: 104,
  expectedInGroup: 31,
  missing: 0,
  pricePoints: 0,
  candidatesInGroup: 12,
  atCap: false,
  shortage: null,
  capPoints: 19,
  homes: 4,
  vacanciesWithoutCandidate: [],
};

const ids = (quotas: readonly QuotaResult[]) => targetsInOrder(quotas).map(({ targetId }) => targetId);

describe('the order of targets beside a home', () => {
  it('puts those that weigh points or miss before those that are met without weighing', () => {
    const weighs: QuotaResult = { ...met, targetId: 'weighs', class: 'own', pricePoints: 3 };
    const misses: QuotaResult = {
      ...met,
      targetId: 'misses',
      class: 'own',
      missing: 2,
      shortage: 'notEnoughHomes',
    };
    expect(ids([met, misses, weighs])).toEqual(['weighs', 'misses', 'met']);
  });

  it('puts the Code before conventions, and conventions before the landlord’s own aims', () => {
    const classes = (['own', 'convention', 'statutory'] as const).map(
      (kind): QuotaResult => ({ ...met, targetId: kind, class: kind, pricePoints: kind === 'own' ? 9 : 1 }),
    );
    expect(ids(classes)).toEqual(['statutory', 'convention', 'own']);
  });

  it('puts the heavier first within a class, and keeps the given order of equals', () => {
    const weights = [1, 4, 4].map(
      (pricePoints, index): QuotaResult => ({ ...met, targetId: `t${index}`, pricePoints }),
    );
    expect(ids(weights)).toEqual(['t1', 't2', 't0']);
  });
});
