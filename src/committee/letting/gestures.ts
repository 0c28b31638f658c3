/** What an officer may do after the committee, as rules: send an offer, record an answer, sign, give the home back. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { offerStateOn } from '../../law/offer.ts';
import type { LettingHome, LettingOffer } from './letting-home.ts';
import { type Place, placesOf } from './places.ts';
import type { Check } from './recheck.ts';
import { stageOf } from './stage.ts';

/** Why a gesture is not made; the page says it in French with who did what when. */
export type LettingRefusal =
  | { code: 'unknownHome' }
  | { code: 'unknownOffer' }
  | { code: 'alreadySigned'; on: CivilDate; by: string | null }
  | { code: 'returned'; on: CivilDate; by: string }
  | { code: 'withdrawn' }
  | { code: 'alreadyOffered'; sentOn: CivilDate; by: string | null; rank: number }
  | { code: 'notNext'; rank: number | null }
  | { code: 'barred'; checks: readonly Check[] }
  | { code: 'delayTooShort'; days: number }
  | { code: 'alreadyAnswered'; answer: 'accepted' | 'refused'; on: CivilDate | null; by: string | null }
  | { code: 'homeOfferedSince' }
  | { code: 'dateOutOfRange'; from: CivilDate; to: CivilDate }
  | { code: 'reasonMissing' }
  | { code: 'notAccepted' }
  | { code: 'conditionAwaited'; dueOn: CivilDate }
  | { code: 'toVerify'; checks: readonly Check[] }
  | { code: 'someoneLeft'; rank: number | null }
  | { code: 'notSigned' }
  /** M-08b: who lives there, and leaves in an exchange, has not accepted its own home yet. */
  | { code: 'leaverUnbound' }
  /** Of a chain: who lives there has no keys of its own yet. */
  | { code: 'leaverStillThere' };

export type Sending = {
  place: Place;
  /** Households before it in the list that are passed over, with why, for the journal. */
  passedOver: readonly { number: string; rank: number | null; because: readonly string[] }[];
  /** Offers accepted by households that can no longer have the home: closed by this sending. */
  released: readonly LettingOffer[];
};

/** An offer goes to the household whose turn it is, re-checked today, with ten days to answer at least (C-09). */
export function maySend(
  home: LettingHome,
  number: string,
  replyDays: number,
  today: CivilDate,
): Result<Sending, LettingRefusal> {
  const over = ended(home);
  if (over) return refuse(over);
  const places = placesOf(home, today);
  const openPlace = places.find(({ state }) => state.kind === 'offered' || state.kind === 'accepted');
  const held = openPlace?.offer ?? null;
  if (held !== null) {
    const { sentOn, rank, details } = held;
    return refuse({ code: 'alreadyOffered', sentOn, rank, by: details?.sentBy ?? null });
  }
  const place = places.find((candidate) => candidate.number === number);
  if (place?.state.kind === 'barred') return refuse({ code: 'barred', checks: place.checks });
  const next = places.find(({ state }) => state.kind === 'next');
  if (!place || place !== next) return refuse({ code: 'notNext', rank: next?.rank ?? null });
  const { valid } = offerStateOn(
    { sentOn: today, receivedOn: null, replyDays, answer: undefined, answeredOn: null },
    today,
  );
  if (!valid) return refuse({ code: 'delayTooShort', days: replyDays });
  const before = places.slice(0, places.indexOf(place));
  return ok({
    place,
    passedOver: before.map((passed) => ({
      number: passed.number,
      rank: passed.rank,
      because: whyOut(passed),
    })),
    released: before.flatMap(({ offer }) => (offer === null || offer.answer === 'refused' ? [] : [offer])),
  });
}

/** A receipt is recorded while the offer is open; it can only give the household more days. */
export function mayReceive(
  home: LettingHome,
  offerId: string,
  on: CivilDate,
  today: CivilDate,
): Result<LettingOffer, LettingRefusal> {
  const offer = home.offers.find(({ id }) => id === offerId);
  if (!offer) return refuse({ code: 'unknownOffer' });
  if (offer.answer !== null) {
    const { answer, answeredOn, details } = offer;
    return refuse({ code: 'alreadyAnswered', answer, on: answeredOn, by: details?.answeredBy ?? null });
  }
  return on < offer.sentOn || on > today
    ? refuse({ code: 'dateOutOfRange', from: offer.sentOn, to: today })
    : ok(offer);
}

/**
 * The lease goes to the household that accepted, whose condition is met and who still may have the home. What the law
 * cannot answer (`unknown`) is signed only where the officer says that it was verified on documents.
 */
export function maySign(
  home: LettingHome,
  number: string,
  signing: { signedOn: CivilDate; verified: boolean },
  today: CivilDate,
): Result<Place, LettingRefusal> {
  const over = ended(home);
  if (over) return refuse(over);
  const place = placesOf(home, today).find((candidate) => candidate.number === number);
  if (place?.state.kind === 'barred') return refuse({ code: 'barred', checks: place.checks });
  if (place?.state.kind !== 'accepted') return refuse({ code: 'notAccepted' });
  if (place.condition?.state === 'awaited') {
    return refuse({ code: 'conditionAwaited', dueOn: place.condition.dueOn });
  }
  const from = place.state.on ?? home.heldOn;
  if (signing.signedOn < from || signing.signedOn > today) {
    return refuse({ code: 'dateOutOfRange', from, to: today });
  }
  const unsure = place.checks.filter(({ verdict }) => verdict === 'unknown');
  if (unsure.length > 0 && !signing.verified) return refuse({ code: 'toVerify', checks: unsure });
  return ok(place);
}

/** A home goes back to the board once nobody is left on its list: a condition met or a rank left forbids it. */
export function mayReturn(home: LettingHome, today: CivilDate): Result<null, LettingRefusal> {
  const over = ended(home);
  if (over) return refuse(over);
  const { kind, place } = stageOf(home, placesOf(home, today));
  return kind === 'exhausted' ? ok(null) : refuse({ code: 'someoneLeft', rank: place?.rank ?? null });
}

/** Keys are given once the lease is signed, that day at the earliest. */
export function mayGiveKeys(
  { signedOn }: { signedOn: CivilDate | null },
  on: CivilDate,
  today: CivilDate,
): Result<null, LettingRefusal> {
  if (signedOn === null) return refuse({ code: 'notSigned' });
  return on < signedOn || on > today
    ? refuse({ code: 'dateOutOfRange', from: signedOn, to: today })
    : ok(null);
}

/** Why a household before the next one is out, as codes. */
function whyOut({ state, checks }: Place): string[] {
  if (state.kind === 'barred') {
    return checks.filter(({ verdict }) => verdict === 'no').map(({ code }) => code);
  }
  return [state.kind === 'refused' ? state.how : state.kind];
}

function ended(home: LettingHome): LettingRefusal | null {
  if (home.lease !== null) return { code: 'alreadySigned', on: home.lease.signedOn, by: home.lease.by };
  if (home.returned !== null) return { code: 'returned', ...home.returned };
  return home.vacancy.status === 'withdrawn' || home.vacancy.status === 'let' ? { code: 'withdrawn' } : null;
}
