/** Orients freed homes and takes back those whose holder kept silent, each in one transaction with its acts. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { decideOrientation, type OrientationState } from '../../src/committee/orientation/decide.ts';
import { destinationName } from '../../src/committee/orientation/destination.ts';
import { planOf } from '../../src/committee/orientation/flow-year.ts';
import type {
  OrientationAnswer,
  OrientationPort,
  OrientationRequest,
} from '../../src/committee/orientation/orientation-port.ts';
import type { Act } from '../../src/domain/act.ts';
import type { ReservationHolder } from '../../src/domain/reservation.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { homes, vacancies } from '../schema/home.ts';
import { flowPlans, orientations } from '../schema/letting.ts';
import { domainColumns } from './columns-of.ts';
import { appendActs } from './journal-append.ts';
import { lapseSilent } from './orientation-lapse.ts';
import { flowYearOf } from './orientation-rows.ts';
import { undoOrientation } from './orientation-undo.ts';
import { policyInForce } from './steering-store.ts';

export function orientationStore(db: Database): OrientationPort {
  return {
    year: (landlordId, date) =>
      withLandlord(db, landlordId, (tx) => flowYearOf(tx, date), {
        isolationLevel: 'repeatable read',
        accessMode: 'read only',
      }),
    orient: (landlordId, request) => withLandlord(db, landlordId, (tx) => orient(tx, landlordId, request)),
    undo: (landlordId, request) =>
      withLandlord(db, landlordId, (tx) => undoOrientation(tx, landlordId, request)),
    lapse: (landlordId, today, at) =>
      withLandlord(db, landlordId, (tx) => lapseSilent(tx, landlordId, today, at)),
    savePlan: (landlordId, change) => withLandlord(db, landlordId, (tx) => savePlan(tx, landlordId, change)),
    planVersion: (landlordId, year) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ version: flowPlans.version })
          .from(flowPlans)
          .where(eq(flowPlans.year, year));
        return row?.version ?? 0;
      }),
  };
}

async function orient(
  tx: Transaction,
  landlordId: string,
  request: OrientationRequest,
): Promise<OrientationAnswer> {
  const { today } = request;
  const year = await flowYearOf(tx, today);
  const context = {
    holders: year.holders,
    plan: planOf(year),
    policyMonths: (await policyInForce(tx, today)).designationMonths,
  };
  const acts: Act[] = [];
  const oriented: OrientationAnswer['oriented'][number][] = [];
  const refused: OrientationAnswer['refused'][number][] = [];
  // In one order for everybody, so that two batches never wait for each other.
  for (const choice of [...request.homes].sort((a, b) => (a.vacancyId < b.vacancyId ? -1 : 1))) {
    const { vacancyId } = choice;
    const locked = await lockedHome(tx, vacancyId);
    if (!locked) {
      refused.push({ vacancyId, refusal: { code: 'unknownHome' } });
      continue;
    }
    const requestKey = `${request.requestKey}:${vacancyId}`;
    const [again] = await tx
      .select({ destination: orientations.destination, dueOn: orientations.dueOn })
      .from(orientations)
      .where(eq(orientations.requestKey, requestKey));
    if (again) {
      const name = destinationName(again.destination, year.holders);
      oriented.push({ vacancyId, name, dueOn: again.dueOn });
      continue;
    }
    const current = await currentOf(tx, locked.vacancy, year.holders);
    const decided = decideOrientation({ ...context, ...locked, current }, choice, today);
    if (!decided.ok) {
      refused.push({ vacancyId, refusal: decided.refusal });
      continue;
    }
    const { destination, holderId, dueOn, firstQuartileExcluded, reason, note } = decided.value;
    await tx.insert(orientations).values({
      landlordId,
      vacancyId,
      destination,
      advised: choice.advised,
      reason,
      note,
      dueOn,
      firstQuartileExcluded,
      on: today,
      decidedBy: request.actor.name,
      requestKey,
    });
    // After a failure the home keeps the holder that failed: it counts in the landlord's quarter.
    if (!locked.vacancy.reservationFailed && holderId !== null) {
      await tx
        .update(vacancies)
        .set({ holderId, orientedOn: today, designationDueOn: dueOn })
        .where(eq(vacancies.id, vacancyId));
    }
    oriented.push({ vacancyId, name: destinationName(destination, year.holders), dueOn });
    acts.push({
      kind: 'orientation.decided',
      at: request.at,
      actor: request.actor,
      subjects: [`vacancy:${vacancyId}`, ...(holderId === null ? [] : [`holder:${holderId}` as const])],
      before: null,
      after: { destination, advised: choice.advised, dueOn, firstQuartileExcluded },
      why: reason === null ? null : note === null ? reason : `${reason} : ${note}`,
    });
  }
  await appendActs(tx, landlordId, acts);
  return { oriented, refused };
}

async function lockedHome(
  tx: Transaction,
  vacancyId: string,
): Promise<Pick<OrientationState, 'vacancy' | 'home'> | null> {
  const [vacancy] = await tx
    .select(domainColumns(vacancies))
    .from(vacancies)
    .where(eq(vacancies.id, vacancyId))
    .for('update');
  if (!vacancy) return null;
  const [home] = await tx.select(domainColumns(homes)).from(homes).where(eq(homes.id, vacancy.homeId));
  return home ? { vacancy, home } : null;
}

async function currentOf(
  tx: Transaction,
  vacancy: OrientationState['vacancy'],
  holders: readonly ReservationHolder[],
): Promise<OrientationState['current']> {
  const [open] = await tx
    .select({
      destination: orientations.destination,
      by: orientations.decidedBy,
      on: orientations.on,
    })
    .from(orientations)
    .where(and(eq(orientations.vacancyId, vacancy.id), isNull(orientations.outcome)));
  if (open) return { name: destinationName(open.destination, holders), by: open.by, on: open.on };
  if (vacancy.holderId === null || vacancy.reservationFailed) return null;
  return {
    name: destinationName(vacancy.holderId, holders),
    by: 'l’import des données',
    on: vacancy.orientedOn,
  };
}

async function savePlan(
  tx: Transaction,
  landlordId: string,
  { plan, version, actor, at }: Parameters<OrientationPort['savePlan']>[1],
): ReturnType<OrientationPort['savePlan']> {
  const written =
    version === 0
      ? await tx
          .insert(flowPlans)
          .values({ landlordId, year: plan.year, content: plan })
          .onConflictDoNothing()
          .returning({ version: flowPlans.version })
      : await tx
          .update(flowPlans)
          .set({ content: plan, version: sql`${flowPlans.version} + 1`, updatedAt: at })
          .where(and(eq(flowPlans.year, plan.year), eq(flowPlans.version, version)))
          .returning({ version: flowPlans.version });
  const [row] = written;
  if (!row) return refuse({ code: 'changedMeanwhile' });
  await appendActs(tx, landlordId, [
    {
      kind: 'flowPlan.saved',
      at,
      actor,
      subjects: [`landlord:${landlordId}`],
      before: null,
      after: { year: plan.year, version: row.version, vacated: plan.vacated, deducted: plan.deducted },
      why: plan.source,
    },
  ]);
  return ok(row.version);
}
