import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import type { Advert } from '../../../src/portal/advert.ts';
import { advertFactsOf } from '../../../src/portal/adverts/advert-facts.ts';
import type { AdvertChoice, PersonalChoice } from '../../../src/portal/choice/advert-choice.ts';
import { estimateFor } from '../../../src/portal/choice/anonymous-estimate.ts';
import { closingsWith, isInTime, listIsClosed, wishesThatCount } from '../../../src/portal/choice/closing.ts';
import { mayWithdraw, wishRefusal } from '../../../src/portal/choice/express-wish.ts';
import {
  isRunning,
  isSuchAHome,
  isWorthAsking,
  type StandingCriteria,
} from '../../../src/portal/choice/standing-wish.ts';
import { makeHome, makeVacancy, sessionDate } from '../../support/make-domain.ts';

const today = sessionDate;
const facts = advertFactsOf({
  home: makeHome('h1'),
  vacancy: makeVacancy('h1'),
  communeName: 'Metz',
  holderName: null,
});
const advert = { state: 'open' as Advert['state'], opensOn: addDays(today, -5), closesOn: addDays(today, 4) };

const personal: PersonalChoice = {
  mayApply: 'yes',
  checks: [],
  wouldChange: [],
  cost: {
    rentCents: 32_000,
    annexRentCents: 0,
    chargesCents: 13_000,
    cost: {
      aplCents: 20_000,
      aplEstimated: true,
      netCostCents: 25_000,
      effortRate: 0.2,
      residualPerUnitPerDayCents: 3000,
    },
  },
  today: null,
  rank: 1,
  tier: 2,
  gridPoints: 24,
  daloPoints: 0,
  beyondApplication: false,
  wish: null,
};
const choice: AdvertChoice = {
  isToLet: true,
  interested: 0,
  eligibleOthers: 0,
  mostQuotaPoints: 17,
  liveWishes: 0,
  maxLiveWishes: 6,
  minimumInterested: 3,
  answerDays: 15,
  onDay: today,
  personal,
};

const refusalOf = (more: {
  state?: Advert['state'];
  choice?: Partial<AdvertChoice>;
  mayApply?: PersonalChoice['mayApply'];
}) =>
  wishRefusal({
    advert: { ...advert, state: more.state ?? 'open' },
    source: 'portal',
    expressedOn: today,
    choice: { ...choice, ...more.choice, personal: { ...personal, mayApply: more.mayApply ?? 'yes' } },
    policy: { postalDays: 3, maxLiveWishes: 6 },
    today,
  })?.code ?? null;

describe('a wish', () => {
  it('is written where the law allows it, or cannot tell yet; only the law’s no keeps it out', () => {
    expect(refusalOf({})).toBeNull();
    expect(refusalOf({ mayApply: 'missing' })).toBeNull();
    expect(refusalOf({ mayApply: 'notHere' })).toBeNull();
    expect(refusalOf({ mayApply: 'no' })).toBe('lawSaysNo');
  });

  it('is not written for an advert that is not open, nor for a home that is no longer to let', () => {
    expect(refusalOf({ state: 'scheduled' })).toBe('notOpen');
    expect(refusalOf({ state: 'review' })).toBe('noSuchAdvert');
    expect(refusalOf({ state: 'answered' })).toBe('closed');
    expect(refusalOf({ choice: { isToLet: false } })).toBe('closed');
    expect(refusalOf({ choice: { liveWishes: 6 } })).toBe('tooMany');
  });

  it('counts by its day: the first and the last are the same, a letter by its post mark', () => {
    const on = (expressedOn: string, enteredOn: string, source: 'portal' | 'paper' = 'portal') =>
      isInTime({ source, expressedOn: civilDate(expressedOn) }, advert, civilDate(enteredOn), 3);
    expect(on('2026-11-16', '2026-11-16')).toBe(true);
    expect(on('2026-11-25', '2026-11-25')).toBe(true);
    expect(on('2026-11-15', '2026-11-16')).toBe(false);
    expect(on('2026-11-26', '2026-11-26')).toBe(false);
    expect(on('2026-11-25', '2026-11-28', 'paper')).toBe(true);
    expect(on('2026-11-25', '2026-11-29', 'paper')).toBe(false);
    expect(on('2026-11-25', '2026-11-26', 'portal')).toBe(false);
    expect(on('2026-11-23', '2026-11-22', 'paper')).toBe(false);
  });

  it('can be taken back until the closing day, that day included', () => {
    expect(mayWithdraw(advert, advert.closesOn)).toBe(true);
    expect(mayWithdraw(advert, addDays(advert.closesOn, 1))).toBe(false);
    expect(mayWithdraw({ ...advert, state: 'closed' }, today)).toBe(false);
  });
});

describe('a list made among those who asked', () => {
  const slack = { state: 'open' as const, regime: 'slack' as const, closesOn: civilDate('2026-11-26') };
  const wishes = [{ expressedOn: civilDate('2026-11-18') }, { expressedOn: civilDate('2026-11-20') }];
  const closings = [{ on: civilDate('2026-11-19'), interested: 1 }];
  const on = (day: string) => ({ today: civilDate(day), postalDays: 3 });

  it('is made in a slack place at each weekly closing, of those who asked by then', () => {
    expect(listIsClosed({ ...slack, closings: [] }, on('2026-11-23'))).toBe(false);
    expect(listIsClosed({ ...slack, closings }, on('2026-11-23'))).toBe(true);
    expect(wishesThatCount({ ...slack, closings }, wishes, on('2026-11-23'))).toEqual([wishes[0]]);
    expect(wishesThatCount({ ...slack, closings: [] }, wishes, on('2026-11-23'))).toEqual(wishes);
    expect(wishesThatCount({ ...slack, state: 'closed', closings }, wishes, on('2026-11-23'))).toEqual(
      wishes,
    );
  });

  it('waits for letters that were posted in time: nobody is left out for having written by post', () => {
    const closed = { state: 'closed' as const, regime: 'tense' as const, closesOn: civilDate('2026-11-19') };
    expect(listIsClosed({ ...closed, closings }, on('2026-11-22'))).toBe(false);
    expect(listIsClosed({ ...closed, closings }, on('2026-11-23'))).toBe(true);
    expect(listIsClosed({ ...slack, closings }, on('2026-11-22'))).toBe(false);
    // Meanwhile the list of the week before stands.
    const weeks = [{ on: civilDate('2026-11-12'), interested: 4 }, ...closings];
    expect(listIsClosed({ ...slack, closings: weeks }, on('2026-11-22'))).toBe(true);
    expect(wishesThatCount({ ...slack, closings: weeks }, wishes, on('2026-11-22'))).toEqual([]);
  });

  it('counts such a letter in every closing that it reached', () => {
    const weeks = [{ on: civilDate('2026-11-12'), interested: 4 }, ...closings];
    expect(closingsWith(weeks, civilDate('2026-11-19')).map(({ interested }) => interested)).toEqual([4, 2]);
    expect(closingsWith(weeks, civilDate('2026-11-11')).map(({ interested }) => interested)).toEqual([5, 2]);
    expect(closingsWith(weeks, civilDate('2026-11-20'))).toEqual(weeks);
  });
});

describe('a standing wish', () => {
  const criteria: StandingCriteria = {
    communes: ['57463'],
    typologies: ['T2'],
    maxLeftToPayCents: null,
    accessibility: 'none',
    setOn: today,
  };
  const opens = { facts, opensOn: today };

  it('answers homes like it, that open from the day it was set', () => {
    expect(isSuchAHome(criteria, opens)).toBe(true);
    expect(isSuchAHome({ ...criteria, communes: [] }, opens)).toBe(true);
    expect(isSuchAHome(criteria, { ...opens, opensOn: addDays(today, -1) })).toBe(false);
    expect(isSuchAHome({ ...criteria, typologies: ['T3'] }, opens)).toBe(false);
    expect(isSuchAHome({ ...criteria, communes: ['57672'] }, opens)).toBe(false);
    expect(isSuchAHome({ ...criteria, accessibility: 'stepFree' }, opens)).toBe(false);
  });

  it('asks for nothing dearer than was said, nor for what the file would not be proposed', () => {
    const limited = (cents: number) => ({ ...criteria, maxLeftToPayCents: cents });
    expect(isWorthAsking(criteria, personal)).toBe(true);
    expect(isWorthAsking(limited(25_000), personal)).toBe(true);
    expect(isWorthAsking(limited(24_999), personal)).toBe(false);
    expect(isWorthAsking(limited(90_000), { ...personal, cost: { ...personal.cost, cost: null } })).toBe(
      false,
    );
    expect(isWorthAsking(criteria, { ...personal, mayApply: 'notHere' })).toBe(false);
    expect(isWorthAsking(criteria, { ...personal, mayApply: 'missing' })).toBe(true);
  });

  it('runs until its day, that day included, or until it is ended', () => {
    expect(isRunning({ ended: false, until: today }, today)).toBe(true);
    expect(isRunning({ ended: false, until: today }, addDays(today, 1))).toBe(false);
    expect(isRunning({ ended: true, until: addDays(today, 9) }, today)).toBe(false);
  });
});

describe('an estimate without a file', () => {
  it('leaves less to pay to who has less, and never less than nothing', () => {
    const of = (monthlyResourcesCents: number) =>
      estimateFor({ adults: 1, children: 2, monthlyResourcesCents }, facts, today);
    expect(of(80_000).aplCents).toBeGreaterThan(of(200_000).aplCents);
    expect(of(80_000).leftToPayCents).toBeLessThan(of(200_000).leftToPayCents);
    expect(of(0).leftToPayCents).toBeGreaterThanOrEqual(0);
    expect(of(900_000)).toEqual({ aplCents: 0, leftToPayCents: 45_000 });
  });
});
