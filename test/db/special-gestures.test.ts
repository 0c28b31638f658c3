/** A gliding lease that passes, and a home owed after a refusal for social mix, on a real PostgreSQL. */
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { homes as homeRows, vacancies } from '../../db/schema/home.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { dueProposals, residenceRules, specialLettings } from '../../db/schema/letting.ts';
import { registerEvents } from '../../db/schema/register.ts';
import { targets } from '../../db/schema/steering.ts';
import { leases, tenancies } from '../../db/schema/tenancy.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { specialStore } from '../../db/stores/special-store.ts';
import type { SpecialPort } from '../../src/committee/orientation/special-port.ts';
import { addDays, civilDate } from '../../src/kernel/civil-date.ts';
import { decisionOf, freeHome, writeDecided } from '../support/decided-home.ts';
import { makeApplication, makeTarget } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const today = civilDate('2026-11-21');
const landlordId = 'l1';

describe('special lettings on their last day', () => {
  let database: TestDatabase;
  let store: SpecialPort;
  let made = 0;
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
    await inLandlord((tx) =>
      tx.insert(targets).values({ ...makeTarget('q02', { kind: 'q1OutsideQpv' }), landlordId }),
    );
    store = specialStore(database.db);
  });
  afterAll(() => database.drop());

  const inLandlord = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, landlordId, work);
  const asked = (name = 'Agent A') => ({
    actor: { accountId: null, name, role: 'agent' },
    at: new Date(`${today}T09:00:00Z`),
    today,
  });
  /** A home let by a gliding lease, decided for the first household and refused to the second. */
  const gliding = async () => {
    made += 1;
    const place = freeHome(`G${made}`);
    const people = [1, 2, 3].map((index) => makeApplication(made * 10 + index));
    const numbers = people.map(({ number }) => number);
    const [first = '', second = '', third = ''] = numbers;
    const decisions = [decisionOf(first, 1), decisionOf(second, null)];
    await writeDecided(database.db, landlordId, [{ ...place, decisions }], people);
    const vacancyId = place.vacancy.id;
    await store.record(landlordId, { ...asked(), vacancyId, kind: 'glidingLease', association: 'Le Toit' });
    return { vacancyId, first, second, third };
  };
  const glide = (vacancyId: string, number: string, key = v7(), name = 'Agent A') =>
    store.glide(landlordId, { ...asked(name), vacancyId, number, signedOn: today, verified: true, key });

  it('signs one lease in the household’s name, whoever clicks, with its tenancy, removal, events and acts', async () => {
    const { vacancyId, first } = await gliding();
    const key = v7();
    const results = await Promise.all([
      glide(vacancyId, first, key),
      glide(vacancyId, first, key),
      glide(vacancyId, first, v7(), 'Agent B'),
    ]);
    expect(results.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    for (const result of results) {
      if (!result.ok) expect(result.refusal).toEqual({ code: 'alreadyGlided', on: today });
    }
    await inLandlord(async (tx) => {
      const signed = await tx.select().from(leases).where(eq(leases.vacancyId, vacancyId));
      expect(signed).toMatchObject([{ applicationNumber: first, signedOn: today, offerId: null }]);
      expect(
        await tx
          .select()
          .from(tenancies)
          .where(eq(tenancies.id, `BAIL-${vacancyId}`)),
      ).toHaveLength(1);
      const [home] = await tx.select().from(vacancies).where(eq(vacancies.id, vacancyId));
      expect(home?.status).toBe('let');
      const [file] = await tx.select().from(applications).where(eq(applications.number, first));
      expect([file?.status, file?.content.status]).toEqual(['housed', 'housed']);
      const events = await tx.select().from(registerEvents).where(eq(registerEvents.number, first));
      expect(events.map(({ kind }) => kind).sort()).toEqual(['lease', 'removal']);
      const acts = (await tx.select().from(journalLines))
        .filter(({ subjects }) => subjects.includes(`application:${first}`))
        .map(({ kind }) => kind);
      expect(acts).toEqual(['specialLetting.glided', 'lease.signed', 'application.removed']);
      const [letting] = await tx
        .select()
        .from(specialLettings)
        .where(eq(specialLettings.vacancyId, vacancyId));
      expect(letting?.glidedOn).toBe(today);
    });
  });

  it('counts in the quotas of the year of the lease, as an attribution', async () => {
    const { vacancyId, first } = await gliding();
    const progress = async () => {
      const snapshot = await snapshotStore(database.db).at(landlordId, today, { pins: [], bans: [] });
      return snapshot.targets[0]?.progress.signedTotal ?? 0;
    };
    const before = await progress();
    expect((await glide(vacancyId, first)).ok).toBe(true);
    expect(await progress()).toBe(before + 1);
  });

  it('refuses where no decision of the committee names the household for that home', async () => {
    const { vacancyId, second, third } = await gliding();
    for (const number of [second, third]) {
      expect(await glide(vacancyId, number)).toEqual({ ok: false, refusal: { code: 'notDecidedFor' } });
    }
    const signed = await inLandlord((tx) => tx.select().from(leases).where(eq(leases.vacancyId, vacancyId)));
    expect(signed).toEqual([]);
  });

  it('closes what is owed after a refusal for social mix only by a home that is free and suits', async () => {
    const household = makeApplication(901);
    const homes = ['D-refuse', 'D-fragile', 'D-pris', 'D-bon'].map((id) =>
      freeHome(id, { residence: id === 'D-fragile' ? 'Les Tilleuls' : null }),
    );
    const [refused, fragile, taken, good] = homes.map(({ vacancy }) => vacancy.id);
    const other = makeApplication(902);
    const decisions = [decisionOf(other.number, 1)];
    await writeDecided(
      database.db,
      landlordId,
      homes.filter(({ vacancy }) => vacancy.id === taken).map((place) => ({ ...place, decisions })),
      [household, other],
    );
    await writeDecided(
      database.db,
      landlordId,
      homes
        .filter(({ vacancy }) => vacancy.id === refused)
        .map((place) => ({ ...place, decisions: [decisionOf(household.number, null)] })),
      [household],
    );
    const [due] = await inLandlord(async (tx) => {
      const free = homes.filter(({ vacancy }) => vacancy.id === fragile || vacancy.id === good);
      await tx.insert(homeRows).values(free.map(({ home }) => ({ ...home, landlordId })));
      await tx.insert(vacancies).values(free.map(({ vacancy }) => ({ ...vacancy, landlordId })));
      const rule = { residence: 'Les Tilleuls', fragile: true, source: 'CIA' };
      await tx.insert(residenceRules).values({ ...rule, landlordId });
      return tx
        .insert(dueProposals)
        .values({
          landlordId,
          number: household.number,
          refusedVacancyId: refused ?? '',
          since: addDays(today, -5),
        })
        .returning({ id: dueProposals.id });
    });
    const id = due?.id ?? '';
    const book = await store.book(landlordId, today);
    const listed = book.due[0]?.candidates.map(({ vacancy }) => vacancy.id) ?? [];
    expect(listed).toContain(good);
    expect(listed).not.toContain(fragile);
    const fulfil = (vacancyId = '') => store.fulfil(landlordId, { ...asked(), id, vacancyId });
    expect(await fulfil(taken)).toEqual({ ok: false, refusal: { code: 'homeTaken' } });
    expect(await fulfil(fragile)).toEqual({
      ok: false,
      refusal: { code: 'homeUnsuitable', because: 'fragile' },
    });
    const twice = await Promise.all([fulfil(good), fulfil(good)]);
    expect(twice.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});
