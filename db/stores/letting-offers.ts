/** Sending an offer, recording its answer, and the silence that refuses it. */
import { eq } from 'drizzle-orm';
import { lapsedOfferLetter, offerLetter } from '../../src/committee/letters/offer-letters.ts';
import {
  type GivenAnswer,
  lapsedOffers,
  readAnswer,
  silenceOf,
} from '../../src/committee/letting/answers.ts';
import { type LettingRefusal, mayReceive, maySend } from '../../src/committee/letting/gestures.ts';
import { answerEvent, offerEvent } from '../../src/committee/letting/letting-events.ts';
import type { LettingHome, LettingOffer } from '../../src/committee/letting/letting-home.ts';
import type { SentOffer } from '../../src/committee/letting-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import { type Act, serviceActor } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { offers } from '../schema/tenancy.ts';
import { appendActs } from './journal-append.ts';
import { reviewDaysNow } from './letter-gaps.ts';
import { writeLetter } from './letter-writing.ts';
import { answerAct, close, keepRefusal, releaseOf, subjectsOf } from './letting-answers.ts';
import { lockedHome, lockLetting } from './letting-locks.ts';
import { recordEvents } from './register-events.ts';

type Answer<Value> = Promise<Result<Value, LettingRefusal>>;

export async function sendOffer(
  db: Database,
  asked: Asked,
  input: { vacancyId: string; number: string; key: string },
): Answer<SentOffer> {
  const { landlordId, today } = asked;
  await lapseFirst(db, asked, input.vacancyId);
  return withLandlord(db, landlordId, async (tx) => {
    await lockLetting(tx, input.vacancyId, input.number);
    const home = await lockedHome(tx, landlordId, input.vacancyId, today);
    if (home === null) return refuse({ code: 'unknownHome' });
    const same = home.offers.find(({ details }) => details?.requestKey === input.key);
    if (same) return ok({ offer: same, replayed: true });
    const sending = maySend(home, input.number, home.offerReplyDays, today);
    if (!sending.ok) return sending;
    const { place, passedOver, released } = sending.value;
    for (const earlier of released) await close(tx, earlier, releaseOf(earlier, today), asked);
    const offer = newOffer(home, place.number, place.rank ?? 1, asked, input.key);
    await tx.insert(offers).values({
      ...offer,
      landlordId,
      vacancyId: input.vacancyId,
      homeDecisionId: home.homeDecisionId,
    });
    await recordEvents(tx, landlordId, [offerEvent(home, offer)]);
    const act: Act = {
      kind: 'offer.sent',
      at: asked.now,
      actor: asked.actor,
      subjects: subjectsOf(home, offer),
      before: null,
      after: {
        rank: offer.rank,
        replyDays: offer.replyDays,
        dalo: offer.details?.dalo ?? false,
        passedOver: passedOver.map(({ rank, because }) => ({ rank, because: [...because] })),
        toExamine: place.checks.filter(({ verdict }) => verdict === 'unknown').map(({ code }) => code),
      },
      why: null,
    };
    // The offer is what the letter says (R441-10): both are written, or neither.
    const written = { on: today, reviewDays: await reviewDaysNow(tx, today) };
    const letter = await writeLetter(tx, landlordId, offerLetter(home, offer, written), asked);
    await appendActs(tx, landlordId, [act, ...letter.acts]);
    return ok({ offer, replayed: false });
  });
}

export function recordReceipt(
  db: Database,
  asked: Asked,
  input: { offerId: string; on: CivilDate },
): Answer<LettingOffer> {
  const { landlordId, today } = asked;
  return withLandlord(db, landlordId, async (tx) => {
    const row = await placeOfOffer(tx, input.offerId);
    if (row === null) return refuse({ code: 'unknownOffer' });
    await lockLetting(tx, row.vacancyId, null);
    const home = await lockedHome(tx, landlordId, row.vacancyId, today);
    if (home === null) return refuse({ code: 'unknownOffer' });
    const may = mayReceive(home, input.offerId, input.on, today);
    if (!may.ok) return may;
    const offer = { ...may.value, receivedOn: input.on };
    if (may.value.receivedOn === input.on) return ok(offer);
    await tx.update(offers).set({ receivedOn: input.on }).where(eq(offers.id, offer.id));
    await appendActs(tx, landlordId, [
      {
        kind: 'offer.received',
        at: asked.now,
        actor: asked.actor,
        subjects: subjectsOf(home, offer),
        before: { receivedOn: may.value.receivedOn },
        after: { receivedOn: input.on },
        why: null,
      },
    ]);
    return ok(offer);
  });
}

async function placeOfOffer(
  tx: Transaction,
  offerId: string,
): Promise<{ vacancyId: string; number: string } | null> {
  const [row] = await tx
    .select({ vacancyId: offers.vacancyId, number: offers.applicationNumber })
    .from(offers)
    .where(eq(offers.id, offerId));
  return row && row.vacancyId !== null ? { vacancyId: row.vacancyId, number: row.number } : null;
}

export async function answerOffer(
  db: Database,
  asked: Asked,
  input: { offerId: string; given: GivenAnswer; key: string },
): Answer<{ offer: LettingOffer; replayed: boolean }> {
  const { landlordId, today } = asked;
  return withLandlord(db, landlordId, async (tx) => {
    const row = await placeOfOffer(tx, input.offerId);
    if (row === null) return refuse({ code: 'unknownOffer' });
    await lockLetting(tx, row.vacancyId, row.number);
    const home = await lockedHome(tx, landlordId, row.vacancyId, today);
    const offer = home?.offers.find(({ id }) => id === input.offerId);
    if (!home || !offer) return refuse({ code: 'unknownOffer' });
    if (offer.details?.answerKey === input.key) return ok({ offer, replayed: true });
    const effect = readAnswer(home, input.offerId, input.given, today);
    if (!effect.ok) return effect;
    const closed = await close(tx, offer, effect.value, asked, input.key);
    await keepRefusal(tx, asked, home, offer, effect.value);
    await recordEvents(tx, landlordId, [answerEvent(home, offer, effect.value)]);
    await appendActs(tx, landlordId, [answerAct(home, offer, effect.value, asked)]);
    return ok({ offer: closed, replayed: false });
  });
}

/** Closes by silence the offer of a home whose last day is over, home and household locked; how many were closed. */
export async function lapseOnHome(
  tx: Transaction,
  landlordId: string,
  vacancyId: string,
  today: CivilDate,
  now: Date,
): Promise<number> {
  await lockLetting(tx, vacancyId, null);
  const seen = await lockedHome(tx, landlordId, vacancyId, today);
  const [due] = seen === null ? [] : lapsedOffers(seen.offers, today);
  if (!due) return 0;
  await lockLetting(tx, vacancyId, due.applicationNumber);
  // While the household's row was awaited, a lease elsewhere may have closed the offer.
  const home = await lockedHome(tx, landlordId, vacancyId, today);
  const [offer] = home === null ? [] : lapsedOffers(home.offers, today);
  if (home === null || !offer) return 0;
  const asked = { landlordId, actor: serviceActor, now };
  const effect = { ...silenceOf(offer), revives: false };
  await close(tx, offer, effect, asked);
  await keepRefusal(tx, asked, home, offer, effect);
  await recordEvents(tx, landlordId, [answerEvent(home, offer, effect)]);
  const written = { on: today, reviewDays: await reviewDaysNow(tx, today) };
  const letter = await writeLetter(tx, landlordId, lapsedOfferLetter(home, offer, written), asked);
  await appendActs(tx, landlordId, [answerAct(home, offer, effect, asked), ...letter.acts]);
  return 1;
}

/** The silence of a home's open offer is written first, in a transaction of its own: one household is locked at a time. */
export async function lapseFirst(db: Database, asked: Asked, vacancyId: string): Promise<void> {
  const { landlordId, today, now } = asked;
  await withLandlord(db, landlordId, (tx) => lapseOnHome(tx, landlordId, vacancyId, today, now));
}

function newOffer(home: LettingHome, number: string, rank: number, asked: Asked, key: string): LettingOffer {
  const dalo = home.designations.some((row) => row.dalo && row.applicationNumber === number);
  return {
    id: `OFFRE-${key}`,
    homeId: home.home.id,
    applicationNumber: number,
    rank,
    sentOn: asked.today,
    answer: null,
    answeredOn: null,
    refusalReason: null,
    adapted: null,
    receivedOn: null,
    replyDays: home.offerReplyDays,
    details: { sentBy: asked.actor.name, sentAt: asked.now.toISOString(), requestKey: key, dalo },
  };
}
