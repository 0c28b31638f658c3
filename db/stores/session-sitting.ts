/** During a sitting: its opening, who is there, ties, remarks, names shown, opinions given before. */
import { and, eq } from 'drizzle-orm';
import { changeAttendance, isThere } from '../../src/committee/attendance.ts';
import { mayPreside } from '../../src/committee/convocation.ts';
import { quorumOf } from '../../src/committee/quorum.ts';
import type { CommitteeSession } from '../../src/committee/session.ts';
import type { HomeAfter, SessionAfter, SessionPort } from '../../src/committee/session-port.ts';
import type { Attendance, Remark } from '../../src/committee/session-view.ts';
import type { Asked } from '../../src/domain/act.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import type { Database, Transaction } from '../connection.ts';
import { attendances, ballots, remarks, withdrawals } from '../schema/committee.ts';
import { appendActs } from './journal-append.ts';
import { checkText } from './session-candidates.ts';
import { touch } from './session-changes.ts';
import { attendanceOf } from './session-parts.ts';
import {
  actOf,
  bylawsOf,
  checkState,
  checkVersion,
  inOneStep,
  lockHome,
  lockSession,
  membersOn,
  stop,
  wasDone,
} from './session-rows.ts';

type SittingPort = Pick<SessionPort, 'open' | 'setAttendance' | 'declareTie' | 'remark'>;
type Input<Name extends keyof SittingPort> = Parameters<SittingPort[Name]>[1];

export function sittingStore(db: Database): SittingPort {
  return {
    open: (asked, input) => inOneStep(db, asked, (tx) => open(tx, asked, input)),
    setAttendance: (asked, input) => inOneStep(db, asked, (tx) => setAttendance(tx, asked, input)),
    declareTie: (asked, input) => inOneStep(db, asked, (tx) => declareTie(tx, asked, input)),
    remark: (asked, input) => inOneStep(db, asked, (tx) => remark(tx, asked, input)),
  };
}

const millisecondsAnHour = 3_600_000;

async function open(tx: Transaction, asked: Asked, input: Input<'open'>): Promise<SessionAfter> {
  const session = await lockSession(tx, input.sessionId, 'update');
  if (wasDone(session, 'open', input)) return { sessionId: session.id, version: session.version };
  checkState(session, 'convened');
  await checkVersion(tx, session, input.version, [`session:${session.id}`]);
  if (asked.today < session.heldOn) stop({ code: 'notYet', heldOn: session.heldOn });
  const members = await membersOn(tx, session.commissionId, session.heldOn);
  const rules = await bylawsOf(tx, session);
  const attendance = await attendanceOf(tx, session.id);
  const chair = members.find(({ id }) => id === input.chairMemberId);
  if (!mayPreside(chair)) stop({ code: 'chairMustSit' });
  const asynchronous = session.mode === 'asynchronous';
  if (asynchronous) {
    onlyTheChair(chair?.accountId ?? null, asked);
  } else {
    if (!isThere(input.chairMemberId, attendance)) stop({ code: 'chairMustSit' });
    const { met, required, reached } = quorumOf({ members, attendance, bylaws: rules });
    if (!met) stop({ code: 'noQuorum', required, reached });
  }
  const openUntil = asynchronous
    ? new Date(asked.now.getTime() + rules.asynchronous.openHours * millisecondsAnHour)
    : null;
  const after = await touch(tx, session, {
    state: 'open',
    openedAt: asked.now,
    openUntil,
    chairMemberId: input.chairMemberId,
  });
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.opened', [`session:${session.id}`], {
      before: { state: 'convened' },
      after: { state: 'open', chair: input.chairMemberId },
    }),
  ]);
  return after;
}

/** C-15: the chair opens and closes; where the chair has no account, the secretary does so for the chair. */
export function onlyTheChair(chairAccountId: string | null, asked: Asked): void {
  if (chairAccountId !== null && chairAccountId !== asked.actor.accountId) stop({ code: 'onlyTheChair' });
}

async function setAttendance(
  tx: Transaction,
  asked: Asked,
  input: Input<'setAttendance'>,
): Promise<SessionAfter> {
  const session = await lockSession(tx, input.sessionId, 'update');
  checkState(session, 'convened', 'open');
  const before = await attendanceOf(tx, session.id);
  const known = before.find(({ memberId }) => memberId === input.memberId);
  // The same line sent twice changes nothing.
  if (known && known.state === input.state && known.proxyTo === (input.proxyTo ?? null)) {
    return { sessionId: session.id, version: session.version };
  }
  await markAttendance(tx, asked, session, before, input);
  const after = await touch(tx, session);
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.attendanceChanged', [`session:${session.id}`], {
      before: { member: input.memberId, state: known?.state ?? 'absent' },
      after: { member: input.memberId, state: input.state, proxyTo: input.proxyTo },
    }),
  ]);
  return after;
}

/** Writes the member's line and those of proxies that end with it. */
export async function markAttendance(
  tx: Transaction,
  asked: Asked,
  session: CommitteeSession,
  attendance: readonly Attendance[],
  change: Pick<Input<'setAttendance'>, 'memberId' | 'state' | 'proxyTo'>,
): Promise<void> {
  const room = {
    mode: session.mode,
    members: await membersOn(tx, session.commissionId, session.heldOn),
    bylaws: await bylawsOf(tx, session),
    attendance,
  };
  const { memberId, state, proxyTo } = change;
  const changed = changeAttendance(room, { memberId, state, proxyTo, at: asked.now });
  if (!changed.ok) return stop(changed.refusal);
  for (const { memberId: id, ...line } of changed.value) {
    await tx
      .insert(attendances)
      .values({ landlordId: asked.landlordId, sessionId: session.id, memberId: id, ...line })
      .onConflictDoUpdate({ target: [attendances.sessionId, attendances.memberId], set: line });
  }
}

async function declareTie(tx: Transaction, asked: Asked, input: Input<'declareTie'>): Promise<HomeAfter> {
  const session = await lockSession(tx, input.sessionId, 'share');
  checkState(session, 'convened', 'open');
  const home = await lockHome(tx, session.id, input.vacancyId);
  const { sessionId, vacancyId, version } = home;
  if (home.state === 'decided') stop({ code: 'homeNotPending', vacancyId });
  const members = await membersOn(tx, session.commissionId, session.heldOn);
  const member = members.find(({ id }) => id === input.memberId);
  if (!member) return stop({ code: 'noSuchMember', name: 'Cette personne' });
  const made = await tx
    .insert(withdrawals)
    .values({
      landlordId: asked.landlordId,
      sessionId,
      memberId: member.id,
      vacancyId,
      declaredAt: asked.now,
    })
    .onConflictDoNothing()
    .returning({ memberId: withdrawals.memberId });
  if (made.length > 0) {
    await tx
      .delete(ballots)
      .where(
        and(
          eq(ballots.sessionId, sessionId),
          eq(ballots.vacancyId, vacancyId),
          eq(ballots.memberId, member.id),
        ),
      );
    await appendActs(tx, asked.landlordId, [
      actOf(asked, 'session.tieDeclared', [`session:${sessionId}`, `vacancy:${vacancyId}`], {
        after: { member: member.id },
      }),
    ]);
  }
  return { sessionId, vacancyId, version };
}

async function remark(tx: Transaction, asked: Asked, input: Input<'remark'>): Promise<Remark> {
  const session = await lockSession(tx, input.sessionId, 'share');
  checkState(session, 'convened', 'open');
  const home = await lockHome(tx, session.id, input.vacancyId);
  await checkText(tx, home, input.text);
  const members = await membersOn(tx, session.commissionId, session.heldOn);
  const member = members.find(({ accountId }) => accountId !== null && accountId === asked.actor.accountId);
  const rules = await bylawsOf(tx, session);
  const row: Remark = {
    id: input.key,
    vacancyId: home.vacancyId,
    authorName: asked.actor.name,
    text: input.text,
    writtenAt: asked.now,
    keepUntil: addDays(session.heldOn, rules.remarksRetentionDays),
  };
  const made = await tx
    .insert(remarks)
    .values({ ...row, landlordId: asked.landlordId, sessionId: session.id, memberId: member?.id ?? null })
    .onConflictDoNothing()
    .returning({ id: remarks.id });
  if (made.length > 0) {
    // What was written stays in the thread, which is erased in time; the journal says only that it was.
    await appendActs(tx, asked.landlordId, [
      actOf(asked, 'session.remarkWritten', [`session:${session.id}`, `vacancy:${home.vacancyId}`]),
    ]);
  }
  return row;
}
