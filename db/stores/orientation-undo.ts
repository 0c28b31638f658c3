/** An officer takes back an orientation that nobody has acted on: the holder loses nothing, the home is to orient again. */
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { OrientationPort, UndoRefusal } from '../../src/committee/orientation/orientation-port.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { Transaction } from '../connection.ts';
import { agendaHomes, committeeSessions } from '../schema/committee.ts';
import { vacancies } from '../schema/home.ts';
import { orientations } from '../schema/letting.ts';
import { designations } from '../schema/reservation.ts';
import { appendActs } from './journal-append.ts';
import { lockedHome } from './letting-locks.ts';

/** The home's row is the lock: a designation made meanwhile is found, or finds the home gone. */
export async function undoOrientation(
  tx: Transaction,
  landlordId: string,
  { vacancyId, why, actor, at, today }: Parameters<OrientationPort['undo']>[1],
): Promise<Result<null, UndoRefusal>> {
  const [vacancy] = await tx
    .select({ status: vacancies.status, reservationFailed: vacancies.reservationFailed })
    .from(vacancies)
    .where(eq(vacancies.id, vacancyId))
    .for('update');
  const [open] = await tx
    .select()
    .from(orientations)
    .where(and(eq(orientations.vacancyId, vacancyId), isNull(orientations.outcome)));
  if (!vacancy || !open) return refuse({ code: 'notOriented' });
  // after a failure in a QPV the law gives the home to the mayor, not an officer.
  if (open.firstQuartileExcluded) return refuse({ code: 'byLaw' });
  const [designated] = await tx
    .select({ number: designations.applicationNumber })
    .from(designations)
    .where(and(eq(designations.vacancyId, vacancyId), eq(designations.holderId, open.destination)))
    .limit(1);
  if (designated) return refuse({ code: 'designated' });
  if (vacancy.status === 'let' || (await isOnAgenda(tx, vacancyId))) return refuse({ code: 'onAgenda' });
  // A list that a sitting decided runs until its lease, or until it is exhausted.
  const decided = await lockedHome(tx, landlordId, vacancyId, today);
  if (decided !== null && decided.returned === null) return refuse({ code: 'onAgenda' });
  await tx
    .update(orientations)
    .set({ outcome: 'undone', endedOn: today })
    .where(eq(orientations.id, open.id));
  if (!vacancy.reservationFailed) {
    await tx
      .update(vacancies)
      .set({ holderId: null, orientedOn: null, designationDueOn: null })
      .where(eq(vacancies.id, vacancyId));
  }
  await appendActs(tx, landlordId, [
    {
      kind: 'orientation.undone',
      at,
      actor,
      subjects: [`vacancy:${vacancyId}`],
      before: { destination: open.destination, on: open.on, dueOn: open.dueOn, decidedBy: open.decidedBy },
      after: null,
      why,
    },
  ]);
  return ok(null);
}

/** Candidates were drawn for that destination: the agenda must let the home go first. */
async function isOnAgenda(tx: Transaction, vacancyId: string): Promise<boolean> {
  const [held] = await tx
    .select({ sessionId: agendaHomes.sessionId })
    .from(agendaHomes)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaHomes.sessionId))
    .where(
      and(
        eq(agendaHomes.vacancyId, vacancyId),
        eq(agendaHomes.state, 'pending'),
        ne(committeeSessions.state, 'cancelled'),
      ),
    )
    .limit(1);
  return held !== undefined;
}
