/** The lease of a decided home with all that follows from it, the keys, and the home that goes back to the board. */
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import { type LettingRefusal, maySign } from '../../src/committee/letting/gestures.ts';
import type { KeptDecision, SaidAtSigning } from '../../src/committee/letting/kept-facts.ts';
import { leaseOf } from '../../src/committee/letting/lease-facts.ts';
import { answerEvent, leaseEvents } from '../../src/committee/letting/letting-events.ts';
import type { LeasedHome, LettingHome } from '../../src/committee/letting/letting-home.ts';
import type { LettingPort, SignedLease } from '../../src/committee/letting-port.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Lease } from '../../src/domain/tenancy.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { agendaCandidates, agendaHomes } from '../schema/committee.ts';
import { vacancies } from '../schema/home.ts';
import { leases, offers, tenancies } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { isLeaverUnbound } from './exchange-life.ts';
import { appendActs } from './journal-append.ts';
import { close, releaseOf, subjectsOf } from './letting-answers.ts';
import { endOrientation, isOutcomeOf, writeOutcome } from './letting-endings.ts';
import { lettingHomes, lettingOffer } from './letting-homes.ts';
import { keepFacts, keptDecision } from './letting-kept.ts';
import { lockedHome, lockLetting, writeApplication } from './letting-locks.ts';
import { lapseFirst } from './letting-offers.ts';
import { recordEvents } from './register-events.ts';

type Answer<Value> = Promise<Result<Value, LettingRefusal>>;
type Signing = Parameters<LettingPort['signLease']>[1];

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
    if (await isLeaverUnbound(tx, input.vacancyId)) return refuse({ code: 'leaverUnbound' });
    const { application } = place.value.candidate;
    if (application === null) return refuse({ code: 'barred', checks: place.value.checks });
    const { acts, ...signed } = await carryOut(tx, asked, home, application, input);
    await appendActs(tx, landlordId, acts);
    return ok({ ...signed, replayed: false });
  });
}

/** The lease of a decided home with all that follows, and how its list ended. Acts are the caller's to append, last. */
export async function carryOut(
  tx: Transaction,
  asked: Asked,
  home: LettingHome,
  application: Application,
  input: Pick<Signing, 'signedOn' | 'verified' | 'key' | 'said'>,
): Promise<Pick<SignedLease, 'lease' | 'released'> & { acts: Act[] }> {
  const lease = leaseOf(home, application, input.signedOn);
  const offer = home.offers.find(
    ({ applicationNumber, answer }) => applicationNumber === application.number && answer === 'accepted',
  );
  const { verified, said = null } = input;
  const decision = await keptDecision(tx, home, application.number);
  const signed = { lease, offerId: offer?.id ?? null, verified, decision, said };
  const done = await letTo(tx, asked, home, application, signed);
  await writeOutcome(tx, asked, home, 'let', input.key);
  return { lease, ...done };
}

/**
 * A home let to a household with all that follows: the tenancy, the removal (N-04 a), its other places, the events of
 * the register. The acts are the caller's to append, last. The home and the household are locked and the rules asked.
 */
export async function letTo(
  tx: Transaction,
  asked: Asked,
  home: LeasedHome,
  application: Application,
  {
    lease,
    offerId,
    verified,
    decision = null,
    said = null,
  }: {
    lease: Lease;
    offerId: string | null;
    verified: boolean;
    decision?: KeptDecision | null;
    said?: SaidAtSigning | null;
  },
): Promise<Pick<SignedLease, 'released'> & { acts: Act[] }> {
  await writeLease(tx, asked, home, application, lease, offerId);
  await keepFacts(tx, asked.landlordId, home, application, lease, decision, said);
  const freed = await releasePlaces(tx, asked, home, application.number);
  const released = await otherPlaces(tx, asked, home, application.number);
  await recordEvents(tx, asked.landlordId, leaseEvents(home, application, lease));
  const acts = [
    leaseAct(home, application, lease, asked, verified),
    removalAct(application, lease, asked),
    ...freed,
  ];
  return { released, acts };
}

async function writeLease(
  tx: Transaction,
  asked: Asked,
  home: LeasedHome,
  application: Application,
  lease: Lease,
  offerId: string | null,
): Promise<void> {
  const { landlordId } = asked;
  await tx.insert(leases).values({
    ...lease,
    landlordId,
    vacancyId: home.vacancy.id,
    applicationNumber: application.number,
    offerId,
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
  await endOrientation(tx, home.vacancy.id, lease.reservationFailed ? 'failed' : 'let', lease.signedOn);
}

/** Offers of the household for other homes are closed: the next ranks there are ready at once. */
async function releasePlaces(
  tx: Transaction,
  asked: Asked,
  home: LeasedHome,
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
  home: LeasedHome,
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

/** The lease that this very request signed before; null where it did not. */
export async function signedBefore(tx: Transaction, home: LettingHome, key: string): Promise<Lease | null> {
  if (home.lease === null || !(await isOutcomeOf(tx, home, key))) return null;
  const { vacancyId: _v, applicationNumber: _n, offerId: _o, ...columns } = domainColumns(leases);
  const [lease] = await tx.select(columns).from(leases).where(eq(leases.vacancyId, home.vacancy.id));
  return lease ?? null;
}

function leaseAct(
  home: LeasedHome,
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
