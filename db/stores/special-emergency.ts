/** The emergency sittings that are not closed, each with the moment at which it was asked for. */
import { and, arrayOverlaps, asc, eq, inArray } from 'drizzle-orm';
import type { Emergency } from '../../src/committee/orientation/emergency.ts';
import type { Transaction } from '../connection.ts';
import { agendaHomes, committeeSessions } from '../schema/committee.ts';
import { homes } from '../schema/home.ts';
import { journalLines } from '../schema/journal.ts';

const open = ['draft', 'convened', 'open'] as const;

export async function openEmergencies(tx: Transaction): Promise<Emergency[]> {
  const sittings = await tx
    .select({
      sessionId: committeeSessions.id,
      heldOn: committeeSessions.heldOn,
      startsAt: committeeSessions.startsAt,
      state: committeeSessions.state,
      createdAt: committeeSessions.createdAt,
    })
    .from(committeeSessions)
    .where(and(eq(committeeSessions.kind, 'emergency'), inArray(committeeSessions.state, [...open])))
    .orderBy(asc(committeeSessions.createdAt));
  if (sittings.length === 0) return [];
  const ids = sittings.map(({ sessionId }) => sessionId);
  const asked = await tx
    .select({ subjects: journalLines.subjects, at: journalLines.at })
    .from(journalLines)
    .where(
      and(
        eq(journalLines.kind, 'session.created'),
        arrayOverlaps(
          journalLines.subjects,
          ids.map((id) => `session:${id}`),
        ),
      ),
    );
  const places = await tx
    .select({ sessionId: agendaHomes.sessionId, insee: homes.insee })
    .from(agendaHomes)
    .innerJoin(homes, eq(homes.id, agendaHomes.homeId))
    .where(inArray(agendaHomes.sessionId, ids));
  return sittings.flatMap(({ state, createdAt, ...sitting }) => {
    const known = open.find((one) => one === state);
    const act = asked.find(({ subjects }) => subjects.includes(`session:${sitting.sessionId}`));
    const communes = places.flatMap(({ sessionId, insee }) =>
      sessionId === sitting.sessionId ? [insee] : [],
    );
    return known ? [{ ...sitting, state: known, startedAt: act?.at ?? createdAt, communes }] : [];
  });
}
