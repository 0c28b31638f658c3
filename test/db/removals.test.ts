/** From the irrecevability or the silence to the removal, on a real PostgreSQL: refused before the month, once after it. */
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { registerEvents } from '../../db/schema/register.ts';
import { removalStore } from '../../db/stores/register-removals.ts';
import { warningState } from '../../src/committee/register/removal-warning.ts';
import { warningRefusalInWords, warnRefusalInWords } from '../../src/committee/register/removal-words.ts';
import type { RemovalPort } from '../../src/committee/removal-port.ts';
import { addDays, type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
import { makeNumber } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { type LetterScene, writeLetterScene } from './letter-scene.ts';
import { decideInput, decisionOn, done, landlordId, officer, refusalOf } from './session-scene.ts';

const reader = { landlordId, communes: null };
const inadmissible = (index: number) =>
  decisionOn(makeNumber(index), null, {
    kind: 'irrecevability',
    reasons: ['accessConditions'],
    note: 'Une condition d’accès n’est pas remplie.',
  });

describe('a removal after a warning', () => {
  let database: TestDatabase;
  let scene: LetterScene;
  let removals: RemovalPort;
  const today = officer.today;
  beforeAll(async () => {
    database = await testDatabase();
    const ranked = decisionOn(makeNumber(1), 1);
    scene = await writeLetterScene(database.db, [ranked, inadmissible(2), inadmissible(3)]);
    removals = removalStore(database.db);
    await done(scene.letters.writeForSession(officer, scene.sessionId));
  });
  afterAll(() => database.drop());

  const asked = (on: CivilDate = today, name = 'Claire Officier') => ({
    ...officer,
    ...reader,
    actor: { ...officer.actor, name },
    now: new Date(`${on}T09:00:00Z`),
    today: on,
  });
  const warningOf = async (number: string, on: CivilDate = today) => {
    const lines = await removals.warnings(reader, on);
    const line = lines.filter((warning) => warning.number === number).at(-1);
    if (!line) throw new Error('no warning for this household');
    return line;
  };
  const sent = (letterId: string) => scene.letters.markSent({ ...asked(), ...reader }, [letterId], 'post');
  const proof = (on: CivilDate) => ({ on, means: 'registered' as const, reference: '1A 234 567' });
  const told = (number: string) =>
    withLandlord(database.db, landlordId, async (tx) => ({
      status: (await tx.select().from(applications).where(eq(applications.number, number)))[0]?.status,
      removals: (await tx.select().from(registerEvents).where(eq(registerEvents.number, number))).filter(
        ({ kind }) => kind === 'removal',
      ),
      acts: (await tx.select().from(journalLines))
        .filter(({ subjects }) => subjects.includes(`application:${number}`))
        .map(({ kind }) => kind),
    }));

  it('waits for the letter, then for the proof of its delivery, then for the month', async () => {
    const { letterId } = await warningOf(makeNumber(2));
    const remove = (on: CivilDate) => refusalOf(removals.remove(asked(on), { letterId }));
    expect(await remove(addDays(today, 90))).toEqual({ code: 'notSent' });
    await sent(letterId);
    expect(await remove(addDays(today, 90))).toEqual({ code: 'noProof' });
    const early = removals.prove(asked(), { letterId, proof: proof(addDays(today, -1)) });
    expect(await refusalOf(early)).toMatchObject({ code: 'dateOutOfRange', from: today });
    await done(removals.prove(asked(), { letterId, proof: proof(today) }));
    await done(removals.prove(asked(), { letterId, proof: proof(today) }));
    const refusal = await remove(civilDate('2026-12-20'));
    expect(refusal).toEqual({ code: 'running', until: '2026-12-21' });
    expect(warningRefusalInWords(refusal)).toMatch(/21.décembre.2026/);
    expect((await told(makeNumber(2))).acts.filter((kind) => kind === 'removal.delivered')).toHaveLength(1);
  });

  it('removes once whoever clicks, tells the register its ground, and the second person who did it', async () => {
    const { letterId } = await warningOf(makeNumber(2));
    const on = addDays(today, 30);
    const results = await Promise.all(
      ['Anne', 'Bruno', 'Chloé'].map((name) => removals.remove(asked(on, name), { letterId })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = results.flatMap((result) => (result.ok ? [] : [result.refusal]));
    for (const refusal of refused) {
      expect(refusal).toMatchObject({ code: 'removed', on });
      expect(warningRefusalInWords(refusal)).toMatch(/radiée par (Anne|Bruno|Chloé)/);
    }
    const { status, removals: events, acts } = await told(makeNumber(2));
    expect(status).toBe('inadmissible');
    expect(events).toMatchObject([{ on, details: { motif: 'RADIRR', date: on }, exportedAt: null }]);
    expect(acts.filter((kind) => kind === 'application.removed')).toHaveLength(1);
  });

  it('is stopped by the correction of the decision, whatever the month', async () => {
    const { letterId } = await warningOf(makeNumber(3));
    await sent(letterId);
    await done(removals.prove(asked(), { letterId, proof: proof(today) }));
    const view = await scene.sessions.find(landlordId, scene.sessionId, null);
    const current = view?.homes.find(({ agenda }) => agenda.vacancyId === 'v-h1')?.current;
    const { version: _version, ...input } = decideInput(scene.sessionId, 'v-h1', {
      candidates: [decisionOn(makeNumber(1), 1), inadmissible(2), decisionOn(makeNumber(3), 2)],
    });
    await done(
      scene.sessions.correct(officer, {
        ...input,
        supersedes: current?.id ?? '',
        why: 'Le plafond avait été lu sur la mauvaise ligne.',
      }),
    );
    const late = addDays(today, 60);
    expect(await refusalOf(removals.remove(asked(late), { letterId }))).toEqual({
      code: 'stopped',
      because: 'decisionChanged',
    });
    expect((await told(makeNumber(3))).status).toBe('live');
  });

  it('warns a silent household once, by a letter that leaves only with a proof, and never for an offer', async () => {
    const number = makeNumber(4);
    const letterOn = addDays(today, -40);
    const offer = removals.warn(asked(), { number, subject: 'offer', letterOn, key: v7() });
    const refusal = await refusalOf(offer);
    expect(refusal).toEqual({ code: 'offerIsNoGround' });
    expect(warnRefusalInWords({ code: 'offerIsNoGround' })).toContain('ne radie jamais');
    const input = { number, subject: 'appointment' as const, letterOn, key: v7() };
    const twice = await Promise.all([removals.warn(asked(), input), removals.warn(asked(), input)]);
    const letters = new Set(twice.map((result) => (result.ok ? result.value.letterId : 'refused')));
    expect(letters.size).toBe(1);
    expect(await refusalOf(removals.warn(asked(), { ...input, key: v7() }))).toEqual({
      code: 'warnedAlready',
    });
    const letter = await scene.letters.find(landlordId, [...letters][0] ?? '');
    expect(letter).toMatchObject({ kind: 'removalWarning', traceable: true });
    expect(letter?.delivery.by).not.toBe('email');
  });

  it('stops where the household answers, keeps why, and may warn again later', async () => {
    const number = makeNumber(4);
    const { letterId } = await warningOf(number);
    await sent(letterId);
    await done(
      removals.prove(asked(), { letterId, proof: { ...proof(today), means: 'hand', reference: null } }),
    );
    await done(removals.stop(asked(), { letterId, why: 'A appelé : cherche toujours.' }));
    const late = addDays(today, 60);
    expect(await refusalOf(removals.remove(asked(late), { letterId }))).toMatchObject({ code: 'stopped' });
    const again = { number, subject: 'documents' as const, letterOn: addDays(today, 20), key: v7() };
    expect((await removals.warn(asked(late), again)).ok).toBe(true);
    expect((await told(number)).acts.filter((kind) => kind === 'removal.stopped')).toHaveLength(1);
  });

  it('shows and removes nothing outside the communes of the account', async () => {
    const elsewhere = { landlordId, communes: new Set(['75056']) };
    expect(await removals.warnings(elsewhere, today)).toEqual([]);
    const { letterId } = await warningOf(makeNumber(4), addDays(today, 60));
    const other = { ...asked(), ...elsewhere };
    expect(await refusalOf(removals.stop(other, { letterId, why: 'Réponse arrivée.' }))).toEqual({
      code: 'unknownWarning',
    });
    expect(warningState(await warningOf(makeNumber(4), addDays(today, 60)), today).kind).toBe('toSend');
  });
});
