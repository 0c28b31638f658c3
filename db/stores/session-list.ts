/** The list of sittings with what each holds, in three queries. */
import { count, desc, eq, gte, inArray } from 'drizzle-orm';
import type { SessionLine } from '../../src/committee/session-view.ts';
import type { Transaction } from '../connection.ts';
import {
  agendaCandidates,
  agendaHomes,
  commissions,
  committeeMembers,
  committeeSessions,
} from '../schema/committee.ts';
import { domainColumns } from './columns-of.ts';

/** Sittings, newest first; with an account, those of the commissions where that person sits. */
export async function listSessions(
  tx: Transaction,
  only: { memberAccountId: string } | undefined,
): Promise<SessionLine[]> {
  const mine =
    only &&
    (await tx
      .selectDistinct({ id: committeeMembers.commissionId })
      .from(committeeMembers)
      .where(eq(committeeMembers.accountId, only.memberAccountId)));
  const rows = await tx
    .select({ session: domainColumns(committeeSessions), commissionName: commissions.name })
    .from(committeeSessions)
    .innerJoin(commissions, eq(commissions.id, committeeSessions.commissionId))
    .where(
      mine &&
        inArray(
          commissions.id,
          mine.map(({ id }) => id),
        ),
    )
    .orderBy(desc(committeeSessions.heldOn), desc(committeeSessions.id))
    .limit(listed);
  const oldest = rows.at(-1)?.session.heldOn;
  if (oldest === undefined) return [];
  const states = await tx
    .select({ sessionId: agendaHomes.sessionId, state: agendaHomes.state, many: count() })
    .from(agendaHomes)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaHomes.sessionId))
    .where(gte(committeeSessions.heldOn, oldest))
    .groupBy(agendaHomes.sessionId, agendaHomes.state);
  const put = await tx
    .select({ sessionId: agendaCandidates.sessionId, many: count() })
    .from(agendaCandidates)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaCandidates.sessionId))
    .where(gte(committeeSessions.heldOn, oldest))
    .groupBy(agendaCandidates.sessionId);
  return rows.map(({ session, commissionName }) => {
    const own = states.filter(({ sessionId }) => sessionId === session.id);
    const many = (state: string) => own.find((row) => row.state === state)?.many ?? 0;
    return {
      session,
      commissionName,
      homes: own.reduce((sum, row) => sum + row.many, 0),
      pending: many('pending'),
      decided: many('decided'),
      postponed: many('postponed'),
      candidates: put.find(({ sessionId }) => sessionId === session.id)?.many ?? 0,
    };
  });
}

/** Two years of a commission that sits every week. */
const listed = 104;
