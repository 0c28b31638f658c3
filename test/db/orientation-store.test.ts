import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { homes, vacancies } from '../../db/schema/home.ts';
import { journalContents, journalLines } from '../../db/schema/journal.ts';
import { flowPlans, orientations } from '../../db/schema/letting.ts';
import { designations } from '../../db/schema/reservation.ts';
import { boardStore } from '../../db/stores/board-store.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { holderStore } from '../../db/stores/holder-store.ts';
import { orientationStore } from '../../db/stores/orientation-store.ts';
import type { HolderPort } from '../../src/committee/orientation/holder-port.ts';
import type {
  OrientationPort,
  OrientationRequest,
} from '../../src/committee/orientation/orientation-port.ts';
import { addDays, addMonths } from '../../src/kernel/civil-date.ts';
import { decisionOf, writeDecided } from '../support/decided-home.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const demo = makeDemoLandlord('small');
const landlordId = demo.landlord.id;
const today = demo.date;
const at = new Date('2026-11-21T09:00:00Z');
const camille = { accountId: null, name: 'Camille Weber', role: 'agent' };
const hugo = { accountId: null, name: 'Hugo Becker', role: 'agent' };
const free = demo.vacancies.filter(({ status, holderId }) => status === 'available' && holderId === null);
const [first, second, third] = free.map(({ id }) => id);
const live = demo.applications.filter(({ status }) => status === 'live').map(({ number }) => number);

describe('orientations in the database', () => {
  let database: TestDatabase;
  let orientation: OrientationPort;
  let holders: HolderPort;
  beforeAll(async () => {
    database = await testDatabase();
    await loadDemo(database.db, demo, []);
    orientation = orientationStore(database.db);
    holders = holderStore(database.db);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await inLandlord(async (tx) => {
      await tx.delete(orientations);
      await tx.delete(flowPlans);
      await tx.delete(designations);
      for (const { id, landlordId: _own, ...row } of demo.vacancies.map((v) => ({ ...v, landlordId }))) {
        if (row.status === 'available') await tx.update(vacancies).set(row).where(eq(vacancies.id, id));
      }
    });
  });

  const inLandlord = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, landlordId, work);
  const request = (over: Partial<OrientationRequest> = {}): OrientationRequest => ({
    requestKey: crypto.randomUUID(),
    actor: camille,
    at,
    today,
    homes: [{ vacancyId: first ?? '', destination: 'als', advised: 'als', reason: null, note: null }],
    ...over,
  });
  const open = (vacancyId: string) =>
    inLandlord((tx) =>
      tx
        .select()
        .from(orientations)
        .where(and(eq(orientations.vacancyId, vacancyId), isNull(orientations.outcome))),
    );
  const actsOn = (kind: string, vacancyId: string) =>
    inLandlord(async (tx) => {
      const lines = await tx.select().from(journalLines).where(eq(journalLines.kind, kind));
      return lines.filter(({ subjects }) => subjects.includes(`vacancy:${vacancyId}`));
    });
  /** A home oriented to a holder so many days ago, with a month to designate. */
  const oriented = async (
    vacancyId: string,
    holderId: string,
    daysAgo: number,
    qpvCode: string | null = null,
  ) =>
    inLandlord(async (tx) => {
      const orientedOn = addDays(today, -daysAgo);
      const row = {
        holderId,
        orientedOn,
        designationDueOn: addMonths(orientedOn, 1),
        reservationFailed: false,
      };
      const [vacancy] = await tx
        .update(vacancies)
        .set(row)
        .where(eq(vacancies.id, vacancyId))
        .returning({ homeId: vacancies.homeId });
      if (qpvCode !== null) {
        await tx
          .update(homes)
          .set({ qpvCode, insee: '54395' })
          .where(eq(homes.id, vacancy?.homeId ?? ''));
      }
    });

  it('one of two officers orients the home, the other is told who did it and where to', async () => {
    const answers = await Promise.all([
      orientation.orient(landlordId, request()),
      orientation.orient(
        landlordId,
        request({
          actor: hugo,
          homes: [{ vacancyId: first ?? '', destination: 'prefet', advised: null, reason: null, note: null }],
        }),
      ),
    ]);
    expect(answers.map(({ oriented }) => oriented.length).sort()).toEqual([0, 1]);
    const told = answers.flatMap(({ refused }) => refused.map(({ refusal }) => refusal));
    expect(told).toEqual([
      expect.objectContaining({
        code: 'alreadyOriented',
        by: expect.stringMatching(/Camille|Hugo/),
        on: today,
      }),
    ]);
    expect(await open(first ?? '')).toHaveLength(1);
  });

  it('a double click decides once and answers the same twice', async () => {
    const twice = request();
    const before = (await actsOn('orientation.decided', first ?? '')).length;
    const answers = await Promise.all([
      orientation.orient(landlordId, twice),
      orientation.orient(landlordId, twice),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.oriented).toEqual([
      { vacancyId: first, name: 'Action Logement Services', dueOn: '2026-12-21' },
    ]);
    expect(await open(first ?? '')).toHaveLength(1);
    expect(await actsOn('orientation.decided', first ?? '')).toHaveLength(before + 1);
  });

  it('orients the ticked homes that it can and says why not the others', async () => {
    await oriented(second ?? '', 'prefet', 5);
    const answer = await orientation.orient(
      landlordId,
      request({
        homes: [first, second, third].map((vacancyId) => ({
          vacancyId: vacancyId ?? '',
          destination: 'als',
          advised: 'als',
          reason: null,
          note: null,
        })),
      }),
    );
    expect(answer.oriented.map(({ vacancyId }) => vacancyId).sort()).toEqual([first, third].sort());
    expect(answer.refused).toMatchObject([
      { vacancyId: second, refusal: { code: 'alreadyOriented', by: 'l’import des données' } },
    ]);
  });

  it('asks for a reason where the officer departs from the advice, and keeps it', async () => {
    const departing = (reason: 'holderAgreement' | null) =>
      request({
        homes: [{ vacancyId: first ?? '', destination: 'own', advised: 'als', reason, note: null }],
      });
    const refused = await orientation.orient(landlordId, departing(null));
    expect(refused.refused[0]?.refusal).toEqual({ code: 'reasonMissing' });
    await orientation.orient(landlordId, departing('holderAgreement'));
    expect(await open(first ?? '')).toMatchObject([
      { destination: 'own', advised: 'als', reason: 'holderAgreement', dueOn: null },
    ]);
  });

  it('takes back a home once, however often the rule is run, and leaves one designated in time', async () => {
    await oriented(first ?? '', 'prefet', 40);
    await oriented(second ?? '', 'prefet', 40);
    await inLandlord((tx) =>
      tx.insert(designations).values({
        landlordId,
        vacancyId: second ?? '',
        applicationNumber: live[0] ?? '',
        holderId: 'prefet',
        on: addDays(today, -20),
        dalo: false,
      }),
    );
    const counts = await Promise.all([
      orientation.lapse(landlordId, today, at),
      orientation.lapse(landlordId, today, at),
    ]);
    const later = await orientation.lapse(landlordId, today, at);
    expect(later).toBe(0);
    expect(counts.filter((count) => count > 0)).toHaveLength(1);
    const rows = await inLandlord((tx) => tx.select().from(vacancies));
    const failed = (id: string | undefined) => rows.find((row) => row.id === id)?.reservationFailed;
    expect([failed(first), failed(second)]).toEqual([true, false]);
  });

  it('gives a lapsed home of a QPV to the mayor, for households other than first quartile', async () => {
    await oriented(first ?? '', 'prefet', 40, 'QN05401M');
    await orientation.lapse(landlordId, today, at);
    expect(await open(first ?? '')).toMatchObject([
      { destination: 'ville-nancy', firstQuartileExcluded: true, dueOn: '2026-12-21' },
    ]);
    const space = await holders.space(landlordId, 'ville-nancy', today);
    expect(space?.homes.find(({ vacancy }) => vacancy.id === first)).toMatchObject({
      firstQuartileExcluded: true,
    });
    // The mayor keeps silent too: the home is the landlord's, and nobody is asked a third time.
    expect(await orientation.lapse(landlordId, addDays(today, 60), at)).toBeGreaterThan(0);
    expect(await open(first ?? '')).toHaveLength(0);
  });

  it('takes two identical designations at once as one', async () => {
    await oriented(first ?? '', 'als', 3);
    const designation = {
      holderId: 'als',
      vacancyId: first ?? '',
      actor: camille,
      at,
      today,
      dalo: false,
      numbers: live.slice(0, 3),
    };
    const before = (await actsOn('designation.made', first ?? '')).length;
    const answers = await Promise.all([
      holders.designate(landlordId, designation),
      holders.designate(landlordId, designation),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: true, value: { designated: [...live.slice(0, 3)].sort() } });
    }
    expect(await actsOn('designation.made', first ?? '')).toHaveLength(before + 1);
  });

  it('answers alike for a number that is unknown, ended or without registration', async () => {
    await oriented(first ?? '', 'als', 3);
    const ended = demo.applications.find(({ status }) => status !== 'live')?.number;
    const numbers = ['999999999999999999', ...(ended ? [ended] : [])];
    const answer = await holders.designate(landlordId, {
      holderId: 'als',
      vacancyId: first ?? '',
      actor: camille,
      at,
      today,
      dalo: false,
      numbers,
    });
    expect(answer.ok && answer.value.refused.map(({ because }) => because)).toEqual(
      numbers.map(() => 'notAcceptable'),
    );
  });

  it('refuses the home of another holder, and one whose month is over', async () => {
    await oriented(first ?? '', 'prefet', 3);
    await oriented(second ?? '', 'als', 40);
    const ask = (vacancyId: string | undefined) =>
      holders.decline(landlordId, { holderId: 'als', vacancyId: vacancyId ?? '', actor: camille, at, today });
    expect(await ask(first)).toEqual({ ok: false, refusal: { code: 'notYours' } });
    expect(await ask(second)).toMatchObject({ ok: false, refusal: { code: 'lapsed' } });
  });

  it('lets the service take back an orientation once, with its reason, and never after a designation', async () => {
    const undo = (vacancyId: string | undefined) =>
      orientation.undo(landlordId, {
        ...{ vacancyId: vacancyId ?? '', why: 'Logement confondu avec son voisin.' },
        ...{ actor: camille, at, today },
      });
    await orientation.orient(landlordId, request());
    const answers = await Promise.all([undo(first), undo(first)]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const [vacancy] = await inLandlord((tx) =>
      tx
        .select()
        .from(vacancies)
        .where(eq(vacancies.id, first ?? '')),
    );
    expect(vacancy).toMatchObject({ holderId: null, designationDueOn: null, reservationFailed: false });
    // The board asks for its orientation again, as if it had never been given.
    const seen = await boardStore(database.db).home({ landlordId, communes: null }, first ?? '');
    expect(seen?.orientation).toBeNull();
    const again = await orientation.orient(landlordId, request());
    expect(again.oriented).toHaveLength(1);
    const holder = { holderId: 'als', vacancyId: first ?? '', actor: camille, at, today };
    await holders.designate(landlordId, { ...holder, dalo: false, numbers: live.slice(0, 1) });
    expect(await undo(first)).toEqual({ ok: false, refusal: { code: 'designated' } });
  });

  it('takes back an own use once, with its reason, and not while a decided list runs', async () => {
    const place = free.at(-1);
    const home = demo.homes.find(({ id }) => id === place?.homeId);
    if (!place || !home) throw new Error('the demonstration has no home to let');
    const vacancyId = place.id;
    const own = { vacancyId, destination: 'own', advised: 'own', reason: null, note: null };
    const undo = { vacancyId, why: 'À garder pour une mutation.', actor: camille, at, today };
    await inLandlord((tx) => tx.delete(orientations).where(eq(orientations.vacancyId, vacancyId)));
    const unheld = { holderId: null, orientedOn: null, designationDueOn: null, reservationFailed: false };
    await inLandlord((tx) => tx.update(vacancies).set(unheld).where(eq(vacancies.id, vacancyId)));
    const orientOwn = () => orientation.orient(landlordId, { ...request(), homes: [own] });
    expect((await orientOwn()).oriented).toHaveLength(1);
    const answers = await Promise.all([
      orientation.undo(landlordId, undo),
      orientation.undo(landlordId, undo),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect((await orientOwn()).oriented).toHaveLength(1);
    const decisions = [decisionOf(live[0] ?? '', 1)];
    await writeDecided(database.db, landlordId, [{ vacancy: place, home, decisions }], []);
    expect(await orientation.undo(landlordId, undo)).toEqual({ ok: false, refusal: { code: 'onAgenda' } });
  });

  it('does not take from the mayor what the law gave him after a failure', async () => {
    await oriented(first ?? '', 'prefet', 40, 'QN05401M');
    await orientation.lapse(landlordId, today, at);
    const undo = { vacancyId: first ?? '', why: 'Essai de reprise', actor: camille, at, today };
    expect(await orientation.undo(landlordId, undo)).toEqual({ ok: false, refusal: { code: 'byLaw' } });
  });

  it('lets a holder give a home back once; the second click is told that it is no longer its own', async () => {
    await oriented(first ?? '', 'als', 3);
    const answer = { holderId: 'als', vacancyId: first ?? '', actor: camille, at, today };
    const answers = await Promise.all([
      holders.decline(landlordId, answer),
      holders.decline(landlordId, answer),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const rows = await inLandlord((tx) =>
      tx
        .select()
        .from(vacancies)
        .where(eq(vacancies.id, first ?? '')),
    );
    expect(rows[0]).toMatchObject({ holderId: 'als', reservationFailed: true });
  });

  it('writes no unique number in the content of an act', async () => {
    const contents = await inLandlord((tx) => tx.select().from(journalContents));
    const text = JSON.stringify(contents);
    expect(live.some((number) => text.includes(number))).toBe(false);
  });

  it('keeps one plan of the year where two people save it', async () => {
    const year = await orientation.year(landlordId, today);
    const { planOf } = await import('../../src/committee/orientation/flow-year.ts');
    const plan = { ...planOf(year), estimated: false, source: 'Prévision de février' };
    const saved = await Promise.all(
      [camille, hugo].map((actor) => orientation.savePlan(landlordId, { plan, version: 0, actor, at })),
    );
    expect(saved.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect((await orientation.year(landlordId, today)).plan?.source).toBe('Prévision de février');
  });
});
