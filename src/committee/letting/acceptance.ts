/** What a correction may not do behind a household that has accepted the home. */
import type { CandidateDecision } from '../decision.ts';

/**
 * Whether a correction takes from the household the decision that it accepted: another kind, another rank, another
 * condition. A reason or a note of its own, or what is decided of the others, leaves its acceptance whole.
 */
export function acceptedPlaceChanges(
  number: string,
  before: readonly CandidateDecision[],
  after: readonly CandidateDecision[],
): boolean {
  const was = before.find((candidate) => candidate.number === number);
  const becomes = after.find((candidate) => candidate.number === number);
  if (!was) return false;
  return (
    !becomes ||
    becomes.kind !== was.kind ||
    becomes.rank !== was.rank ||
    becomes.condition?.document !== was.condition?.document ||
    becomes.condition?.dueOn !== was.condition?.dueOn
  );
}
