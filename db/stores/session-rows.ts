/** Rows of a sitting as values, locks on them, and who changed them last. */
import { and, arrayContains, asc, desc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import { type Bylaws, defaultBylaws } from '../../src/committee/bylaws.ts';
import type { Member } from '../../src/committee/member.ts';
import type { CommitteeSession } from '../../src/committee/session.ts';
import type { Answer } from '../../src/committee/session-port.ts';
import type { SessionRefusal } from '../../src/committee/session-refusal.ts';
import type { RecordedDecision } from '../../src/committee/session-view.ts';
import type { Act, ActSubject, Asked, Json } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import {
  agendaHomes,
  bylaws,
  committeeMembers,
  committeeSessions,
  homeDecisions,
} from '../schema/committee.ts';
import { journalLines } from '../schema/journal.ts';
import { domainColumns } from './columns-of.ts';

/** Carries an expected refusal out of a transaction, which it rolls back. */
class Refused extends Error {
  readonly refusal: SessionRefusal;

  constructor(refusal: SessionRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Stops the work: nothing of it stays, and the caller is answered the refusal. */
export function stop(refusal: SessionRefusal): never {
  throw new Refused(refusal);
}

/** One transaction; a refusal inside becomes the answer. */
export async function inOneStep<Value>(
  db: Database,
  asked: Asked,
  work: (tx: Transaction) => Promise<Value>,
): Answer<Value> {
  try {
    return ok(await withLandlord(db, asked.landlordId, work));
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal);
    throw error;
  }
}

type Lock = 'update' | 'share';

/** The sitting, locked until the transaction ends: `update` to change it, `share` to keep it as it is meanwhile. */
export async function lockSession(tx: Transaction, sessionId: string, lock: Lock): Promise<CommitteeSession> {
  const [session] = await tx
    .select(domainColumns(committeeSessions))
    .from(committeeSessions)
    .where(eq(committeeSessions.id, sessionId))
    .for(lock);
  return session ?? stop({ code: 'noSuchSession' });
}

export type AgendaHomeRow = typeof agendaHomes.$inferSelect;

/** The home on the agenda, locked to be changed. Lock the sitting first. */
export async function lockHome(
  tx: Transaction,
  sessionId: string,
  vacancyId: string,
): Promise<AgendaHomeRow> {
  const [home] = await tx
    .select()
    .from(agendaHomes)
    .where(and(eq(agendaHomes.sessionId, sessionId), eq(agendaHomes.vacancyId, vacancyId)))
    .for('update');
  return home ?? stop({ code: 'noSuchHome' });
}

/** Refuses where the form was shown before someone else's change, and tells whose. */
export async function checkVersion(
  tx: Transaction,
  row: { version: number },
  version: number,
  subjects: readonly ActSubject[],
): Promise<void> {
  if (row.version !== version) stop({ code: 'changedMeanwhile', ...(await lastHand(tx, subjects)) });
}

/** Refuses to close again, and tells who closed. */
export async function checkNotClosed(tx: Transaction, session: CommitteeSession): Promise<void> {
  if (session.state !== 'closed') return;
  const closing = await lastHand(tx, [`session:${session.id}`], 'session.closed');
  stop({ code: 'alreadyClosed', ...closing });
}

/** Whose act was the last on these subjects, of that kind where one is named. */
async function lastHand(
  tx: Transaction,
  subjects: readonly ActSubject[],
  kind?: string,
): Promise<{ by: string; at: Date }> {
  const [last] = await tx
    .select({ actor: journalLines.actor, at: journalLines.at })
    .from(journalLines)
    .where(
      and(
        arrayContains(journalLines.subjects, [...subjects]),
        kind === undefined ? undefined : eq(journalLines.kind, kind),
      ),
    )
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  return { by: last?.actor.name ?? 'Quelqu’un', at: last?.at ?? new Date(0) };
}

/** Refuses a sitting that is in none of these states. */
export function checkState(session: CommitteeSession, ...states: readonly CommitteeSession['state'][]): void {
  if (!states.includes(session.state)) stop({ code: 'wrongState', state: session.state });
}

/** Whether this very form already brought the sitting there: a double click is no mistake. */
export function wasDone(
  session: CommitteeSession,
  state: CommitteeSession['state'],
  { version }: { version: number },
): boolean {
  return session.state === state && session.version === version + 1;
}

/** Those who sit in a commission on a day, full members before alternates. */
export async function membersOn(tx: Transaction, commissionId: string, date: CivilDate): Promise<Member[]> {
  const rows = await tx
    .select(domainColumns(committeeMembers))
    .from(committeeMembers)
    .where(
      and(
        eq(committeeMembers.commissionId, commissionId),
        lte(committeeMembers.from, date),
        or(isNull(committeeMembers.until), gte(committeeMembers.until, date)),
      ),
    )
    .orderBy(asc(committeeMembers.id));
  return [...rows].sort((a, b) => Number(a.alternateOf !== null) - Number(b.alternateOf !== null));
}

/** The règlement of that version; the safe defaults where the board adopted none. */
export async function bylawsOf(
  tx: Transaction,
  session: Pick<CommitteeSession, 'commissionId' | 'bylawsVersion' | 'heldOn'>,
): Promise<Bylaws> {
  const [row] = await tx
    .select({ content: bylaws.content })
    .from(bylaws)
    .where(and(eq(bylaws.commissionId, session.commissionId), eq(bylaws.version, session.bylawsVersion)));
  return row?.content ?? defaultBylaws(session.commissionId, session.heldOn);
}

/** The version in force on a day: the latest of those that have taken effect. */
export async function bylawsOn(tx: Transaction, commissionId: string, date: CivilDate): Promise<Bylaws> {
  const [row] = await tx
    .select({ content: bylaws.content })
    .from(bylaws)
    .where(and(eq(bylaws.commissionId, commissionId), lte(bylaws.effectiveOn, date)))
    .orderBy(desc(bylaws.effectiveOn), desc(bylaws.version))
    .limit(1);
  return row?.content ?? defaultBylaws(commissionId, date);
}

/** A stored decision without what only the store needs. */
export function decisionOf(row: typeof homeDecisions.$inferSelect): RecordedDecision {
  const { landlordId: _landlordId, requestKey: _requestKey, createdAt: _createdAt, ...decision } = row;
  return decision;
}

/** The decision that this request made before; null where it made none. */
export async function decisionOfRequest(
  tx: Transaction,
  requestKey: string,
): Promise<RecordedDecision | null> {
  const [row] = await tx.select().from(homeDecisions).where(eq(homeDecisions.requestKey, requestKey));
  return row ? decisionOf(row) : null;
}

/** An act of this request. */
export function actOf(
  asked: Asked,
  kind: string,
  subjects: readonly ActSubject[],
  change: { before?: Json; after?: Json; why?: string | null } = {},
): Act {
  const { before = null, after = null, why = null } = change;
  return { kind, at: asked.now, actor: asked.actor, subjects, before, after, why };
}
