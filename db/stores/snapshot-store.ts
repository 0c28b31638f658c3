/** Freezes a landlord's data at a date: the only way from the database to law, scoring and matching. */
import { and, asc, eq, gt, notInArray } from 'drizzle-orm';
import type { Application } from '../../src/domain/application.ts';
import { applicationShaper } from '../../src/domain/application-shape.ts';
import { storedApplication } from '../../src/domain/stored-application.ts';
import type { SessionChoices, SnapshotPort } from '../../src/jobs/run-port.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { type Snapshot, snapshotSchema } from '../../src/matching/snapshot.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { designations } from '../schema/reservation.ts';
import { domainColumns } from './columns-of.ts';
import { freedHomesAt } from './freed-homes.ts';
import { inTexts } from './in-texts.ts';
import { interestsOf } from './interest-feed.ts';
import { frameWithin } from './snapshot-frame.ts';

export function snapshotStore(db: Database): SnapshotPort {
  return {
    at: (landlordId, date, choices, vacancyIds) => snapshotFor(db, landlordId, date, choices, vacancyIds),
  };
}

/**
 * The homes to let, the live applications (without names) and all that a run reads, in one consistent view.
 * Throws where the landlord does not exist or where stored data are not what they should be.
 */
async function snapshotFor(
  db: Database,
  landlordId: string,
  date: CivilDate,
  choices: SessionChoices = { pins: [], bans: [] },
  vacancyIds: readonly string[] | null = null,
): Promise<Snapshot> {
  return withLandlord(
    db,
    landlordId,
    (tx) => snapshotWithin(tx, landlordId, date, { choices, vacancyIds }),
    // Every query sees the same instant, whatever is imported meanwhile.
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

const ownSchema = snapshotSchema.pick({
  vacancies: true,
  designations: true,
  interests: true,
  freedHomes: true,
  pins: true,
  bans: true,
  sizeScaleOpened: true,
  ceilingDerogations: true,
});

/** `vacancyIds` null: every available home. */
async function snapshotWithin(
  tx: Transaction,
  landlordId: string,
  date: CivilDate,
  { choices, vacancyIds }: { choices: SessionChoices; vacancyIds: readonly string[] | null },
): Promise<Snapshot> {
  const [frame, toLet, designated] = await Promise.all([
    frameWithin(tx, landlordId, date, 'all'),
    vacanciesToLet(tx, vacancyIds),
    designationsOf(tx),
  ]);
  const interests = await interestsOf(
    tx,
    toLet.map(({ vacancy }) => vacancy.id),
    frame.policy.shortlistLength,
    date,
  );
  const live = await liveApplications(tx);
  const freedHomes = await freedHomesAt(tx, { ...frame, applications: live });
  const rest = ownSchema.parse({
    vacancies: toLet,
    designations: designated,
    ...(interests === null ? {} : { interests }),
    ...(freedHomes === null ? {} : { freedHomes }),
    ...choices,
  });
  // Checked one by one as they were read.
  return { ...frame, ...rest, applications: live };
}

/** The homes of a session, by vacancy: the available ones, or of those asked for the ones not withdrawn nor let. */
export async function vacanciesToLet(tx: Transaction, vacancyIds: readonly string[] | null) {
  const chosen =
    vacancyIds === null
      ? eq(vacancies.status, 'available')
      : and(inTexts(vacancies.id, vacancyIds), notInArray(vacancies.status, ['withdrawn', 'let']));
  return tx
    .select({ vacancy: domainColumns(vacancies), home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(chosen)
    .orderBy(asc(vacancies.id));
}

async function designationsOf(tx: Transaction) {
  return tx
    .select(domainColumns(designations))
    .from(designations)
    .orderBy(asc(designations.vacancyId), asc(designations.applicationNumber));
}

/**
 * Rows of a page: large enough that the way to the server does not count, small enough that two of them are gone before
 * a collection of garbage would keep them for long.
 */
const applicationsPerPage = 500;

/** By pages in the order of numbers, the next one asked for while the present one is read. */
async function liveApplications(tx: Transaction): Promise<Application[]> {
  const pageAfter = (number: string) =>
    tx
      .select({ number: applications.number, content: applications.content })
      .from(applications)
      .where(and(eq(applications.status, 'live'), gt(applications.number, number)))
      .orderBy(asc(applications.number))
      .limit(applicationsPerPage)
      .execute();
  const shaped = applicationShaper();
  const read: Application[] = [];
  let page = await pageAfter('');
  while (page.length > 0) {
    const last = page.at(-1)?.number ?? '';
    const next = page.length < applicationsPerPage ? Promise.resolve([]) : pageAfter(last);
    // Awaited below: where the present page throws, nobody hears of the next.
    next.catch(() => {});
    for (const { content } of page)
      read.push(shaped(storedApplication(Object.assign(content, { name: null }))));
    page = await next;
  }
  return read;
}
