/**
 * Where a freed home stands on a day, whose move it is and what runs out. Two tracks run at once: the home itself
 * (notice, exit visit, works, available) and its letting (orientation to keys); the letting names the stage as soon as
 * it has begun.
 */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { offerStateOn } from '../../law/offer.ts';
import type { DecidedCandidate, FreedHome, OfferFactsOfHome } from './home-facts.ts';
import type { Gesture, Mover, Stage } from './stage.ts';

export type ClockKind = 'worksEnd' | 'availability' | 'designation' | 'sitting' | 'document' | 'offer';

/** A delay that runs: its last day. */
export type Clock = { kind: ClockKind; dueOn: CivilDate };

export type HomeLife = {
  stage: Stage;
  next: { by: Mover; gesture: Gesture; dueOn: CivilDate | null };
  /** Every delay that runs on the day, the nearest first. */
  clocks: readonly Clock[];
};

/** C-06: applications to examine for a home. */
const lawfulCandidates = 3;

/** Where the home stands at the end of the day, on whom it waits, and its delays. */
export function lifeOf(freed: FreedHome, date: CivilDate): HomeLife {
  const place = placeOf(freed, date);
  const clocks = clocksOf(freed, place.stage, date);
  return { ...place, clocks };
}

type Place = Pick<HomeLife, 'stage' | 'next'>;

function place(
  stage: Stage,
  by: Mover,
  gesture: Gesture,
  dueOn: CivilDate | null = null,
): { stage: Stage; next: HomeLife['next'] } {
  return { stage, next: { by, gesture, dueOn } };
}

function placeOf(freed: FreedHome, date: CivilDate): Place {
  const { vacancy, progress } = freed;
  if (progress.keysGivenOn !== null) return place('keys', 'nobody', 'done');
  if (freed.leaseSignedOn !== null) return place('leaseSigned', 'landlord', 'giveKeys');
  if (vacancy.status === 'let') return place('leaseSigned', 'landlord', 'giveKeys');
  if (vacancy.status === 'withdrawn') {
    return vacancy.withdrawal === 'heavyWorks'
      ? place('withdrawn', 'works', 'finishWorks', progress.worksUntilOn)
      : place('withdrawn', 'nobody', 'none');
  }
  return lettingPlace(freed, date) ?? physicalPlace(freed);
}

/** The letting's stage; null where it has not begun. */
function lettingPlace(freed: FreedHome, date: CivilDate): Place | null {
  return (
    committeePlace(freed, date) ??
    (freed.agenda?.state === 'pending' ? agendaPlace(freed.agenda, date) : null) ??
    searchPlace(freed, date)
  );
}

/** After the committee: an offer that is open or accepted, or a household that can still be offered the home. */
function committeePlace(freed: FreedHome, date: CivilDate): Place | null {
  const { decision, agenda } = freed;
  // Back on an agenda after a first list: the new sitting decides, not the old one.
  if (decision === null || (agenda?.state === 'pending' && agenda.heldOn > decision.decidedOn)) return null;
  const offers = freed.offers.filter(({ sessionId }) => sessionId === decision.sessionId);
  const running = offers.at(-1);
  const state = running === undefined ? null : offerState(running, date);
  const accepted = state?.state === 'accepted' ? acceptedPlace(decision.candidates, running, date) : null;
  if (accepted) return accepted;
  if (running && running.answer === null) {
    return state?.state === 'open'
      ? place('offered', 'household', 'awaitAnswer', state.deadline)
      : place('offered', 'landlord', 'closeOffer', state?.deadline ?? null);
  }
  return nextInLine(decision.candidates, offers, date) === null
    ? null
    : place('decided', 'landlord', 'sendOffer');
}

/** The lease, or the document that it waits for; null where the document never came: the next rank then. */
function acceptedPlace(
  candidates: readonly DecidedCandidate[],
  offer: OfferFactsOfHome | undefined,
  date: CivilDate,
): Place | null {
  const candidate = candidates.find(({ number }) => number === offer?.number);
  const dueOn = candidate?.condition?.dueOn ?? null;
  switch (candidate ? conditionOn(candidate, date) : null) {
    case 'awaited':
      return place('offered', 'household', 'awaitDocument', dueOn);
    case 'toCheck':
      return place('offered', 'landlord', 'checkDocument', dueOn);
    case 'missed':
      return null;
    default:
      return place('offered', 'landlord', 'signLease');
  }
}

/** Where a suspensive condition stands on the day (C-07 c); null where there is none. */
function conditionOn(
  { condition }: DecidedCandidate,
  date: CivilDate,
): 'awaited' | 'toCheck' | 'met' | 'missed' | null {
  if (condition === null) return null;
  const { receivedOn, dueOn, checked } = condition;
  if (receivedOn !== null && receivedOn <= dueOn) return checked ? 'met' : 'toCheck';
  return date > dueOn ? 'missed' : 'awaited';
}

/** The household of the smallest rank that may still be offered the home; null: the list is exhausted. */
function nextInLine(
  candidates: readonly DecidedCandidate[],
  offers: readonly Pick<OfferFactsOfHome, 'number'>[],
  date: CivilDate,
): DecidedCandidate | null {
  const reached = new Set(offers.map(({ number }) => number));
  const waiting = candidates.filter(
    (candidate) =>
      candidate.rank !== null && !reached.has(candidate.number) && conditionOn(candidate, date) !== 'missed',
  );
  return waiting.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))[0] ?? null;
}

/** An offer on the day; its delay is unknown for offers that came from a file without one. */
export function offerState(
  offer: OfferFactsOfHome,
  date: CivilDate,
): { state: 'open' | 'accepted' | 'refused' | null; deadline: CivilDate | null } {
  if (offer.replyDays === null) return { state: offer.answer ?? 'open', deadline: null };
  return offerStateOn(
    {
      sentOn: offer.sentOn,
      receivedOn: offer.receivedOn,
      replyDays: offer.replyDays,
      answer: offer.answer ?? undefined,
      answeredOn: offer.answeredOn,
    },
    date,
  );
}

function agendaPlace(agenda: NonNullable<FreedHome['agenda']>, date: CivilDate): Place {
  if (agenda.sessionState === 'open') return place('onAgenda', 'committee', 'decideHome', agenda.heldOn);
  return agenda.heldOn < date
    ? place('onAgenda', 'landlord', 'recordDecision', agenda.heldOn)
    : place('onAgenda', 'committee', 'holdSitting', agenda.heldOn);
}

/** Orientation and the search of candidates; null where nothing was oriented nor anybody contacted. */
function searchPlace(freed: FreedHome, date: CivilDate): Place | null {
  const { vacancy, contacts, designations } = freed;
  const ready = contacts.interested >= candidatesNeeded(freed);
  if (ready) return place('instructed', 'landlord', 'putOnAgenda');
  const holder = awaitedHolder(freed);
  if (holder && designations.count === 0) {
    const dueOn = vacancy.designationDueOn;
    return dueOn !== null && dueOn < date
      ? place('oriented', 'landlord', 'takeBack', dueOn)
      : place('oriented', 'holder', 'awaitDesignation', dueOn);
  }
  const begun =
    contacts.interested + contacts.declined + contacts.noAnswer + contacts.callBack > 0 ||
    designations.count > 0 ||
    freed.orientation !== null ||
    freed.decision !== null ||
    vacancy.reservationFailed;
  return begun ? place('candidatesSought', 'landlord', 'callCandidates') : null;
}

/** The holder that may still designate; null where the home is the landlord's to let. */
function awaitedHolder(freed: Pick<FreedHome, 'vacancy' | 'orientation'>): string | null {
  const { vacancy, orientation } = freed;
  if (vacancy.reservationFailed || vacancy.holderId === null) return null;
  return orientation === null || orientation.outcome === null || orientation.outcome === 'designated'
    ? vacancy.holderId
    : null;
}

/** C-06: three applications to examine; one where the préfet designated under DALO or the home is a PLAI adapté. */
export function candidatesNeeded(freed: Pick<FreedHome, 'designations' | 'home'>): number {
  return freed.designations.dalo || freed.home.adaptedPlai ? 1 : lawfulCandidates;
}

function physicalPlace({ vacancy, progress }: FreedHome): Place {
  if (vacancy.status === 'available') return place('available', 'landlord', 'orient', vacancy.availableOn);
  if (vacancy.status === 'works') {
    return place('works', 'works', 'finishWorks', progress.worksUntilOn ?? vacancy.availableOn);
  }
  return progress.exitVisitOn === null
    ? place('notice', 'landlord', 'planExitVisit', vacancy.availableOn)
    : place('exitVisit', 'landlord', 'decideWorks', vacancy.availableOn);
}

function clocksOf(freed: FreedHome, stage: Stage, date: CivilDate): Clock[] {
  const { vacancy, progress, agenda, decision } = freed;
  const clocks: Clock[] = [];
  const add = (kind: ClockKind, dueOn: CivilDate | null) => {
    if (dueOn !== null) clocks.push({ kind, dueOn });
  };
  if (stage === 'keys' || stage === 'leaseSigned') return clocks;
  if (vacancy.status === 'works' || vacancy.withdrawal === 'heavyWorks')
    add('worksEnd', progress.worksUntilOn);
  if (vacancy.status !== 'withdrawn' && vacancy.availableOn !== null && vacancy.availableOn >= date) {
    add('availability', vacancy.availableOn);
  }
  if (stage === 'oriented') add('designation', vacancy.designationDueOn);
  if (stage === 'onAgenda' && agenda) add('sitting', agenda.heldOn);
  if (stage === 'decided' || stage === 'offered') {
    const refused = new Set(
      freed.offers.filter(({ answer }) => answer === 'refused').map(({ number }) => number),
    );
    for (const candidate of decision?.candidates ?? []) {
      const awaited = conditionOn(candidate, date) === 'awaited' && !refused.has(candidate.number);
      if (awaited) add('document', candidate.condition?.dueOn ?? null);
    }
    for (const offer of freed.offers) {
      if (offer.answer === null) add('offer', offerState(offer, date).deadline);
    }
  }
  return clocks.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}
