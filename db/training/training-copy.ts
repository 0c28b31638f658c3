/**
 * A copy for training: from a landlord's database into an empty one. A list of what is copied, column by column; all
 * the rest (journal, letters, files sent, sittings, runs, accounts) stays behind. Files under protection are left out.
 */
import { isNull } from 'drizzle-orm';
import type { AnyPgTable, PgTable } from 'drizzle-orm/pg-core';
import type { Disguise } from '../../src/access/training/disguise.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { commissions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { applicantContacts, protections } from '../schema/instruction.ts';
import { landlords } from '../schema/landlord.ts';
import { agencies, flowPlans } from '../schema/letting.ts';
import { pastLettings, portalPolicies } from '../schema/portal.ts';
import { commitments, leaseFacts, objectives, pastSittings, socialBodies } from '../schema/reporting.ts';
import { holders } from '../schema/reservation.ts';
import { grids, policies, targets } from '../schema/steering.ts';
import { leases, offers, tenancies } from '../schema/tenancy.ts';
import { applicationOf, applicationRow } from '../stores/application-rows.ts';
import { bulkInsert } from '../stores/bulk-insert.ts';

/** The landlord of every copy. */
export const trainingLandlord = { id: 'exercice', name: 'Bailleur d’exercice' } as const;

export type CopyCounts = Readonly<Record<string, number>>;

/** Writes the copy and gives how many rows of each kind. Throws an AppError where the target is not empty. */
export async function copyForTraining(
  source: Database,
  landlordId: string,
  target: Database,
  disguise: Disguise,
): Promise<CopyCounts> {
  const held = await target.select({ id: landlords.id }).from(landlords).limit(1);
  if (held.length > 0) {
    throw new AppError('bad-request', 'La base de destination n’est pas vide : rien n’a été copié.', {
      hint: 'Donnez une base neuve : une copie d’exercice ne se mêle pas à de vraies données.',
    });
  }
  const [own] = await source.select().from(landlords);
  const aliases = own ? [own.name, ...own.aliases] : [];
  const names = new Map(aliases.map((alias) => [alias, trainingLandlord.name]));
  await target
    .insert(landlords)
    .values({ ...trainingLandlord, siren: null, aliases: [trainingLandlord.name] });
  const counts: Record<string, number> = {};
  const tables = await withLandlord(source, landlordId, (tx) => disguised(tx, disguise, names));
  await withLandlord(target, trainingLandlord.id, async (tx) => {
    for (const { name, write } of tables) counts[name] = await write(tx);
  });
  return counts;
}

type Written = { name: string; write: (tx: Transaction) => Promise<number> };

/** Rows ready to write: whatever table they are of, in the order in which they refer to each other. */
function rowsOf<Table extends AnyPgTable & PgTable>(
  name: string,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Written {
  return {
    name,
    write: async (tx) => {
      await bulkInsert(tx, table, rows);
      return rows.length;
    },
  };
}

async function disguised(
  tx: Transaction,
  disguise: Disguise,
  names: ReadonlyMap<string, string>,
): Promise<Written[]> {
  const landlordId = trainingLandlord.id;
  const covered = new Set(
    (await tx.select({ number: protections.number }).from(protections).where(isNull(protections.until))).map(
      ({ number }) => number,
    ),
  );
  const files = (await tx.select().from(applications)).filter(({ number }) => !covered.has(number));
  const known = new Set(files.map(({ number }) => number));
  const number = (own: string | null) => (own !== null && known.has(own) ? disguise.number(own) : null);
  return [
    ...(await published(tx)),
    ...(await stock(tx, disguise)),
    rowsOf(
      'demandes',
      applications,
      files.map(({ number: own, content }) => ({
        ...applicationRow(landlordId, disguise.application(applicationOf(content, null), names)),
        name: disguise.name(own),
      })),
    ),
    rowsOf(
      'contacts',
      applicantContacts,
      (await tx.select().from(applicantContacts)).flatMap(({ number: own, preferred }) =>
        known.has(own)
          ? [{ landlordId, number: disguise.number(own), ...disguise.contact(own), preferred }]
          : [],
      ),
    ),
    rowsOf(
      'baux en cours et terminés',
      tenancies,
      (await tx.select().from(tenancies)).map(({ createdAt: _createdAt, ...row }) => ({
        ...row,
        landlordId,
        id: disguise.id('tenancy', row.id),
        homeId: disguise.id('home', row.homeId),
        signedOn: disguise.date(row.id, row.signedOn),
        endedOn: row.endedOn === null ? null : disguise.date(row.id, row.endedOn),
        lastReviewedOn: row.lastReviewedOn === null ? null : disguise.date(row.id, row.lastReviewedOn),
        applicationNumber: number(row.applicationNumber),
      })),
    ),
    ...(await lettings(tx, disguise, number)),
  ];
}

/** What is public or names nobody: copied as it is. */
async function published(tx: Transaction): Promise<Written[]> {
  const landlordId = trainingLandlord.id;
  const plain = <Row extends { createdAt: Date }>(rows: readonly Row[]) =>
    rows.map(({ createdAt: _createdAt, ...row }) => ({ ...row, landlordId }));
  return [
    rowsOf('agences', agencies, plain(await tx.select().from(agencies))),
    rowsOf('réservataires', holders, plain(await tx.select().from(holders))),
    rowsOf('commissions', commissions, plain(await tx.select().from(commissions))),
    rowsOf('objectifs', targets, plain(await tx.select().from(targets))),
    rowsOf('grilles', grids, plain(await tx.select().from(grids))),
    rowsOf('règles', policies, plain(await tx.select().from(policies))),
    rowsOf('objectifs de l’année', objectives, plain(await tx.select().from(objectives))),
    rowsOf('bailleurs sociaux', socialBodies, plain(await tx.select().from(socialBodies))),
    rowsOf('engagements', commitments, plain(await tx.select().from(commitments))),
    rowsOf('flux', flowPlans, plain(await tx.select().from(flowPlans))),
    rowsOf('séances passées', pastSittings, plain(await tx.select().from(pastSittings))),
    rowsOf(
      'règles du portail',
      portalPolicies,
      plain(await tx.select().from(portalPolicies)).map((row) => ({ ...row, by: trainingLandlord.name })),
    ),
  ];
}

async function stock(tx: Transaction, disguise: Disguise): Promise<Written[]> {
  const landlordId = trainingLandlord.id;
  return [
    rowsOf(
      'logements',
      homes,
      (await tx.select().from(homes)).map(({ createdAt: _createdAt, ...row }) => ({
        ...row,
        landlordId,
        id: disguise.id('home', row.id),
        rplsId: null,
        address: disguise.address(row.id),
        residence: row.residence === null ? null : disguise.id('residence', row.residence),
      })),
    ),
    rowsOf(
      'logements à louer',
      vacancies,
      (await tx.select().from(vacancies)).map(({ createdAt: _createdAt, ...row }) => ({
        ...row,
        landlordId,
        id: disguise.id('vacancy', row.id),
        homeId: disguise.id('home', row.homeId),
      })),
    ),
  ];
}

async function lettings(
  tx: Transaction,
  disguise: Disguise,
  number: (own: string | null) => string | null,
): Promise<Written[]> {
  const landlordId = trainingLandlord.id;
  return [
    rowsOf(
      'baux signés',
      leases,
      (await tx.select().from(leases)).map(({ createdAt: _createdAt, ...row }) => ({
        ...row,
        landlordId,
        id: disguise.id('lease', row.id),
        homeId: disguise.id('home', row.homeId),
        vacancyId: row.vacancyId === null ? null : disguise.id('vacancy', row.vacancyId),
        offerId: row.offerId === null ? null : disguise.id('offer', row.offerId),
        applicationNumber: number(row.applicationNumber),
        // A day of signature and a commune are a household to whoever lives there.
        signedOn: disguise.date(row.id, row.signedOn),
      })),
    ),
    rowsOf(
      'faits des baux',
      leaseFacts,
      (await tx.select().from(leaseFacts)).map(({ leaseId, facts }) => ({
        landlordId,
        leaseId: disguise.id('lease', leaseId),
        facts: {
          ...facts,
          categories: facts.categories.filter((category) => category !== 'protected'),
          adaptedNeed: null,
          originLandlord: null,
          freedHome:
            facts.freedHome === null
              ? null
              : { ...facts.freedHome, homeId: disguise.id('home', facts.freedHome.homeId) },
        },
      })),
    ),
    rowsOf(
      'propositions',
      offers,
      (await tx.select().from(offers)).flatMap(({ createdAt: _createdAt, ...row }) => {
        const own = number(row.applicationNumber);
        if (own === null) return [];
        const moved = (day: typeof row.answeredOn) =>
          day === null ? null : disguise.date(row.applicationNumber, day);
        return [
          {
            ...row,
            landlordId,
            id: disguise.id('offer', row.id),
            homeId: disguise.id('home', row.homeId),
            vacancyId: row.vacancyId === null ? null : disguise.id('vacancy', row.vacancyId),
            homeDecisionId: null,
            details: null,
            applicationNumber: own,
            sentOn: disguise.date(row.applicationNumber, row.sentOn),
            answeredOn: moved(row.answeredOn),
            receivedOn: moved(row.receivedOn),
          },
        ];
      }),
    ),
    rowsOf(
      'points des baux passés',
      pastLettings,
      (await tx.select().from(pastLettings)).map(({ createdAt: _createdAt, ...row }) => ({
        ...row,
        landlordId,
        leaseId: disguise.id('lease', row.leaseId),
        signedOn: disguise.date(row.leaseId, row.signedOn),
      })),
    ),
  ];
}
