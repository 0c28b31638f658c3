/** The life of an advert: its days by the policy, who may let it out, and what each day makes of it. */
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import { checkedDates, datesOnRelease, nextWeeklyClosing } from '../../../src/portal/adverts/advert-dates.ts';
import { isDecentOn } from '../../../src/portal/adverts/advert-facts.ts';
import {
  type AdvertAtWork,
  type DayOfAdvert,
  dayOfAdvert,
  newAdvert,
  stepAdvert,
} from '../../../src/portal/adverts/advert-life.ts';
import type { AdvertText } from '../../../src/portal/adverts/advert-port.ts';
import { searchClosings, tooFewInterested } from '../../../src/portal/adverts/search-evidence.ts';
import { checkedWords } from '../../../src/portal/adverts/words-check.ts';
import { defaultPortalPolicy } from '../../../src/portal/policy.ts';

const saturday = civilDate('2026-11-21');
const policy = defaultPortalPolicy;
const words = {
  title: 'Appartement lumineux',
  place: 'À 350 m de l’arrêt République.',
  description: 'Un séjour, deux chambres, une cuisine séparée.',
  access: '',
};
const text: AdvertText = {
  words,
  opensOn: addDays(saturday, 1),
  closesOn: addDays(saturday, 12),
  exportedTo: [],
};
const draft: AdvertAtWork = {
  state: 'draft',
  regime: 'tense',
  words,
  opensOn: text.opensOn,
  closesOn: addDays(saturday, 12),
  exportedTo: [],
  writerIds: ['a'],
  reviewedBy: null,
};
const by = (accountId: string) => ({ accountId, name: `Agent ${accountId}` });
const context = (accountId: string, more: object = {}) => ({
  ...{ policy, today: saturday, by: by(accountId), toLet: true, decent: true },
  ...more,
});

describe('the days of an advert', () => {
  it('keeps a tense place open at least as long as the published policy says, the opening day counted', () => {
    const asked = { opensOn: saturday, closesOn: addDays(saturday, 7) };
    expect(checkedDates(asked, 'tense', policy, saturday)).toEqual({
      ok: false,
      refusal: { code: 'closesTooEarly', earliest: addDays(saturday, 8), days: 9 },
    });
    expect(checkedDates({ ...asked, closesOn: addDays(saturday, 8) }, 'tense', policy, saturday).ok).toBe(
      true,
    );
  });

  it('closes a slack place on the next weekly day, never on the day it opens', () => {
    expect(nextWeeklyClosing(saturday, policy)).toBe('2026-11-26');
    expect(nextWeeklyClosing(civilDate('2026-11-26'), policy)).toBe('2026-12-03');
  });

  it('opens no advert in the past', () => {
    const asked = { opensOn: addDays(saturday, -1), closesOn: addDays(saturday, 20) };
    const refusal = { code: 'opensInPast', today: saturday };
    expect(checkedDates(asked, 'tense', policy, saturday)).toEqual({ ok: false, refusal });
  });

  it('gives readers all the days that were written when it is read late', () => {
    const late = addDays(saturday, 5);
    expect(
      datesOnRelease({ opensOn: saturday, closesOn: addDays(saturday, 10) }, 'tense', policy, late),
    ).toEqual({ opensOn: late, closesOn: addDays(saturday, 15) });
  });
});

describe('who lets an advert out', () => {
  const review = { ...draft, state: 'review' as const };

  it('waits for a second reader, who is none of its writers', () => {
    expect(stepAdvert(draft, { kind: 'submit' }, context('a'))).toMatchObject({
      value: { set: { state: 'review' } },
    });
    expect(stepAdvert(review, { kind: 'accept' }, context('a'))).toEqual({
      ok: false,
      refusal: { code: 'notYourOwn' },
    });
    expect(stepAdvert(review, { kind: 'accept' }, context('b'))).toMatchObject({
      value: { set: { state: 'scheduled', reviewedBy: 'Agent b', writerIds: [] } },
    });
  });

  it('makes a writer of who changes a comma, so that nobody reads themselves', () => {
    const edited = stepAdvert(review, { kind: 'edit', text }, context('b'));
    expect(edited).toMatchObject({ value: { set: { writerIds: ['a', 'b'] } } });
  });

  it('goes out without a reader where the policy asks for none', () => {
    const alone = { ...policy, reviewBeforePublication: false };
    const today = { ...draft, opensOn: saturday };
    expect(stepAdvert(today, { kind: 'submit' }, context('a', { policy: alone }))).toMatchObject({
      value: { set: { state: 'open', published: true } },
    });
  });

  it('reads again what was scheduled and then changed', () => {
    const scheduled = { ...draft, state: 'scheduled' as const, writerIds: [], reviewedBy: 'Agent b' };
    expect(stepAdvert(scheduled, { kind: 'edit', text }, context('a'))).toMatchObject({
      value: { set: { state: 'review', reviewedBy: null } },
    });
  });

  it('moves a closing that people read later, never sooner', () => {
    const open = { ...draft, state: 'open' as const };
    const sooner = { ...text, closesOn: addDays(saturday, 11) };
    expect(stepAdvert(open, { kind: 'edit', text: sooner }, context('a'))).toEqual({
      ok: false,
      refusal: { code: 'closesSooner', on: addDays(saturday, 12) },
    });
    const later = { ...text, closesOn: addDays(saturday, 20) };
    expect(stepAdvert(open, { kind: 'edit', text: later }, context('a'))).toMatchObject({
      value: { act: 'advert.corrected', set: { closesOn: addDays(saturday, 20), reviewedBy: null } },
    });
  });

  it('is not let out for a home that the law forbids to propose: class G since 2025 (F-06)', () => {
    const refused = { ok: false, refusal: { code: 'notDecent' } };
    expect(stepAdvert(review, { kind: 'accept' }, context('b', { decent: false }))).toEqual(refused);
    expect(newAdvert(text, 'tense', { policy, today: saturday, toLet: true, decent: false })).toEqual(
      refused,
    );
    const home = { insee: '57463', energyClass: 'G' as const };
    expect(isDecentOn(home, civilDate('2024-12-31'))).toBe(true);
    expect(isDecentOn(home, civilDate('2025-01-01'))).toBe(false);
    expect(isDecentOn({ ...home, energyClass: null }, saturday)).toBe(true);
  });

  it('is not let out for a home that is let meanwhile', () => {
    expect(stepAdvert(review, { kind: 'accept' }, context('b', { toLet: false }))).toEqual({
      ok: false,
      refusal: { code: 'homeNotToLet' },
    });
  });

  it('says why it goes back or away', () => {
    const refusal = { code: 'whyMissing' };
    expect(stepAdvert(review, { kind: 'sendBack', why: 'non' }, context('b'))).toEqual({
      ok: false,
      refusal,
    });
    expect(stepAdvert(draft, { kind: 'withdraw', why: '  ' }, context('a'))).toEqual({ ok: false, refusal });
  });
});

describe('what a day makes of an advert', () => {
  const open: DayOfAdvert = {
    ...{ state: 'open', regime: 'tense', opensOn: addDays(saturday, -10), closesOn: saturday },
    ...{ vacancy: { status: 'available' }, decided: false, interested: 2, closings: [] },
  };

  it('lets wishes in until the end of the closing day', () => {
    expect(dayOfAdvert(open, policy, saturday)).toBeNull();
    expect(dayOfAdvert(open, policy, addDays(saturday, 1))).toMatchObject({
      state: 'closed',
      closings: [{ on: saturday, interested: 2 }],
    });
  });

  it('makes a weekly list in a slack place and stays open for the next week', () => {
    const thursday = civilDate('2026-11-19');
    const slack: DayOfAdvert = { ...open, regime: 'slack', closesOn: thursday };
    const change = dayOfAdvert(slack, policy, civilDate('2026-11-20'));
    expect(change).toMatchObject({ act: 'advert.weekClosed', closesOn: '2026-11-26' });
    expect(change?.state).toBeUndefined();
    const after: DayOfAdvert = {
      ...slack,
      closesOn: civilDate('2026-11-26'),
      closings: change?.closings ?? [],
    };
    expect(dayOfAdvert(after, policy, civilDate('2026-11-20'))).toBeNull();
  });

  it('ends with the decision on its home, and tells the closing', () => {
    const slack: DayOfAdvert = { ...open, regime: 'slack', closesOn: addDays(saturday, 5), decided: true };
    expect(dayOfAdvert(slack, policy, saturday)).toMatchObject({
      state: 'closed',
      closings: [{ on: saturday, interested: 2 }],
    });
  });

  it('withdraws one that never came out for a home that is no longer to let', () => {
    const waiting: DayOfAdvert = { ...open, state: 'review', vacancy: { status: 'let' } };
    expect(dayOfAdvert(waiting, policy, saturday)).toMatchObject({ state: 'withdrawn' });
  });

  it('opens on its day, once', () => {
    const scheduled: DayOfAdvert = {
      ...open,
      state: 'scheduled',
      opensOn: saturday,
      closesOn: addDays(saturday, 9),
    };
    expect(dayOfAdvert(scheduled, policy, addDays(saturday, -1))).toBeNull();
    expect(dayOfAdvert(scheduled, policy, saturday)).toMatchObject({ state: 'open', published: true });
  });
});

describe('the words of an advert', () => {
  const refused = (description: string) => {
    const read = checkedWords({ ...words, description });
    return read.ok ? null : read.refusal.code;
  };

  it.each([
    ['Appartement réservé aux couples sans enfants, au calme.', 'choosesHouseholds'],
    ['Idéal pour un couple de retraités, résidence calme.', 'choosesHouseholds'],
    ['CDI exigé et garants demandés pour ce logement.', 'choosesHouseholds'],
    ['Appelez le 06 12 34 56 78 pour visiter ce logement.', 'wordsForbidden'],
    ['L’ancien locataire, malade, est parti en maison de repos.', 'wordsForbidden'],
    ['Quartier sans gens du voyage, immeuble tranquille.', 'wordsForbidden'],
    ['Joli.', 'wordsMissing'],
  ])('refuses « %s »', (description, code) => {
    expect(refused(description)).toBe(code);
  });

  it.each([
    'À deux pas du médecin, de la pharmacie et de l’hôpital.',
    'Deux chambres, une place handicapés devant l’immeuble.',
    'Proche de la maison de santé et de l’école.',
    'Le diagnostic de performance énergétique est affiché.',
  ])('lets places be named: « %s »', (description) => {
    expect(refused(description)).toBeNull();
  });
});

describe('the search that an advert was (C-06 i)', () => {
  it('is told with its days, its media and who was interested', () => {
    const search = {
      ...{ regime: 'slack' as const, opensOn: civilDate('2026-11-02'), exportedTo: ['Bienvéo'] },
      postalDays: 0,
    };
    expect(searchClosings({ ...search, closings: [] })).toEqual([]);
    const closings = [{ on: civilDate('2026-11-12'), interested: 2 }];
    expect(searchClosings({ ...search, closings })[0]?.sentence).toBe(
      'Annonce publiée du 2\u00a0novembre 2026 au 12\u00a0novembre 2026 (11\u00a0jours) sur le portail public, Bienvéo : 2\u00a0ménages intéressés à la clôture.',
    );
  });

  it('evidences nothing while a letter posted in time may still come, and then counts it', () => {
    const closings = [
      { on: civilDate('2026-11-05'), interested: 1 },
      { on: civilDate('2026-11-12'), interested: 3 },
    ];
    const search = {
      ...{ regime: 'slack' as const, opensOn: civilDate('2026-11-02'), exportedTo: [] },
      ...{ closings, postalDays: 3 },
    };
    const on = (day: string) => tooFewInterested(search, civilDate(day))?.interested ?? null;
    expect(['2026-11-08', '2026-11-09', '2026-11-15', '2026-11-16'].map(on)).toEqual([null, 1, 1, null]);
    expect(searchClosings(search)[0]?.sentence).toContain('comptés jusqu’au 8\u00a0novembre 2026');
  });
});
