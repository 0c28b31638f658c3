/**
 * A home decided (C-07): each candidate exactly one of the five decisions, ranks without holes, a condition where one is
 * suspended, reasons where one is refused (C-08), and what was looked at for each (C-10). Nothing is completed or
 * guessed: what is not filled in is refused, beside the candidate concerned.
 */
import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Bylaws } from './bylaws.ts';
import { conditionDays, conditionDocuments } from './condition.ts';
import { criterionOf } from './criteria.ts';
import type { CandidateDecision, DecisionKind, SplitVote } from './decision.ts';
import type { DecisionRefusal } from './decision-refusal.ts';
import { departureOf } from './departure.ts';
import { forbiddenInNote, refusedText } from './note-check.ts';
import { type DecisionReason, reasonOf } from './reasons.ts';
import type { DecideInput } from './session-port.ts';
import type { HomeVoices } from './session-view.ts';
import { acceptVote } from './tally.ts';

export type CandidateFacts = {
  number: string;
  proposedRank: number | null;
  /** False once housed, removed or renounced: no home is attributed to it any more. */
  live: boolean;
  /** L441-2-2 al. 2: owning a home cannot be opposed. */
  ownershipNotOpposable: boolean;
  /** Names of the household, which a note may not hold. */
  names: readonly string[];
};

export type DecisionFacts = {
  candidates: readonly CandidateFacts[];
  fragileResidence: boolean;
  bylaws: Pick<Bylaws, 'suspensiveDays'>;
  decidedOn: CivilDate;
};

export type AcceptedDecision = {
  /** By rank, then those without one in the order of the folder. */
  candidates: readonly CandidateDecision[];
  vote: SplitVote | null;
  departure: { reason: string; note: string | null } | null;
  /** Households refused on the ground of Q-18: the first suitable home elsewhere is due to them. */
  dueProposals: readonly string[];
};

/** The decision as it will stand, or the first thing that keeps it from standing. */
export function acceptDecision(
  facts: DecisionFacts & { voices: Pick<HomeVoices, 'voting' | 'castingVote'> },
  input: Pick<DecideInput, 'candidates' | 'vote' | 'order'>,
): Result<AcceptedDecision, DecisionRefusal> {
  const candidates = acceptCandidates(facts, input.candidates);
  if (!candidates.ok) return candidates;
  const vote = acceptVote(facts.voices, input.vote);
  if (!vote.ok) return vote;
  const names = facts.candidates.flatMap((candidate) => candidate.names);
  const texts = [...(input.vote?.propositions ?? []).map(({ label }) => label), noteOf(input.order)];
  const refused = firstRefusal(texts, (text) => refusedText(text, names));
  if (refused) return refuse(refused);
  const departure = departureOf(facts.candidates, candidates.value, input.order);
  if (!departure.ok) return departure;
  return ok({
    candidates: candidates.value,
    vote: vote.value,
    departure: departure.value,
    dueProposals: candidates.value
      .filter(({ reasons }) => reasons.some((code) => reasonOf(code)?.fragileResidenceOnly))
      .map(({ number }) => number),
  });
}

function noteOf(order: DecideInput['order']): string | null {
  return order?.kind === 'departure' ? order.note : null;
}

/** The same for the candidates alone: what a ballot must satisfy too. */
export function acceptCandidates(
  facts: DecisionFacts,
  decisions: readonly CandidateDecision[],
): Result<readonly CandidateDecision[], DecisionRefusal> {
  const refusal =
    completenessRefusal(facts, decisions) ??
    firstRefusal(decisions, (decision) => shapeRefusal(decision, facts)) ??
    firstRefusal(decisions, (decision) => reasonRefusal(decision, facts)) ??
    rankRefusal(decisions);
  if (refusal) return refuse(refusal);
  const place = new Map(facts.candidates.map(({ number }, index) => [number, index]));
  const placeOf = ({ number }: CandidateDecision) => place.get(number) ?? 0;
  const last = decisions.length + 1;
  return ok([...decisions].sort((a, b) => (a.rank ?? last) - (b.rank ?? last) || placeOf(a) - placeOf(b)));
}

/** Kinds that give a rank: a), b) and c). */
export function givesRank(kind: DecisionKind): boolean {
  return kind === 'attribution' || kind === 'rankedAttribution' || kind === 'suspensiveAttribution';
}

function firstRefusal<Item>(
  items: readonly Item[],
  refusalOf: (item: Item) => DecisionRefusal | null,
): DecisionRefusal | null {
  for (const item of items) {
    const refusal = refusalOf(item);
    if (refusal) return refusal;
  }
  return null;
}

function completenessRefusal(
  { candidates }: DecisionFacts,
  decisions: readonly CandidateDecision[],
): DecisionRefusal | null {
  const known = new Set(candidates.map(({ number }) => number));
  const seen = new Set<string>();
  for (const { number } of decisions) {
    if (!known.has(number)) return { code: 'notACandidate', number };
    if (seen.has(number)) return { code: 'candidateTwice', number };
    seen.add(number);
  }
  const undecided = candidates.find(({ number }) => !seen.has(number));
  return undecided ? { code: 'candidateUndecided', number: undecided.number } : null;
}

function shapeRefusal(decision: CandidateDecision, facts: DecisionFacts): DecisionRefusal | null {
  const { number, kind, rank, condition, criteria } = decision;
  if (givesRank(kind) && rank === null) return { code: 'rankMissing', number };
  if (!givesRank(kind) && rank !== null) return { code: 'rankNotAllowed', number };
  const candidate = facts.candidates.find((one) => one.number === number);
  if (rank !== null && candidate?.live === false) return { code: 'noLongerLive', number };
  if (kind !== 'suspensiveAttribution' && condition !== null) return { code: 'conditionNotAllowed', number };
  if (kind === 'suspensiveAttribution') {
    if (condition === null) return { code: 'conditionMissing', number };
    const listed = conditionDocuments(facts.decidedOn);
    if (!listed.some(({ code }) => code === condition.document)) return { code: 'unknownDocument', number };
    const { from, until } = conditionDays(facts.bylaws, facts.decidedOn);
    if (condition.dueOn < from || condition.dueOn > until) {
      return { code: 'conditionDayOutside', number, from, until };
    }
  }
  if (criteria.length === 0) return { code: 'criteriaMissing', number };
  return criteria.every((code) => criterionOf(code)) ? null : { code: 'unknownCriterion', number };
}

function reasonRefusal(decision: CandidateDecision, facts: DecisionFacts): DecisionRefusal | null {
  const { number, kind, note } = decision;
  const candidate = facts.candidates.find((one) => one.number === number);
  const because = note === null ? null : forbiddenInNote(note, candidate?.names ?? []);
  if (because !== null) return { code: 'noteForbidden', number, because };
  if (kind !== 'nonAttribution' && kind !== 'irrecevability') {
    return decision.reasons.length > 0 ? { code: 'reasonNotAllowed', number } : null;
  }
  if (decision.reasons.length === 0) return { code: 'reasonMissing', number };
  const given: DecisionReason[] = [];
  for (const code of decision.reasons) {
    const reason = reasonOf(code);
    if (!reason) return { code: 'unknownReason', number };
    given.push(reason);
  }
  if (given.some(({ kinds }) => !kinds.includes(kind))) return { code: 'reasonOfOtherKind', number };
  if (given.every(({ alone }) => !alone)) return { code: 'localLinkAlone', number };
  if (given.some(({ fragileResidenceOnly }) => fragileResidenceOnly) && !facts.fragileResidence) {
    return { code: 'fragileElsewhere', number };
  }
  if (given.some(({ ownership }) => ownership) && candidate?.ownershipNotOpposable) {
    return { code: 'reasonNotOpposable', number };
  }
  const wordless = note === null || note.trim().length < shortestNote;
  return wordless && given.some(({ noteRequired }) => noteRequired) ? { code: 'noteMissing', number } : null;
}

/** A word or two says nothing of an application. */
const shortestNote = 10;

/** Ranks 1 to k, each once; a simple attribution stands alone, since only one lease follows. */
function rankRefusal(decisions: readonly CandidateDecision[]): DecisionRefusal | null {
  const ranked = decisions.filter(({ rank }) => rank !== null);
  const ranks = new Set(ranked.map(({ rank }) => rank));
  const whole = ranked.every((_, index) => ranks.has(index + 1));
  if (ranks.size !== ranked.length || !whole) return { code: 'ranksWithHoles' };
  const simple = ranked.some(({ kind }) => kind === 'attribution');
  return simple && ranked.length > 1 ? { code: 'attributionTwice' } : null;
}
