/** A household accepted: the decision it accepted is not corrected behind it, on a real PostgreSQL. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettingStore } from '../../db/stores/letting-store.ts';
import type { LettingPort } from '../../src/committee/letting-port.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import { sessionRefusalInWords } from '../../src/committee/session-refusal.ts';
import { makeNumber } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import {
  convenedSitting,
  decideInput,
  decisionOn,
  done,
  officer,
  openSitting,
  refusalOf,
  storeOf,
  writeScene,
} from './session-scene.ts';

const landlordId = 'l1';

describe('a decision that a household has accepted', () => {
  let database: TestDatabase;
  let sessions: SessionPort;
  let lettings: LettingPort;
  let decisionId = '';
  let sessionId = '';
  let offerId = '';
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 1, households: 4 });
    sessions = storeOf(database.db);
    lettings = lettingStore(database.db);
    sessionId = await convenedSitting(sessions, ['v-h1']);
    await openSitting(sessions, sessionId);
    decisionId = (await done(sessions.decide(officer, decideInput(sessionId, 'v-h1')))).id;
    const version = (await sessions.find(landlordId, sessionId, null))?.session.version ?? 0;
    await done(sessions.close(officer, { sessionId, version }));
    const sent = await done(
      lettings.sendOffer(officer, { vacancyId: 'v-h1', number: makeNumber(1), key: v7() }),
    );
    offerId = sent.offer.id;
    const given = { answer: 'accepted' as const, on: officer.today, reason: null, adapted: null };
    await done(lettings.answerOffer(officer, { offerId, given, key: v7() }));
  });
  afterAll(() => database.drop());

  const correction = (ranks: readonly (number | null)[], supersedes = decisionId) => {
    const { version: _version, ...input } = decideInput(sessionId, 'v-h1', {
      candidates: ranks.map((rank, index) => decisionOn(makeNumber(index + 1), rank)),
    });
    return { ...input, supersedes, why: 'Rangs inversés à la saisie.' };
  };

  it('is not corrected while the acceptance holds, and the words say what to do first', async () => {
    const refusal = await refusalOf(sessions.correct(officer, correction([2, 1, 3])));
    expect(refusal).toMatchObject({ code: 'homeAccepted', on: officer.today });
    expect(sessionRefusalInWords(refusal)).toContain('enregistrez d’abord son renoncement');
  });

  it('is corrected where only the others are concerned: its own place stays', async () => {
    const corrected = await done(sessions.correct(officer, correction([1, null, 2])));
    decisionId = corrected.id;
    const home = await lettings.find({ landlordId, communes: null }, 'v-h1', officer.today);
    expect(home?.offers.map(({ answer }) => answer)).toEqual(['accepted']);
  });

  it('may be corrected once the household gave the home up, and the next rank has its turn', async () => {
    const given = {
      answer: 'refused' as const,
      on: officer.today,
      reason: 'otherHome' as const,
      adapted: true,
    };
    const key = v7();
    const gaveUp = await Promise.all([
      done(lettings.answerOffer(officer, { offerId, given, key })),
      done(lettings.answerOffer(officer, { offerId, given, key })),
    ]);
    expect(gaveUp.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
    expect(gaveUp[0]?.offer).toMatchObject({ answer: 'refused', details: { how: 'renounced' } });
    await done(sessions.correct(officer, correction([null, 2, 1])));
    const next = lettings.sendOffer(officer, { vacancyId: 'v-h1', number: makeNumber(3), key: v7() });
    expect((await next).ok).toBe(true);
  });
});
