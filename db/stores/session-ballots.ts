/** Ballots of an asynchronous sitting: sealed until its closing, then counted home by home (C-15). */
import { and, eq } from 'drizzle-orm';
import { countBallots, participation } from '../../src/committee/ballot.ts';
import { checkCandidates } from '../../src/committee/candidates-rule.ts';
import { conditionDays } from '../../src/committee/condition.ts';
import { ballotsOver } from '../../src/committee/convocation.ts';
import { type AcceptedDecision, acceptCandidates, type DecisionFacts } from '../../src/committee/decide.ts';
import type { CandidateDecision, SplitVote } from '../../src/committee/decision.ts';
import { compareOrder } from '../../src/committee/departure.ts';
import { reasonOf } from '../../src/committee/reasons.ts';
import type { CommitteeSession } from '../../src/committee/session.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { Database, Transaction } from '../connection.ts';
import { agendaHomes, ballots } from '../schema/committee.ts';
import { appendActs } from './journal-append.ts';
import { candidatesFacts, setHome } from './session-changes.ts';
import { decisionFacts, voicesNow } from './session-decision-facts.ts';
import { actsOfDecision, writeDecision } from './session-decision-rows.ts';
import { attendanceOf } from './session-parts.ts';
import {
  type AgendaHomeRow,
  actOf,
  checkState,
  inOneStep,
  lockHome,
  lockSession,
  membersOn,
  stop,
} from './session-rows.ts';
import { markAttendance } from './session-sitting.ts';

type BallotPort = Pick<SessionPort, 'castBallot'>;

export function ballotStore(db: Database): BallotPort {
  return { castBallot: (asked, input) => inOneStep(db, asked, (tx) => castBallot(tx, asked, input)) };
}

async function castBallot(
  tx: Transaction,
  asked: Asked,
  input: Parameters<BallotPort['castBallot']>[1],
): Promise<{ castAt: Date }> {
  // To change: the first ballot of a member is also an arrival.
  const session = await lockSession(tx, input.sessionId, 'update');
  checkState(session, 'open');
  if (session.mode !== 'asynchronous') stop({ code: 'notAsynchronous' });
  if (ballotsOver(session.openUntil, asked.today, asked.now)) stop({ code: 'ballotsOver' });
  const home = await lockHome(tx, session.id, input.vacancyId);
  const { vacancyId } = home;
  if (home.state !== 'pending') stop({ code: 'homeNotPending', vacancyId });
  const members = await membersOn(tx, session.commissionId, session.heldOn);
  const member = members.find(({ accountId }) => accountId !== null && accountId === asked.actor.accountId);
  if (!member) return stop({ code: 'noVoice' });
  const attendance = await attendanceOf(tx, session.id);
  const known = attendance.find(({ memberId }) => memberId === member.id);
  if (known?.state !== 'remote' && known?.state !== 'present') {
    await markAttendance(tx, asked, session, attendance, {
      memberId: member.id,
      state: 'remote',
      proxyTo: null,
    });
  }
  const voice = (await voicesNow(tx, session, home)).voting.find(({ memberId }) => memberId === member.id);
  if (!voice) return stop({ code: 'noVoice' });
  if (voice.withdrawn) stop({ code: 'memberWithdrawn', name: member.name });
  const content =
    input.content === 'postpone'
      ? input.content
      : await checkedContent(tx, asked, session, home, input.content);
  const ballot = { content, castAt: asked.now };
  await tx
    .insert(ballots)
    .values({
      landlordId: asked.landlordId,
      sessionId: session.id,
      vacancyId,
      memberId: member.id,
      ...ballot,
    })
    .onConflictDoUpdate({
      target: [ballots.sessionId, ballots.vacancyId, ballots.memberId],
      set: ballot,
    });
  // Sealed: the journal says that a ballot was cast, never what it says.
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.ballotCast', [`session:${session.id}`, `vacancy:${vacancyId}`]),
  ]);
  return { castAt: asked.now };
}

async function checkedContent(
  tx: Transaction,
  asked: Asked,
  session: CommitteeSession,
  home: AgendaHomeRow,
  decisions: readonly CandidateDecision[],
): Promise<readonly CandidateDecision[]> {
  const accepted = acceptCandidates(await decisionFacts(tx, asked, session, home), decisions);
  return accepted.ok ? accepted.value : stop(accepted.refusal);
}

/** Opens the ballots of every home that waits: each is decided or postponed. Gives the acts, for the closing to append. */
export async function countSitting(tx: Transaction, asked: Asked, session: CommitteeSession): Promise<Act[]> {
  const waiting = await tx
    .select()
    .from(agendaHomes)
    .where(and(eq(agendaHomes.sessionId, session.id), eq(agendaHomes.state, 'pending')))
    .orderBy(agendaHomes.position)
    .for('update');
  const acts: Act[] = [];
  for (const home of waiting) acts.push(...(await countHome(tx, asked, session, home)));
  return acts;
}

async function countHome(
  tx: Transaction,
  asked: Asked,
  session: CommitteeSession,
  home: AgendaHomeRow,
): Promise<Act[]> {
  const cast = await tx
    .select({ memberId: ballots.memberId, content: ballots.content })
    .from(ballots)
    .where(and(eq(ballots.sessionId, session.id), eq(ballots.vacancyId, home.vacancyId)));
  const voted = new Set(cast.map(({ memberId }) => memberId));
  const voices = await voicesNow(tx, session, home, voted);
  const facts = await decisionFacts(tx, asked, session, home);
  if (cast.length > 0 && !participation(voices).met) {
    return postponed(tx, asked, home, 'tooFewParticipants');
  }
  // C-06 is read again at the count, as it is at a sitting: an exception can have stopped being true.
  const [examined] = await candidatesFacts(tx, session, [home.vacancyId]);
  if (examined && checkCandidates(examined).state === 'blocked') {
    return postponed(tx, asked, home, 'tooFewCandidates');
  }
  const numbers = facts.candidates.map(({ number }) => number);
  const outcome = countBallots({ voices, ballots: cast, numbers });
  if (outcome.outcome === 'postponed') return postponed(tx, asked, home, outcome.reason);
  const accepted = acceptCandidates(facts, withinDelay(outcome.candidates, facts));
  // Ballots that were right one by one can, together, leave a household without a decision that stands.
  if (!accepted.ok) return postponed(tx, asked, home, 'missingInformation');
  const decision = await writeDecision(tx, asked, session, home, {
    accepted: decidedByBallots(accepted.value, outcome.vote, facts),
    sitting: { voices, examined: numbers.length },
    requestKey: `ballots:${session.id}:${home.vacancyId}`,
    recordedBy: asked.actor.name,
    supersedes: null,
    why: null,
  });
  await setHome(tx, home, { state: 'decided' });
  return actsOfDecision(asked, decision, null);
}

function decidedByBallots(
  candidates: readonly CandidateDecision[],
  vote: SplitVote | null,
  facts: DecisionFacts,
): AcceptedDecision {
  const departed = compareOrder(facts.candidates, candidates) === 'departed';
  return {
    candidates,
    vote,
    departure: departed ? { reason: 'vote', note: null } : null,
    dueProposals: candidates
      .filter(({ reasons }) => reasons.some((code) => reasonOf(code)?.fragileResidenceOnly))
      .map(({ number }) => number),
  };
}

/** A delay that members set before the closing runs from it: at least a day, at most that of the règlement. */
function withinDelay(candidates: readonly CandidateDecision[], facts: DecisionFacts): CandidateDecision[] {
  const { from, until } = conditionDays(facts.bylaws, facts.decidedOn);
  return candidates.map((decision) => {
    const { condition } = decision;
    const late = condition !== null && (condition.dueOn < from || condition.dueOn > until);
    return late ? { ...decision, condition: { ...condition, dueOn: until } } : decision;
  });
}

async function postponed(tx: Transaction, asked: Asked, home: AgendaHomeRow, reason: string): Promise<Act[]> {
  const at = asked.now.toISOString();
  await setHome(tx, home, {
    state: 'postponed',
    postponement: { reason, note: null, by: asked.actor.name, at },
  });
  return [
    actOf(asked, 'home.postponed', [`session:${home.sessionId}`, `vacancy:${home.vacancyId}`], {
      after: { state: 'postponed', reason },
    }),
  ];
}
