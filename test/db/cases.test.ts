/** Cases against real PostgreSQL: opened once, answered once, each step told to the household. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseStore } from '../../db/stores/case-store.ts';
import { letterStore } from '../../db/stores/letter-store.ts';
import { caseDueOn } from '../../src/committee/cases/case.ts';
import { letterText } from '../../src/committee/letters/letter-content.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { makeNumber } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { askedBy, done, landlordId, officer, refusalOf, storeOf, writeScene } from './session-scene.ts';

const owner = { accountId: v7(), name: 'Claire Officier' };

describe('the day by which a case is answered', () => {
  it('is that of the règlement for a review, and the two months of silence for a recours gracieux', () => {
    const received = civilDate('2026-12-31');
    expect(caseDueOn('review', received, 30)).toBe('2027-01-30');
    expect(caseDueOn('correction', received, 15)).toBe('2027-01-15');
    expect(caseDueOn('appeal', received, 15)).toBe('2027-02-28');
  });
});

describe('a case', () => {
  let database: TestDatabase;
  let cases: ReturnType<typeof caseStore>;
  let letters: ReturnType<typeof letterStore>;
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 1, households: 4 });
    cases = caseStore(database.db);
    letters = letterStore(database.db, storeOf(database.db));
  });
  afterAll(() => database.drop());

  const input = (number: string) => ({
    key: v7(),
    number,
    kind: 'appeal' as const,
    about: null,
    receivedOn: officer.today,
    request: 'Je ne comprends pas ce refus.',
  });
  const everywhere = { landlordId, communes: null };
  const answerText = 'Nous avons relu votre dossier avec vous. La taille du logement ne convient pas.';

  it('whose form is sent five times is opened once, and acknowledged once', async () => {
    const form = input(makeNumber(1));
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => done(cases.open(officer, form, owner))),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ opened }) => opened)).toHaveLength(1);
    const lines = await letters.list(everywhere, { number: makeNumber(1) });
    expect(lines.map(({ kind }) => kind)).toEqual(['caseReceived']);
    const letter = await letters.find(landlordId, lines[0]?.id ?? '');
    expect(letterText(letter?.content ?? never())).toContain('Claire Officier');
  });

  it('answered by two people at once has one answer and one letter; the other is told who answered', async () => {
    const { id } = await done(cases.open(officer, input(makeNumber(2)), owner));
    const answer = { id, version: 1, answer: answerText, upheld: false };
    const answers = await Promise.all(['Anne', 'Bruno'].map((name) => cases.answer(askedBy(name), answer)));
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    const winner = answers[0]?.ok ? 'Anne' : 'Bruno';
    expect(answers.flatMap((one) => (one.ok ? [] : [one.refusal]))).toEqual([
      { code: 'alreadyAnswered', by: winner, at: officer.now },
    ]);
    const lines = await letters.list(everywhere, { number: makeNumber(2) });
    expect(lines.map(({ kind }) => kind).sort()).toEqual(['caseAnswered', 'caseReceived']);
    expect(await cases.find(landlordId, id)).toMatchObject({ state: 'answered', upheld: false });
  });

  it('taken by a colleague meanwhile refuses an answer typed on the older page', async () => {
    const { id } = await done(cases.open(officer, input(makeNumber(3)), null));
    await done(cases.take(askedBy('Anne'), { id, version: 1, owner: { accountId: v7(), name: 'Anne' } }));
    const late = cases.answer(askedBy('Bruno'), { id, version: 1, answer: answerText, upheld: true });
    expect(await refusalOf(late)).toMatchObject({ code: 'changedMeanwhile', by: 'Anne' });
    expect(await cases.find(landlordId, id)).toMatchObject({ state: 'open', ownerName: 'Anne', version: 2 });
  });

  it('is answered without a word on health, origin or violence', async () => {
    const { id } = await done(cases.open(officer, input(makeNumber(4)), owner));
    for (const [word, because] of [
      ['Votre handicap a été pris en compte.', 'health'],
      ['Votre nationalité ne change rien.', 'origin'],
      ['Votre plainte a été lue.', 'violence'],
    ] as const) {
      const refused = cases.answer(officer, {
        id,
        version: 1,
        answer: `${answerText} ${word}`,
        upheld: false,
      });
      expect(await refusalOf(refused)).toEqual({ code: 'answerForbidden', because });
    }
    // A number to call is no such word.
    const answer = `${answerText} Appelez le 03 87 00 00 00.`;
    await done(cases.answer(officer, { id, version: 1, answer, upheld: false }));
  });

  it('on an unknown file, or received tomorrow, is refused', async () => {
    const unknown = cases.open(officer, input('999999999999999999'), owner);
    expect(await refusalOf(unknown)).toEqual({ code: 'noSuchFile' });
    const tomorrow = { ...input(makeNumber(1)), receivedOn: civilDate('2099-01-01') };
    expect(await refusalOf(cases.open(officer, tomorrow, owner))).toEqual({ code: 'receivedLater' });
  });

  it('is listed before those due later, and only to those who may see its file', async () => {
    const reviewed = { ...input(makeNumber(1)), kind: 'review' as const };
    const { id } = await done(cases.open(officer, reviewed, null));
    const open = (await cases.list(everywhere)).filter(({ state }) => state === 'open');
    expect(open[0]?.id).toBe(id);
    expect(open.map(({ dueOn }) => dueOn)).toEqual(open.map(({ dueOn }) => dueOn).sort());
    expect(await cases.list({ landlordId, communes: new Set(['54395']) })).toEqual([]);
  });
});

function never(): never {
  throw new Error('the letter is missing');
}
