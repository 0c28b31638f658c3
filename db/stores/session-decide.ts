/** A home decided, postponed or corrected: one decision whoever clicks, and the second person told what happened. */
import { and, eq, ne } from 'drizzle-orm';
import { checkCandidates } from '../../src/committee/candidates-rule.ts';
import { acceptDecision } from '../../src/committee/decide.ts';
import { postponementReasons } from '../../src/committee/postponement.ts';
import type { CommitteeSession } from '../../src/committee/session.ts';
import { inForce } from '../../src/committee/session-assembly.ts';
import type { HomeAfter, SessionPort } from '../../src/committee/session-port.ts';
import type { RecordedDecision } from '../../src/committee/session-view.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { Database, Transaction } from '../connection.ts';
import { agendaHomes, committeeSessions, homeDecisions } from '../schema/committee.ts';
import { lettingOutcomes } from '../schema/tenancy.ts';
import { appendActs } from './journal-append.ts';
import { acceptanceAgainst } from './letting-acceptance.ts';
import { checkText } from './session-candidates.ts';
import { candidatesFacts, setHome } from './session-changes.ts';
import { decisionFacts, voicesNow } from './session-decision-facts.ts';
import { actsOfDecision, writeDecision } from './session-decision-rows.ts';
import {
  type AgendaHomeRow,
  actOf,
  checkState,
  checkVersion,
  decisionOf,
  decisionOfRequest,
  inOneStep,
  lockHome,
  lockSession,
  stop,
} from './session-rows.ts';

type DecidePort = Pick<SessionPort, 'decide' | 'postpone' | 'correct'>;
type Input<Name extends keyof DecidePort> = Parameters<DecidePort[Name]>[1];

export function decideStore(db: Database): DecidePort {
  return {
    decide: (asked, input) => inOneStep(db, asked, (tx) => decide(tx, asked, input)),
    postpone: (asked, input) => inOneStep(db, asked, (tx) => postpone(tx, asked, input)),
    correct: (asked, input) => inOneStep(db, asked, (tx) => correct(tx, asked, input)),
  };
}

async function decide(tx: Transaction, asked: Asked, input: Input<'decide'>): Promise<RecordedDecision> {
  const session = await lockSession(tx, input.sessionId, 'share');
  const home = await lockHome(tx, session.id, input.vacancyId);
  // After the lock: a request sent twice waits for the first, then finds what it made.
  const made = await decisionOfRequest(tx, input.requestKey);
  if (made) return sameHome(made, home);
  checkState(session, 'open');
  if (session.mode === 'asynchronous') stop({ code: 'ballotsOnly' });
  if (home.state === 'decided') return stop(await decidedBy(tx, home));
  await checkDecidable(tx, session, home);
  await checkVersion(tx, home, input.version, [`session:${session.id}`, `vacancy:${home.vacancyId}`]);
  const voices = await voicesNow(tx, session, home);
  const { quorum } = voices;
  if (!quorum.met) stop({ code: 'noQuorum', required: quorum.required, reached: quorum.reached });
  await checkThree(tx, session, home);
  const facts = await decisionFacts(tx, asked, session, home);
  const accepted = acceptDecision({ ...facts, voices }, input);
  if (!accepted.ok) return stop(accepted.refusal);
  const decision = await writeDecision(tx, asked, session, home, {
    accepted: accepted.value,
    sitting: { voices, examined: facts.candidates.length },
    requestKey: input.requestKey,
    recordedBy: asked.actor.name,
    supersedes: null,
    why: null,
  });
  await setHome(tx, home, { state: 'decided', postponement: null });
  await appendActs(tx, asked.landlordId, actsOfDecision(asked, decision, null));
  return decision;
}

function sameHome(made: RecordedDecision, home: AgendaHomeRow): RecordedDecision {
  const same = made.sessionId === home.sessionId && made.vacancyId === home.vacancyId;
  return same ? made : stop({ code: 'noSuchDecision' });
}

async function decidedBy(tx: Transaction, home: AgendaHomeRow) {
  const [first] = await tx
    .select({ by: homeDecisions.recordedBy, at: homeDecisions.decidedAt })
    .from(homeDecisions)
    .where(and(eq(homeDecisions.sessionId, home.sessionId), eq(homeDecisions.vacancyId, home.vacancyId)));
  if (!first) throw new Error('a decided home has no decision');
  return { code: 'alreadyDecided', ...first } as const;
}

/** A home postponed a moment ago may be taken up again, unless another agenda has it by now. */
async function checkDecidable(
  tx: Transaction,
  session: CommitteeSession,
  home: AgendaHomeRow,
): Promise<void> {
  const { vacancyId } = home;
  if (home.state === 'withdrawn') stop({ code: 'homeNotPending', vacancyId });
  if (home.state !== 'postponed') return;
  const [elsewhere] = await tx
    .select({ heldOn: committeeSessions.heldOn })
    .from(agendaHomes)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaHomes.sessionId))
    .where(
      and(
        eq(agendaHomes.vacancyId, vacancyId),
        eq(agendaHomes.state, 'pending'),
        ne(agendaHomes.sessionId, session.id),
      ),
    );
  if (elsewhere) stop({ code: 'homeElsewhere', vacancyId, heldOn: elsewhere.heldOn });
}

async function checkThree(tx: Transaction, session: CommitteeSession, home: AgendaHomeRow): Promise<void> {
  const [facts] = await candidatesFacts(tx, session, [home.vacancyId]);
  if (!facts) return stop({ code: 'noSuchHome' });
  const check = checkCandidates(facts);
  if (check.state !== 'blocked') return;
  stop({ code: 'tooFewCandidates', homes: [{ vacancyId: home.vacancyId, count: check.count }] });
}

async function postpone(tx: Transaction, asked: Asked, input: Input<'postpone'>): Promise<HomeAfter> {
  const session = await lockSession(tx, input.sessionId, 'share');
  const home = await lockHome(tx, session.id, input.vacancyId);
  checkState(session, 'open');
  const { vacancyId } = home;
  if (!postponementReasons.some(({ code }) => code === input.reason)) {
    stop({ code: 'unknownPostponementReason' });
  }
  if (home.state === 'decided') return stop(await decidedBy(tx, home));
  // Sent twice: it is postponed already, for the same reason.
  if (home.state === 'postponed' && home.postponement?.reason === input.reason) {
    return { sessionId: session.id, vacancyId, version: home.version };
  }
  if (home.state === 'withdrawn') stop({ code: 'homeNotPending', vacancyId });
  await checkVersion(tx, home, input.version, [`session:${session.id}`, `vacancy:${vacancyId}`]);
  const { reason, note } = input;
  await checkText(tx, home, note);
  const after = await setHome(tx, home, {
    state: 'postponed',
    postponement: { reason, note, by: asked.actor.name, at: asked.now.toISOString() },
  });
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'home.postponed', [`session:${session.id}`, `vacancy:${vacancyId}`], {
      before: { state: home.state },
      after: { state: 'postponed', reason },
      why: note,
    }),
  ]);
  return after;
}

async function correct(tx: Transaction, asked: Asked, input: Input<'correct'>): Promise<RecordedDecision> {
  const session = await lockSession(tx, input.sessionId, 'share');
  const home = await lockHome(tx, session.id, input.vacancyId);
  const made = await decisionOfRequest(tx, input.requestKey);
  if (made) return sameHome(made, home);
  checkState(session, 'open', 'closed');
  const current = await currentDecision(tx, home, input.supersedes);
  await checkNotLet(tx, home);
  const closed = session.state === 'closed';
  // After the closing nobody sits any more: the voices are those of the decision that is corrected.
  const voices = closed ? current.sitting.voices : await voicesNow(tx, session, home);
  const { quorum } = voices;
  if (!closed && !quorum.met) {
    stop({ code: 'noQuorum', required: quorum.required, reached: quorum.reached });
  }
  await checkText(tx, home, input.why);
  const facts = await decisionFacts(tx, asked, session, home);
  const accepted = acceptDecision({ ...facts, voices }, input);
  if (!accepted.ok) return stop(accepted.refusal);
  const held = await acceptanceAgainst(tx, home, current.candidates, accepted.value.candidates);
  if (held) stop({ code: 'homeAccepted', vacancyId: home.vacancyId, on: held.on });
  const decision = await writeDecision(tx, asked, session, home, {
    accepted: accepted.value,
    sitting: { voices, examined: facts.candidates.length },
    requestKey: input.requestKey,
    recordedBy: asked.actor.name,
    supersedes: current.id,
    why: input.why,
  });
  await setHome(tx, home);
  await appendActs(tx, asked.landlordId, actsOfDecision(asked, decision, current));
  return decision;
}

/** A lease cannot lose the decision that it carries out: what was wrong is then said to the household, not rewritten. */
async function checkNotLet(tx: Transaction, { sessionId, vacancyId }: AgendaHomeRow): Promise<void> {
  const [signed] = await tx
    .select({ outcome: lettingOutcomes.outcome })
    .from(lettingOutcomes)
    .where(
      and(
        eq(lettingOutcomes.sessionId, sessionId),
        eq(lettingOutcomes.vacancyId, vacancyId),
        eq(lettingOutcomes.outcome, 'let'),
      ),
    );
  if (signed) stop({ code: 'homeLet', vacancyId });
}

/** The decision in force, if it is the one that the form showed; otherwise who replaced it. */
async function currentDecision(
  tx: Transaction,
  home: AgendaHomeRow,
  supersedes: string,
): Promise<RecordedDecision> {
  const rows = await tx
    .select()
    .from(homeDecisions)
    .where(and(eq(homeDecisions.sessionId, home.sessionId), eq(homeDecisions.vacancyId, home.vacancyId)));
  const current = inForce(rows);
  if (!current || !rows.some(({ id }) => id === supersedes)) return stop({ code: 'noSuchDecision' });
  if (current.id !== supersedes) {
    return stop({ code: 'alreadyCorrected', by: current.recordedBy, at: current.decidedAt });
  }
  return decisionOf(current);
}
