import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../../src/kernel/civil-date.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { interestSources } from '../../../src/portal/advert.ts';
import { advertFactsOf } from '../../../src/portal/adverts/advert-facts.ts';
import { newsOfWishBy } from '../../../src/portal/answers/waiting.ts';
import {
  mayApplyWords,
  positionWords,
  stepFor,
  wishRefusalWords,
} from '../../../src/portal/choice/choice-words.ts';
import type { Wish } from '../../../src/portal/choice/wish.ts';
import { wishLines } from '../../../src/portal/choice/wish-lines.ts';
import { makeHome, makeNumber, makeVacancy, sessionDate } from '../../support/make-domain.ts';

const wish: Wish = {
  id: '01900000-0000-7000-8000-000000000000',
  number: makeNumber(1),
  state: 'live',
  order: 1,
  source: 'portal',
  by: 'le ménage',
  expressedOn: addDays(sessionDate, -2),
  answeredOn: null,
  answer: null,
  advert: {
    id: '01900000-0000-7000-8000-000000000001',
    vacancyId: 'v-h1',
    state: 'open',
    regime: 'tense',
    facts: advertFactsOf({
      home: makeHome('h1'),
      vacancy: makeVacancy('h1'),
      communeName: 'Metz',
      holderName: null,
    }),
    words: { title: '', place: '', description: '', access: '' },
    opensOn: addDays(sessionDate, -5),
    closesOn: addDays(sessionDate, 4),
  },
};

const changes = [
  'renew-application',
  'extend-wishes',
  'open-size-scale',
  'be-designated',
  'give-tax-income',
  'give-later-income',
  'prove-disability',
  'give-resources',
  'give-energy-class',
  'verify-grid-facts',
] as const;

describe('what a household reads before it applies', () => {
  it('names a step that it can take, never to earn less', () => {
    for (const code of changes) {
      const { words } = stepFor({ code });
      expect(words).toMatch(/^[A-ZÀÉ].*\.$/);
      expect(words).not.toMatch(/gagne|moins de revenus|baissez/i);
    }
    expect(stepFor({ code: 'give-tax-income' }).link?.href).toBe('/demandeur/documents');
    expect(stepFor({ code: 'renew-application' }).link?.href).toBe('/demandeur/renouveler');
  });

  it('answers “may I apply” in sentences', () => {
    for (const words of Object.values(mayApplyWords)) expect(words).toMatch(/\.$/);
  });

  it('tells a place as of today, that it will change, and nobody’s name', () => {
    const { told, why } = positionWords({
      isToLet: true,
      interested: 4,
      eligibleOthers: 3,
      mostQuotaPoints: 17,
      liveWishes: 1,
      maxLiveWishes: 6,
      minimumInterested: 3,
      answerDays: 15,
      onDay: sessionDate,
      personal: {
        mayApply: 'yes',
        checks: [],
        wouldChange: [],
        cost: { rentCents: 0, annexRentCents: 0, chargesCents: 0, cost: null },
        today: null,
        rank: 2,
        tier: 0,
        gridPoints: 31,
        daloPoints: 17,
        beyondApplication: false,
        wish,
      },
    });
    const words = [...told, ...why].join(' ');
    expect(words).toMatch(/place 2 sur 4/);
    expect(words).toMatch(/va changer/);
    expect(words).toMatch(/DALO/);
    expect(words).toMatch(/vous compris/);
  });

  it('says why a wish was not written, and what to do', () => {
    const refusals = [
      { code: 'noSuchAdvert' },
      { code: 'notOpen', opensOn: sessionDate },
      { code: 'closed', closedOn: sessionDate },
      { code: 'notInTime' },
      { code: 'tooMany', limit: 6 },
      { code: 'lawSaysNo' },
      { code: 'noSuchWish' },
      { code: 'over', wish },
    ] as const;
    for (const refusal of refusals) expect(wishRefusalWords(refusal)).toMatch(/^[A-ZÀÉ].*\.$/);
  });
});

describe('where a wish stands', () => {
  const dated = /(\d{1,2}|1er)\s\p{L}+\s\d{4}/u;
  const days: readonly CivilDate[] = [sessionDate, addDays(sessionDate, 4), addDays(sessionDate, 60)];
  const all = (['live', 'withdrawn', 'answered'] as const).flatMap((state) =>
    (['open', 'closed', 'answered', 'withdrawn'] as const).flatMap((life) =>
      (['tense', 'slack'] as const).map((regime) => ({
        ...wish,
        state,
        answeredOn: state === 'live' ? null : sessionDate,
        advert: { ...wish.advert, state: life, regime },
      })),
    ),
  );

  it('is a dated line that never ends in silence, whatever became of it', () => {
    for (const one of all) {
      for (const today of days) {
        const lines = wishLines(one, { today, answerDays: 15 });
        expect(lines.length).toBeGreaterThan(1);
        expect(lines[0]).toMatch(dated);
        expect(lines.at(-1)).toMatch(
          one.state === 'live' ? /au plus tard le (\d{1,2}|1er)\s\p{L}+\s\d{4}/u : /^Et maintenant : .+\.$/,
        );
        expect(lines.join(' ')).not.toMatch(/pas (été )?retenu/);
      }
    }
  });

  it('gives a day of news that is still to come, however long ago the advert closed', () => {
    const days = [-3, 0, 4, 5, 14, 19, 60].map((more) => addDays(sessionDate, more));
    for (const advert of [
      { ...wish.advert, state: 'closed' as const },
      { ...wish.advert, regime: 'slack' as const },
      { ...wish.advert, state: 'withdrawn' as const },
    ]) {
      for (const today of days) {
        expect(newsOfWishBy({ ...wish, advert }, 15, today) > today).toBe(true);
      }
    }
    const closed = { ...wish, advert: { ...wish.advert, state: 'closed' as const } };
    expect(newsOfWishBy(closed, 15, addDays(sessionDate, 6))).toBe(addDays(closed.advert.closesOn, 15));
  });

  it('says how it came in', () => {
    for (const source of interestSources)
      expect(wishLines({ ...wish, source }, { today: sessionDate, answerDays: 15 })[0]).toMatch(
        /candidature .+\.$/,
      );
  });
});
