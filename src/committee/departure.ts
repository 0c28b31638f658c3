/** Where the order decided leaves the order proposed: said with a reason, counted by reason and by group. */

import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CandidateDecision } from './decision.ts';
import type { DecisionRefusal } from './decision-refusal.ts';
import type { OrderStatement } from './session-port.ts';

export const departureReasons: readonly { code: string; label: string }[] = [
  { code: 'urgency', label: 'Urgence de la situation, connue en séance' },
  { code: 'newFacts', label: 'Faits nouveaux depuis la proposition' },
  { code: 'betterFit', label: 'Logement mieux adapté à un autre ménage' },
  { code: 'localBalance', label: 'Équilibre de la résidence ou du quartier' },
  { code: 'longWait', label: 'Ancienneté de la demande' },
  { code: 'workDistance', label: 'Emploi ou soins à proximité' },
  { code: 'socialOpinion', label: 'Avis de l’instance sociale' },
  { code: 'holderRequest', label: 'Demande motivée du réservataire' },
  { code: 'householdWish', label: 'Souhait exprimé par le ménage' },
  { code: 'vote', label: 'Vote de la commission' },
];

/** Counted beside the list: the order is kept but for candidates refused, whose own reasons say why. */
export const refusalOnly = { code: 'refusalOnly', label: 'Ordre suivi, hors candidats refusés avec motif' };

type Proposed = { number: string; proposedRank: number | null };
export type OrderComparison = 'noProposal' | 'followed' | 'refusalOnly' | 'departed';

/**
 * How the ranks decided stand to those proposed. Followed: the candidates who hold a rank are the first of the proposal
 * in its order, and no candidate proposed was refused. Only refusals: the same, once those refused are left out.
 */
export function compareOrder(
  candidates: readonly Proposed[],
  decisions: readonly Pick<CandidateDecision, 'number' | 'rank'>[],
): OrderComparison {
  const proposed = candidates
    .flatMap(({ number, proposedRank }) => (proposedRank === null ? [] : [{ number, proposedRank }]))
    .sort((a, b) => a.proposedRank - b.proposedRank)
    .map(({ number }) => number);
  if (proposed.length === 0) return 'noProposal';
  const decided = decisions
    .flatMap(({ number, rank }) => (rank === null ? [] : [{ number, rank }]))
    .sort((a, b) => a.rank - b.rank)
    .map(({ number }) => number);
  const ranked = new Set(decided);
  const kept = proposed.filter((number) => ranked.has(number));
  if (kept.length < decided.length || kept.some((number, index) => number !== decided[index])) {
    // A household that was not proposed may come after all that were: nobody is passed over.
    const tailOnly = kept.every((number, index) => number === decided[index]);
    if (!tailOnly || kept.length === 0) return 'departed';
  }
  return proposed.length === kept.length ? 'followed' : 'refusalOnly';
}

/** What is kept of the statement: null where the order is followed or nothing was proposed. */
export function departureOf(
  candidates: readonly Proposed[],
  decisions: readonly Pick<CandidateDecision, 'number' | 'rank'>[],
  order: OrderStatement | null,
): Result<{ reason: string; note: string | null } | null, DecisionRefusal> {
  const comparison = compareOrder(candidates, decisions);
  if (comparison === 'noProposal') return ok(null);
  if (order === null) return refuse({ code: 'noOrderStated' });
  if (order.kind === 'departure' && !departureReasons.some(({ code }) => code === order.reason)) {
    return refuse({ code: 'unknownDepartureReason' });
  }
  if (comparison !== 'departed') return ok(null);
  if (order.kind === 'followed') return refuse({ code: 'departureUnstated' });
  return ok({ reason: order.reason, note: order.note });
}
