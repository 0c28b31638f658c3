/** The lease of a decided home with all that follows from it, the keys, and the home that goes back to the board. */
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import {
  type LettingRefusal,
  mayGiveKeys,
  mayReturn,
  maySign,
} from '../../src/committee/letting/gestures.ts';
import { afterExhaustedList, leaseOf } from '../../src/committee/letting/lease-facts.ts';
import { answerEvent, leaseEvents } from '../../src/committee/letting/letting-events.ts';
import type { LettingHome } from '../../src/committee/letting/letting-home.ts';
import { learnedOf } from '../../src/committee/letting/stage.ts';
import type { SignedLease } from '../../src/committee/letting-port.ts';
import type { Asked } from '../../src/committee/session-port.ts';
import type { Act } from '../../src/domain/act.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Lease } from '../../src/domain/tenancy.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { agendaCandidates, agendaHomes } from '../schema/committee.ts';
import { vacancies } from '../schema/home.ts';
import { orientations, vacancyProgress } from '../schema/letting.ts';
import { leases, lettingOutcomes, offers, tenancies } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { appendActs } from './journal-append.ts';
import { lettingHomes, lettingOffer } from './letting-homes.ts';
import { lockedHome, lockLetting, writeApplication } from './letting-locks.ts';
import { close, lapseFirst, releaseOf, subjectsOf } from './letting-offers.ts';
import { recordEvents } from './register-events.ts';

type Answer<Value> = Promise<Result<Value, LettingRefusal>>;
type Signing = { vacancyId: string; number: string; signedOn: CivilDate; verified: boolean; key: string };

export async function signLease(db: Database, asked: Asked, input: Signing): Answer<SignedLease> {
  const { landlordId, today } = asked;
  await lapseFirst(db, asked, input.vacancyId);
  return withLandlord(db, landlordId, async (tx) => {
    await lockLetting(tx, input.vacancyId, input.number);
    const home = await lockedHome(tx, landlordId, input.vacancyId, today);
    if (home === null) return refuse({ code: 'unknownHome' });
    const before = await signedBefore(tx, home, input.key);
    if (before !== null) return ok({ lease: before, replayed: true, released: [] });
    const place = maySign(home, input.number, input, today);
    if (!place.ok) return place;
    const { application } = place.value.candidate;
    if (application === null) return refuse({ code: 'barred', checks: place.value.checks });
    const lease = leaseOf(home, application, input.signedOn);
    await writeLease(tx, asked, home, application, lease, input.key);
    const acts = await releasePlaces(tx, asked, home, application.number);
    const released = await otherPlaces(tx, asked, home, application.number);
    await recordEvents(tx, landlordId, leaseEvents(home, application, lease));
    await appendActs(tx, landlordId, [
      leaseAct(home, application, lease, asked, input.verified),
      removalAct(application, lease, asked),
      ...acts,
    ]);
    return ok({ lease, replayed: false, released });
  });
}

export function giveKeys(
  db: Database,
  asked: Asked,
  input: { vacancyId: string; on: CivilDate },
): Answer<{ on: CivilDate }> {
  const { landlordId, today } = asked;
  const { vacancyId, on } = input;
  return withLandlord(db, landlordId, async (tx) => {
    await lockLetting(tx, vacancyId, null);
    const home = await lockedHome(tx, landlordId, vacancyId, today);
    if (home === null) return refuse({ code: 'unknownHome' });
    const may = mayGiveKeys(home, on, today);
    if (!may.ok) return may;
    if (home.keysGivenOn === on) return ok({ on });
    await tx
      .insert(vacancyProgress)
      .values({ landlordId, vacancyId, keysGivenOn: on, updatedAt: asked.now })
      .onConflictDoUpdate({
        target: [vacancyProgress.landlordId, vacancyProgress.vacancyId],
        set: { keysGivenOn: on, updatedAt: asked.now },
      });
    await appendActs(tx, landlordId, [
      {
        kind: 'vacancy.keysGiven',
        at: asked.now,
        actor: asked.actor,
        subjects: [`vacancy:${vacancyId}`],
        before: home.keysGivenOn === null ? null : { on: home.keysGivenOn },
        after: { on },
        why: null,
      },
    ]);
    return ok({ on });
  });
}

/** The list is exhausted: what was learned is kept, the holder's reservation fails where its candidates did. */
export async function returnHome(
  db: Database,
  asked: Asked,
  input: { vacancyId: string; key: string },
): Answer<{ designates: 'landlord' | 'mayor' | 'holder'; replayed: boolean }> {
  const { landlordId, today } = asked;
  const { vacancyId, key } = input;
  await lapseFirst(db, asked, vacancyId);
  return withLandlord(db, landlordId, async (tx) => {
    await lockLetting(tx, vacancyId, null);
    const home = await lockedHome(tx, landlordId, vacancyId, today);
    if (home === null) return refuse({ code: 'unknownHome' });
    const { reservationFails, designates } = afterExhaustedList(home, today);
    if (await outcomeOf(tx, home, key)) return ok({ designates, replayed: true });
    const may = mayReturn(home, today);
    if (!may.ok) return may;
    const learned = learnedOf(home, today);
    await writeOutcome(tx, asked, home, 'returned', key);
    await tx
      .update(vacancies)
      .set({ status: 'available', ...(reservationFails ? { reservationFailed: true } : {}) })
      .where(eq(vacancies.id, vacancyId));
    await endOrientation(tx, vacancyId, reservationFails ? 'failed' : 'returned', today);
    await appendActs(tx, landlordId, [
      {
        kind: 'letting.exhausted',
        at: asked.now,
        actor: asked.actor,
        subjects: [`vacancy:${vacancyId}`, `session:${home.sessionId}`],
        before: { reservationFailed: home.vacancy.reservationFailed },
        after: {
          ranked: learned.ranked,
          refusals: learned.refusals.map(({ reason, adapted, how }) => ({ reason, adapted, how })),
          out: [...learned.out],
          reservationFailed: home.vacancy.reservationFailed || reservationFails,
          designates,
        },
        why: null,
      },
    ]);
    return ok({ designates, replayed: false });
  });
}

async function writeLease(
  tx: Transaction,
  asked: Asked,
  home: LettingHome,
  application: Application,
  lease: Lease,
  key: string,
): Promise<void> {
  const { landlordId } = asked;
  const offer = home.offers.find(
    ({ applicationNumber, answer }) => applicationNumber === application.number && answer === 'accepted',
  );
  await tx.insert(leases).values({
    ...lease,
    landlordId,
    vacancyId: home.vacancy.id,
    applicationNumber: application.number,
    offerId: offer?.id ?? null,
  });
  await tx.insert(tenancies).values({
    landlordId,
    id: lease.id,
    homeId: home.home.id,
    signedOn: lease.signedOn,
    residents: application.household.persons.length,
    rentCents: home.home.rentCents,
  });
  await tx.update(vacancies).set({ status: 'let' }).where(eq(vacancies.id, home.vacancy.id));
  // N-04 a: at the signature, without prior notice.
  await writeApplication(tx, landlordId, { ...application, status: 'housed' }, asked.now);
  await writeOutcome(tx, asked, home, 'let', key);
  await endOrientation(tx, home.vacancy.id, lease.reservationFailed ? 'failed' : 'let', lease.signedOn);
}

/** Offers of the household for other homes are closed: the next ranks there are ready at once. */
async function releasePlaces(
  tx: Transaction,
  asked: Asked,
  home: LettingHome,
  number: string,
): Promise<Act[]> {
  const rows = await tx
    .select(domainColumns(offers))
    .from(offers)
    .where(
      and(eq(offers.applicationNumber, number), ne(offers.vacancyId, home.vacancy.id), isNull(offers.answer)),
    );
  const acts: Act[] = [];
  for (const row of rows) {
    const offer = lettingOffer(row);
    const effect = releaseOf(offer, asked.today);
    await close(tx, offer, effect, asked);
    const [other] =
      row.vacancyId === null
        ? []
        : await lettingHomes(tx, asked.landlordId, { vacancyId: row.vacancyId }, asked.today);
    if (!other) continue;
    await recordEvents(tx, asked.landlordId, [answerEvent(other, offer, effect)]);
    acts.push({
      kind: 'place.released',
      at: asked.now,
      actor: asked.actor,
      subjects: subjectsOf(other, offer),
      before: { rank: offer.rank },
      after: { because: 'leaseSigned' },
      why: null,
    });
  }
  return acts;
}

/** The other lists and agendas that hold the household: its places there are free from now on. */
async function otherPlaces(
  tx: Transaction,
  asked: Asked,
  home: LettingHome,
  number: string,
): Promise<SignedLease['released']> {
  const rows = await tx
    .selectDistinct({ vacancyId: agendaCandidates.vacancyId, state: agendaHomes.state })
    .from(agendaCandidates)
    .innerJoin(
      agendaHomes,
      and(
        eq(agendaHomes.sessionId, agendaCandidates.sessionId),
        eq(agendaHomes.vacancyId, agendaCandidates.vacancyId),
      ),
    )
    .innerJoin(vacancies, eq(vacancies.id, agendaCandidates.vacancyId))
    .where(
      and(
        eq(agendaCandidates.number, number),
        ne(agendaCandidates.vacancyId, home.vacancy.id),
        inArray(agendaHomes.state, ['pending', 'decided']),
        eq(vacancies.status, 'available'),
      ),
    );
  const released: { vacancyId: string; rank: number | null }[] = [];
  for (const { vacancyId, state } of rows) {
    const [other] =
      state === 'pending' ? [] : await lettingHomes(tx, asked.landlordId, { vacancyId }, asked.today);
    const rank = other?.candidates.find(({ decision }) => decision.number === number)?.decision.rank ?? null;
    if (state === 'pending' || rank !== null) released.push({ vacancyId, rank });
  }
  return released;
}

async function writeOutcome(
  tx: Transaction,
  asked: Asked,
  home: LettingHome,
  outcome: 'let' | 'returned',
  key: string,
): Promise<void> {
  await tx.insert(lettingOutcomes).values({
    landlordId: asked.landlordId,
    sessionId: home.sessionId,
    vacancyId: home.vacancy.id,
    outcome,
    on: asked.today,
    by: asked.actor.name,
    at: asked.now,
    requestKey: key,
    learned: learnedOf(home, asked.today),
  });
}

/** Whether this very request ended the list before. */
async function outcomeOf(tx: Transaction, home: LettingHome, key: string): Promise<boolean> {
  const [row] = await tx
    .select({ requestKey: lettingOutcomes.requestKey })
    .from(lettingOutcomes)
    .where(
      and(eq(lettingOutcomes.sessionId, home.sessionId), eq(lettingOutcomes.vacancyId, home.vacancy.id)),
    );
  return row?.requestKey === key;
}

async function signedBefore(tx: Transaction, home: LettingHome, key: string): Promise<Lease | null> {
  if (home.lease === null || !(await outcomeOf(tx, home, key))) return null;
  const { vacancyId: _v, applicationNumber: _n, offerId: _o, ...columns } = domainColumns(leases);
  const [lease] = await tx.select(columns).from(leases).where(eq(leases.vacancyId, home.vacancy.id));
  return lease ?? null;
}

async function endOrientation(
  tx: Transaction,
  vacancyId: string,
  outcome: 'let' | 'failed' | 'returned',
  on: CivilDate,
): Promise<void> {
  await tx
    .update(orientations)
    .set({ outcome, endedOn: on })
    .where(and(eq(orientations.vacancyId, vacancyId), isNull(orientations.endedOn)));
}

function leaseAct(
  home: LettingHome,
  { number }: Application,
  lease: Lease,
  asked: Asked,
  verified: boolean,
): Act {
  return {
    kind: 'lease.signed',
    at: asked.now,
    actor: asked.actor,
    subjects: [`vacancy:${home.vacancy.id}`, `application:${number}`, `home:${home.home.id}`],
    before: { status: home.vacancy.status },
    after: {
      lease: lease.id,
      signedOn: lease.signedOn,
      holderId: lease.holderId,
      reservationFailed: lease.reservationFailed,
      verifiedOnDocuments: verified,
    },
    why: null,
  };
}

function removalAct({ number, status }: Application, lease: Lease, asked: Asked): Act {
  return {
    kind: 'application.removed',
    at: asked.now,
    actor: asked.actor,
    subjects: [`application:${number}`],
    before: { status },
    after: { status: 'housed', ground: 'N-04 a', on: lease.signedOn },
    why: null,
  };
}
