/** What other systems are told is born with the act, by the stores that people use: neither without the other. */
import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { vacancies } from '../../db/schema/home.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { holders } from '../../db/schema/reservation.ts';
import { webhookEvents } from '../../db/schema/webhook.ts';
import { orientationStore } from '../../db/stores/orientation-store.ts';
import { webhookStore } from '../../db/stores/webhook-store.ts';
import { announcedActs } from '../../src/access/webhooks/birth.ts';
import { chosenTypes } from '../../src/access/webhooks/event.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import { makeHolder } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import {
  askedBy,
  convenedSitting,
  decideInput,
  done,
  landlordId,
  officer,
  openSitting,
  refusalOf,
  storeOf,
  writeScene,
} from './session-scene.ts';

describe('what other systems are told of a sitting and of orientations', () => {
  let database: TestDatabase;
  let sessions: SessionPort;
  let sessionId: string;
  const ids: string[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 4, households: 3 });
    sessions = storeOf(database.db);
    await webhookStore(database.db).create(officer, {
      ...{ key: v7(), name: 'Gestion locative', url: 'https://erp.bailleur.example/parcours' },
      types: chosenTypes,
    });
    const rows = await within((tx) => tx.select({ id: vacancies.id }).from(vacancies).orderBy(vacancies.id));
    ids.push(...rows.map(({ id }) => id));
    sessionId = await convenedSitting(sessions, ids.slice(0, 3));
    await openSitting(sessions, sessionId);
  });
  afterAll(() => database.drop());

  const within = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, landlordId, work);
  const toldOf = async (vacancyId: string) => {
    const rows = await within((tx) =>
      tx.select({ body: webhookEvents.body }).from(webhookEvents).orderBy(asc(webhookEvents.sequence)),
    );
    return rows
      .map(({ body }) => JSON.parse(body))
      .filter(({ data }) => data.vacancyId === vacancyId)
      .map(({ type, data }) => ({ type, data }));
  };

  it('tells a decision once where two people decide at the same moment, then its correction', async () => {
    const [vacancyId = ''] = ids;
    const both = await Promise.all([
      sessions.decide(officer, decideInput(sessionId, vacancyId)),
      sessions.decide(askedBy('Bruno Agent'), decideInput(sessionId, vacancyId)),
    ]);
    const made = both.flatMap((one) => (one.ok ? [one.value] : []));
    expect(made).toHaveLength(1);
    const [decision] = made;
    const place = { vacancyId, homeId: 'h1', sessionId };
    expect(await toldOf(vacancyId)).toEqual([
      { type: 'decision.recorded', data: { ...place, decisionId: decision?.id } },
    ]);
    const supersedes = decision?.id ?? '';
    const { version: _version, ...again } = decideInput(sessionId, vacancyId);
    const corrected = await done(
      sessions.correct(officer, { ...again, supersedes, why: 'Ordre des rangs 1 et 2 inversé' }),
    );
    expect((await toldOf(vacancyId)).at(-1)).toEqual({
      type: 'decision.corrected',
      data: { ...place, decisionId: corrected.id, replacedId: supersedes },
    });
  });

  it('tells nothing of a decision that was refused', async () => {
    const [, vacancyId = ''] = ids;
    await refusalOf(sessions.decide(officer, decideInput(sessionId, vacancyId, { candidates: [] })));
    expect(await toldOf(vacancyId)).toEqual([]);
  });

  it('tells a home postponed, without the reason', async () => {
    const [, , vacancyId = ''] = ids;
    const reason = 'missingInformation';
    await done(sessions.postpone(officer, { sessionId, vacancyId, version: 1, reason, note: null }));
    expect(await toldOf(vacancyId)).toEqual([
      { type: 'decision.postponed', data: { vacancyId, homeId: 'h3', sessionId } },
    ]);
  });

  it('tells a home oriented to a holder, and the orientation taken back', async () => {
    const vacancyId = ids[3] ?? '';
    await within((tx) => tx.insert(holders).values({ ...makeHolder('als', 'actionLogement'), landlordId }));
    const orientation = orientationStore(database.db);
    const { actor, now: at, today } = officer;
    const choice = { vacancyId, destination: 'als', advised: 'als', reason: null, note: null };
    const { refused } = await orientation.orient(landlordId, {
      ...{ actor, at, today },
      requestKey: v7(),
      homes: [choice],
    });
    expect(refused).toEqual([]);
    await done(orientation.undo(landlordId, { ...{ vacancyId, actor, at, today }, why: 'Erreur de saisie' }));
    const [oriented, undone] = await toldOf(vacancyId);
    expect(oriented).toMatchObject({
      type: 'home.oriented',
      data: { vacancyId, homeId: 'h4', destination: 'als' },
    });
    expect(undone).toEqual({
      type: 'home.orientation_ended',
      data: { vacancyId, homeId: 'h4', outcome: 'undone' },
    });
  });

  it('has one event for each line of the journal that other systems are told of, and no other', async () => {
    const [lines, events] = await within(async (tx) => [
      await tx.select({ sequence: journalLines.sequence, kind: journalLines.kind }).from(journalLines),
      await tx
        .select({ sequence: webhookEvents.sequence })
        .from(webhookEvents)
        .where(eq(webhookEvents.landlordId, landlordId)),
    ]);
    const expected = lines.filter(({ kind }) => announcedActs.includes(kind)).map(({ sequence }) => sequence);
    expect(expected.length).toBeGreaterThan(4);
    expect(events.map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(
      expected.sort((a, b) => a - b),
    );
  });
});
