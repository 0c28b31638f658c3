/** Several people, several clicks, one decision: against real PostgreSQL, with real concurrent requests. */
import { arrayContains, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { homeDecisions } from '../../db/schema/committee.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { registerEvents } from '../../db/schema/register.ts';
import { gatherEvents } from '../../db/stores/register-gather.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import { sessionRefusalInWords } from '../../src/committee/session-refusal.ts';
import { makeNumber, sessionDate } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import {
  askedBy,
  convenedSitting,
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

const homes = Array.from({ length: 12 }, (_, index) => `v-h${index + 1}`);

describe('two people on the same home', () => {
  let database: TestDatabase;
  let store: SessionPort;
  let sessionId: string;
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 18, households: 6 });
    store = storeOf(database.db);
    sessionId = await convenedSitting(store, homes);
    await openSitting(store, sessionId);
  });
  afterAll(() => database.drop());

  const decisionsOf = (vacancyId: string) =>
    withLandlord(database.db, landlordId, async (tx) =>
      (await tx.select().from(homeDecisions)).filter((row) => row.vacancyId === vacancyId),
    );

  it('decide at once: one decision stands, the other is told who decided and when', async () => {
    const answers = await Promise.all([
      store.decide(askedBy('Anne'), decideInput(sessionId, 'v-h1')),
      store.decide(askedBy('Bruno'), decideInput(sessionId, 'v-h1')),
    ]);
    const stood = answers.filter((answer) => answer.ok);
    const told = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    expect(stood).toHaveLength(1);
    const by = stood[0]?.value.recordedBy ?? '';
    expect(told).toEqual([{ code: 'alreadyDecided', by, at: officer.now }]);
    const sentence = told.map(sessionRefusalInWords)[0];
    expect(sentence).toContain(by);
    expect(sentence).toContain('21\u00a0novembre 2026');
    expect(await decisionsOf('v-h1')).toHaveLength(1);
  });

  it('a double click makes one decision, and both clicks get the same answer', async () => {
    const input = decideInput(sessionId, 'v-h2');
    const [first, second] = await Promise.all([
      done(store.decide(officer, input)),
      done(store.decide(officer, input)),
    ]);
    expect(second).toEqual(first);
    expect(await decisionsOf('v-h2')).toHaveLength(1);
  });

  it('a connection lost after the commit: the request sent again finds its decision', async () => {
    const input = decideInput(sessionId, 'v-h3');
    const first = await done(store.decide(officer, input));
    const later = { ...officer, now: new Date('2026-11-21T09:05:00Z') };
    expect(await done(store.decide(later, input))).toEqual(first);
  });

  it('a connection lost before the commit: nothing is left, and the request sent again decides', async () => {
    const input = decideInput(sessionId, 'v-h4');
    const lost = { ...officer, now: new Date(Number.NaN) };
    await expect(store.decide(lost, input)).rejects.toThrow();
    expect(await decisionsOf('v-h4')).toHaveLength(0);
    await done(store.decide(officer, input));
    expect(await decisionsOf('v-h4')).toHaveLength(1);
  });

  it('twenty requests in parallel on one home: one decision, nineteen people told', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.decide(askedBy(`Personne ${index}`), decideInput(sessionId, 'v-h5')),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
    expect(new Set(codes)).toEqual(new Set(['alreadyDecided']));
    expect(codes).toHaveLength(19);
  });

  it('homes decided in parallel all get theirs, in one unbroken journal', async () => {
    const others = ['v-h6', 'v-h7', 'v-h8', 'v-h9'];
    await Promise.all(others.map((id) => done(store.decide(officer, decideInput(sessionId, id)))));
    const sequences = await withLandlord(database.db, landlordId, (tx) =>
      tx.select({ sequence: journalLines.sequence }).from(journalLines).orderBy(journalLines.sequence),
    );
    expect(sequences.map(({ sequence }) => sequence)).toEqual(sequences.map((_, index) => index + 1));
  });

  it('one decides while the other postpones: exactly one of the two stands', async () => {
    const [decided, postponed] = await Promise.all([
      store.decide(askedBy('Anne'), decideInput(sessionId, 'v-h10')),
      store.postpone(askedBy('Bruno'), {
        sessionId,
        vacancyId: 'v-h10',
        version: 1,
        reason: 'missingInformation',
        note: null,
      }),
    ]);
    expect([decided.ok, postponed.ok].filter(Boolean)).toHaveLength(1);
    const refusals = [decided, postponed].flatMap((one) => (one.ok ? [] : [one.refusal]));
    expect(refusals[0]).toMatchObject({ by: decided.ok ? 'Anne' : 'Bruno' });
  });

  it('a candidate added meanwhile: the decision on the older list is refused with the name of who added', async () => {
    const adding = {
      sessionId,
      vacancyId: 'v-h11',
      version: 1,
      number: makeNumber(4),
      origin: 'added',
    } as const;
    await done(store.addCandidate(askedBy('Anne'), adding));
    const refusal = await refusalOf(store.decide(askedBy('Bruno'), decideInput(sessionId, 'v-h11')));
    expect(refusal).toMatchObject({ code: 'changedMeanwhile', by: 'Anne' });
  });

  it('two people correct the same decision: one correction, linked to what it replaces', async () => {
    const first = await done(store.decide(officer, decideInput(sessionId, 'v-h12')));
    const { version: _version, ...again } = decideInput(sessionId, 'v-h12');
    const order = [2, 1, 3].map((index, place) => decisionOn(makeNumber(index), place + 1));
    const input = { ...again, candidates: order, supersedes: first.id, why: 'Rangs inversés à la saisie' };
    const answers = await Promise.all([
      store.correct(askedBy('Anne'), { ...input, requestKey: v7() }),
      store.correct(askedBy('Bruno'), { ...input, requestKey: v7() }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual(['alreadyCorrected']);
    const rows = await decisionsOf('v-h12');
    expect(rows.map(({ supersedes }) => supersedes).sort()).toEqual([first.id, null]);
  });

  it('a form of a new sitting sent twice makes one sitting', async () => {
    const form = newSession();
    const made = await Promise.all([store.create(officer, form), store.create(officer, form)]);
    expect(made.every((answer) => answer.ok)).toBe(true);
    const lines = await store.list(landlordId);
    expect(lines.filter(({ session }) => session.id === form.key)).toHaveLength(1);
  });

  it('each gesture on a sitting sent twice at once has one effect and no error', async () => {
    const { sessionId: own, version } = await done(store.create(officer, newSession()));
    const candidates = [1, 2, 3].map((index) => ({ number: makeNumber(index), origin: 'interest' as const }));
    const added = await done(
      store.addHomeByHand(officer, { sessionId: own, version, vacancyId: 'v-h15', candidates }),
    );
    const twice = async <Value>(gesture: () => Promise<Value>) => Promise.all([gesture(), gesture()]);
    const convened = await twice(() => store.convene(officer, { sessionId: own, version: added.version }));
    expect(convened[0]).toEqual(convened[1]);
    let marked = added.version;
    for (const memberId of ['m1', 'm2', 'm3', 'm4']) {
      const change = { sessionId: own, memberId, state: 'present', proxyTo: null } as const;
      const [first, second] = await twice(() => done(store.setAttendance(officer, change)));
      expect(first).toEqual(second);
      marked = first.version;
    }
    const opened = await twice(() =>
      done(store.open(officer, { sessionId: own, version: marked, chairMemberId: 'm1' })),
    );
    expect(opened[0]).toEqual(opened[1]);
    const late = { sessionId: own, vacancyId: 'v-h15', version: 1, reason: 'missingInformation', note: null };
    const postponed = await twice(() => done(store.postpone(officer, late)));
    expect(postponed[0]).toEqual(postponed[1]);
    const closed = await twice(() =>
      done(store.close(officer, { sessionId: own, version: opened[0].version })),
    );
    expect(closed[0]).toEqual(closed[1]);
    const acts = await withLandlord(database.db, landlordId, (tx) =>
      tx
        .select({ kind: journalLines.kind })
        .from(journalLines)
        .where(arrayContains(journalLines.subjects, [`session:${own}`])),
    );
    const many = (kind: string) => acts.filter((act) => act.kind === kind).length;
    expect(['session.convened', 'session.opened', 'home.postponed', 'session.closed'].map(many)).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it('a home put on two agendas at once waits on one of them; the other is told which day', async () => {
    const sittings = await Promise.all([
      done(store.create(officer, newSession())),
      done(store.create(officer, newSession())),
    ]);
    const answers = await Promise.all(
      sittings.map(({ sessionId: id, version }) =>
        store.addHomeByHand(officer, { sessionId: id, version, vacancyId: 'v-h13', candidates: [] }),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.flatMap((one) => (one.ok ? [] : [one.refusal]))).toMatchObject([
      { code: 'homeElsewhere', vacancyId: 'v-h13', heldOn: officer.today },
    ]);
  });

  it('closing and deciding at once: the minutes hold exactly the decisions that stand', async () => {
    const own = await convenedSitting(store, ['v-h14']);
    await openSitting(store, own);
    const { session } = (await store.find(landlordId, own, null)) ?? {};
    await Promise.all([
      store.close(officer, { sessionId: own, version: session?.version ?? 0 }),
      store.decide(officer, decideInput(own, 'v-h14')),
    ]);
    const frozen = await store.minutes(landlordId, own);
    const rows = await decisionsOf('v-h14');
    const outcome = rows.length === 1 ? 'decided' : 'postponed';
    expect(frozen?.content.homes.map((home) => home.outcome)).toEqual([outcome]);
  });

  it('each decision of a closed sitting reaches the register once for each household, those of an open one never', async () => {
    const held = async (vacancyIds: readonly string[]) => {
      const own = await convenedSitting(store, vacancyIds);
      await openSitting(store, own);
      const decided = [];
      for (const id of vacancyIds) decided.push(await done(store.decide(officer, decideInput(own, id))));
      return { own, decided };
    };
    const closing = await held(['v-h16', 'v-h17']);
    const { session } = (await store.find(landlordId, closing.own, null)) ?? {};
    await done(store.close(officer, { sessionId: closing.own, version: session?.version ?? 0 }));
    const open = await held(['v-h18']);
    const gathered = () =>
      withLandlord(database.db, landlordId, async (tx) => {
        await gatherEvents(tx, landlordId, sessionDate);
        return tx.select().from(registerEvents).where(eq(registerEvents.kind, 'decision'));
      });
    await Promise.all([gathered(), gathered()]);
    const told = (await gathered()).map(({ eventKey }) => eventKey);
    // Other sittings of this file may be closed with decisions too: only these are sure to be.
    const toldOf = ({ decided }: typeof closing) =>
      told.filter((key) => decided.some(({ id }) => key.startsWith(`decision ${id} `))).sort();
    const keys = closing.decided.flatMap(({ id, candidates }) =>
      candidates.map(({ number }) => `decision ${id} ${number}`),
    );
    expect(keys).toHaveLength(6);
    expect(toldOf(closing)).toEqual(keys.sort());
    expect(toldOf(open)).toEqual([]);
  });
});
