/** Relocations by law: facts gathered, offers recorded, proved, answered, told to the committee; one effect a gesture. */
import { and, eq } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import {
  type NewOffer,
  offerFactsSchema,
  wrongInOffer,
} from '../../src/portal/relocations/relocation-offer.ts';
import type { RelocationPort, RelocationRefusal } from '../../src/portal/relocations/relocation-port.ts';
import type { RelocationStanding } from '../../src/portal/relocations/relocation-standing.ts';
import { answerAfter } from '../../src/portal/transfers/answers.ts';
import { isLive, type TransferRequest } from '../../src/portal/transfers/request.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { homes, vacancies } from '../schema/home.ts';
import { relocationOffers } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { informSitting, recordRelocationFacts } from './relocation-facts.ts';
import { leaseRelocation } from './relocation-lease.ts';
import { lockedOffer, writeOfferLetter } from './relocation-letter.ts';
import { listRelocations, relocationDetailsOf, relocationFile, standingOf } from './relocation-read.ts';
import { lockedRequest, saveRequest, writeRequest } from './transfer-changes.ts';
import { transferSubjects } from './transfer-opening.ts';
import { tenancyOf } from './transfer-rows.ts';

type Answer<Value> = Promise<Result<Value, RelocationRefusal>>;
type Input<Name extends keyof RelocationPort> = Parameters<RelocationPort[Name]>[1];

export function relocationStore(db: Database): RelocationPort {
  const within = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    list: (reader, today) => within(reader.landlordId, (tx) => listRelocations(tx, reader, today)),
    find: (reader, id, today) => within(reader.landlordId, (tx) => relocationFile(tx, reader, id, today)),
    recordFacts: (asked, input) => within(asked.landlordId, (tx) => recordRelocationFacts(tx, asked, input)),
    offer: (asked, id, input) => within(asked.landlordId, (tx) => recordOffer(tx, asked, id, input)),
    prove: (asked, input) => within(asked.landlordId, (tx) => prove(tx, asked, input)),
    answer: (asked, input) => within(asked.landlordId, (tx) => answerOffer(tx, asked, input)),
    lose: (asked, offerId) => within(asked.landlordId, (tx) => loseOffer(tx, asked, offerId)),
    writeLetter: (asked, offerId) => within(asked.landlordId, (tx) => writeOfferLetter(tx, asked, offerId)),
    inform: (asked, input) => within(asked.landlordId, (tx) => informSitting(tx, asked, input)),
    lease: (asked, input) => within(asked.landlordId, (tx) => leaseRelocation(tx, asked, input)),
  };
}

async function recordOffer(
  tx: Transaction,
  asked: Asked,
  id: string,
  input: NewOffer,
): Answer<{ offerId: string; recorded: boolean }> {
  const found = await lockedRequest(tx, id, null);
  if (!found.ok) return found;
  const request = found.value;
  const [same] = await tx
    .select({ id: relocationOffers.id })
    .from(relocationOffers)
    .where(eq(relocationOffers.requestKey, input.key));
  if (same) return ok({ offerId: same.id, recorded: false });
  const tenancy = request.tenancyId === null ? null : await tenancyOf(tx, request.tenancyId);
  if (tenancy === null) return refuse({ code: 'noLease' });
  if (!isLive(request)) return refuse({ code: 'ended' });
  const { standing } = await standingOf(tx, request, asked.today);
  if (standing.regime.kind !== 'law') return refuse({ code: 'notByLaw' });
  if (standing.accepted !== null) return refuse({ code: 'noOfferNow' });
  const home = await freedHome(tx, input.vacancyId);
  if (home === null) return refuse({ code: 'noSuchHome' });
  const wrong = wrongInOffer(input, {
    today: asked.today,
    present: tenancy.home,
    offered: home,
    open: standing.open?.id ?? null,
  });
  if (wrong) return refuse(wrong);
  const [created] = await tx
    .insert(relocationOffers)
    .values({
      landlordId: asked.landlordId,
      requestId: id,
      homeId: home.id,
      vacancyId: input.vacancyId,
      notifiedOn: input.notifiedOn,
      rentCents: home.rentCents,
      facts: offerFactsSchema.parse({
        ...input.facts,
        presentRentCents: tenancy.rentCents ?? tenancy.home.rentCents,
      }),
      by: asked.actor.name,
      requestKey: input.key,
    })
    .returning({ id: relocationOffers.id });
  if (!created) throw new Error('an inserted offer is not there');
  const { place, distanceKm, proof } = input.facts;
  await append(tx, asked, request, 'relocation.offered', null, {
    offer: created.id,
    vacancy: input.vacancyId,
    notifiedOn: input.notifiedOn,
    place,
    distanceKm,
    proof,
  });
  return ok({ offerId: created.id, recorded: true });
}

async function freedHome(tx: Transaction, vacancyId: string) {
  const [row] = await tx
    .select({ id: homes.id, insee: homes.insee, rentCents: homes.rentCents, status: vacancies.status })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(eq(vacancies.id, vacancyId));
  return row && row.status !== 'let' && row.status !== 'withdrawn' ? row : null;
}

async function prove(tx: Transaction, asked: Asked, input: Input<'prove'>): Answer<{ changed: boolean }> {
  const found = await lockedOffer(tx, input.offerId);
  if (found === null) return refuse({ code: 'noSuchOffer' });
  const { row, request } = found;
  const facts = offerFactsSchema.parse(row.facts);
  if (facts.proof === input.proof && row.notifiedOn === input.notifiedOn) return ok({ changed: false });
  if (input.notifiedOn > asked.today) return refuse({ code: 'inFuture' });
  if (row.answeredOn !== null && input.notifiedOn > row.answeredOn) return refuse({ code: 'beforeOffer' });
  await tx
    .update(relocationOffers)
    .set({ notifiedOn: input.notifiedOn, facts: { ...facts, proof: input.proof } })
    .where(eq(relocationOffers.id, row.id));
  const before = { offer: row.id, notifiedOn: row.notifiedOn, proof: facts.proof };
  await append(tx, asked, request, 'relocation.notified', before, {
    offer: row.id,
    notifiedOn: input.notifiedOn,
    proof: input.proof,
  });
  return ok({ changed: true });
}

async function answerOffer(
  tx: Transaction,
  asked: Asked,
  { offerId, answer, answeredOn }: Input<'answer'>,
): Answer<{ changed: boolean }> {
  const found = await lockedOffer(tx, offerId);
  if (found === null) return refuse({ code: 'noSuchOffer' });
  const { row, request } = found;
  if (row.answer !== null) {
    if (row.answer === answer && row.answeredOn === answeredOn) return ok({ changed: false });
    const by = offerFactsSchema.parse(row.facts).answeredBy ?? row.by;
    return refuse({ code: 'answeredMeanwhile', by, answer: row.answer });
  }
  if (answeredOn > asked.today) return refuse({ code: 'inFuture' });
  if (answeredOn < row.notifiedOn) return refuse({ code: 'beforeOffer' });
  await tx
    .update(relocationOffers)
    .set({
      answer,
      answeredOn,
      facts: { ...offerFactsSchema.parse(row.facts), answeredBy: asked.actor.name },
    })
    .where(eq(relocationOffers.id, offerId));
  const { standing } = await standingOf(tx, request, asked.today);
  const moved = answer === 'accepted' ? await moveOn(tx, asked, request, standing) : [];
  const act = actOf(asked, request, 'relocation.answered', null, {
    offer: offerId,
    answer,
    answeredOn,
    counted: standing.sure,
  });
  await appendActs(tx, asked.landlordId, [act, ...moved]);
  return ok({ changed: true });
}

/** An accepted home goes on in the request: to its moving plan under M-07 (C-13), to the committee otherwise. */
async function moveOn(
  tx: Transaction,
  asked: Asked,
  request: TransferRequest,
  standing: RelocationStanding,
): Promise<readonly Act[]> {
  const { accepted, regime } = standing;
  if (accepted === null || accepted.vacancyId === null || regime.kind !== 'law') return [];
  const isM07 = regime.ground === 'demolition';
  if (!isM07 && request.number === null) return [];
  const state = isM07 ? 'moving' : 'proposed';
  const proposal = { vacancyId: accepted.vacancyId, homeId: accepted.homeId, on: asked.today };
  const { acts } = await writeRequest(tx, asked, {
    request: { ...request, state, details: { ...request.details, proposal } },
    act: { kind: 'transfer.proposed', before: { state: request.state }, after: { state } },
    notice: [],
  });
  return acts;
}

/** What the commission was told of no longer holds: another home will be, once it is accepted. */
async function loseOffer(tx: Transaction, asked: Asked, offerId: string): Answer<{ changed: boolean }> {
  const found = await lockedOffer(tx, offerId);
  if (found === null) return refuse({ code: 'noSuchOffer' });
  const { row, request } = found;
  const facts = offerFactsSchema.parse(row.facts);
  if (facts.lost) return ok({ changed: false });
  if (!isLive(request)) return refuse({ code: 'ended' });
  if (row.answer !== 'accepted') return refuse({ code: 'noneAccepted' });
  const lost = { on: asked.today, by: asked.actor.name };
  await tx
    .update(relocationOffers)
    .set({ facts: { ...facts, lost } })
    .where(eq(relocationOffers.id, offerId));
  const relocation = { ...relocationDetailsOf(request), information: null };
  const next = {
    ...request,
    state: 'searching' as const,
    details: { ...request.details, proposal: null, plan: null, relocation },
  };
  await saveRequest(tx, asked, {
    request: next,
    act: {
      kind: 'relocation.offerLost',
      before: { state: request.state },
      after: { offer: offerId, state: next.state },
    },
    notice: [answerAfter(next, { kind: 'searchAgain' }, asked.actor.name)],
  });
  return ok({ changed: true });
}

function actOf(
  { now, actor }: Asked,
  request: TransferRequest,
  kind: string,
  before: Act['before'],
  after: Act['after'],
): Act {
  return { kind, at: now, actor, subjects: transferSubjects(request), before, after, why: null };
}

async function append(
  tx: Transaction,
  asked: Asked,
  request: TransferRequest,
  kind: string,
  before: Act['before'],
  after: Act['after'],
): Promise<void> {
  await appendActs(tx, asked.landlordId, [actOf(asked, request, kind, before, after)]);
}
