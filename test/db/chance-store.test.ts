/** The stored chance: fitted once a week, silent on too little, and learning from what the portal itself told. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { adverts, interests } from '../../db/schema/advert.ts';
import { chanceModels, pastLettings, wishOutcomes } from '../../db/schema/portal.ts';
import { leases } from '../../db/schema/tenancy.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

const landlordId = testDemo.landlord.id;
const today = testDemo.date;
const vacancy = testDemo.vacancies.find(({ status }) => status === 'available');
const home = testDemo.homes.find(({ id }) => id === vacancy?.homeId);
const applicant = testDemo.applications[3];

describe('the chance that the portal publishes', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  }, 180_000);
  afterAll(() => service.stop());
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, landlordId, work);
  const question = () => ({
    advert: {
      facts: factsOf(),
      opensOn: addDays(today, -4),
      closesOn: addDays(today, 5),
    },
    gridPoints: 40,
    ahead: 0,
    interested: 3,
    onDay: today,
  });

  it('keeps silent until a model is fitted, and says how much is known', async () => {
    expect(await service.dependencies.chances.published(landlordId)).toBeNull();
    expect(await service.dependencies.chances.of(landlordId, question())).toEqual({
      kind: 'tooLittle',
      outcomes: testDemo.past.wishes.length,
      needed: 200,
    });
  });

  it('is fitted once a week, and then told with its range', async () => {
    const { chances } = service.dependencies;
    expect(await chances.refit(landlordId, today)).toBe(1);
    expect(await chances.refit(landlordId, today)).toBe(0);
    const told = await chances.of(landlordId, question());
    expect(told).toMatchObject({ kind: 'chance' });
    if (told.kind !== 'chance') return;
    expect(told.low).toBeLessThanOrEqual(told.permille);
    expect(told.high).toBeGreaterThanOrEqual(told.permille);
    // Nothing more to learn from: a week later the model stays.
    expect(await chances.refit(landlordId, addDays(today, 8))).toBe(0);
    expect(await inside((tx) => tx.select().from(chanceModels))).toHaveLength(1);
  });

  it('learns once from each answered wish whose chance was told, without its number', async () => {
    const { chances } = service.dependencies;
    const told = await chances.of(landlordId, question());
    await inside(async (tx) => {
      const [advert] = await tx.insert(adverts).values(advertRow()).returning({ id: adverts.id });
      const row = {
        landlordId,
        advertId: advert?.id ?? '',
        number: applicant?.number ?? '',
        wishOrder: 1,
        source: 'portal' as const,
        by: 'le ménage',
        expressedOn: today,
        requestKey: 'wish-1',
      };
      const answer = { outcome: { code: 'given', rank: 1 } };
      await tx.insert(interests).values({ ...row, state: 'answered', answer, told: { chance: told } });
    });
    // Given a rank and no lease yet: nobody knows what comes of it.
    expect(await chances.gather(landlordId, today)).toBe(0);
    await inside((tx) => tx.insert(leases).values(leaseRow()));
    expect(await chances.gather(landlordId, today)).toBe(2);
    expect(await chances.gather(landlordId, today)).toBe(0);
    const [learned] = await inside((tx) =>
      tx.select().from(wishOutcomes).where(eq(wishOutcomes.expressedOn, today)),
    );
    expect(learned).toMatchObject({
      housed: true,
      publishedPermille: told.kind === 'chance' ? told.permille : -1,
    });
    expect(JSON.stringify(learned)).not.toContain(applicant?.number);
    const [letting] = await inside((tx) =>
      tx.select().from(pastLettings).where(eq(pastLettings.leaseId, 'BAIL-TEST')),
    );
    expect(letting).toMatchObject({ insee: home?.insee, typology: home?.typology });
    expect(await chances.followed(landlordId)).toHaveLength(1);
  });

  const factsOf = () => ({
    homeId: home?.id ?? '',
    insee: home?.insee ?? '',
    communeName: 'Metz',
    street: 'rue de la Gare',
    residence: null,
    typology: home?.typology ?? ('T3' as const),
    surfaceM2: 60,
    rentCents: 40_000,
    annexRentCents: 0,
    chargesCents: 8_000,
    flatChargesCents: 0,
    financing: 'PLUS' as const,
    floor: 1,
    lift: true,
    accessibility: 'none' as const,
    energyClass: 'C' as const,
    qpvCode: null,
    constructionYear: 1990,
    holderName: null,
    availableOn: null,
  });
  const advertRow = () => ({
    landlordId,
    vacancyId: vacancy?.id ?? '',
    // The demonstration has an advert of its own for this home: a home has one at a time, but for those that are over.
    state: 'answered' as const,
    regime: 'tense' as const,
    facts: factsOf(),
    words: { title: '', place: '', description: '', access: '' },
    opensOn: addDays(today, -9),
    closesOn: addDays(today, -1),
    exportedTo: [],
    writtenBy: 'Anne',
    requestKey: 'advert-1',
  });
  const leaseRow = () => ({
    landlordId,
    id: 'BAIL-TEST',
    homeId: home?.id ?? '',
    signedOn: today,
    insee: home?.insee ?? '',
    qpvCode: null,
    typology: home?.typology ?? ('T3' as const),
    financing: 'PLUS' as const,
    holderId: null,
    reservationFailed: false,
    firstQuartile: null,
    relocated: false,
    dalo: false,
    priority: false,
    employment: null,
    transfer: 'none' as const,
    vacancyId: vacancy?.id ?? '',
    applicationNumber: applicant?.number ?? '',
  });
});
