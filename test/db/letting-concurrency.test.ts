/** Two people at the same home at the same moment, on a real PostgreSQL: one effect, and the second person is told. */
import { count, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { vacancies } from '../../db/schema/home.ts';
import { documents } from '../../db/schema/instruction.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { orientations } from '../../db/schema/letting.ts';
import { registerEvents } from '../../db/schema/register.ts';
import { designations, holders } from '../../db/schema/reservation.ts';
import { targets } from '../../db/schema/steering.ts';
import { leases, offers, tenancies } from '../../db/schema/tenancy.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { lettingRefusalInWords } from '../../src/committee/letting/words.ts';
import type { LettingPort } from '../../src/committee/letting-port.ts';
import type { Application } from '../../src/domain/application.ts';
import { addDays, type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
import { decisionOf, freeHome, writeDecided } from '../support/decided-home.ts';
import { makeApplication, makeNumber, makeTarget } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const today = civilDate('2026-11-21');
const landlordId = 'l1';
const reader = { landlordId, communes: null };

describe('offers and leases of decided homes', () => {
  let database: TestDatabase;
  let store: LettingPort;
  let made = 0;
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
    await withLandlord(database.db, landlordId, (tx) =>
      tx.insert(targets).values({ ...makeTarget('q02', { kind: 'q1OutsideQpv' }), landlordId }),
    );
    store = lettingStore(database.db);
  });
  afterAll(() => database.drop());

  const asked = (name = 'Agent A', on: CivilDate = today) => ({
    landlordId,
    actor: { accountId: null, name, role: 'agent' },
    now: new Date(`${on}T09:00:00Z`),
    today: on,
  });
  /** A home with three ranked households of its own. */
  const decide = async (overrides: Partial<Application> = {}) => {
    made += 1;
    const place = freeHome(`L${made}`);
    const people = [1, 2, 3].map((rank) => makeApplication(made * 10 + rank, overrides));
    const numbers = people.map(({ number }) => number);
    const decisions = numbers.map((number, index) => decisionOf(number, index + 1));
    await writeDecided(database.db, landlordId, [{ ...place, decisions }], people);
    return { vacancyId: place.vacancy.id, numbers };
  };
  const rowsOf = async (vacancyId: string) =>
    withLandlord(database.db, landlordId, async (tx) => ({
      offers: await tx.select().from(offers).where(eq(offers.vacancyId, vacancyId)),
      leases: await tx.select().from(leases).where(eq(leases.vacancyId, vacancyId)),
    }));
  const application = async (number: string) => {
    const [row] = await withLandlord(database.db, landlordId, (tx) =>
      tx.select().from(applications).where(eq(applications.number, number)),
    );
    if (!row) throw new Error('no such application');
    return row;
  };
  const sendTo = async (vacancyId: string, number: string, on = today) => {
    const sent = await store.sendOffer(asked('Agent A', on), { vacancyId, number, key: v7() });
    if (!sent.ok) throw new Error(lettingRefusalInWords(sent.refusal));
    return sent.value.offer;
  };
  const accept = (offerId: string, on = today, at = on) =>
    store.answerOffer(asked('Agent A', at), {
      offerId,
      key: v7(),
      given: { answer: 'accepted', on, reason: null, adapted: null },
    });
  const sign = (vacancyId: string, number: string, key = v7(), name = 'Agent A') =>
    store.signLease(asked(name), { vacancyId, number, signedOn: today, verified: false, key });

  it('sends one offer where eight officers send at once, and tells the seven others who did', async () => {
    const { vacancyId, numbers } = await decide();
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        store.sendOffer(asked(`Agent ${index}`), { vacancyId, number: numbers[0] ?? '', key: v7() }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const refusals = results.flatMap((result) => (result.ok ? [] : [lettingRefusalInWords(result.refusal)]));
    expect(refusals).toHaveLength(7);
    for (const said of refusals) expect(said).toMatch(/déjà proposé au rang 1 depuis le .* par Agent \d/);
    expect((await rowsOf(vacancyId)).offers).toHaveLength(1);
  });

  it('does nothing twice where the same request comes again', async () => {
    const { vacancyId, numbers } = await decide();
    const input = { vacancyId, number: numbers[0] ?? '', key: v7() };
    const twice = await Promise.all([store.sendOffer(asked(), input), store.sendOffer(asked(), input)]);
    expect(twice.map((result) => result.ok && result.value.replayed).sort()).toEqual([false, true]);
    expect((await rowsOf(vacancyId)).offers).toHaveLength(1);
  });

  it('signs one lease on a double click and for two officers, with one tenancy, and removes the application', async () => {
    const { vacancyId, numbers } = await decide();
    const number = numbers[0] ?? '';
    const offer = await sendTo(vacancyId, number);
    expect((await accept(offer.id)).ok).toBe(true);
    const key = v7();
    const results = await Promise.all([
      sign(vacancyId, number, key),
      sign(vacancyId, number, key),
      sign(vacancyId, number, v7(), 'Agent B'),
      sign(vacancyId, number, v7(), 'Agent C'),
    ]);
    const done = results.filter((result) => result.ok);
    expect(done.length).toBeGreaterThanOrEqual(1);
    const refused = results.flatMap((result) => (result.ok ? [] : [result.refusal.code]));
    expect(new Set(refused)).toEqual(new Set(['alreadySigned']));
    expect((await rowsOf(vacancyId)).leases).toHaveLength(1);
    const signed = await application(number);
    expect([signed.status, signed.content.status]).toEqual(['housed', 'housed']);
    const [home] = await withLandlord(database.db, landlordId, (tx) =>
      tx.select({ status: vacancies.status }).from(vacancies).where(eq(vacancies.id, vacancyId)),
    );
    expect(home?.status).toBe('let');
    const kept = await withLandlord(database.db, landlordId, (tx) =>
      tx
        .select({ n: count() })
        .from(tenancies)
        .where(eq(tenancies.id, `BAIL-${vacancyId}`)),
    );
    expect(kept[0]?.n).toBe(1);
  });

  it('tells the register of the offer, the acceptance, the lease and the removal, each once', async () => {
    const { vacancyId, numbers } = await decide();
    const number = numbers[0] ?? '';
    const offer = await sendTo(vacancyId, number);
    await accept(offer.id);
    await sign(vacancyId, number);
    const events = await withLandlord(database.db, landlordId, (tx) =>
      tx.select({ kind: registerEvents.kind }).from(registerEvents).where(eq(registerEvents.number, number)),
    );
    expect(events.map(({ kind }) => kind).sort()).toEqual(['acceptance', 'lease', 'offer', 'removal']);
  });

  it('counts the lease in the photograph of the next session, and the attribution without a lease nowhere', async () => {
    const without = await decide();
    const { vacancyId, numbers } = await decide();
    const offer = await sendTo(vacancyId, numbers[0] ?? '');
    await accept(offer.id);
    await sign(vacancyId, numbers[0] ?? '');
    const signed = await withLandlord(database.db, landlordId, (tx) =>
      tx.select({ id: leases.vacancyId }).from(leases),
    );
    expect(signed.map(({ id }) => id)).toContain(vacancyId);
    expect(signed.map(({ id }) => id)).not.toContain(without.vacancyId);
    const snapshot = await snapshotStore(database.db).at(landlordId, today, { pins: [], bans: [] });
    expect(snapshot.targets[0]?.progress.signedTotal).toBe(signed.length);
    const waiting = snapshot.vacancies.map(({ vacancy }) => vacancy.id);
    expect(waiting).not.toContain(vacancyId);
    expect(snapshot.applications.map(({ number }) => number)).not.toContain(numbers[0]);
  });

  it('takes silence for a refusal the day after the last one, once, with the application still live', async () => {
    const { vacancyId, numbers } = await decide();
    const number = numbers[0] ?? '';
    await sendTo(vacancyId, number, civilDate('2026-11-10'));
    expect(await store.lapseOffers(landlordId, civilDate('2026-11-20'), new Date())).toBe(0);
    const swept = await Promise.all(
      Array.from({ length: 4 }, () => store.lapseOffers(landlordId, today, new Date())),
    );
    expect(swept.reduce((sum, lapsed) => sum + lapsed, 0)).toBe(1);
    const [offer] = (await rowsOf(vacancyId)).offers;
    expect(offer).toMatchObject({ answer: 'refused', refusalReason: 'noAnswer', answeredOn: today });
    const kept = await application(number);
    expect(kept.status).toBe('live');
    expect(kept.content.refusals).toEqual([{ homeId: offer?.homeId, on: today, adapted: false }]);
    const next = await store.sendOffer(asked(), { vacancyId, number: numbers[1] ?? '', key: v7() });
    expect(next.ok).toBe(true);
  });

  it('settles an acceptance that meets the sweep in one way only', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { vacancyId, numbers } = await decide();
      const offer = await sendTo(vacancyId, numbers[0] ?? '', civilDate('2026-11-10'));
      const inTime = civilDate('2026-11-20');
      await Promise.all([accept(offer.id, inTime, today), store.lapseOffers(landlordId, today, new Date())]);
      const [row] = (await rowsOf(vacancyId)).offers;
      // Given in time and written the day after: the silence, if it was written first, is taken back.
      expect(row).toMatchObject({ answer: 'accepted', answeredOn: inTime, refusalReason: null });
      expect((await application(numbers[0] ?? '')).content.refusals).toEqual([]);
    }
  });

  it('does not give a home back to a late voice once it went to the next rank', async () => {
    const { vacancyId, numbers } = await decide();
    const offer = await sendTo(vacancyId, numbers[0] ?? '', civilDate('2026-11-10'));
    await store.lapseOffers(landlordId, today, new Date());
    await sendTo(vacancyId, numbers[1] ?? '');
    const late = await accept(offer.id, civilDate('2026-11-20'), today);
    expect(late).toMatchObject({ ok: false, refusal: { code: 'homeOfferedSince' } });
  });

  it('frees the places of a household that signs elsewhere, without blocking the two homes', async () => {
    made += 1;
    const [one, two] = [freeHome(`A${made}`), freeHome(`B${made}`)];
    const people = [1, 2].map((index) => makeApplication(made * 10 + index));
    const [both, other] = people.map(({ number }) => number);
    if (!both || !other) throw new Error('two households expected');
    await writeDecided(
      database.db,
      landlordId,
      [
        { ...one, decisions: [decisionOf(both, 1)] },
        { ...two, decisions: [decisionOf(both, 1), decisionOf(other, 2)] },
      ],
      people,
    );
    const first = await sendTo(one.vacancy.id, both);
    await sendTo(two.vacancy.id, both);
    await accept(first.id);
    const signed = await sign(one.vacancy.id, both);
    expect(signed.ok).toBe(true);
    const [released] = (await rowsOf(two.vacancy.id)).offers;
    expect(released).toMatchObject({ answer: 'refused', refusalReason: 'otherHome' });
    expect(released?.details?.how).toBe('released');
    expect((await application(both)).content.refusals).toEqual([]);
    const next = await store.sendOffer(asked(), { vacancyId: two.vacancy.id, number: other, key: v7() });
    expect(next.ok).toBe(true);
  });

  it('lets two homes that one household accepted end in one lease', async () => {
    made += 1;
    const [one, two] = [freeHome(`A${made}`), freeHome(`B${made}`)];
    const both = makeNumber(made * 10 + 1);
    const decisions = [decisionOf(both, 1)];
    await writeDecided(
      database.db,
      landlordId,
      [
        { ...one, decisions },
        { ...two, decisions },
      ],
      [makeApplication(made * 10 + 1)],
    );
    for (const place of [one, two]) await accept((await sendTo(place.vacancy.id, both)).id);
    const results = await Promise.all(
      [one, two].map((place) =>
        store.signLease(asked(), {
          vacancyId: place.vacancy.id,
          number: both,
          signedOn: today,
          verified: true,
          key: v7(),
        }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'barred' } });
  });

  /** A first household under condition c), who accepted, and a second behind it. */
  const decideUnderCondition = async () => {
    made += 1;
    const place = freeHome(`C${made}`);
    const people = [1, 2].map((index) => makeApplication(made * 10 + index));
    const [first = '', second = ''] = people.map(({ number }) => number);
    const condition = { document: 'avisImposition', dueOn: civilDate('2026-11-30') };
    const decisions = [
      decisionOf(first, 1, { kind: 'suspensiveAttribution', condition }),
      decisionOf(second, 2),
    ];
    await writeDecided(database.db, landlordId, [{ ...place, decisions }], people);
    const { id: vacancyId } = place.vacancy;
    await accept((await sendTo(vacancyId, first)).id);
    return { vacancyId, first, second, condition, after: addDays(condition.dueOn, 1) };
  };

  it('must sign where the document of decision c) arrives on the last day (row 39)', async () => {
    const { vacancyId, first, second, condition, after } = await decideUnderCondition();
    expect(await sign(vacancyId, first)).toMatchObject({ ok: false, refusal: { code: 'conditionAwaited' } });
    await withLandlord(database.db, landlordId, (tx) =>
      tx.insert(documents).values({
        landlordId,
        number: first,
        document: condition.document,
        state: 'checked',
        receivedOn: condition.dueOn,
        checkedOn: condition.dueOn,
      }),
    );
    const back = await store.returnHome(asked('Agent A', after), { vacancyId, key: v7() });
    expect(back).toMatchObject({ ok: false, refusal: { code: 'someoneLeft', rank: 1 } });
    const other = await store.sendOffer(asked('Agent A', after), { vacancyId, number: second, key: v7() });
    expect(other).toMatchObject({ ok: false, refusal: { code: 'alreadyOffered', rank: 1 } });
    const signed = await store.signLease(asked('Agent A', after), {
      vacancyId,
      number: first,
      signedOn: after,
      verified: false,
      key: v7(),
    });
    expect(signed.ok).toBe(true);
  });

  it('goes on to the next rank the day after, where the document did not come', async () => {
    const { vacancyId, second, after } = await decideUnderCondition();
    const next = await store.sendOffer(asked('Agent A', after), { vacancyId, number: second, key: v7() });
    expect(next.ok).toBe(true);
    const answers = (await rowsOf(vacancyId)).offers.map(({ answer, details }) => [
      answer,
      details?.how ?? null,
    ]);
    expect(answers).toContainEqual(['refused', 'released']);
  });

  it('gives the home back once the list is exhausted, with what was learned, and its reservation failed (Q-05)', async () => {
    const { vacancyId, numbers } = await decide();
    await withLandlord(database.db, landlordId, async (tx) => {
      const oriented = { holderId: 'als', orientedOn: civilDate('2026-11-01') };
      await tx.update(vacancies).set(oriented).where(eq(vacancies.id, vacancyId));
      await tx.insert(holders).values({ landlordId, id: 'als', kind: 'actionLogement', name: 'ALS' });
      await tx.insert(designations).values(
        numbers.map((applicationNumber) => ({
          landlordId,
          vacancyId,
          applicationNumber,
          holderId: 'als',
          on: civilDate('2026-11-05'),
          dalo: false,
        })),
      );
    });
    expect(await store.returnHome(asked(), { vacancyId, key: v7() })).toMatchObject({ ok: false });
    for (const number of numbers) {
      const offer = await sendTo(vacancyId, number);
      await store.answerOffer(asked(), {
        offerId: offer.id,
        key: v7(),
        given: { answer: 'refused', on: today, reason: 'floorOrLift', adapted: true },
      });
    }
    const key = v7();
    const returned = await Promise.all([
      store.returnHome(asked(), { vacancyId, key }),
      store.returnHome(asked(), { vacancyId, key }),
    ]);
    expect(returned.every(({ ok }) => ok)).toBe(true);
    const [learned] = await store.learned(landlordId, vacancyId);
    expect(learned?.learned.refusals.map(({ reason }) => reason)).toEqual([
      'floorOrLift',
      'floorOrLift',
      'floorOrLift',
    ]);
    const ended = await withLandlord(database.db, landlordId, (tx) =>
      tx
        .select({ outcome: orientations.outcome })
        .from(orientations)
        .where(eq(orientations.vacancyId, vacancyId)),
    );
    expect(ended).toEqual([{ outcome: 'failed' }]);
    const home = await store.find(reader, vacancyId, today);
    expect(home?.vacancy).toMatchObject({ status: 'available', reservationFailed: true });
    expect(home?.returned?.by).toBe('Agent A');
  });

  it('writes every gesture in the journal, in the same transaction', async () => {
    const { vacancyId, numbers } = await decide();
    await accept((await sendTo(vacancyId, numbers[0] ?? '')).id);
    await sign(vacancyId, numbers[0] ?? '');
    await store.giveKeys(asked(), { vacancyId, on: today });
    await store.giveKeys(asked(), { vacancyId, on: today });
    const lines = await withLandlord(database.db, landlordId, (tx) =>
      tx
        .select({ kind: journalLines.kind, subjects: journalLines.subjects })
        .from(journalLines)
        .orderBy(journalLines.sequence),
    );
    const own = lines.filter(({ subjects }) => subjects.includes(`vacancy:${vacancyId}`));
    expect(own.map(({ kind }) => kind)).toEqual([
      'offer.sent',
      'offer.accepted',
      'lease.signed',
      'vacancy.keysGiven',
    ]);
  });
});
