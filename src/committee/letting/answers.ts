/** What a household answers to its offer, as rules: in time, too late, by silence, or by giving the home up later. */
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { LettingRefusal } from './gestures.ts';
import type { LettingHome, LettingOffer, OfferDetails, RefusalReason } from './letting-home.ts';
import { deadlineOf } from './places.ts';

/** What an answer writes on its offer. */
export type AnswerEffect = Pick<LettingOffer, 'answer' | 'answeredOn' | 'refusalReason' | 'adapted'> & {
  how: NonNullable<OfferDetails['how']> | null;
  late: NonNullable<OfferDetails['late']> | null;
  /** True where the service had taken the household's silence for a refusal and the answer came in time after all. */
  revives: boolean;
};

/** The household gives up, before the lease, the home that it had accepted: a refusal like another, at any day. */
function readRenunciation(
  home: LettingHome,
  offer: LettingOffer,
  given: GivenAnswer,
  today: CivilDate,
): Result<AnswerEffect, LettingRefusal> {
  const from = offer.answeredOn ?? offer.sentOn;
  if (given.on < from) return refuse({ code: 'dateOutOfRange', from, to: today });
  if (home.lease !== null) {
    return refuse({ code: 'alreadySigned', on: home.lease.signedOn, by: home.lease.by });
  }
  if (given.reason === null || given.adapted === null) return refuse({ code: 'reasonMissing' });
  return ok({
    answer: 'refused',
    answeredOn: given.on,
    refusalReason: given.reason,
    adapted: given.adapted,
    how: 'renounced',
    late: null,
    revives: false,
  });
}

export type GivenAnswer = {
  answer: 'accepted' | 'refused';
  on: CivilDate;
  reason: RefusalReason | null;
  adapted: boolean | null;
};

/**
 * Records an answer on the day it came. After the last day it counts as a refusal whatever it says, and what it said
 * is kept. One that came in time and was written late undoes the silence, unless the home went to somebody since. A
 * household that accepted may still give the home up before the lease.
 */
export function readAnswer(
  home: LettingHome,
  offerId: string,
  given: GivenAnswer,
  today: CivilDate,
): Result<AnswerEffect, LettingRefusal> {
  const offer = home.offers.find(({ id }) => id === offerId);
  if (!offer) return refuse({ code: 'unknownOffer' });
  if (given.on < offer.sentOn || given.on > today) {
    return refuse({ code: 'dateOutOfRange', from: offer.sentOn, to: today });
  }
  if (offer.answer === 'accepted' && given.answer === 'refused') {
    return readRenunciation(home, offer, given, today);
  }
  const silent = offer.answer === 'refused' && offer.details?.how === 'silence';
  if (offer.answer !== null && !silent) {
    const { answer, answeredOn: on, details } = offer;
    return refuse({ code: 'alreadyAnswered', answer, on, by: details?.answeredBy ?? null });
  }
  if (given.answer === 'refused' && (given.reason === null || given.adapted === null)) {
    return refuse({ code: 'reasonMissing' });
  }
  const deadline = deadlineOf(offer);
  if (given.on > deadline) {
    return ok({
      answer: 'refused',
      answeredOn: given.on,
      refusalReason: given.answer === 'refused' ? given.reason : 'noAnswer',
      adapted: given.adapted,
      how: 'late',
      late: { answer: given.answer, on: given.on },
      revives: false,
    });
  }
  const isTaken =
    home.lease !== null || home.offers.some((other) => other !== offer && other.sentOn > deadline);
  if (silent && given.answer === 'accepted') {
    if (isTaken) return refuse({ code: 'homeOfferedSince' });
    if (home.returned !== null) return refuse({ code: 'returned', ...home.returned });
  }
  const accepted = given.answer === 'accepted';
  return ok({
    answer: given.answer,
    answeredOn: given.on,
    refusalReason: accepted ? null : given.reason,
    adapted: accepted ? null : given.adapted,
    how: accepted ? null : 'answer',
    late: null,
    revives: silent,
  });
}

/** Silence (C-09): the offers whose last day is over without an answer, as the sweep closes them. */
export function lapsedOffers(offers: readonly LettingOffer[], today: CivilDate): LettingOffer[] {
  return offers.filter((offer) => offer.answer === null && today > deadlineOf(offer));
}

/** What silence writes; whether the home was adapted is not known until a person says so. */
export function silenceOf(offer: LettingOffer): Omit<AnswerEffect, 'revives'> {
  return {
    answer: 'refused',
    answeredOn: addDays(deadlineOf(offer), 1),
    refusalReason: 'noAnswer',
    adapted: null,
    how: 'silence',
    late: null,
  };
}
