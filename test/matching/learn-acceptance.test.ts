import { describe, expect, it } from 'vitest';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { learnAcceptance, type PastOffer } from '../../src/matching/learn-acceptance.ts';

const date = civilDate('2026-11-21');

function offers(count: number, accepted: number, overrides: Partial<PastOffer> = {}): PastOffer[] {
  return Array.from({ length: count }, (_, index) => ({
    insee: '57463',
    typology: 'T3',
    rank: 1,
    sentOn: civilDate('2026-05-04'),
    answer: index < accepted ? 'accepted' : 'refused',
    ...overrides,
  }));
}

describe('what offers teach of acceptance', () => {
  it('is the default where there is no offer', () => {
    expect(learnAcceptance([], 500, date).everywhere).toEqual({ offers: 0, accepted: 0, permille: 500 });
  });

  it('weighs the default as twenty offers', () => {
    expect(learnAcceptance(offers(20, 20), 500, date).everywhere.permille).toBe(750);
    expect(learnAcceptance(offers(2000, 2000), 500, date).everywhere.permille).toBe(995);
  });

  it('draws a place with few offers to what the landlord sees everywhere', () => {
    const learned = learnAcceptance(
      [...offers(400, 100), ...offers(1, 1, { insee: '54395', typology: 'T1' })],
      500,
      date,
    );
    const [nancy, metz] = learned.byPlace;
    expect(nancy).toMatchObject({ insee: '54395', typology: 'T1', offers: 1 });
    expect(nancy?.permille).toBeLessThan(320);
    expect(metz?.permille).toBeGreaterThan(250);
    expect(metz?.permille).toBeLessThan(270);
  });

  it('tells ranks and seasons apart', () => {
    const learned = learnAcceptance(
      [...offers(50, 10), ...offers(50, 40, { rank: 2, sentOn: civilDate('2026-10-01') })],
      500,
      date,
    );
    expect(learned.byRank.map(({ rank, accepted }) => [rank, accepted])).toEqual([
      [1, 10],
      [2, 40],
    ]);
    expect(learned.bySeason.map(({ quarter, offers: count }) => [quarter, count])).toEqual([
      [2, 50],
      [4, 50],
    ]);
  });

  it('takes no lesson from an offer that is open, or sent after the date', () => {
    const open = offers(10, 0, { answer: null });
    const later = offers(10, 10, { sentOn: civilDate('2026-11-22') });
    expect(learnAcceptance([...open, ...later], 500, date).everywhere.offers).toBe(0);
  });
});
