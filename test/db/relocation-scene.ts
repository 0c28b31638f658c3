/** Households of a demolition that accepted a home, written straight into the tables: where their leases start from. */
import { v7 } from 'uuid';
import { type Database, withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { committeeSessions } from '../../db/schema/committee.ts';
import { homes, vacancies } from '../../db/schema/home.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { holders } from '../../db/schema/reservation.ts';
import { tenancies } from '../../db/schema/tenancy.ts';
import { perimeters, relocationOffers, transferRequests } from '../../db/schema/transfer.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import { addDays, civilDate } from '../../src/kernel/civil-date.ts';
import type { RelocationLeaseInput } from '../../src/portal/relocations/relocation-lease.ts';
import { freeHome } from '../support/decided-home.ts';
import { makeApplication, makeHolder, makeHome } from '../support/make-domain.ts';

export const today = civilDate('2026-11-21');
export const landlordId = 'l1';
const acceptedOn = addDays(today, -10);
export const sessionId = v7();

export type Made = { id: string; number: string; vacancyId: string; tenancyId: string; oldHomeId: string };
export type Given = {
  home?: Partial<Home>;
  vacancy?: Partial<Vacancy>;
  application?: Partial<Application>;
  registered?: boolean;
  perimeter?: { kind: 'sale' | 'demolition'; authorised: boolean };
  ground?: 'relocation' | 'underOccupied';
  operation?: 'urbanRenewal' | null;
  information?: boolean;
  answer?: 'accepted' | null;
  part?: { persons: number; who: string };
};

/** The landlord, a holder, and the sitting that is told. */
export async function writeGround(db: Database): Promise<void> {
  await db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
  await withLandlord(db, landlordId, async (tx) => {
    await tx.insert(committeeSessions).values({
      id: sessionId,
      landlordId,
      commissionId: 'caleol',
      heldOn: addDays(today, 6),
      mode: 'inPerson',
      kind: 'ordinary',
      state: 'draft',
      bylawsVersion: 1,
    });
    await tx.insert(holders).values({ ...makeHolder('commune', 'commune'), landlordId });
  });
}

/** A household of a demolition, registered, told to a sitting, that accepted a free home; but for what is given. */
export async function writeRelocation(db: Database, serial: number, given: Given = {}): Promise<Made> {
  const application = makeApplication(500 + serial, given.application);
  const { number } = application;
  const old = makeHome(`ancien-${serial}`, { typology: 'T3' });
  const { home, vacancy } = freeHome(`neuf-${serial}`, given.home, given.vacancy);
  const [id, tenancyId] = [v7(), `bail-${serial}`];
  const { kind, authorised } = given.perimeter ?? { kind: 'demolition', authorised: true };
  const information = { sessionId, on: addDays(today, -3), by: 'Agent A' };
  await withLandlord(db, landlordId, async (tx) => {
    const own = <Row>(row: Row) => ({ ...row, landlordId });
    await tx.insert(homes).values([own(old), own(home)]);
    await tx.insert(vacancies).values(own(vacancy));
    await tx.insert(applications).values(applicationRow(landlordId, application));
    await tx
      .insert(tenancies)
      .values(own({ id: tenancyId, homeId: old.id, signedOn: civilDate('2015-03-01'), residents: 1 }));
    await tx.insert(perimeters).values(
      own({
        kind,
        name: 'Îlot',
        authorisedOn: authorised ? addDays(today, -300) : null,
        source: 'Arrêté',
        homeIds: [old.id],
      }),
    );
    await tx.insert(transferRequests).values(
      own({
        id,
        number: given.registered === false ? null : number,
        tenancyId,
        ground: given.ground ?? ('relocation' as const),
        origin: 'landlord' as const,
        state: 'moving' as const,
        tier: 1,
        fastLane: false,
        receivedOn: addDays(today, -90),
        dueOn: addDays(today, 5),
        details: {
          part: given.part ?? null,
          relocation: {
            operation: given.operation === undefined ? 'urbanRenewal' : given.operation,
            information: given.information === false ? null : information,
          },
        },
        requestKey: v7(),
      }),
    );
    await tx.insert(relocationOffers).values(own(offerTo(id, home.id, vacancy.id, given.answer)));
  });
  return { id, number, vacancyId: vacancy.id, tenancyId, oldHomeId: old.id };
}

function offerTo(requestId: string, homeId: string, vacancyId: string, answer: Given['answer']) {
  return {
    requestId,
    homeId,
    vacancyId,
    notifiedOn: addDays(today, -20),
    rentCents: 32_000,
    facts: {
      division: 'none' as const,
      place: 'sameCommune' as const,
      placeSource: 'carte',
      distanceKm: 1,
      suitsNeeds: true,
      suitsMeans: true,
      proof: 'registeredLetter' as const,
      presentRentCents: 40_000,
      answeredBy: 'Agent A',
    },
    answer: answer === undefined ? ('accepted' as const) : answer,
    answeredOn: answer === null ? null : acceptedOn,
    by: 'Agent A',
    requestKey: v7(),
  };
}

/** Why a lease is refused: what is, the household that differs by it, the form that does, the refusal. */
export const refusedLeases: readonly (readonly [string, Given, Partial<RelocationLeaseInput>, object])[] = [
  ['under-occupation, which the commission decides', { ground: 'underOccupied' }, {}, { code: 'notByLaw' }],
  [
    'a voluntary move out of a perimeter of sale, which it decides too',
    { perimeter: { kind: 'sale', authorised: true } },
    {},
    { code: 'notByLaw' },
  ],
  [
    'a demolition that is not authorised',
    { perimeter: { kind: 'demolition', authorised: false } },
    {},
    { code: 'notByLaw' },
  ],
  ['an offer without an answer', { answer: null }, {}, { code: 'noneAccepted' }],
  ['an operation that nobody wrote', { operation: null }, {}, { code: 'operationMissing' }],
  [
    'a household without its unique number (C-05), which the landlord registers itself in urban renewal',
    { registered: false },
    {},
    { code: 'numberMissing', byLandlord: true },
  ],
  [
    'a household of which a part leaves',
    { part: { persons: 1, who: 'le fils' } },
    {},
    { code: 'partLeaves' },
  ],
  ['a relocation that no sitting is told of (C-13)', { information: false }, {}, { code: 'notInformed' }],
  ['a home of energy class G (F-06)', { home: { energyClass: 'G' } }, {}, { code: 'householdBarred' }],
  [
    'an application that is no longer live',
    { application: { status: 'housed' } },
    {},
    { code: 'householdBarred' },
  ],
  [
    'a home of unknown energy class, as long as nobody verified it',
    { home: { energyClass: null } },
    {},
    { code: 'toVerify' },
  ],
  ['a home already let', { vacancy: { status: 'let' } }, {}, { code: 'homeLet', on: null }],
  ['a home whose tenant is still there', { vacancy: { status: 'notice' } }, {}, { code: 'homeOccupied' }],
  ['a home withdrawn from letting', { vacancy: { status: 'withdrawn' } }, {}, { code: 'homeWithdrawn' }],
  [
    'a home whose holder designates',
    { vacancy: { holderId: 'commune', orientedOn: addDays(today, -5) } },
    {},
    { code: 'homeReserved', holder: 'commune' },
  ],
  [
    'a lease signed before the acceptance',
    {},
    { signedOn: addDays(acceptedOn, -1) },
    { code: 'leaseDay', from: acceptedOn, to: today },
  ],
  ['a notice still to come', {}, { noticeReceivedOn: addDays(today, 1) }, { code: 'noticeDay' }],
  [
    'an old lease that outlasts the month of notice',
    {},
    { oldEndsOn: civilDate('2026-12-16') },
    { code: 'oldEndDay', to: '2026-12-15' },
  ],
  ['a page that another person changed meanwhile', {}, { version: 7 }, { code: 'changedMeanwhile' }],
];
