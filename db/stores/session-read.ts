/**
 * Reads a sitting whole, as lines, or at one of its homes: each in a fixed number of queries, however many homes and
 * candidates it has, and no more of it than is shown. The queries of one step leave together.
 */
import { eq } from 'drizzle-orm';
import {
  assembleHead,
  assembleHomes,
  assembleLines,
  communeNameOf,
  type HeadParts,
} from '../../src/committee/session-assembly.ts';
import type { SessionAtHome, SessionLines } from '../../src/committee/session-excerpt.ts';
import type { Viewer } from '../../src/committee/session-port.ts';
import type { SessionView } from '../../src/committee/session-view.ts';
import type { Transaction } from '../connection.ts';
import { commissions, committeeSessions, minutes } from '../schema/committee.ts';
import { domainColumns } from './columns-of.ts';
import {
  advertisedOf,
  declinedOf,
  fragileResidences,
  notOpposableAmong,
  opinionsOf,
} from './session-around.ts';
import {
  agendaRows,
  attendanceOf,
  ballotsOf,
  candidateCounts,
  candidatesOf,
  decisionsOf,
  holdersOf,
  lineRows,
  remarksOf,
  type Scope,
  stopsOf,
  withdrawalsOf,
} from './session-parts.ts';
import { bylawsOf, membersOn } from './session-rows.ts';

/** The sitting with everything that its papers say; null where there is none of that identifier. */
export async function readSession(
  tx: Transaction,
  sessionId: string,
  viewer: Viewer | null,
): Promise<SessionView | null> {
  const head = await readHead(tx, sessionId, viewer);
  return head && { ...assembleHead(head), homes: await wholeHomes(tx, head, { sessionId }) };
}

/** The sitting with its homes as lines; null where there is none of that identifier. */
export async function readSessionLines(
  tx: Transaction,
  sessionId: string,
  viewer: Viewer | null,
): Promise<SessionLines | null> {
  const head = await readHead(tx, sessionId, viewer);
  if (!head) return null;
  const scope = { sessionId };
  const [homes, counts, room, declined, advertised] = await Promise.all([
    lineRows(tx, scope),
    candidateCounts(tx, scope),
    roomOf(tx, head, scope),
    declinedOf(tx, scope),
    advertisedOf(tx, scope),
  ]);
  return {
    ...assembleHead(head),
    homes: assembleLines(head, { homes, counts, declined, advertised, ...room }),
  };
}

/** The sitting at one of its homes; null where there is none of that identifier. */
export async function readSessionAtHome(
  tx: Transaction,
  scope: Required<Scope>,
  viewer: Viewer | null,
): Promise<SessionAtHome | null> {
  const head = await readHead(tx, scope.sessionId, viewer);
  if (!head) return null;
  const [[place], stops] = await Promise.all([wholeHomes(tx, head, scope), stopsOf(tx, scope)]);
  return {
    ...assembleHead(head),
    place: place ?? null,
    homes: stops.map(({ home, ...stop }) => ({ ...stop, home, communeName: communeNameOf(home.insee) })),
  };
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function readHead(
  tx: Transaction,
  sessionId: string,
  viewer: Viewer | null,
): Promise<HeadParts | null> {
  if (!uuidShape.test(sessionId)) return null;
  const [found] = await tx
    .select({ session: domainColumns(committeeSessions), commission: domainColumns(commissions) })
    .from(committeeSessions)
    .innerJoin(commissions, eq(commissions.id, committeeSessions.commissionId))
    .where(eq(committeeSessions.id, sessionId));
  if (!found) return null;
  const { session } = found;
  const [members, bylaws, attendance, frozen] = await Promise.all([
    membersOn(tx, session.commissionId, session.heldOn),
    bylawsOf(tx, session),
    attendanceOf(tx, sessionId),
    tx
      .select({
        contentHash: minutes.contentHash,
        journalSequence: minutes.journalSequence,
        journalHash: minutes.journalHash,
      })
      .from(minutes)
      .where(eq(minutes.sessionId, sessionId)),
  ]);
  const own = members.find(({ accountId }) => accountId !== null && accountId === viewer?.accountId);
  return { ...found, bylaws, members, attendance, viewer: own ?? null, minutes: frozen[0] ?? null };
}

async function wholeHomes(tx: Transaction, head: HeadParts, scope: Scope) {
  const [homes, candidates, decisions, remarks, room, fragile, opinions, notOpposable, declined, advertised] =
    await Promise.all([
      agendaRows(tx, scope),
      candidatesOf(tx, scope),
      decisionsOf(tx, scope),
      remarksOf(tx, scope),
      roomOf(tx, head, scope),
      fragileResidences(tx),
      opinionsOf(tx, scope),
      notOpposableAmong(tx, scope),
      declinedOf(tx, scope),
      advertisedOf(tx, scope),
    ]);
  return assembleHomes(head, {
    homes,
    candidates,
    decisions,
    remarks,
    fragileResidences: fragile,
    opinions,
    notOpposable,
    declined,
    advertised,
    ...room,
  });
}

async function roomOf(tx: Transaction, { viewer }: HeadParts, scope: Scope) {
  const [withdrawals, holders, cast] = await Promise.all([
    withdrawalsOf(tx, scope),
    holdersOf(tx, scope),
    ballotsOf(tx, scope, viewer?.id ?? null),
  ]);
  return { withdrawals, holders, ...cast };
}
