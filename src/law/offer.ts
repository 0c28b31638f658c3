/** C-09 (R441-10): the offer states the time to reply, ten days at least; silence is a refusal. */
import { addDays, type CivilDate } from '../kernel/civil-date.ts';
import { awaitedObligation, obligationNumber } from './obligation-figures.ts';
import { answer, fact } from './outcome.ts';
import type { Outcome, Reason } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type OfferCode =
  | 'offer-open'
  | 'offer-accepted'
  | 'offer-refused'
  | 'offer-silence'
  | 'offer-answer-late'
  | 'offer-answer-day-unknown'
  | 'offer-delay-too-short'
  | 'offer-delay-not-loaded';

export type OfferFacts = {
  sentOn: CivilDate;
  /** The delay runs from the day of receipt where it is known (design choice), else from the sending. */
  receivedOn: CivilDate | null;
  replyDays: number;
  /** Undefined: no answer; null: unknown whether there was one. */
  answer: 'accepted' | 'refused' | null | undefined;
  answeredOn: CivilDate | null;
};

export type OfferState = {
  valid: boolean | null;
  /** Last day to answer; null for an offer that is not valid. */
  deadline: CivilDate | null;
  state: 'open' | 'accepted' | 'refused' | null;
  /** True: the answer came after the deadline and counts as a refusal. */
  late: boolean | null;
  because: readonly Reason[];
  missing: readonly string[];
  awaiting: readonly string[];
};

/** Where an offer stands at the end of a day. An answer dated after that day is not known yet. */
export function offerStateOn(offer: OfferFacts, date: CivilDate): OfferState {
  const minimum = obligationNumber('offer.minReplyDays', offer.sentOn);
  const delay = fact('replyDays', offer.replyDays, offer.sentOn);
  if (minimum === null) {
    const awaiting = [awaitedObligation('offer.minReplyDays', offer.sentOn)];
    return closed(null, answer('C-09', 'unknown', 'offer-delay-not-loaded', [delay], { awaiting }));
  }
  if (offer.replyDays < minimum) {
    const minimumFact = fact('minReplyDays', minimum);
    return closed(false, answer('C-09', 'no', 'offer-delay-too-short', [delay, minimumFact]));
  }
  const deadline = addDays(offer.receivedOn ?? offer.sentOn, offer.replyDays);
  const { state, late, outcome } = answerOn(offer, deadline, date);
  return {
    valid: true,
    deadline,
    state,
    late,
    because: outcome.because,
    missing: outcome.missing,
    awaiting: outcome.awaiting,
  };
}

type Answered = { state: OfferState['state']; late: boolean | null; outcome: Outcome };

function answerOn(offer: OfferFacts, deadline: CivilDate, date: CivilDate): Answered {
  const until = fact('deadline', deadline);
  const over = date > deadline;
  const says = (state: OfferState['state'], late: boolean | null, code: string, missing: string[] = []) => ({
    state,
    late,
    outcome: answer(
      'C-09',
      state === 'accepted' ? 'yes' : state === 'refused' ? 'no' : 'unknown',
      code,
      [until, fact('answeredOn', offer.answeredOn)],
      { missing },
    ),
  });
  const answeredLater = offer.answeredOn !== null && offer.answeredOn > date;
  if (offer.answer === undefined || answeredLater) {
    return over ? says('refused', false, 'offer-silence') : says('open', false, 'offer-open');
  }
  if (offer.answeredOn !== null && offer.answeredOn > deadline) {
    return says('refused', true, 'offer-answer-late');
  }
  if (offer.answer === null) return says(null, null, 'offer-answer-day-unknown', ['answer']);
  if (offer.answeredOn === null && over) {
    // A refusal is one whenever it came; an acceptance counts only in time.
    if (offer.answer === 'refused') return says('refused', null, 'offer-refused', ['answeredOn']);
    return says(null, null, 'offer-answer-day-unknown', ['answeredOn']);
  }
  return offer.answer === 'accepted'
    ? says('accepted', false, 'offer-accepted')
    : says('refused', false, 'offer-refused');
}

function closed(valid: boolean | null, outcome: Outcome): OfferState {
  return {
    valid,
    deadline: null,
    state: null,
    late: null,
    because: outcome.because,
    missing: outcome.missing,
    awaiting: outcome.awaiting,
  };
}
