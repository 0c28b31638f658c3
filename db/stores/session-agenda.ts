/** A sitting from its creation to its convocation: what the règlement allows, and three applications a home. */
import { and, eq, lt, sql } from 'drizzle-orm';
import { checkCandidates } from '../../src/committee/candidates-rule.ts';
import { convocationRefusal, plannedRefusal } from '../../src/committee/convocation.ts';
import type { SessionAfter, SessionPort } from '../../src/committee/session-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { Database, Transaction } from '../connection.ts';
import { agendaHomes, commissions, committeeSessions, remarks } from '../schema/committee.ts';
import { appendActs } from './journal-append.ts';
import { applicationsOf, examinationRefusal } from './session-candidates.ts';
import { candidatesFacts, draftOf, touch } from './session-changes.ts';
import {
  actOf,
  bylawsOn,
  checkState,
  checkVersion,
  inOneStep,
  lockSession,
  stop,
  wasDone,
} from './session-rows.ts';

type AgendaPort = Pick<SessionPort, 'create' | 'convene' | 'cancel'>;
type Input<Name extends keyof AgendaPort> = Parameters<AgendaPort[Name]>[1];

export function agendaStore(db: Database): AgendaPort {
  return {
    create: (asked, session) => inOneStep(db, asked, (tx) => create(tx, asked, session)),
    convene: (asked, input) => inOneStep(db, asked, (tx) => convene(tx, asked, input)),
    cancel: (asked, input) => inOneStep(db, asked, (tx) => cancel(tx, asked, input)),
  };
}

async function create(tx: Transaction, asked: Asked, input: Input<'create'>): Promise<SessionAfter> {
  const { key, commissionId, heldOn, startsAt, place, mode, kind } = input;
  const commission = await tx
    .select({ id: commissions.id })
    .from(commissions)
    .where(eq(commissions.id, commissionId));
  if (commission.length === 0) stop({ code: 'noSuchCommission' });
  const rules = await bylawsOn(tx, commissionId, heldOn);
  const refusal = plannedRefusal(input, rules, asked.today);
  if (refusal) stop(refusal);
  const made = await tx
    .insert(committeeSessions)
    .values({
      id: key,
      landlordId: asked.landlordId,
      commissionId,
      heldOn,
      startsAt,
      place,
      mode,
      kind,
      state: 'draft',
      bylawsVersion: rules.version,
    })
    .onConflictDoNothing()
    .returning({ version: committeeSessions.version });
  const [row] = made;
  // The same form sent twice: the sitting is there already.
  if (!row) return { sessionId: key, version: (await lockSession(tx, key, 'share')).version };
  // Threads of past sittings whose day has come are erased when a new one is prepared.
  await tx.delete(remarks).where(lt(remarks.keepUntil, asked.today));
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.created', [`session:${key}`], { after: { heldOn, mode, kind } }),
  ]);
  return { sessionId: key, version: row.version };
}

async function convene(tx: Transaction, asked: Asked, input: Input<'convene'>): Promise<SessionAfter> {
  const before = await lockSession(tx, input.sessionId, 'update');
  if (wasDone(before, 'convened', input)) return { sessionId: before.id, version: before.version };
  const session = await draftOf(tx, input);
  const rules = await bylawsOn(tx, session.commissionId, session.heldOn);
  const refusal = convocationRefusal(session, rules, asked.today, asked.now);
  if (refusal) stop(refusal);
  const pending = await candidatesFacts(tx, session, null);
  if (pending.length === 0) stop({ code: 'emptyAgenda' });
  const blocked = pending.filter((facts) => checkCandidates(facts).state === 'blocked');
  if (blocked.length > 0) {
    const list = blocked.map(({ vacancyId, numbers }) => ({ vacancyId, count: numbers.length }));
    stop({ code: 'tooFewCandidates', homes: list });
  }
  const numbers = pending.flatMap((facts) => facts.numbers);
  const known = await applicationsOf(tx, numbers);
  for (const number of numbers) {
    const unfit = examinationRefusal(known.get(number), number);
    if (unfit) stop(unfit);
  }
  const after = await touch(tx, session, {
    state: 'convened',
    convenedAt: asked.now,
    bylawsVersion: rules.version,
  });
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.convened', [`session:${session.id}`], {
      before: { state: 'draft' },
      after: { state: 'convened', homes: pending.length, bylawsVersion: rules.version },
    }),
    ...pending.map(({ vacancyId, numbers: own }) =>
      actOf(
        asked,
        'session.agendaSent',
        [
          `session:${session.id}`,
          `vacancy:${vacancyId}`,
          ...own.map((number) => `application:${number}` as const),
        ],
        { after: { heldOn: session.heldOn } },
      ),
    ),
  ]);
  return after;
}

async function cancel(tx: Transaction, asked: Asked, input: Input<'cancel'>): Promise<SessionAfter> {
  const session = await lockSession(tx, input.sessionId, 'update');
  if (wasDone(session, 'cancelled', input)) return { sessionId: session.id, version: session.version };
  checkState(session, 'draft', 'convened');
  await checkVersion(tx, session, input.version, [`session:${session.id}`]);
  await tx
    .update(agendaHomes)
    .set({ state: 'withdrawn', version: sql`${agendaHomes.version} + 1` })
    .where(and(eq(agendaHomes.sessionId, session.id), eq(agendaHomes.state, 'pending')));
  const after = await touch(tx, session, { state: 'cancelled' });
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.cancelled', [`session:${session.id}`], { before: { state: session.state } }),
  ]);
  return after;
}
