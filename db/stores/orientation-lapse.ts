/** Takes back the homes whose holder kept silent or gave them back, and gives those in a QPV to the mayor. */
import { and, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { v7 } from 'uuid';
import { designationDay } from '../../src/committee/orientation/decide.ts';
import { planOf } from '../../src/committee/orientation/flow-year.ts';
import { afterFailure, hasLapsed, type RunningOrientation } from '../../src/committee/orientation/lapse.ts';
import { type Act, type Actor, serviceActor } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { homes, vacancies } from '../schema/home.ts';
import { orientations } from '../schema/letting.ts';
import { designations } from '../schema/reservation.ts';
import { domainColumns } from './columns-of.ts';
import { appendActs } from './journal-append.ts';
import { flowYearOf } from './orientation-rows.ts';
import { policyInForce } from './steering-store.ts';

/** Ends every orientation whose last day is over without a designation; gives how many. */
export async function lapseSilent(
  tx: Transaction,
  landlordId: string,
  today: CivilDate,
  at: Date,
): Promise<number> {
  const overdue = await overdueHomes(tx, today);
  if (overdue.length === 0) return 0;
  const made = overdue.map(({ vacancy }) => vacancy.id);
  const given = await tx
    .select(domainColumns(designations))
    .from(designations)
    .where(inArray(designations.vacancyId, made));
  const acts: Act[] = [];
  for (const running of overdue) {
    const own = given.filter(({ vacancyId }) => vacancyId === running.vacancy.id);
    if (!hasLapsed(running, own, today)) continue;
    acts.push(
      ...(await takeBack(tx, landlordId, running, { outcome: 'lapsed', actor: serviceActor, today, at })),
    );
  }
  await appendActs(tx, landlordId, acts);
  return acts.filter(({ kind }) => kind === 'orientation.lapsed').length;
}

type Ending = {
  /** `failed`: its candidates refused or could not have the home. */
  outcome: 'lapsed' | 'returned' | 'failed';
  actor: Actor;
  today: CivilDate;
  at: Date;
};

/** The home comes back; in a QPV the mayor designates next. The acts are for the caller to append. */
export async function takeBack(
  tx: Transaction,
  landlordId: string,
  running: RunningOrientation,
  { outcome, actor, today, at }: Ending,
): Promise<Act[]> {
  const { vacancy, holderId, dueOn, fallback } = running;
  const subjects = [`vacancy:${vacancy.id}`, `holder:${holderId}`] as const;
  const ended = await tx
    .update(orientations)
    .set({ outcome, endedOn: today })
    .where(and(eq(orientations.vacancyId, vacancy.id), isNull(orientations.outcome)))
    .returning({ id: orientations.id });
  if (ended.length === 0) {
    // Oriented by a file: the orientation is written down as it ends.
    await tx.insert(orientations).values({
      landlordId,
      vacancyId: vacancy.id,
      destination: holderId,
      dueOn,
      on: today,
      outcome,
      endedOn: today,
      decidedBy: actor.name,
      requestKey: `service:${v7()}`,
    });
  }
  await tx.update(vacancies).set({ reservationFailed: true }).where(eq(vacancies.id, vacancy.id));
  const year = await flowYearOf(tx, today);
  const { mayorHolderId } = afterFailure(running, year.holders, today);
  const acts: Act[] = [
    {
      kind: `orientation.${outcome}`,
      at,
      actor,
      subjects,
      before: { holderId, dueOn, fallback },
      after: { reservationFailed: true, mayorHolderId },
      why: null,
    },
  ];
  if (mayorHolderId === null) return acts;
  const policyMonths = (await policyInForce(tx, today)).designationMonths;
  const mayorDueOn = designationDay(
    { home: { ...(await homeOf(tx, vacancy.id)) }, plan: planOf(year), policyMonths },
    mayorHolderId,
    today,
  );
  await tx.insert(orientations).values({
    landlordId,
    vacancyId: vacancy.id,
    destination: mayorHolderId,
    dueOn: mayorDueOn,
    firstQuartileExcluded: true,
    on: today,
    decidedBy: actor.name,
    requestKey: `service:${v7()}`,
  });
  acts.push({
    kind: 'orientation.decided',
    at,
    actor,
    subjects: [`vacancy:${vacancy.id}`, `holder:${mayorHolderId}`],
    before: null,
    after: { destination: mayorHolderId, dueOn: mayorDueOn, firstQuartileExcluded: true },
    why: 'L441-1, logement en QPV dont l’attribution au candidat du réservataire n’a pas abouti',
  });
  return acts;
}

async function homeOf(tx: Transaction, vacancyId: string) {
  const [row] = await tx
    .select({ home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(eq(vacancies.id, vacancyId));
  if (!row) throw new Error('a vacancy has lost its home');
  return row.home;
}

/** Homes whose last day is over, locked: those of holders, and those of mayors after a failure. */
async function overdueHomes(tx: Transaction, today: CivilDate): Promise<RunningOrientation[]> {
  const rows = await tx
    .select({
      vacancy: domainColumns(vacancies),
      home: domainColumns(homes),
    })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .leftJoin(
      orientations,
      and(
        eq(orientations.landlordId, vacancies.landlordId),
        eq(orientations.vacancyId, vacancies.id),
        isNull(orientations.outcome),
      ),
    )
    .where(
      and(
        inArray(vacancies.status, ['notice', 'works', 'available']),
        or(
          and(
            isNotNull(vacancies.holderId),
            eq(vacancies.reservationFailed, false),
            lt(vacancies.designationDueOn, today),
          ),
          and(eq(orientations.firstQuartileExcluded, true), lt(orientations.dueOn, today)),
        ),
      ),
    )
    .for('update', { of: vacancies });
  if (rows.length === 0) return [];
  const open = await tx
    .select()
    .from(orientations)
    .where(
      and(
        isNull(orientations.outcome),
        inArray(
          orientations.vacancyId,
          rows.map(({ vacancy }) => vacancy.id),
        ),
      ),
    );
  return rows.flatMap(({ vacancy, home }): RunningOrientation[] => {
    const mayor = open.find((row) => row.vacancyId === vacancy.id && row.firstQuartileExcluded);
    if (vacancy.reservationFailed) {
      return mayor
        ? [{ vacancy, home, holderId: mayor.destination, dueOn: mayor.dueOn, fallback: true }]
        : [];
    }
    return vacancy.holderId === null
      ? []
      : [{ vacancy, home, holderId: vacancy.holderId, dueOn: vacancy.designationDueOn, fallback: false }];
  });
}
