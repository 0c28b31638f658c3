/** What a signed lease keeps for the year's figures, written with the lease in one transaction. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { homes } from '../../db/schema/home.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { residenceRules } from '../../db/schema/letting.ts';
import { tenancies } from '../../db/schema/tenancy.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import { reportingStore } from '../../db/stores/reporting-facts.ts';
import { leaseFactsSchema } from '../../src/domain/lease-facts.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { decisionOf, freeHome, writeDecided } from '../support/decided-home.ts';
import { makeApplication, makeHome } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const today = civilDate('2026-11-21');
const landlordId = 'l1';

describe('the facts kept of a signed lease', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
  });
  afterAll(() => database.drop());

  const asked = {
    landlordId,
    actor: { accountId: null, name: 'Agent A', role: 'agent' },
    now: new Date(`${today}T09:00:00Z`),
    today,
  };

  it('tell the rank that signed, the category without a sensitive ground, and the home that a transfer frees', async () => {
    const { db } = database;
    const left = makeHome('LEFT', { typology: 'T4', insee: '57672' });
    const place = freeHome('L1');
    const first = makeApplication(1);
    const second = makeApplication(2, {
      labels: [
        { category: 'g', by: 'Tribunal', on: civilDate('2026-03-02'), until: null },
        { category: 'd', by: 'SIAO', on: civilDate('2026-04-02'), until: null },
        { category: 'dalo', by: 'Commission de médiation', on: civilDate('2027-01-04'), until: null },
        { category: 'dalo', by: 'Commission de médiation', on: civilDate('2026-05-04'), until: null },
        { category: 'k', by: 'SIAO', on: civilDate('2026-04-02'), until: civilDate('2026-05-02') },
      ],
      current: { ...makeApplication(2).current, landlord: 'Bailleur', tenancyId: 'T-LEFT', insee: '57672' },
    });
    await withLandlord(db, landlordId, async (tx) => {
      await tx.insert(homes).values({ ...left, landlordId });
      await tx
        .insert(tenancies)
        .values({ landlordId, id: 'T-LEFT', homeId: 'LEFT', signedOn: civilDate('2019-05-02') });
    });
    await writeDecided(
      db,
      landlordId,
      [{ ...place, decisions: [decisionOf(first.number, 1), decisionOf(second.number, 2)] }],
      [first, second],
    );
    const store = lettingStore(db);
    const vacancyId = place.vacancy.id;
    for (const [number, answer] of [
      [first.number, 'refused'],
      [second.number, 'accepted'],
    ] as const) {
      const sent = await store.sendOffer(asked, { vacancyId, number, key: v7() });
      if (!sent.ok) throw new Error(sent.refusal.code);
      const given = {
        answer,
        on: today,
        reason: answer === 'refused' ? ('rent' as const) : null,
        adapted: answer === 'refused' ? true : null,
      };
      const answered = await store.answerOffer(asked, { offerId: sent.value.offer.id, key: v7(), given });
      if (!answered.ok) throw new Error(answered.refusal.code);
    }
    const signed = await store.signLease(asked, {
      vacancyId,
      number: second.number,
      signedOn: today,
      verified: false,
      key: v7(),
    });
    if (!signed.ok) throw new Error(signed.refusal.code);

    const { leases } = await reportingStore(db).facts(landlordId, {
      from: civilDate('2026-01-01'),
      asOf: today,
    });
    expect(leases).toHaveLength(1);
    const facts = leaseFactsSchema.parse(leases[0]?.facts);
    expect(facts).toMatchObject({
      rank: 2,
      list: 1,
      decidedOn: '2026-11-12',
      filedOn: second.filedOn,
      categories: ['d', 'protected'],
      daloRecognisedOn: '2026-05-04',
      originLandlord: 'Bailleur',
      freedHome: { homeId: 'LEFT', typology: 'T4', insee: '57672' },
      deducted: 'internalTransfer',
    });
    expect(JSON.stringify(facts)).not.toMatch(/Tribunal|gbis|"g"/);
  });

  it('tell a new programme’s first letting and the next one apart, and what the household said of its work', async () => {
    const { db } = database;
    const fresh = freeHome('NEW-1');
    const older = freeHome('NEW-2');
    const residence = 'Les Tilleuls';
    const [works, silent] = [
      makeApplication(11, {
        gridFacts: [
          {
            criterion: 'travail-essentiel',
            value: true,
            asOf: civilDate('2026-10-01'),
            evidence: 'declared',
          },
          {
            criterion: 'pompier-volontaire',
            value: false,
            asOf: civilDate('2026-10-01'),
            evidence: 'declared',
          },
        ],
      }),
      makeApplication(12),
    ];
    await withLandlord(db, landlordId, async (tx) => {
      await tx.insert(residenceRules).values({
        ...{ landlordId, residence, fragile: false, source: 'Agrément', programmeHomes: 12 },
      });
      await tx.insert(tenancies).values({
        ...{ landlordId, id: 'T-BEFORE', homeId: older.home.id, signedOn: civilDate('2025-05-02') },
      });
    });
    const newHome = (place: typeof fresh) => ({
      home: { ...place.home, residence },
      vacancy: { ...place.vacancy, noticeReceivedOn: null },
    });
    await writeDecided(
      db,
      landlordId,
      [
        { ...newHome(fresh), decisions: [decisionOf(works.number, 1)] },
        { ...newHome(older), decisions: [decisionOf(silent.number, 1)] },
      ],
      [works, silent],
    );
    const store = lettingStore(db);
    for (const [place, number] of [
      [fresh, works.number],
      [older, silent.number],
    ] as const) {
      const vacancyId = place.vacancy.id;
      const sent = await store.sendOffer(asked, { vacancyId, number, key: v7() });
      if (!sent.ok) throw new Error(sent.refusal.code);
      const given = { answer: 'accepted' as const, on: today, reason: null, adapted: null };
      const answered = await store.answerOffer(asked, { offerId: sent.value.offer.id, key: v7(), given });
      if (!answered.ok) throw new Error(answered.refusal.code);
      const signed = await store.signLease(asked, {
        ...{ vacancyId, number, signedOn: today, verified: false, key: v7() },
        said: {
          ...{ essentialWorker: null, volunteerFirefighter: null, targetedPublic: place === older },
          substituted: place === older,
        },
      });
      if (!signed.ok) throw new Error(signed.refusal.code);
    }
    const { leases } = await reportingStore(db).facts(landlordId, {
      from: civilDate('2026-01-01'),
      asOf: today,
    });
    const factsOf = (number: string) =>
      leases.find(({ applicationNumber }) => applicationNumber === number)?.facts;
    expect(factsOf(works.number)).toMatchObject({
      firstLetting: true,
      essentialWorker: true,
      volunteerFirefighter: false,
    });
    expect(factsOf(silent.number)).toMatchObject({
      firstLetting: false,
      essentialWorker: null,
      volunteerFirefighter: null,
      targetedPublic: true,
      substituted: true,
    });
  });
});
