/** What becomes of a plan of exchanges after its agreements: leases in order, keys, silence, swaps, protection (M-08). */
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { letters } from '../../db/schema/correspondence.ts';
import { exchangePlans, exchangeSteps, exchangeWishes } from '../../db/schema/exchange.ts';
import { vacancies } from '../../db/schema/home.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { registerEvents } from '../../db/schema/register.ts';
import { leases, tenancies } from '../../db/schema/tenancy.ts';
import { stepOf } from '../../db/stores/exchange-rows.ts';
import { exchangeStore } from '../../db/stores/exchange-store.ts';
import { exchangeVacancyId } from '../../db/stores/exchange-vacancy.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import { protectionStore } from '../../db/stores/protection-store.ts';
import type { LettingPort } from '../../src/committee/letting-port.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import type { ExchangePort } from '../../src/portal/exchanges/exchange-port.ts';
import { decisionOf, freeHome, writeDecided } from '../support/decided-home.ts';
import {
  makeApplication,
  makeHome,
  makeHousehold,
  makePersons,
  makeVacancy,
} from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import {
  asked,
  landlordId,
  plainChecks,
  today,
  writeLandlord,
  writePlan,
  writeTenant,
} from './exchange-scene.ts';

describe('the life of a plan of exchanges', () => {
  let database: TestDatabase;
  let lettings: LettingPort;
  let exchanges: ExchangePort;
  beforeAll(async () => {
    database = await testDatabase();
    await writeLandlord(database.db);
    lettings = lettingStore(database.db);
    exchanges = exchangeStore(database.db);
  });
  afterAll(() => database.drop());

  const inLandlord = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, landlordId, work);
  const planOf = async (id: string) => {
    const [row] = await inLandlord((tx) => tx.select().from(exchangePlans).where(eq(exchangePlans.id, id)));
    if (!row) throw new Error('no such plan');
    return row;
  };
  const stepsOf = async (id: string) =>
    (await inLandlord((tx) => tx.select().from(exchangeSteps).where(eq(exchangeSteps.planId, id))))
      .map(stepOf)
      .sort((a, b) => a.position - b.position);
  const kindsOf = async (id: string) =>
    (await inLandlord((tx) => tx.select().from(journalLines)))
      .filter(({ subjects }) => subjects.includes(`exchange:${id}`))
      .map(({ kind }) => kind);
  const tenancyOf = async (id: string) => {
    const [row] = await inLandlord((tx) => tx.select().from(tenancies).where(eq(tenancies.id, id)));
    return row;
  };
  const lettersTo = (number: string) =>
    inLandlord((tx) => tx.select().from(letters).where(eq(letters.number, number)));

  /** A freed home, a household that moves there, and one that moves into the home that it leaves; both decided. */
  async function chainDecided(serial: number) {
    const people = [makeApplication(serial), makeApplication(serial + 1)] as const;
    const old = [makeHome(`quitte-${serial}`), makeHome(`quitte-${serial + 1}`)] as const;
    const start = freeHome(`libre-${serial}`);
    const bails = [
      await writeTenant(database.db, old[0], people[0]),
      await writeTenant(database.db, old[1], people[1]),
    ] as const;
    const plan = await writePlan(database.db, 'chain', 'inCommittee', [
      {
        tenancyId: bails[0],
        from: old[0].id,
        to: start.home.id,
        vacancyId: start.vacancy.id,
        checks: { agendaVacancyId: start.vacancy.id },
      },
      { tenancyId: bails[1], from: old[1].id, to: old[0].id },
    ]);
    const second = exchangeVacancyId(plan.stepIds[1] ?? '');
    await inLandlord((tx) =>
      tx
        .update(exchangeSteps)
        .set({ checks: { ...plainChecks, agendaVacancyId: second } })
        .where(eq(exchangeSteps.id, plan.stepIds[1] ?? '')),
    );
    const left = { home: old[0], vacancy: makeVacancy(old[0].id, { id: second, homeId: old[0].id }) };
    await writeDecided(
      database.db,
      landlordId,
      [
        { ...start, decisions: [decisionOf(people[0].number, 1)] },
        { ...left, decisions: [decisionOf(people[1].number, 1)] },
      ],
      [],
    );
    const moves = [
      { vacancyId: start.vacancy.id, number: people[0].number },
      { vacancyId: second, number: people[1].number },
    ] as const;
    return { plan, bails, old, moves };
  }
  const accept = async ({ vacancyId, number }: { vacancyId: string; number: string }) => {
    const sent = await lettings.sendOffer(asked(), { vacancyId, number, key: v7() });
    if (!sent.ok) throw new Error(sent.refusal.code);
    const given = { answer: 'accepted' as const, on: today, reason: null, adapted: null };
    const answered = await lettings.answerOffer(asked(), { offerId: sent.value.offer.id, given, key: v7() });
    if (!answered.ok) throw new Error(answered.refusal.code);
  };
  const sign = ({ vacancyId, number }: { vacancyId: string; number: string }) =>
    lettings.signLease(asked(), { vacancyId, number, signedOn: today, verified: true, key: v7() });
  const keys = ({ vacancyId }: { vacancyId: string }) => lettings.giveKeys(asked(), { vacancyId, on: today });

  it('signs the lease of a home only once who lives there has accepted its own', async () => {
    const { plan, bails, old, moves } = await chainDecided(801);
    await accept(moves[1]);
    expect(await sign(moves[1])).toMatchObject({ ok: false, refusal: { code: 'leaverUnbound' } });
    await accept(moves[0]);
    expect(await sign(moves[1])).toMatchObject({ ok: true });
    expect(await sign(moves[0])).toMatchObject({ ok: true });

    // In a chain each comes in once who leaves is out; the keys of the last are those of the plan.
    expect(await keys(moves[1])).toMatchObject({ ok: false, refusal: { code: 'leaverStillThere' } });
    expect(await keys(moves[0])).toMatchObject({ ok: true });
    expect((await planOf(plan.id)).state).toBe('inCommittee');
    expect((await tenancyOf(bails[0]))?.endedOn).toBe(today);
    await Promise.all([keys(moves[1]), keys(moves[1])]);
    expect((await planOf(plan.id)).state).toBe('done');
    expect((await stepsOf(plan.id)).map(({ checks }) => checks.doneOn)).toEqual([today, today]);
    expect(await kindsOf(plan.id)).toEqual(['exchange.moved', 'exchange.moved', 'exchange.done']);
    // The home that nobody of the chain takes is freed; the other has its tenant.
    const freed = await inLandlord((tx) =>
      tx.select().from(vacancies).where(eq(vacancies.homeId, old[1].id)),
    );
    expect(freed).toMatchObject([{ status: 'notice', availableOn: today }]);
    const taken = await inLandlord((tx) =>
      tx
        .select()
        .from(vacancies)
        .where(and(eq(vacancies.homeId, old[0].id))),
    );
    expect(taken).toMatchObject([{ status: 'let' }]);
  });

  it('ends what waits behind a household that declines its offer, and tells who waited', async () => {
    const { plan, moves } = await chainDecided(821);
    const [first] = moves;
    const sent = await lettings.sendOffer(asked(), { ...first, key: v7() });
    if (!sent.ok) throw new Error(sent.refusal.code);
    const given = { answer: 'refused' as const, on: today, reason: 'tooSmall' as const, adapted: true };
    await lettings.answerOffer(asked(), { offerId: sent.value.offer.id, given, key: v7() });
    expect(await lettings.returnHome(asked(), { vacancyId: first.vacancyId, key: v7() })).toMatchObject({
      ok: true,
    });
    expect((await stepsOf(plan.id)).map(({ checks }) => checks.fallen)).toEqual([true, true]);
    expect((await planOf(plan.id)).state).toBe('dropped');
    expect(await lettersTo(moves[1].number)).toHaveLength(1);
    // Nobody leaves the home behind any more: no offer of it can be sent.
    const [behind] = await inLandlord((tx) =>
      tx.select().from(vacancies).where(eq(vacancies.id, moves[1].vacancyId)),
    );
    expect(behind?.status).toBe('withdrawn');
  });

  it('writes each silence once, on the day after the last', async () => {
    const [one, other] = [makeApplication(841), makeApplication(842)];
    const [a, b] = [makeHome('silence-1'), makeHome('silence-2')];
    const bails = [await writeTenant(database.db, a, one), await writeTenant(database.db, b, other)] as const;
    const lapsing = { consent: 'asked' as const, dueOn: today };
    const plan = await writePlan(database.db, 'cycle', 'consulting', [
      { tenancyId: bails[0], from: a.id, to: b.id, ...lapsing },
      { tenancyId: bails[1], from: b.id, to: a.id },
    ]);
    const now = new Date(`${today}T08:00:00Z`);
    expect(await exchanges.lapseDay(landlordId, today, now)).toBe(0);
    const tomorrow = addDays(today, 1);
    const twice = await Promise.all([1, 2].map(() => exchanges.lapseDay(landlordId, tomorrow, now)));
    expect(twice.sort()).toEqual([0, 1]);
    expect((await stepsOf(plan.id)).map(({ consent }) => consent)).toEqual(['lapsed', 'given']);
    expect(await kindsOf(plan.id)).toEqual(['exchange.lapsed']);
    expect(await lettersTo(other.number)).toHaveLength(0);
    const late = await exchanges.record(
      { ...asked(), today: tomorrow },
      { id: plan.id, stepId: plan.stepIds[0] ?? '', version: 2, answer: 'given' },
    );
    expect(late).toMatchObject({ refusal: { code: 'tooLate', dueOn: today } });
  });

  /** M-08: one residence, a family with three children in the smaller home. */
  async function swapAgreed(serial: number) {
    const place = { residence: `Les Tilleuls ${serial}` };
    const small = makeHome(`petit-${serial}`, { ...place, surfaceM2: 50, rentCents: 40_000 });
    const large = makeHome(`grand-${serial}`, { ...place, surfaceM2: 90, rentCents: 60_000 });
    const family = makeApplication(serial, {
      household: makeHousehold({ persons: makePersons(2, [3, 6, 9]) }),
    });
    const alone = makeApplication(serial + 1);
    const bails = [
      await writeTenant(database.db, small, family),
      await writeTenant(database.db, large, alone),
    ] as const;
    const plan = await writePlan(database.db, 'swap', 'consulting', [
      { tenancyId: bails[0], from: small.id, to: large.id },
      { tenancyId: bails[1], from: large.id, to: small.id },
    ]);
    return { plan, bails, small, large, people: [family, alone] as const };
  }

  it('carries out a swap of right once: each takes over the other’s lease, and nobody enters anew', async () => {
    const { plan, bails, small, large, people } = await swapAgreed(861);
    const input = { id: plan.id, version: 1, group: 0, on: today };
    const early = { ...input, on: addDays(today, -11) };
    expect(await exchanges.swap(asked(), early)).toMatchObject({ refusal: { code: 'swapDay' } });
    const clicks = await Promise.all([
      exchanges.swap(asked(), input),
      exchanges.swap(asked('Agent B'), input),
    ]);
    expect(clicks.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await tenancyOf(bails[0])).toMatchObject({
      homeId: large.id,
      rentCents: 60_000,
      signedOn: '2015-03-01',
      endedOn: null,
    });
    expect(await tenancyOf(bails[1])).toMatchObject({ homeId: small.id, rentCents: 40_000 });
    expect((await planOf(plan.id)).state).toBe('done');
    expect(await kindsOf(plan.id)).toEqual(['exchange.swapped', 'exchange.done']);
    const [file] = await inLandlord((tx) =>
      tx.select().from(applications).where(eq(applications.number, people[0].number)),
    );
    // What scores it next is the home where it lives now.
    expect(file?.content.current).toMatchObject({ surfaceM2: 90, rentCents: 60_000 });
    expect(file?.status).toBe('live');
    for (const { number } of people) {
      expect(await lettersTo(number)).toHaveLength(1);
      // Neither a lease of the quotas (PP-5) nor an event of the register: no attribution.
      await inLandlord(async (tx) => {
        expect(await tx.select().from(leases).where(eq(leases.applicationNumber, number))).toEqual([]);
        expect(await tx.select().from(registerEvents).where(eq(registerEvents.number, number))).toEqual([]);
      });
    }
    const wishes = await inLandlord((tx) =>
      tx.select().from(exchangeWishes).where(eq(exchangeWishes.tenancyId, bails[0])),
    );
    expect(wishes.every(({ endedAt }) => endedAt !== null)).toBe(true);
    // What is done is not taken back.
    const back = { id: plan.id, stepId: plan.stepIds[0] ?? '', version: 2, answer: 'refused' as const };
    expect(await exchanges.record(asked(), back)).toMatchObject({ refusal: { code: 'planOver' } });
  });

  it('carries out no swap that the law no longer gives, nor one that a household has not agreed to', async () => {
    const { plan, small } = await swapAgreed(871);
    const input = { id: plan.id, version: 1, group: 0, on: today };
    // The housing complex is no longer the same: not of right any more.
    await inLandlord((tx) => tx.execute(`update homes set residence = 'Ailleurs' where id = '${small.id}'`));
    expect(await exchanges.swap(asked(), input)).toMatchObject({ refusal: { code: 'factsChanged' } });
    await exchanges.record(asked(), {
      id: plan.id,
      stepId: plan.stepIds[1] ?? '',
      version: 1,
      answer: 'refused',
    });
    const { version } = await planOf(plan.id);
    expect(await exchanges.swap(asked(), { ...input, version })).toMatchObject({
      refusal: { code: 'notAllAgreed' },
    });
  });

  it('stops the moves of a household under protection, and tells the others no more than after any no', async () => {
    const { plan, people } = await swapAgreed(881);
    const [guarded, other] = people;
    const newContact = { email: 'sure@exemple.example', telephone: null, address: [] };
    const by = { accountId: null, name: 'Agent A', role: 'agent' };
    const done = await protectionStore(database.db).protect(
      landlordId,
      { number: guarded.number, newContact, split: null },
      by,
      new Date(`${today}T09:00:00Z`),
      today,
    );
    expect(done).toMatchObject({ ok: true });
    expect((await stepsOf(plan.id)).map(({ checks }) => checks.fallen)).toEqual([true, true]);
    expect((await planOf(plan.id)).state).toBe('dropped');
    expect(await lettersTo(guarded.number)).toEqual([]);
    const [told] = await lettersTo(other.number);
    const text = JSON.stringify(told);
    expect(text).toContain('L’échange proposé ne se fera pas ainsi');
    expect(text).not.toMatch(/protec|violence|sécurité/i);
    // The act names the plan, never the lease that is under protection.
    const acts = (await inLandlord((tx) => tx.select().from(journalLines))).filter(
      ({ kind }) => kind === 'exchange.stopped',
    );
    expect(acts.map(({ subjects }) => subjects)).toEqual([[`exchange:${plan.id}`]]);
  });
});
