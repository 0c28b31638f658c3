/** Candidates of a home once it is on an agenda: one more, one less before convening, the exception of C-06. */
import { and, count, eq } from 'drizzle-orm';
import { acceptException } from '../../src/committee/candidates-rule.ts';
import type { CandidateException } from '../../src/committee/session.ts';
import type { HomeAfter, SessionPort } from '../../src/committee/session-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { Database, Transaction } from '../connection.ts';
import { agendaCandidates } from '../schema/committee.ts';
import { appendActs } from './journal-append.ts';
import { candidatesByHand, checkText, orderByNumber, putCandidates } from './session-candidates.ts';
import { candidatesFacts, pendingHome, setHome } from './session-changes.ts';
import {
  type AgendaHomeRow,
  actOf,
  checkState,
  inOneStep,
  lockHome,
  lockSession,
  stop,
} from './session-rows.ts';

type ChangePort = Pick<SessionPort, 'addCandidate' | 'removeCandidate' | 'recordException'>;
type Input<Name extends keyof ChangePort> = Parameters<ChangePort[Name]>[1];

export function candidateChangeStore(db: Database): ChangePort {
  return {
    addCandidate: (asked, input) => inOneStep(db, asked, (tx) => addCandidate(tx, asked, input)),
    removeCandidate: (asked, input) => inOneStep(db, asked, (tx) => removeCandidate(tx, asked, input)),
    recordException: (asked, input) => inOneStep(db, asked, (tx) => recordException(tx, asked, input)),
  };
}

async function addCandidate(tx: Transaction, asked: Asked, input: Input<'addCandidate'>): Promise<HomeAfter> {
  const session = await lockSession(tx, input.sessionId, 'share');
  checkState(session, 'draft', 'convened', 'open');
  const { number, vacancyId } = input;
  // Sent twice, or by two people: the household stands there already.
  const known = await lockHome(tx, session.id, vacancyId);
  if (await isCandidate(tx, session.id, vacancyId, number)) return standing(known);
  const home = await pendingHome(tx, session.id, input);
  const place = { landlordId: asked.landlordId, vacancyId, runId: home.runId, date: asked.today };
  const candidates = await candidatesByHand(tx, place, [{ number, origin: input.origin }]);
  await putCandidates(tx, { landlordId: asked.landlordId, sessionId: session.id }, candidates);
  await orderByNumber(tx, session.id, vacancyId);
  const next = home.next.filter((one) => one.number !== number);
  const after = await setHome(tx, home, { next });
  await appendActs(tx, asked.landlordId, [
    actOf(
      asked,
      'session.candidateAdded',
      [`session:${session.id}`, `vacancy:${vacancyId}`, `application:${number}`],
      { after: { origin: input.origin, askedDuring: session.state } },
    ),
  ]);
  return after;
}

function candidateOf(sessionId: string, vacancyId: string, number: string) {
  return and(
    eq(agendaCandidates.sessionId, sessionId),
    eq(agendaCandidates.vacancyId, vacancyId),
    eq(agendaCandidates.number, number),
  );
}

async function isCandidate(tx: Transaction, sessionId: string, vacancyId: string, number: string) {
  const [there] = await tx
    .select({ many: count() })
    .from(agendaCandidates)
    .where(candidateOf(sessionId, vacancyId, number));
  return there !== undefined && there.many > 0;
}

function standing({ sessionId, vacancyId, version }: AgendaHomeRow): HomeAfter {
  return { sessionId, vacancyId, version };
}

async function removeCandidate(
  tx: Transaction,
  asked: Asked,
  input: Input<'removeCandidate'>,
): Promise<HomeAfter> {
  const session = await lockSession(tx, input.sessionId, 'share');
  checkState(session, 'draft');
  const { number, vacancyId } = input;
  const known = await lockHome(tx, session.id, vacancyId);
  if (!(await isCandidate(tx, session.id, vacancyId, number))) return standing(known);
  const home = await pendingHome(tx, session.id, input);
  await tx.delete(agendaCandidates).where(candidateOf(session.id, vacancyId, number));
  await orderByNumber(tx, session.id, vacancyId);
  const after = await setHome(tx, home);
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.candidateRemoved', [
      `session:${session.id}`,
      `vacancy:${vacancyId}`,
      `application:${number}`,
    ]),
  ]);
  return after;
}

async function recordException(
  tx: Transaction,
  asked: Asked,
  input: Input<'recordException'>,
): Promise<HomeAfter> {
  const session = await lockSession(tx, input.sessionId, 'share');
  checkState(session, 'draft', 'convened', 'open');
  const known = await lockHome(tx, session.id, input.vacancyId);
  const { ground, evidence } = input.exception;
  if (known.exception?.ground === ground && known.exception.evidence === evidence) return standing(known);
  const home = await pendingHome(tx, session.id, input);
  const [facts] = await candidatesFacts(tx, session, [home.vacancyId]);
  if (!facts) return stop({ code: 'noSuchHome' });
  await checkText(tx, home, evidence);
  const accepted = acceptException(facts, input.exception, asked.today);
  if (!accepted.ok) return stop(accepted.refusal);
  const after = await setHome(tx, home, { exception: accepted.value });
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.exceptionRecorded', [`session:${session.id}`, `vacancy:${home.vacancyId}`], {
      before: home.exception && toldException(home.exception),
      after: toldException(accepted.value),
    }),
  ]);
  return after;
}

/** The exception as the journal tells it. */
export function toldException({ ground, evidence, on }: CandidateException) {
  return { ground, evidence, on };
}
