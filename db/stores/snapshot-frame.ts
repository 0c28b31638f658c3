/**
 * What a session reads beside homes and households: the rules in force, the holders, what the year's targets have
 * reached. It changes seldom, so that pages asked for by many keep it until it does; a run always counts it anew.
 */
import { and, asc, eq, gte, lte } from 'drizzle-orm';
import { programmeTargets } from '../../src/committee/orientation/programme-targets.ts';
import type { SocialBody } from '../../src/domain/objective.ts';
import type { Target } from '../../src/domain/target.ts';
import { type CivilDate, civilDateOf, yearOf } from '../../src/kernel/civil-date.ts';
import { targetProgress } from '../../src/law/quota-progress.ts';
import { type Snapshot, snapshotSchema } from '../../src/matching/snapshot.ts';
import { isTransferTarget } from '../../src/matching/transfer-shares.ts';
import { readLeases } from '../../src/reporting/forecast/population.ts';
import { policyWith, steeringOf } from '../../src/reporting/steering/validation.ts';
import type { Transaction } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { residenceRules } from '../schema/letting.ts';
import { leaseFacts, socialBodies } from '../schema/reporting.ts';
import { holders } from '../schema/reservation.ts';
import { targets } from '../schema/steering.ts';
import { leases } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { withFreedHomes } from './freed-homes.ts';
import { versionMemo } from './public-memo.ts';
import { gridsInForce, policyInForce } from './steering-store.ts';
import { validationInForce } from './steering-validations.ts';

const frameSchema = snapshotSchema.pick({
  landlord: true,
  date: true,
  holders: true,
  targets: true,
  grids: true,
  policy: true,
  steering: true,
  socialBodies: true,
});
export type SnapshotFrame = ReturnType<typeof frameSchema.parse>;

/** A session needs every target; a page about a few households those that choose whom a home is for. */
export type FrameTargets = 'all' | 'transfers';
export type ReadFrame = typeof frameWithin;

/** Reads it within a transaction of the landlord. Throws where the landlord does not exist. */
export async function frameWithin(
  tx: Transaction,
  landlordId: string,
  date: CivilDate,
  which: FrameTargets,
): Promise<SnapshotFrame> {
  const published = await policyInForce(tx, date);
  // Nothing learned takes effect by itself: only what a person validated for that day.
  const validation = await validationInForce(tx, date);
  const bodies = await listedBodies(tx);
  return frameSchema.parse({
    landlord: await landlordOf(tx, landlordId),
    date,
    holders: await tx.select(domainColumns(holders)).from(holders).orderBy(asc(holders.id)),
    targets: await targetsWithProgress(tx, date, bodies, which === 'all' ? () => true : isTransferTarget),
    grids: await gridsInForce(tx, date),
    policy: validation === null ? published : policyWith(published, validation),
    ...(validation === null ? {} : { steering: steeringOf(validation) }),
    ...(bodies.length === 0 ? {} : { socialBodies: bodies }),
  });
}

/** The same, read again only once something of it changed; for a store to keep. */
export function keptFrames(): ReadFrame {
  const known = versionMemo<SnapshotFrame>('frame');
  return (tx, landlordId, date, which) =>
    known(tx, `${landlordId} ${date} ${which}`, () => frameWithin(tx, landlordId, date, which));
}

async function landlordOf(tx: Transaction, landlordId: string): Promise<Snapshot['landlord']> {
  const [landlord] = await tx
    .select({ id: landlords.id, name: landlords.name, aliases: landlords.aliases })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  if (!landlord) throw new Error(`no such landlord: ${landlordId}`);
  return landlord;
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
