/** Counting a split vote: by majority, and where numbers are equal by the mayor of the commune, if he voted (C-01). */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { SplitVote } from './decision.ts';
import type { DecisionRefusal } from './decision-refusal.ts';
import type { VoteInput } from './session-port.ts';
import type { HomeVoices } from './session-view.ts';

export type VoteQuestion = {
  voices: Pick<HomeVoices, 'voting' | 'castingVote'>;
  propositions: VoteInput['propositions'];
};

/**
 * The winner. Each member votes once, with one ballot and those of the proxies carried; only those who have a vote for
 * this home and are there. Equal numbers without the mayor's vote: refused, to be voted again or postponed.
 */
export function countVote({ voices, propositions }: VoteQuestion): Result<SplitVote, DecisionRefusal> {
  const voted = new Set<string>();
  for (const memberId of propositions.flatMap(({ memberIds }) => memberIds)) {
    const voice = voices.voting.find((one) => one.memberId === memberId);
    if (!voice || voice.weight === 0)
      return refuse({ code: 'notAVoter', name: voice?.name ?? 'Cette personne' });
    if (voted.has(memberId)) return refuse({ code: 'votedTwice', name: voice.name });
    voted.add(memberId);
  }
  const weights = propositions.map(({ memberIds }) => weightOf(voices, memberIds));
  const most = Math.max(...weights);
  if (most === 0) return refuse({ code: 'noVotes' });
  const leading = weights.flatMap((weight, index) => (weight === most ? [index] : []));
  const [first] = leading;
  if (leading.length === 1 && first !== undefined) {
    return ok({ propositions: [...propositions], winner: first, castingVote: null });
  }
  const memberId = voices.castingVote;
  const choice = leading.find(
    (index) => memberId !== null && propositions[index]?.memberIds.includes(memberId),
  );
  if (memberId === null || choice === undefined) return refuse({ code: 'noCastingVote' });
  return ok({
    propositions: [...propositions],
    winner: choice,
    castingVote: { memberId, proposition: choice },
  });
}

/** Ballots for a proposition, proxies counted. */
export function weightOf(voices: Pick<HomeVoices, 'voting'>, memberIds: readonly string[]): number {
  return memberIds.reduce(
    (sum, memberId) => sum + (voices.voting.find((one) => one.memberId === memberId)?.weight ?? 0),
    0,
  );
}

/** The vote as it is kept, where the decisions sent with it are those of the proposition that won. */
export function acceptVote(
  voices: Pick<HomeVoices, 'voting' | 'castingVote'>,
  vote: VoteInput | null,
): Result<SplitVote | null, DecisionRefusal> {
  if (vote === null) return ok(null);
  const counted = countVote({ voices, propositions: vote.propositions });
  if (!counted.ok) return counted;
  if (counted.value.winner !== vote.carried) {
    const label = vote.propositions[counted.value.winner]?.label ?? '';
    return refuse({ code: 'otherPropositionWon', label });
  }
  return counted;
}
