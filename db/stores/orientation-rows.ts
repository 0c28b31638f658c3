/** Reads of the flow: freed homes with where they go, the year's leases, the plan. */
import { and, asc, count, eq, gte, inArray, isNull, lte, notInArray, sql } from 'drizzle-orm';
import type { FlowPlan } from '../../src/committee/orientation/flow-plan.ts';
import { flowPlanSchema } from '../../src/committee/orientation/flow-plan.ts';
import type { FlowYear, FreedHome } from '../../src/committee/orientation/flow-year.ts';
import { type CivilDate, civilDateOf, yearOf } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { flowPlans, orientations } from '../schema/letting.ts';
import { designations, holders } from '../schema/reservation.ts';
import { leases } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { livedInByExchange } from './exchange-vacancy.ts';

const freedStatuses = ['notice', 'works', 'available'] as const;

/** All that orientation reads, on the day. */
export async function flowYearOf(tx: Transaction, date: CivilDate): Promise<FlowYear> {
  const year = yearOf(date);
  const freed = await freedHomes(tx);
  const signed = await tx
    .select({ lease: domainColumns(leases), constructionYear: homes.constructionYear })
    .from(leases)
    .leftJoin(homes, and(eq(homes.landlordId, leases.landlordId), eq(homes.id, leases.homeId)))
    .where(and(gte(leases.signedOn, civilDateOf(year, 1, 1)), lte(leases.signedOn, date)))
    .orderBy(asc(leases.id));
  return {
    date,
    holders: await tx.select(domainColumns(holders)).from(holders).orderBy(asc(holders.id)),
    plan: await planOfYear(tx, year),
    leases: signed.map(({ lease, constructionYear }) => ({ ...lease, constructionYear })),
    freed,
    relocating: await relocatingHouseholds(tx),
    returned: freed.flatMap(({ vacancy, home }) =>
      vacancy.reservationFailed && vacancy.holderId !== null
        ? [{ destination: vacancy.holderId, place: home }]
        : [],
    ),
  };
}

/** The plan entered for a year; null where none was. */
async function planOfYear(tx: Transaction, year: number): Promise<FlowPlan | null> {
  const [row] = await tx
    .select({ content: flowPlans.content })
    .from(flowPlans)
    .where(eq(flowPlans.year, year));
  return row ? flowPlanSchema.parse(row.content) : null;
}

async function freedHomes(tx: Transaction): Promise<FreedHome[]> {
  const rows = await tx
    .select({ vacancy: domainColumns(vacancies), home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(
      and(inArray(vacancies.status, [...freedStatuses]), notInArray(vacancies.id, livedInByExchange(tx))),
    )
    .orderBy(asc(vacancies.id));
  const open = await tx
    .select({
      vacancyId: orientations.vacancyId,
      destination: orientations.destination,
      firstQuartileExcluded: orientations.firstQuartileExcluded,
    })
    .from(orientations)
    .where(isNull(orientations.outcome));
  const openOf = new Map(open.map((row) => [row.vacancyId, row]));
  const designated = await tx
    .select({ vacancyId: designations.vacancyId, households: count() })
    .from(designations)
    .groupBy(designations.vacancyId);
  const designatedOf = new Map(designated.map((row) => [row.vacancyId, row.households]));
  return rows.map(({ vacancy, home }) => {
    const running = openOf.get(vacancy.id);
    return {
      vacancy,
      home,
      destination: running?.destination ?? (vacancy.reservationFailed ? null : vacancy.holderId),
      firstQuartileExcluded: running?.firstQuartileExcluded ?? false,
      designated: designatedOf.get(vacancy.id) ?? 0,
    };
  });
}

/** Live households to relocate by an operation: sale apart, whose homes leave the flow by another line (R441-5). */
async function relocatingHouseholds(tx: Transaction): Promise<FlowYear['relocating']> {
  const rows = await tx
    .select({ content: applications.content })
    .from(applications)
    .where(and(eq(applications.status, 'live'), sql`${applications.content} ->> 'relocation' is not null`));
  return rows.map(({ content }) => ({
    use: content.relocation === 'sale' ? 'saleRelocation' : 'renewal',
    communes: content.wishes.communes,
    typologies: content.wishes.typologies,
  }));
}
