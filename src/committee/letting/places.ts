/**
 * What has become of each household of a decided list, and whose turn it is (C-07, C-09). Nothing is stored of it: it
 * follows from the decision, the offers and today's data, so that the next rank is ready as soon as one refuses.
 */
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import { offerStateOn } from '../../law/offer.ts';
import type { LettingCandidate, LettingHome, LettingOffer, RefusalReason } from './letting-home.ts';
import { type Check, isBarred, recheck } from './recheck.ts';

/** c) The document that the decision waits for. */
export type Condition = {
  document: string;
  dueOn: CivilDate;
  state: 'awaited' | 'met' | 'toCheck' | 'missed';
};

export type PlaceState =
  | { kind: 'signed'; on: CivilDate }
  | { kind: 'accepted'; on: CivilDate | null }
  | { kind: 'offered'; until: CivilDate }
  | {
      kind: 'refused';
      on: CivilDate | null;
      reason: RefusalReason | null;
      adapted: boolean | null;
      how: 'answer' | 'silence' | 'late' | 'renounced' | 'released';
    }
  | { kind: 'conditionMissed'; dueOn: CivilDate }
  | { kind: 'barred' }
  | { kind: 'next' }
  | { kind: 'waiting' }
  | { kind: 'notRetained'; decision: 'nonAttribution' | 'irrecevability' };

export type Place = {
  number: string;
  rank: number | null;
  candidate: LettingCandidate;
  state: PlaceState;
  condition: Condition | null;
  offer: LettingOffer | null;
  /** Today's re-check; empty for those who are out already. */
  checks: readonly Check[];
};

/** The list in the order of ranks, then those whom the committee did not retain. One household at most is next. */
export function placesOf(home: LettingHome, today: CivilDate): Place[] {
  const ordered = [...home.candidates].sort(
    (a, b) => (a.decision.rank ?? Number.MAX_SAFE_INTEGER) - (b.decision.rank ?? Number.MAX_SAFE_INTEGER),
  );
  const places = ordered.map((candidate) => placeOf(home, candidate, today));
  const isHeld = places.some(({ state }) => ['signed', 'accepted', 'offered'].includes(state.kind));
  const next = isHeld ? undefined : places.find(({ state }) => state.kind === 'next');
  return places.map((place) =>
    place.state.kind === 'next' && place !== next ? { ...place, state: { kind: 'waiting' } } : place,
  );
}

/** Last day to answer an offer. */
export function deadlineOf(offer: Pick<LettingOffer, 'sentOn' | 'receivedOn' | 'replyDays'>): CivilDate {
  return addDays(offer.receivedOn ?? offer.sentOn, offer.replyDays);
}

/** Where the document of a decision c) stands: it counts where it came by the last day and was not refused. */
function conditionOf(candidate: LettingCandidate, today: CivilDate): Condition | null {
  const { condition } = candidate.decision;
  if (condition === null) return null;
  const { document } = candidate;
  const here = document !== null && (document.state === 'received' || document.state === 'checked');
  const inTime = here && document.receivedOn !== null && document.receivedOn <= condition.dueOn;
  if (inTime) return { ...condition, state: document.state === 'checked' ? 'met' : 'toCheck' };
  return { ...condition, state: today > condition.dueOn ? 'missed' : 'awaited' };
}

function placeOf(home: LettingHome, candidate: LettingCandidate, today: CivilDate): Place {
  const { decision } = candidate;
  const condition = conditionOf(candidate, today);
  const offer = latestOffer(home, decision.number);
  const place = (state: PlaceState, checks: readonly Check[] = []): Place => ({
    number: decision.number,
    rank: decision.rank,
    candidate,
    state,
    condition,
    offer,
    checks,
  });
  if (home.lease !== null && home.lease.number === decision.number) {
    return place({ kind: 'signed', on: home.lease.signedOn });
  }
  if (decision.kind === 'nonAttribution' || decision.kind === 'irrecevability') {
    return place({ kind: 'notRetained', decision: decision.kind });
  }
  const answered = offer === null ? null : answeredState(offer, today);
  if (answered?.kind === 'refused') return place(answered);
  if (condition?.state === 'missed') return place({ kind: 'conditionMissed', dueOn: condition.dueOn });
  if (home.lease !== null) return place({ kind: 'waiting' });
  const checks = recheck(home, candidate, today);
  if (answered?.kind === 'offered') return place(answered, checks);
  if (isBarred(checks)) return place({ kind: 'barred' }, checks);
  if (answered !== null) return place(answered, checks);
  return place({ kind: 'next' }, checks);
}

function latestOffer(home: LettingHome, number: string): LettingOffer | null {
  const own = home.offers.filter(({ applicationNumber }) => applicationNumber === number);
  return own.reduce<LettingOffer | null>(
    (last, offer) => (last && last.sentOn > offer.sentOn ? last : offer),
    null,
  );
}

/** Silence is a refusal from the day after the last one, whether or not the sweep has written it yet. */
function answeredState(
  offer: LettingOffer,
  today: CivilDate,
): PlaceState & { kind: 'refused' | 'accepted' | 'offered' } {
  const { state, late } = offerStateOn({ ...offer, answer: offer.answer ?? undefined }, today);
  if (state === 'accepted') return { kind: 'accepted', on: offer.answeredOn };
  if (state === 'open') return { kind: 'offered', until: deadlineOf(offer) };
  const silent = offer.answer === null;
  return {
    kind: 'refused',
    on: silent ? addDays(deadlineOf(offer), 1) : offer.answeredOn,
    reason: silent ? 'noAnswer' : offer.refusalReason,
    adapted: offer.adapted,
    how: offer.details?.how ?? (silent ? 'silence' : late ? 'late' : 'answer'),
  };
}
