/** An agenda made from a stored run: what it proposes, what it lists next, and how decisions are compared with it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { homes, vacancies } from '../../db/schema/home.ts';
import { lettingOutcomes } from '../../db/schema/tenancy.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import { runStore } from '../../db/stores/run-store.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import type { SessionView } from '../../src/committee/session-view.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { runSession } from '../../src/matching/run.ts';
import {
  makeApplication,
  makeHome,
  makeLabel,
  makeSnapshot,
  makeVacancy,
  sessionDate,
} from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import {
  decideInput,
  decisionOn,
  done,
  landlordId,
  newSession,
  officer,
  openSitting,
  refusalOf,
  storeOf,
  writeScene,
} from './session-scene.ts';

// Twelve households of one person, the first waiting longest.
const people = Array.from({ length: 12 }, (_, index) =>
  makeApplication(index + 101, {
    filedOn: civilDate(`20${String(12 + index).padStart(2, '0')}-03-01`),
    renewedOn: civilDate('2026-06-01'),
    labels: index === 11 ? [makeLabel('g'), makeLabel('k')] : [],
  }),
);
const lettings = ['r1', 'r2'].map((id) => ({ home: makeHome(id), vacancy: makeVacancy(id) }));
const lonely = { home: makeHome('r3', { insee: '57751' }), vacancy: makeVacancy('r3') };
const wisher = makeApplication(120, { wishes: { communes: ['57751'] } });

describe('an agenda made from a run', () => {
  let database: TestDatabase;
  let store: SessionPort;
  let runId: string;
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 1, households: 1 });
    store = storeOf(database.db);
    const all = [...lettings, lonely];
    const households = [...people, wisher];
    await withLandlord(database.db, landlordId, async (tx) => {
      await tx.insert(homes).values(all.map(({ home }) => ({ ...home, landlordId })));
      await tx.insert(vacancies).values(all.map(({ vacancy }) => ({ ...vacancy, landlordId })));
      await tx.insert(applications).values(households.map((one) => applicationRow(landlordId, one)));
    });
    const snapshot = makeSnapshot({ vacancies: all, applications: households });
    const result = await runSession(snapshot, { plain: false });
    runId = await runStore(database.db).save({ landlordId, snapshot, result, startedBy: null });
  });
  afterAll(() => database.drop());

  const viewOf = async (sessionId: string): Promise<SessionView> => {
    const view = await store.find(landlordId, sessionId, null);
    if (!view) throw new Error('no such sitting');
    return view;
  };
  const agenda = async (vacancyIds: readonly string[]) => {
    const { sessionId, version } = await done(store.create(officer, newSession()));
    const after = await done(
      store.addHomesFromRun(officer, { sessionId, version, runId, vacancyIds: [...vacancyIds] }),
    );
    return { sessionId, version: after.version };
  };

  it('puts the proposal, in the order of numbers, with who was eligible and the next five', async () => {
    const { sessionId, version } = await agenda(['v-r1']);
    const [home] = (await viewOf(sessionId)).homes;
    const numbers = home?.candidates.map(({ number }) => number) ?? [];
    expect(numbers).toEqual([...numbers].sort());
    expect(home?.candidates.map(({ proposedRank }) => proposedRank).sort()).toEqual([1, 2, 3]);
    expect(home?.agenda.pool?.eligible).toBe(12);
    expect(home?.agenda.next).toHaveLength(5);
    expect(home?.candidatesCheck).toEqual({ state: 'enough', count: 3 });
    await done(store.cancel(officer, { sessionId, version }));
  });

  it('lets the committee ask for one of the next five, whose sheet is that of the run', async () => {
    const { sessionId, version } = await agenda(['v-r1']);
    const before = (await viewOf(sessionId)).homes[0];
    const wanted = before?.agenda.next[0];
    const adding = {
      sessionId,
      vacancyId: 'v-r1',
      version: 1,
      number: wanted?.number ?? '',
      origin: 'added',
    } as const;
    await done(store.addCandidate(officer, adding));
    const after = (await viewOf(sessionId)).homes[0];
    const added = after?.candidates.find(({ number }) => number === wanted?.number);
    expect(added).toMatchObject({ proposedRank: null, totalPoints: wanted?.totalPoints, origin: 'added' });
    expect(added?.sheet.householdInWords).toBe(wanted?.householdInWords);
    expect(after?.agenda.next).toHaveLength(4);
    // The click of a second person changes nothing.
    expect(await done(store.addCandidate(officer, adding))).toMatchObject({ version: 2 });
    expect((await viewOf(sessionId)).homes[0]?.candidates).toHaveLength(4);
    await done(store.cancel(officer, { sessionId, version }));
  });

  it('never writes a sensitive letter: its household is in a “situation prioritaire”', async () => {
    let { sessionId, version } = await done(store.create(officer, newSession()));
    const candidates = [{ number: people[11]?.number ?? '', origin: 'interest' as const }];
    ({ version } = await done(
      store.addHomeByHand(officer, { sessionId, version, vacancyId: 'v-r2', candidates }),
    ));
    const [home] = (await viewOf(sessionId)).homes;
    expect(home?.candidates[0]?.priorityInWords).toBe(
      'absence de logement (L441-1 k) ; situation prioritaire (L441-1)',
    );
    expect(home?.candidates[0]?.ownershipNotOpposable).toBe(true);
    await done(store.cancel(officer, { sessionId, version }));
  });

  it('proves by the run that candidates are wanting: the exception is ready, and then holds', async () => {
    const { sessionId, version } = await agenda(['v-r3']);
    const [home] = (await viewOf(sessionId)).homes;
    if (home?.candidatesCheck.state !== 'blocked' || !home.candidatesCheck.possible) {
      throw new Error('no exception is proposed');
    }
    const { possible } = home.candidatesCheck;
    expect(possible.ground).toBe('notEnoughCandidates');
    expect(possible.evidence).toContain('éligible');
    expect(await refusalOf(store.convene(officer, { sessionId, version }))).toMatchObject({
      code: 'tooFewCandidates',
    });
    await done(
      store.recordException(officer, { sessionId, vacancyId: 'v-r3', version: 1, exception: possible }),
    );
    await done(store.convene(officer, { sessionId, version }));
    expect((await viewOf(sessionId)).homes[0]?.candidatesCheck.state).toBe('exception');
    await done(store.cancel(officer, { sessionId, version: (await viewOf(sessionId)).session.version }));
  });

  it('says when the order proposed is left, and counts it by reason and by group', async () => {
    const { sessionId, version } = await agenda(['v-r1', 'v-r2']);
    await done(store.convene(officer, { sessionId, version }));
    await openSitting(store, sessionId);
    const view = await viewOf(sessionId);
    const orderOf = (index: number) =>
      [...(view.homes[index]?.candidates ?? [])]
        .sort((a, b) => (a.proposedRank ?? 0) - (b.proposedRank ?? 0))
        .map(({ number }) => number);
    const followed = orderOf(0).map((number, index) => decisionOn(number, index + 1));
    const input = decideInput(sessionId, 'v-r1', { candidates: followed, order: { kind: 'followed' } });
    expect(await refusalOf(store.decide(officer, { ...input, order: null }))).toEqual({
      code: 'noOrderStated',
    });
    await done(store.decide(officer, input));
    const [first = '', second = '', third = ''] = orderOf(1);
    const left = [second, first, third].map((number, index) => decisionOn(number, index + 1));
    const departing = decideInput(sessionId, 'v-r2', {
      candidates: left,
      order: { kind: 'departure', reason: 'longWait', note: null },
    });
    const made = await done(store.decide(officer, departing));
    expect(made.departure).toEqual({ reason: 'longWait', note: null });
    await done(store.close(officer, { sessionId, version: (await viewOf(sessionId)).session.version }));
    const report = await store.departures(landlordId, sessionDate, sessionDate);
    expect(report).toMatchObject({ decided: 2, followed: 1, departed: 1 });
    expect(report.byReason).toMatchObject([{ code: 'longWait', homes: 1 }]);
    expect(report.byGroup.find(({ group }) => group === 'all')).toMatchObject({
      proposed: 6,
      raised: 1,
      kept: 4,
      lowered: 1,
      setAside: 0,
    });
  });

  it('takes a home back only once the list of its households has ended', async () => {
    const { sessionId, version } = await done(store.create(officer, newSession()));
    const again = { sessionId, version, runId, vacancyIds: ['v-r1'] };
    expect(await refusalOf(store.addHomesFromRun(officer, again))).toEqual({
      code: 'homeBeingLet',
      vacancyId: 'v-r1',
      heldOn: sessionDate,
    });
    const [decided] = await store.decidedHomes(landlordId, { vacancyId: 'v-r1' });
    await withLandlord(database.db, landlordId, (tx) =>
      tx.insert(lettingOutcomes).values({
        landlordId,
        sessionId: decided?.session.id ?? '',
        vacancyId: 'v-r1',
        outcome: 'returned',
        on: sessionDate,
        by: 'test',
        at: officer.now,
        requestKey: 'k',
        learned: { ranked: 3, offers: 3, refusals: [], out: [] },
      }),
    );
    await done(store.addHomesFromRun(officer, again));
  });
});
