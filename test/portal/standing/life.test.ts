import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import { gridPlanner } from '../../../src/matching/grid-plan.ts';
import { isNewsDue, nextNewsOn } from '../../../src/portal/answers/waiting.ts';
import type { WishAnswer } from '../../../src/portal/answers/wish-answer.ts';
import { givesToAnother, publishedPlace } from '../../../src/portal/answers/wish-answer.ts';
import { wishAnswerWords } from '../../../src/portal/answers/wish-answer-words.ts';
import type { Wish } from '../../../src/portal/choice/wish.ts';
import { comingSteps, documentsToSend } from '../../../src/portal/standing/coming-steps.ts';
import { easyLife } from '../../../src/portal/standing/easy-life.ts';
import type { FileLife } from '../../../src/portal/standing/file-life.ts';
import { pastSteps } from '../../../src/portal/standing/past-steps.ts';
import { maySend, sentLimits, takePiece } from '../../../src/portal/standing/sent-file.ts';
import { makeApplication, makeGrid, makeHome, makeLabel } from '../../support/make-domain.ts';

const today = civilDate('2026-11-21');
const { name: _name, ...application } = makeApplication(1, {
  filedOn: civilDate('2025-03-01'),
  renewedOn: civilDate('2026-02-20'),
});

type GivenWish = Partial<Omit<Wish, 'advert'>> & { advert?: Partial<Wish['advert']> };

function wish(more: GivenWish = {}): Wish {
  const home = makeHome('h1');
  const { advert, ...rest } = more;
  return {
    id: 'w1',
    number: application.number,
    state: 'live',
    order: 1,
    source: 'portal',
    by: 'le ménage',
    expressedOn: addDays(today, -10),
    answeredOn: null,
    answer: null,
    advert: {
      id: 'a1',
      vacancyId: 'v1',
      state: 'open',
      regime: 'tense',
      facts: {
        ...home,
        communeName: 'Metz',
        street: 'Rue',
        holderName: null,
        availableOn: null,
        homeId: 'h1',
      },
      words: { title: '', place: '', description: '', access: '' },
      opensOn: addDays(today, -12),
      closesOn: addDays(today, 4),
      ...advert,
    },
    ...rest,
  };
}

function life(more: Partial<FileLife> = {}): FileLife {
  return {
    application,
    wishes: [],
    agendas: [],
    decisions: [],
    offers: [],
    leases: [],
    visits: [],
    documents: [],
    cases: [],
    transfers: [],
    answerDays: 15,
    ...more,
  };
}

const refusedAnswer: WishAnswer = {
  decidedBy: 'la commission d’attribution des logements (CALEOL) de Bailleur',
  decidedOn: addDays(today, -2),
  outcome: { code: 'refused', irrecevable: false, reasons: ['higherPriority'], note: null, toAnother: true },
  place: { place: 4, of: 7, points: 32, daloPoints: 0, mostQuotaPoints: 17, tier: 2, ownKindOnly: false },
  likeLettings: { where: 'T2, Metz Métropole', minimum: 11, spread: null },
  correctionDays: 15,
};

const decision: FileLife['decisions'][number] = {
  vacancyId: 'v1',
  home: 'T2 de 45 m² à Metz',
  heldOn: addDays(today, -2),
  decidedBy: 'la commission d’attribution des logements (CALEOL)',
  toAnother: true,
  own: {
    number: application.number,
    kind: 'nonAttribution',
    rank: null,
    condition: null,
    reasons: ['sizeMismatch'],
    note: null,
    criteria: [],
  },
  corrected: false,
  isHomeOpen: true,
};

describe('what comes for a household', () => {
  it('stands in the order of what runs out first, and ends with the day on which the request lapses', () => {
    const steps = comingSteps(
      life({
        wishes: [wish(), wish({ id: 'w2', advert: { state: 'closed', closesOn: addDays(today, -20) } })],
        agendas: [{ vacancyId: 'v9', home: 'T3', heldOn: addDays(today, 2), state: 'coming' }],
      }),
      today,
    );
    expect(steps.map(({ on }) => on)).toEqual([
      addDays(today, 2),
      addDays(today, 4),
      addDays(today, 10),
      civilDate('2027-02-20'),
    ]);
    expect(steps.at(-1)).toMatchObject({ title: 'Renouvelez votre demande', isToDo: false });
  });

  it('is to be renewed from one month before its last day', () => {
    const renewal = (day: string) => comingSteps(life(), civilDate(day)).at(-1);
    expect(renewal('2027-01-19')).toMatchObject({ isToDo: false });
    expect(renewal('2027-01-20')).toMatchObject({ isToDo: true });
    expect(renewal('2027-02-21')?.title).toBe('Votre demande n’est plus valable');
  });

  it('gives news of an advert that nobody decided, turn after turn', () => {
    const closed = civilDate('2026-11-01');
    expect(nextNewsOn(closed, 15, civilDate('2026-11-02'))).toBe('2026-11-16');
    expect(nextNewsOn(closed, 15, civilDate('2026-11-16'))).toBe('2026-12-01');
    const { expressedOn, advert } = wish({ expressedOn: addDays(closed, -9) });
    const due = (regime: 'tense' | 'slack', days: number) =>
      isNewsDue({ expressedOn, advert: { ...advert, regime, closesOn: closed } }, 15, addDays(closed, days));
    expect([due('tense', 15), due('tense', 14)]).toEqual([true, false]);
    // Where publication goes on week after week, the promise runs from the wish.
    expect([due('slack', 6), due('slack', 5)]).toEqual([true, false]);
  });

  it('never leaves a household behind a rank without a day of news, until the home has its end', () => {
    const placed = {
      ...decision,
      own: { ...decision.own, kind: 'rankedAttribution' as const, rank: 2, reasons: [] },
    };
    const news = (more: Partial<FileLife>) =>
      comingSteps(life(more), today).filter(({ kind }) => kind === 'committee');
    expect(news({ decisions: [placed] })).toMatchObject([{ on: addDays(placed.heldOn, 15) }]);
    expect(news({ decisions: [placed] })[0]?.lines.join(' ')).toContain('rang 2');
    expect(news({ decisions: [{ ...placed, isHomeOpen: false }] })).toEqual([]);
    expect(news({ decisions: [decision] })).toEqual([]);
    expect(news({ decisions: [placed], leases: [{ home: 'T3', signedOn: today }] })).toEqual([]);
  });

  it('asks for a document once: what is received or good is not asked again', () => {
    const held = (state: 'requested' | 'received' | 'checked' | 'refused') => ({
      ...{ document: 'tax-notice', requestedOn: today, receivedOn: today, checkedOn: today },
      ...{ state, checkedBy: null, validUntil: null },
    });
    const codes = (state: Parameters<typeof held>[0]) =>
      documentsToSend(life({ documents: [held(state)] }), today).map(({ code }) => code);
    expect(codes('requested')).toContain('tax-notice');
    expect(codes('refused')).toContain('tax-notice');
    expect(codes('received')).not.toContain('tax-notice');
    expect(codes('checked')).not.toContain('tax-notice');
  });
});

describe('what happened to a request', () => {
  it('is told newest first, a decision with who decided, why, what next and how to contest', () => {
    const steps = pastSteps(life({ decisions: [decision] }), today);
    expect(steps.map(({ on }) => on)).toEqual([addDays(today, -2), '2026-02-20', '2025-03-01']);
    const text = [...(steps[0]?.lines ?? []), ...(steps[0]?.more ?? [])].join(' ');
    expect(text).toContain('la commission d’attribution des logements (CALEOL)');
    expect(text).toContain('Code de la construction et de l’habitation, article L441-1');
    expect(text).toContain('votre demande reste active');
    expect(text).toContain('2 mois');
    expect(steps[0]?.isAnswer).toBe(true);
  });

  it('tells a decision that answers a wish once, by the answer', () => {
    const answered = wish({
      state: 'answered',
      answeredOn: addDays(today, -1),
      answer: refusedAnswer,
      advert: { state: 'answered', closesOn: addDays(today, -5) },
    });
    const answers = pastSteps(life({ wishes: [answered], decisions: [decision] }), today).filter(
      ({ isAnswer }) => isAnswer,
    );
    expect(answers).toHaveLength(1);
    expect(answers[0]?.more.join(' ')).toContain('vous étiez à la place 4');
  });

  it('says nothing of a sitting that is still to come or still open', () => {
    const agendas = [{ vacancyId: 'v1', home: 'T2', heldOn: today, state: 'coming' as const }];
    expect(pastSteps(life({ agendas }), today).filter(({ kind }) => kind === 'committee')).toEqual([]);
  });
});

describe('an answer in words', () => {
  it('never says "not kept" alone, and shows no score of a single letting', () => {
    const words = wishAnswerWords(refusedAnswer, 'T2 de 45 m² à Metz');
    expect(words.reasons).toHaveLength(1);
    expect(words.next.length * words.disagree.length).toBeGreaterThan(0);
    expect(words.stood.join(' ')).toContain('Moins de 11 logements semblables');
    const spread = { count: 14, low: 10, quarter: 20, middle: 30, threeQuarters: 40, high: 50 };
    const shown = wishAnswerWords(
      { ...refusedAnswer, likeLettings: { ...refusedAnswer.likeLettings, spread } },
      'T2',
    ).stood.join(' ');
    expect(shown).toContain('14');
    expect(shown).toContain('Vous : 32');
  });

  it('says that another household has the home only where one has it', () => {
    const said = (outcome: WishAnswer['outcome']) => {
      const answer = { ...refusedAnswer, outcome };
      const answered = wish({ state: 'answered', answeredOn: today, answer });
      const easy = easyLife(life({ wishes: [answered] }), today).flatMap(({ sentences }) => sentences);
      return [wishAnswerWords(answer, 'T2').decided, ...easy].join(' ');
    };
    const refused = { code: 'refused', irrecevable: false, reasons: ['sizeMismatch'], note: null } as const;
    const reasons = [...refused.reasons];
    expect(said({ ...refused, reasons, toAnother: true })).toMatch(/autre ménage.*autre foyer/);
    expect(said({ ...refused, reasons, toAnother: false })).not.toMatch(/autre ménage|autre foyer/);
    expect(said({ code: 'notPresented', told: 'yes', toAnother: false })).not.toMatch(/autre (ménage|foyer)/);
    // It may be removed from the register: nothing promises that it goes on.
    expect(said({ ...refused, reasons, irrecevable: true, toAnother: true })).not.toContain(
      'Votre demande continue',
    );
    expect(givesToAnother([{ number: 'x', kind: 'nonAttribution' as const }], application.number)).toBe(
      false,
    );
    expect(givesToAnother([{ number: 'x', kind: 'rankedAttribution' as const }], application.number)).toBe(
      true,
    );
  });

  it('counts a place among requests of one kind where points of two grids do not compare, and says so', () => {
    const place = {
      ...{ place: 1, of: 1, points: 10, daloPoints: 0, mostQuotaPoints: 0 },
      ...{ tier: 2 as const, ownKindOnly: true },
    };
    expect(wishAnswerWords({ ...refusedAnswer, place }, 'T2').stood.join(' ')).toContain(
      'demande de la même sorte que la vôtre',
    );
  });

  it('tells the rank of a household that waits behind others', () => {
    const given = (rank: number) =>
      wishAnswerWords({ ...refusedAnswer, outcome: { code: 'given', rank, condition: null } }, 'T2').decided;
    expect(given(1)).toContain('le logement vous est attribué');
    expect(given(2)).toContain('Si le ménage placé avant vous refuse');
    expect(given(3)).toContain('Si les 2 ménages placés avant vous refusent');
  });

  it('places by points, those of a recognised DALO with them, then seniority, whatever the order in which people asked', () => {
    const own = makeApplication(1, { filedOn: civilDate('2025-01-01') });
    const dalo = makeApplication(2, { filedOn: civilDate('2026-10-01'), labels: [makeLabel('dalo')] });
    const older = makeApplication(3, { filedOn: civilDate('2020-01-01') });
    const plan = gridPlanner([makeGrid()], today)('200039865');
    const by = { home: makeHome('h1'), plan, caps: { statutory: 9, convention: 4, own: 4 }, date: today };
    const place = publishedPlace(own, [older, own, dalo], by);
    expect(place).toMatchObject({ place: 3, of: 3, tier: 2, daloPoints: 0, mostQuotaPoints: 17 });
    expect(publishedPlace(own, [dalo, older], by)).toEqual(place);
    expect(publishedPlace(dalo, [own, older], by)).toMatchObject({ tier: 0, daloPoints: 17 });
  });
});

describe('an offer to answer', () => {
  const offer = (dalo: boolean): FileLife['offers'][number] => ({
    id: 'o1',
    vacancyId: 'v1',
    home: makeHome('h1'),
    leftToPayCents: null,
    sentOn: addDays(today, -2),
    dalo,
    state: 'open',
    deadline: addDays(today, 8),
    answer: null,
    answeredOn: null,
    refusalReason: null,
    signed: false,
  });
  const said = (dalo: boolean) => {
    const file = life({ offers: [offer(dalo)] });
    return [
      comingSteps(file, today)
        .flatMap(({ lines }) => lines)
        .join(' '),
      easyLife(file, today)
        .flatMap(({ sentences }) => sentences)
        .join(' '),
    ];
  };

  it('warns, wherever it is told, who may lose the benefit of DALO by a refusal (P-07), and nobody else', () => {
    for (const text of said(true)) expect(text).toMatch(/DALO.*perdre ce droit|perdre votre droit DALO/);
    for (const text of said(false)) expect(text).not.toContain('DALO');
  });
});

describe('the easy page of a file', () => {
  it('keeps to short sentences, and always says something', () => {
    const ideas = easyLife(
      life({
        wishes: [wish(), wish({ id: 'w2', state: 'answered', answeredOn: today, answer: refusedAnswer })],
      }),
      today,
    );
    expect(easyLife(life(), today).length).toBeGreaterThan(0);
    const longest = Math.max(
      ...ideas.flatMap(({ sentences }) => sentences.map((sentence) => sentence.split(/\s+/).length)),
    );
    expect(longest).toBeLessThanOrEqual(16);
  });
});

describe('a file that a household sends', () => {
  const day = { today, now: new Date('2026-11-21T10:00:00Z') };
  const sent = (document: string, at = day.now) => ({
    ...{ id: 'x', document, fileName: 'x', mediaType: 'x', declaredBytes: 1, receivedBytes: 1, by: 'm' },
    ...{ state: 'complete' as const, sentAt: at },
  });

  it('is bounded by document, by day and by size', () => {
    const may = (bytes: number, before: ReturnType<typeof sent>[], document = 'identity') =>
      maySend({ document, bytes }, undefined, before, day);
    const many = (length: number, document: string, at?: Date) =>
      Array.from({ length }, () => sent(document, at));
    expect(may(10, [])).toEqual({ ok: true, value: null });
    expect(may(0, [])).toMatchObject({ refusal: 'empty' });
    expect(may(sentLimits.fileBytes + 1, [])).toMatchObject({ refusal: 'tooLarge' });
    expect(may(10, many(sentLimits.filesOfDocument, 'identity'))).toMatchObject({
      refusal: 'tooManyOfDocument',
    });
    expect(may(10, many(sentLimits.filesADay, 'employment'))).toMatchObject({ refusal: 'tooManyToday' });
    const yesterday = new Date('2026-11-20T09:00:00Z');
    expect(may(10, many(sentLimits.filesADay, 'employment', yesterday)).ok).toBe(true);
    expect(may(10, [], 'bank-statement')).toMatchObject({ refusal: 'notListed' });
  });

  it('grows by the piece that comes next, and by no other', () => {
    const partial = { state: 'partial' as const, declaredBytes: 100, receivedBytes: 40 };
    expect(takePiece(partial, { offset: 40, bytes: 60 })).toEqual({ kind: 'take', complete: true });
    expect(takePiece(partial, { offset: 0, bytes: 40 })).toEqual({ kind: 'again', from: 40 });
    expect(takePiece(partial, { offset: 40, bytes: 61 })).toEqual({ kind: 'again', from: 40 });
    expect(takePiece({ ...partial, state: 'complete' }, { offset: 40, bytes: 1 })).toEqual({ kind: 'over' });
  });
});
