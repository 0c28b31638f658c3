/** Freezes what indicators, returns and forecasts read: everything of one landlord from a day to another, at one instant. */
import { and, asc, eq, gte, inArray, lte, or, sql } from 'drizzle-orm';
import type { Label } from '../../src/domain/application.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { yearOf } from '../../src/kernel/civil-date.ts';
import { priorityLabels } from '../../src/law/priority.ts';
import type { LeaseRecord, OfferRecord, ReportingFacts, VacancyRecord } from '../../src/reporting/facts.ts';
import type { ReportingPort } from '../../src/reporting/reporting-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { flowPlans, orientations } from '../schema/letting.ts';
import { commitments, leaseFacts, objectives, socialBodies } from '../schema/reporting.ts';
import { holders } from '../schema/reservation.ts';
import { targets } from '../schema/steering.ts';
import { leases, offers } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { sittingsHeld } from './reporting-sittings.ts';

type Period = { from: CivilDate; asOf: CivilDate };

// Every query sees the same instant: figures of one page agree with each other.
const oneView = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

export function reportingStore(db: Database): ReportingPort {
  return {
    facts: (landlordId, period) =>
      withLandlord(db, landlordId, (tx) => factsWithin(tx, landlordId, period), oneView),
    pool: (landlordId) =>
      withLandlord(db, landlordId, async (tx) => {
        const rows = await tx
          .select({ content: applications.content })
          .from(applications)
          .orderBy(asc(applications.number));
        return rows.map(({ content }) => ({ ...content, name: null }));
      }),
  };
}

/** The same within a transaction of the landlord. Throws where the landlord does not exist. */
export async function factsWithin(
  tx: Transaction,
  landlordId: string,
  period: Period,
): Promise<ReportingFacts> {
  const [landlord] = await tx
    .select({ id: landlords.id, name: landlords.name, aliases: landlords.aliases })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  if (!landlord) throw new Error(`no such landlord: ${landlordId}`);
  const years = yearsOf(period);
  const plans = await tx.select().from(flowPlans).where(inArray(flowPlans.year, years));
  return {
    landlord,
    asOf: period.asOf,
    from: period.from,
    leases: await leasesSigned(tx, period),
    offers: await offersSent(tx, period),
    sittings: await sittingsHeld(tx, period),
    vacancies: await vacanciesOf(tx),
    holders: await tx.select(domainColumns(holders)).from(holders).orderBy(asc(holders.id)),
    targets: await tx
      .select(domainColumns(targets))
      .from(targets)
      .where(inArray(targets.year, years))
      .orderBy(asc(targets.id)),
    objectives: await tx
      .select(domainColumns(objectives))
      .from(objectives)
      .where(inArray(objectives.year, years))
      .orderBy(asc(objectives.id)),
    socialBodies: await tx
      .select(domainColumns(socialBodies))
      .from(socialBodies)
      .orderBy(asc(socialBodies.id)),
    commitments: await tx
      .select(domainColumns(commitments))
      .from(commitments)
      .orderBy(asc(commitments.level), asc(commitments.code)),
    flowPlans: plans.map(({ content }) => content),
    stock: await stockByPlace(tx),
  };
}

/** Homes of the whole stock by place and size: what vacancy and turnover are shares of. */
export function stockByPlace(tx: Transaction): Promise<ReportingFacts['stock'][number][]> {
  return tx
    .select({
      insee: homes.insee,
      qpvCode: homes.qpvCode,
      typology: homes.typology,
      homes: sql<number>`count(*)::int`,
    })
    .from(homes)
    .groupBy(homes.insee, homes.qpvCode, homes.typology)
    .orderBy(asc(homes.insee), asc(homes.qpvCode), asc(homes.typology));
}

function yearsOf({ from, asOf }: Period): number[] {
  return Array.from({ length: yearOf(asOf) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index);
}

async function leasesSigned(tx: Transaction, { from, asOf }: Period): Promise<LeaseRecord[]> {
  const { offerId: _offerId, ...columns } = domainColumns(leases);
  return tx
    .select({
      ...columns,
      residence: homes.residence,
      constructionYear: homes.constructionYear,
      facts: leaseFacts.facts,
    })
    .from(leases)
    .leftJoin(homes, and(eq(homes.landlordId, leases.landlordId), eq(homes.id, leases.homeId)))
    .leftJoin(
      leaseFacts,
      and(eq(leaseFacts.landlordId, leases.landlordId), eq(leaseFacts.leaseId, leases.id)),
    )
    .where(and(gte(leases.signedOn, from), lte(leases.signedOn, asOf)))
    .orderBy(asc(leases.signedOn), asc(leases.id));
}

/** Offers of the landlord's homes, in the order of their sending. */
export async function offersSent(tx: Transaction, { from, asOf }: Period): Promise<OfferRecord[]> {
  const {
    vacancyId: _v,
    homeDecisionId: _h,
    receivedOn: _r,
    replyDays: _d,
    details: _t,
    dalo: keptDalo,
    ...columns
  } = domainColumns(offers);
  const rows = await tx
    .select({
      ...columns,
      insee: homes.insee,
      typology: homes.typology,
      keptDalo,
      labels: sql<Label[] | null>`${applications.content} -> 'labels'`,
    })
    .from(offers)
    .innerJoin(homes, and(eq(homes.landlordId, offers.landlordId), eq(homes.id, offers.homeId)))
    .leftJoin(
      applications,
      and(eq(applications.landlordId, offers.landlordId), eq(applications.number, offers.applicationNumber)),
    )
    .where(and(gte(offers.sentOn, from), lte(offers.sentOn, asOf)))
    .orderBy(asc(offers.sentOn), asc(offers.id));
  return rows.map(({ labels, keptDalo: kept, ...offer }) => ({
    ...offer,
    dalo: labels === null ? kept : priorityLabels(labels, offer.sentOn).dalo,
  }));
}

async function vacanciesOf(tx: Transaction): Promise<VacancyRecord[]> {
  const rows = await tx
    .select({ vacancy: domainColumns(vacancies), home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .orderBy(asc(vacancies.id));
  const oriented = await tx
    .select({
      vacancyId: orientations.vacancyId,
      destination: orientations.destination,
      on: orientations.on,
      outcome: orientations.outcome,
      endedOn: orientations.endedOn,
    })
    .from(orientations)
    .where(or(sql`${orientations.outcome} is null`, sql`${orientations.outcome} <> 'undone'`))
    .orderBy(asc(orientations.on), asc(orientations.id));
  const byVacancy = new Map<string, VacancyRecord['orientations'][number][]>();
  for (const { vacancyId, ...one } of oriented) {
    byVacancy.set(vacancyId, [...(byVacancy.get(vacancyId) ?? []), one]);
  }
  return rows.map((row) => ({ ...row, orientations: byVacancy.get(row.vacancy.id) ?? [] }));
}
