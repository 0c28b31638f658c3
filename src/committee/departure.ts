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
  { code: 'workDistance', label: 'Emploi ou équipements à proximité' },
  { code: 'socialOpinion', label: 'Avis de l’instance sociale' },
  { code: 'holderRequest', label: 'Demande motivée du réservataire' },
  { code: 'householdWish', label: 'Souhait exprimé par le ménage' },
  { code: 'vote', label: 'Vote de la commission' },
];

/** Counted beside the list: the order is kept but for candidates refused, whose own reasons say why. */
export const refusalOnly = { code: 'refusalOnly', label: 'Ordre suivi, hors candidats refusés avec motif' };

type Proposed = { number: string; proposedRank: number | null };
type Decided = Pick<CandidateDecision, 'number' | 'rank' | 'reasons'>;
export type OrderComparison = 'noProposal' | 'followed' | 'refusalOnly' | 'departed';

/** "Others are more of a priority" says that the order was left, not why this household cannot have the home. */
const saysNothingOfTheHousehold = 'higherPriority';

/**
 * How the ranks decided stand to those proposed. Followed: nobody proposed was passed over. Only refusals: those passed
 * over were refused for a reason of their own. Departed: ranks in another order, a household ranked before one that was
 * proposed, or one passed over because others were preferred.
 */
export function compareOrder(
  candidates: readonly Proposed[],
  decisions: readonly Decided[],
): OrderComparison {
  const proposed = candidates
    .flatMap(({ number, proposedRank }) => (proposedRank === null ? [] : [{ number, proposedRank }]))
    .sort((a, b) => a.proposedRank - b.proposedRank)
    .map(({ number }) => number);
  if (proposed.length === 0) return 'noProposal';
  const ranked = decisions
    .flatMap(({ number, rank }) => (rank === null ? [] : [{ number, rank }]))
    .sort((a, b) => a.rank - b.rank)
    .map(({ number }) => number);
  const kept = proposed.filter((number) => ranked.includes(number));
  if (kept.some((number, index) => number !== ranked[index])) return 'departed';
  if (kept.length === 0) return ranked.length === 0 ? 'refusalOnly' : 'departed';
  const last = ranked.length > kept.length ? proposed.length : proposed.indexOf(kept.at(-1) ?? '');
  const passedOver = proposed.slice(0, last).filter((number) => !kept.includes(number));
  if (passedOver.length === 0) return 'followed';
  const preferred = passedOver.some((number) => {
    const own = decisions.find((decision) => decision.number === number)?.reasons ?? [];
    return own.every((code) => code === saysNothingOfTheHousehold);
  });
  return preferred ? 'departed' : 'refusalOnly';
}

/** What is kept of the statement: null where the order is followed or nothing was proposed. */
export function departureOf(
  candidates: readonly Proposed[],
  decisions: readonly Decided[],
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
