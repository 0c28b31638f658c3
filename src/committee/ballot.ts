/**
 * Counting an asynchronous sitting (C-15). Ballots are sealed until it closes. Rank by rank: the candidate whom most
 * ballots put there, among those not yet placed; equal numbers go as the mayor of the commune voted, and without his
 * vote the home waits for a sitting. "Postpone" is a ballot like the others, and wins with more than any first rank.
 */

import { compareCodeUnits } from '../kernel/canonical-json.ts';
import { givesRank } from './decide.ts';
import type { CandidateDecision, SplitVote } from './decision.ts';
import type { BallotContent, HomeVoices, Quorum } from './session-view.ts';

export type Ballot = { memberId: string; content: BallotContent };

export type BallotOutcome =
  | { outcome: 'decided'; candidates: readonly CandidateDecision[]; vote: SplitVote | null }
  | { outcome: 'postponed'; reason: 'requestedInBallot' | 'equalVotes' | 'notReached' | 'noQuorum' };

type Counting = { voices: HomeVoices; ballots: readonly Ballot[]; numbers: readonly string[] };

/** What the ballots of one home make. Those of members who withdrew or have no voice for it are not counted. */
export function countBallots({ voices, ballots, numbers }: Counting): BallotOutcome {
  const counted = ballots
    .filter(({ memberId }) => weightOf(voices, memberId) > 0)
    .sort((a, b) => compareCodeUnits(a.memberId, b.memberId));
  if (counted.length === 0) return { outcome: 'postponed', reason: 'notReached' };
  if (!voices.quorum.met) return { outcome: 'postponed', reason: 'noQuorum' };
  const election = new Election(voices, counted);
  const first = election.winner((content) => (content === 'postpone' ? 'postpone' : firstOf(content)));
  if (first === tied) return { outcome: 'postponed', reason: 'equalVotes' };
  if (first === 'postpone') return { outcome: 'postponed', reason: 'requestedInBallot' };
  const order: string[] = [];
  for (let winner = first; winner !== nobody; ) {
    order.push(winner);
    winner = order.length === numbers.length ? nobody : election.winner((content) => nextOf(content, order));
    if (winner === tied) return { outcome: 'postponed', reason: 'equalVotes' };
  }
  const decisions = numbers.map((number) => election.decisionOn(number, order));
  const whole = decisions.filter((decision) => decision !== null);
  if (whole.length < numbers.length) return { outcome: 'postponed', reason: 'equalVotes' };
  return { outcome: 'decided', candidates: ranksInWords(whole), vote: election.asVote(order) };
}

/** A ballot that gives the rank to no one; equal numbers that nothing settles. */
const nobody = 'nobody';
const tied = 'tied';

function firstOf(content: readonly CandidateDecision[]): string {
  return ranksOf(content)[0] ?? nobody;
}

/** The household that a ballot wants next: the first of its order who is not placed. One that postpones says nothing. */
function nextOf(content: BallotContent, placed: readonly string[]): string | null {
  if (content === 'postpone') return null;
  return ranksOf(content).find((number) => !placed.includes(number)) ?? nobody;
}

function ranksOf(content: readonly CandidateDecision[]): string[] {
  return content
    .flatMap(({ number, rank }) => (rank === null ? [] : [{ number, rank }]))
    .sort((a, b) => a.rank - b.rank)
    .map(({ number }) => number);
}

function weightOf(voices: Pick<HomeVoices, 'voting'>, memberId: string): number {
  return voices.voting.find((voice) => voice.memberId === memberId)?.weight ?? 0;
}

/** One home's ballots, asked several questions with the same weights and the same casting vote. */
class Election {
  readonly #voices: HomeVoices;
  readonly #ballots: readonly Ballot[];
  readonly #mayor: Ballot | undefined;

  constructor(voices: HomeVoices, ballots: readonly Ballot[]) {
    this.#voices = voices;
    this.#ballots = ballots;
    this.#mayor = ballots.find(({ memberId }) => memberId === voices.castingVote);
  }

  /** The answer that most ballots give, null being none; equal numbers as the mayor answers, if among them. */
  winner(answerOf: (content: BallotContent) => string | null): string {
    const votes = new Map<string, number>();
    for (const { memberId, content } of this.#ballots) {
      const answer = answerOf(content);
      if (answer !== null) votes.set(answer, (votes.get(answer) ?? 0) + weightOf(this.#voices, memberId));
    }
    const most = Math.max(0, ...votes.values());
    const leading = [...votes].filter(([, weight]) => weight === most).map(([answer]) => answer);
    const [only] = leading;
    if (leading.length <= 1) return only ?? nobody;
    const byMayor = this.#mayor ? answerOf(this.#mayor.content) : null;
    return byMayor !== null && leading.includes(byMayor) ? byMayor : tied;
  }

  /**
   * The decision on a candidate once the ranks are known: the kind that most give among the ballots that agree on
   * whether it has a rank, with all the reasons and criteria of those that give this kind. Null: nothing settles it.
   */
  decisionOn(number: string, order: readonly string[]): CandidateDecision | null {
    const rank = order.indexOf(number) + 1;
    const ownOf = (content: BallotContent): CandidateDecision | null => {
      const own = content === 'postpone' ? undefined : content.find((one) => one.number === number);
      return own && givesRank(own.kind) === rank > 0 ? own : null;
    };
    const kind = this.winner((content) => ownOf(content)?.kind ?? null);
    const alike = this.#ballots.flatMap(({ content }) => {
      const own = ownOf(content);
      return own?.kind === kind ? [own] : [];
    });
    const [model] = alike;
    if (!model) return null;
    return {
      number,
      kind: model.kind,
      rank: rank > 0 ? rank : null,
      condition: latestCondition(alike),
      reasons: union(alike.map(({ reasons }) => reasons)),
      note: alike.find(({ note }) => note !== null)?.note ?? null,
      criteria: union(alike.map(({ criteria }) => criteria)),
    };
  }

  /** Kept where ballots differ on the first rank: each proposition is the household put first. */
  asVote(order: readonly string[]): SplitVote | null {
    const groups = new Map<string, string[]>();
    for (const { memberId, content } of this.#ballots) {
      const first = content === 'postpone' ? 'postpone' : firstOf(content);
      groups.set(first, [...(groups.get(first) ?? []), memberId]);
    }
    if (groups.size < 2) return null;
    const sorted = [...groups].sort(([a], [b]) => compareCodeUnits(a, b));
    const winner = sorted.findIndex(([first]) => first === (order[0] ?? nobody));
    const weights = sorted.map(([, ids]) => ids.reduce((sum, id) => sum + weightOf(this.#voices, id), 0));
    const tied = weights.filter((weight) => weight === weights[winner]).length > 1;
    const memberId = this.#voices.castingVote;
    return {
      propositions: sorted.map(([first, memberIds]) => ({ label: labelOf(first), memberIds })),
      winner: Math.max(0, winner),
      castingVote: tied && memberId !== null ? { memberId, proposition: Math.max(0, winner) } : null,
    };
  }
}

function labelOf(first: string): string {
  if (first === 'postpone') return 'Renvoi à une séance';
  return first === nobody ? 'Aucune attribution' : `Premier rang à la demande ${first}`;
}

/** A household alone with a rank is attributed the home; one that others follow is ranked. */
function ranksInWords(decisions: readonly CandidateDecision[]): CandidateDecision[] {
  const ranked = decisions.filter(({ rank }) => rank !== null).length;
  return decisions.map((decision) =>
    decision.kind === 'attribution' && ranked > 1
      ? { ...decision, kind: 'rankedAttribution' }
      : { ...decision },
  );
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort(compareCodeUnits);
}

/** The household is given the longest of the delays that members set for the document most of them name. */
function latestCondition(decisions: readonly CandidateDecision[]): CandidateDecision['condition'] {
  const conditions = decisions.flatMap(({ condition }) => condition ?? []);
  const counts = new Map<string, number>();
  for (const { document } of conditions) counts.set(document, (counts.get(document) ?? 0) + 1);
  const [document] = [...counts].sort(([a, m], [b, n]) => n - m || compareCodeUnits(a, b))[0] ?? [];
  return (
    conditions
      .filter((one) => one.document === document)
      .sort((a, b) => compareCodeUnits(b.dueOn, a.dueOn))[0] ?? null
  );
}

/** C-15: at least half of those who have a voice for the home take part, proxies counted, besides the quorum. */
export function participation({ voting }: Pick<HomeVoices, 'voting'>): Quorum {
  const entitled = voting.filter(({ withdrawn }) => !withdrawn).length;
  const required = Math.ceil(entitled / 2);
  const reached = voting.reduce((sum, { weight }) => sum + weight, 0);
  return { required, reached, met: reached >= required };
}
