/** Freezes a landlord's data at a date: the only way from the database to law, scoring and matching. */
import { and, asc, eq, gt, gte, inArray, lte, notInArray } from 'drizzle-orm';
import { programmeTargets } from '../../src/committee/orientation/programme-targets.ts';
import type { Application } from '../../src/domain/application.ts';
import type { SocialBody } from '../../src/domain/objective.ts';
import { storedApplication } from '../../src/domain/stored-application.ts';
import type { Target } from '../../src/domain/target.ts';
import type { SessionChoices, SnapshotPort } from '../../src/jobs/run-port.ts';
import { type CivilDate, civilDateOf, yearOf } from '../../src/kernel/civil-date.ts';
import { targetProgress } from '../../src/law/quota-progress.ts';
import { type Snapshot, snapshotSchema } from '../../src/matching/snapshot.ts';
import { isTransferTarget } from '../../src/matching/transfer-shares.ts';
import { readLeases } from '../../src/reporting/forecast/population.ts';
import { policyWith, steeringOf } from '../../src/reporting/steering/validation.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { residenceRules } from '../schema/letting.ts';
import { leaseFacts, socialBodies } from '../schema/reporting.ts';
import { designations, holders } from '../schema/reservation.ts';
import { targets } from '../schema/steering.ts';
import { leases } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { freedHomesAt, withFreedHomes } from './freed-homes.ts';
import { interestsOf } from './interest-feed.ts';
import { versionMemo } from './public-memo.ts';
import { gridsInForce, policyInForce } from './steering-store.ts';
import { validationInForce } from './steering-validations.ts';

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

/**
 * `vacancyIds` null: every available home. `numbers` null: every live application; else these, live or not, with the
 * targets that choose whom a home is for: the others price a session, which no page about a few households does.
 */
type Reading = {
  choices?: SessionChoices;
  vacancyIds?: readonly string[] | null;
  numbers?: readonly string[] | null;
  /** Where many read at once: what the targets have reached is counted again once it has changed. */
  progress?: ProgressMemo;
};

/** What the year's targets have reached, by landlord, day and which of them are read. */
export type ProgressMemo = ReturnType<typeof progressMemo>;

/** A memory of it for a store to keep: a run never takes it, it counts what it freezes. */
export function progressMemo() {
  return versionMemo<Snapshot['targets']>('progress');
}

/** The same within a transaction of the landlord; with a few numbers, what a page asks about a few households. */
export async function snapshotWithin(
  tx: Transaction,
  landlordId: string,
  date: CivilDate,
  { choices = { pins: [], bans: [] }, vacancyIds = null, numbers = null, progress }: Reading,
): Promise<Snapshot> {
  const published = await policyInForce(tx, date);
  // Nothing learned takes effect by itself: only what a person validated for that day.
  const validation = await validationInForce(tx, date);
  const policy = validation === null ? published : policyWith(published, validation);
  const toLet = await vacanciesToLet(tx, vacancyIds);
  const interests = await interestsOf(
    tx,
    toLet.map(({ vacancy }) => vacancy.id),
    policy.shortlistLength,
    date,
  );
  const bodies = await listedBodies(tx);
  const reached = () =>
    targetsWithProgress(tx, date, bodies, numbers === null ? () => true : isTransferTarget);
  const which = numbers === null ? 'all' : 'transfers';
  const read = {
    landlord: await landlordOf(tx, landlordId),
    date,
    applications: numbers === null ? await liveApplications(tx) : await applicationsNumbered(tx, numbers),
    targets: await (progress ? progress(tx, `${landlordId} ${date} ${which}`, reached) : reached()),
  };
  const freedHomes = await freedHomesAt(tx, read);
  const { applications: live, ...others } = read;
  const rest = snapshotSchema.omit({ applications: true }).parse({
    ...others,
    ...(bodies.length === 0 ? {} : { socialBodies: bodies }),
    vacancies: toLet,
    holders: await tx.select(domainColumns(holders)).from(holders).orderBy(asc(holders.id)),
    designations: await tx
      .select(domainColumns(designations))
      .from(designations)
      .orderBy(asc(designations.vacancyId), asc(designations.applicationNumber)),
    grids: await gridsInForce(tx, date),
    policy,
    ...(interests === null ? {} : { interests }),
    ...(freedHomes === null ? {} : { freedHomes }),
    ...(validation === null ? {} : { steering: steeringOf(validation) }),
    ...choices,
  });
  // Checked one by one as they were read.
  return { ...rest, applications: live };
}

async function landlordOf(tx: Transaction, landlordId: string): Promise<Snapshot['landlord']> {
  const [landlord] = await tx
    .select({ id: landlords.id, name: landlords.name, aliases: landlords.aliases })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  if (!landlord) throw new Error(`no such landlord: ${landlordId}`);
  return landlord;
}

function vacanciesToLet(tx: Transaction, vacancyIds: readonly string[] | null) {
  const chosen =
    vacancyIds === null
      ? eq(vacancies.status, 'available')
      : and(inArray(vacancies.id, [...vacancyIds]), notInArray(vacancies.status, ['withdrawn', 'let']));
  return tx
    .select({ vacancy: domainColumns(vacancies), home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(chosen)
    .orderBy(asc(vacancies.id));
}

/** Rows of a page: large enough that the way to the server does not count, small enough to hold two. */
const applicationsPerPage = 4_000;

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
  const read: Application[] = [];
  let page = await pageAfter('');
  while (page.length > 0) {
    const last = page.at(-1)?.number ?? '';
    const next = page.length < applicationsPerPage ? Promise.resolve([]) : pageAfter(last);
    // Awaited below: where the present page throws, nobody hears of the next.
    next.catch(() => {});
    for (const { content } of page) read.push(storedApplication({ ...content, name: null }));
    page = await next;
  }
  return read;
}

async function applicationsNumbered(tx: Transaction, numbers: readonly string[]): Promise<Application[]> {
  if (numbers.length === 0) return [];
  const rows = await tx
    .select({ content: applications.content })
    .from(applications)
    .where(inArray(applications.number, [...new Set(numbers)]))
    .orderBy(asc(applications.number));
  return rows.map(({ content }) => storedApplication({ ...content, name: null }));
}

async function targetsWithProgress(
  tx: Transaction,
  date: CivilDate,
  bodies: readonly SocialBody[],
  isRead: (target: Pick<Target, 'kind'>) => boolean,
): Promise<Snapshot['targets']> {
  const year = yearOf(date);
  const rows = await tx
    .select(domainColumns(targets))
    .from(targets)
    .where(eq(targets.year, year))
    .orderBy(asc(targets.id));
  const programmes = programmeTargets(
    await tx.select(domainColumns(residenceRules)).from(residenceRules),
    date,
  );
  const read = [...rows, ...programmes].filter(isRead);
  if (read.length === 0) return [];
  const signed = await tx
    .select({
      ...domainColumns(leases),
      residence: homes.residence,
      constructionYear: homes.constructionYear,
      facts: leaseFacts.facts,
    })
    .from(leases)
    .leftJoin(
      leaseFacts,
      and(eq(leaseFacts.landlordId, leases.landlordId), eq(leaseFacts.leaseId, leases.id)),
    )
    .leftJoin(homes, and(eq(homes.landlordId, leases.landlordId), eq(homes.id, leases.homeId)))
    .where(and(gte(leases.signedOn, civilDateOf(year, 1, 1)), lte(leases.signedOn, date)));
  // As indicators count them, or a page of the year and a session would say two figures of one target.
  const given = readLeases({ leases: signed, socialBodies: bodies });
  const counted = await withFreedHomes(tx, given, date);
  const toPeople = counted.filter((_, index) => given[index]?.facts?.legalPerson !== true);
  const places = { holders: await tx.select({ id: holders.id, kind: holders.kind }).from(holders) };
  return read.map((target) => ({
    target,
    // A body has no applicant's resources: neither of the two mixity quotas counts it.
    progress: targetProgress(target, isOfQuartiles(target) ? toPeople : counted, date, places),
  }));
}

function isOfQuartiles({ kind }: Target): boolean {
  return kind === 'q1OutsideQpv' || kind === 'nonQ1InQpv';
}

/** M-01: the dated list, by identifier; empty where the landlord entered none. */
function listedBodies(tx: Transaction): Promise<SocialBody[]> {
  return tx.select(domainColumns(socialBodies)).from(socialBodies).orderBy(asc(socialBodies.id));
}
