/** Studies: what was asked, what it gave, and the past year that it plays again. */
import { and, asc, desc, eq, gte, isNotNull, lte, sql } from 'drizzle-orm';
import { geography } from '../../src/domain/territory.ts';
import { addDays, type CivilDate, yearOf } from '../../src/kernel/civil-date.ts';
import type { PastYear } from '../../src/reporting/studies/past-year.ts';
import type { StudiesPort, Study, StudyChoices } from '../../src/reporting/studies/studies-port.ts';
import { changesOf, studyInputSchema, studyResultSchema } from '../../src/reporting/studies/study.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { studies } from '../schema/reporting.ts';
import { holders } from '../schema/reservation.ts';
import { targets } from '../schema/steering.ts';
import { leases, tenancies } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { appendActs } from './journal-append.ts';
import { gridsInForce, policyInForce } from './steering-store.ts';

const studiesListed = 50;
const residencesOffered = 60;

export function studyStore(db: Database): StudiesPort {
  return {
    choices: (landlordId, asOf) => withLandlord(db, landlordId, (tx) => choicesWithin(tx, asOf)),
    start: (asked, { requestKey, title, input }) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const [row] = await tx
          .insert(studies)
          .values({ landlordId: asked.landlordId, title, input, startedBy: asked.actor.name, requestKey })
          .onConflictDoNothing()
          .returning({ id: studies.id });
        if (!row) {
          const [same] = await tx
            .select({ id: studies.id })
            .from(studies)
            .where(eq(studies.requestKey, requestKey));
          if (!same) throw new Error('a study was neither written nor found');
          return { id: same.id, isNew: false };
        }
        await appendActs(tx, asked.landlordId, [
          {
            kind: 'study.started',
            at: asked.now,
            actor: asked.actor,
            subjects: [`landlord:${asked.landlordId}`],
            before: null,
            after: { study: row.id, title, changes: changesOf(input) },
            why: null,
          },
        ]);
        return { id: row.id, isNew: true };
      }),
    list: (landlordId) =>
      withLandlord(db, landlordId, async (tx) => {
        const rows = await tx.select().from(studies).orderBy(desc(studies.createdAt)).limit(studiesListed);
        return rows.map(studyOf);
      }),
    find: (landlordId, id) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx.select().from(studies).where(eq(studies.id, id));
        return row ? studyOf(row) : null;
      }),
    pastYear: (landlordId, asOf) =>
      withLandlord(db, landlordId, (tx) => pastYearWithin(tx, landlordId, asOf), {
        isolationLevel: 'repeatable read',
        accessMode: 'read only',
      }),
    finish: (landlordId, id, result) =>
      withLandlord(db, landlordId, async (tx) => {
        await tx.update(studies).set({ result }).where(eq(studies.id, id));
      }),
  };
}

function studyOf(row: typeof studies.$inferSelect): Study {
  const { id, title, startedBy, createdAt } = row;
  return {
    id,
    title,
    input: studyInputSchema.parse(row.input),
    result: row.result === null ? null : studyResultSchema.parse(row.result),
    startedBy,
    createdAt,
  };
}

async function choicesWithin(tx: Transaction, asOf: CivilDate): Promise<StudyChoices> {
  const residences = await tx
    .select({ name: sql<string>`${homes.residence}`, homes: sql<number>`count(*)::int` })
    .from(homes)
    .where(isNotNull(homes.residence))
    .groupBy(homes.residence)
    .orderBy(desc(sql`count(*)`), asc(homes.residence))
    .limit(residencesOffered);
  const places = geography();
  const ofYear = await tx
    .select({ territory: targets.territory })
    .from(targets)
    .where(eq(targets.year, yearOf(asOf)));
  const sirens = [
    ...new Set(ofYear.flatMap(({ territory }) => (territory.level === 'epci' ? [territory.code] : []))),
  ];
  const epcis = sirens.flatMap((siren) => {
    const epci = siren === null ? undefined : places.epcis.get(siren);
    return siren !== null && epci ? [{ siren, name: epci.name }] : [];
  });
  return {
    grids: await gridsInForce(tx, asOf),
    policy: await policyInForce(tx, asOf),
    residences,
    epcis: epcis.sort((a, b) => a.name.localeCompare(b.name, 'fr')),
  };
}

async function pastYearWithin(tx: Transaction, landlordId: string, asOf: CivilDate): Promise<PastYear> {
  const [landlord] = await tx
    .select({ id: landlords.id, name: landlords.name, aliases: landlords.aliases })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  if (!landlord) throw new Error(`no such landlord: ${landlordId}`);
  const pool = await tx
    .select({ content: applications.content })
    .from(applications)
    .where(eq(applications.status, 'live'))
    .orderBy(asc(applications.number));
  const tenancyRows = await tx.select({ id: tenancies.id, homeId: tenancies.homeId }).from(tenancies);
  return {
    landlord,
    asOf,
    leases: await tx
      .select({
        homeId: leases.homeId,
        signedOn: leases.signedOn,
        holderId: leases.holderId,
        reservationFailed: leases.reservationFailed,
      })
      .from(leases)
      .where(and(gte(leases.signedOn, addDays(asOf, -366)), lte(leases.signedOn, asOf)))
      .orderBy(asc(leases.signedOn), asc(leases.id)),
    stock: await tx.select(domainColumns(homes)).from(homes).orderBy(asc(homes.id)),
    applications: pool.map(({ content }) => ({ ...content, name: null })),
    homeOfTenancy: new Map(tenancyRows.map(({ id, homeId }) => [id, homeId])),
    targets: await tx
      .select(domainColumns(targets))
      .from(targets)
      .where(eq(targets.year, yearOf(asOf)))
      .orderBy(asc(targets.id)),
    holders: await tx.select(domainColumns(holders)).from(holders).orderBy(asc(holders.id)),
    grids: await gridsInForce(tx, asOf),
    policy: await policyInForce(tx, asOf),
  };
}
