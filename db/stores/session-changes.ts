/** What every change of an agenda starts and ends with: the lock, the version, the facts of C-06. */
import { and, eq, inArray } from 'drizzle-orm';
import type { CandidatesFacts } from '../../src/committee/candidates-rule.ts';
import type { CommitteeSession } from '../../src/committee/session.ts';
import type { HomeAfter, SessionAfter } from '../../src/committee/session-port.ts';
import type { Transaction } from '../connection.ts';
import { agendaCandidates, agendaHomes, committeeSessions } from '../schema/committee.ts';
import { homes } from '../schema/home.ts';
import { advertisedOf, declinedOf } from './session-around.ts';
import { within } from './session-parts.ts';
import { type AgendaHomeRow, checkState, checkVersion, lockHome, lockSession, stop } from './session-rows.ts';

/** The sitting in preparation, locked, and as the form saw it. */
export async function draftOf(
  tx: Transaction,
  { sessionId, version }: { sessionId: string; version: number },
): Promise<CommitteeSession> {
  const session = await lockSession(tx, sessionId, 'update');
  checkState(session, 'draft');
  await checkVersion(tx, session, version, [`session:${sessionId}`]);
  return session;
}

/** Counts the change and takes note of it. */
export async function touch(
  tx: Transaction,
  session: CommitteeSession,
  change: Partial<typeof committeeSessions.$inferInsert> = {},
): Promise<SessionAfter> {
  const version = session.version + 1;
  await tx
    .update(committeeSessions)
    .set({ ...change, version })
    .where(eq(committeeSessions.id, session.id));
  return { sessionId: session.id, version };
}

/** The home, locked, still to be decided, and as the form saw it. */
export async function pendingHome(
  tx: Transaction,
  sessionId: string,
  { vacancyId, version }: { vacancyId: string; version: number },
): Promise<AgendaHomeRow> {
  const home = await lockHome(tx, sessionId, vacancyId);
  if (home.state !== 'pending') stop({ code: 'homeNotPending', vacancyId });
  await checkVersion(tx, home, version, [`session:${sessionId}`, `vacancy:${vacancyId}`]);
  return home;
}

export async function setHome(
  tx: Transaction,
  home: AgendaHomeRow,
  change: Partial<typeof agendaHomes.$inferInsert> = {},
): Promise<HomeAfter> {
  const version = home.version + 1;
  await tx
    .update(agendaHomes)
    .set({ ...change, version })
    .where(and(eq(agendaHomes.sessionId, home.sessionId), eq(agendaHomes.vacancyId, home.vacancyId)));
  return { sessionId: home.sessionId, vacancyId: home.vacancyId, version };
}

type HomeFacts = CandidatesFacts & { vacancyId: string; homeId: string; numbers: readonly string[] };

/** What the three-candidates rule reads of pending homes, in a fixed number of queries. */
export async function candidatesFacts(
  tx: Transaction,
  session: Pick<CommitteeSession, 'id' | 'heldOn'>,
  vacancyIds: readonly string[] | null,
): Promise<HomeFacts[]> {
  // A decision asks for its own home: the candidates of the others are not read.
  const [only, ...more] = vacancyIds ?? [];
  const scope = {
    sessionId: session.id,
    ...(only === undefined || more.length > 0 ? {} : { vacancyId: only }),
  };
  const rows = await tx
    .select({ agenda: agendaHomes, adaptedPlai: homes.adaptedPlai })
    .from(agendaHomes)
    .innerJoin(homes, eq(homes.id, agendaHomes.homeId))
    .where(
      and(
        eq(agendaHomes.sessionId, session.id),
        vacancyIds === null
          ? eq(agendaHomes.state, 'pending')
          : inArray(agendaHomes.vacancyId, [...vacancyIds]),
      ),
    );
  const candidates = await tx
    .select({
      vacancyId: agendaCandidates.vacancyId,
      number: agendaCandidates.number,
      origin: agendaCandidates.origin,
    })
    .from(agendaCandidates)
    .where(within(agendaCandidates, scope));
  const declined = await declinedOf(tx, scope);
  const advertised = await advertisedOf(tx, { sessionId: session.id });
  return rows.map(({ agenda, adaptedPlai }) => {
    const own = candidates.filter(({ vacancyId }) => vacancyId === agenda.vacancyId);
    return {
      vacancyId: agenda.vacancyId,
      homeId: agenda.homeId,
      home: { adaptedPlai },
      agenda,
      candidates: own,
      numbers: own.map(({ number }) => number),
      declined: declined.get(agenda.vacancyId) ?? 0,
      searchedOn: agenda.searchedOn,
      advert: advertised.get(agenda.vacancyId) ?? null,
      heldOn: session.heldOn,
    };
  });
}
