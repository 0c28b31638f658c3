/** Rows of transfers as the domain reads them: what is kept as JSON is checked where it is read. */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Application } from '../../src/domain/application.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { requestDetailsSchema, type TransferRequest } from '../../src/portal/transfers/request.ts';
import {
  noTenancyFacts,
  type TenancyFacts,
  tenancyFactsSchema,
} from '../../src/portal/transfers/tenancy-facts.ts';
import { type PresentHome, protectedAddress } from '../../src/portal/transfers/transfer-port.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { tenancyFacts, transferRequests } from '../schema/transfer.ts';

export const requestColumns = {
  id: transferRequests.id,
  number: transferRequests.number,
  tenancyId: transferRequests.tenancyId,
  ground: transferRequests.ground,
  origin: transferRequests.origin,
  state: transferRequests.state,
  tier: transferRequests.tier,
  fastLane: transferRequests.fastLane,
  ownerAccountId: transferRequests.ownerAccountId,
  ownerName: transferRequests.ownerName,
  receivedOn: transferRequests.receivedOn,
  dueOn: transferRequests.dueOn,
  details: transferRequests.details,
  version: transferRequests.version,
};

type RequestRow = Omit<TransferRequest, 'details'> & { details: Record<string, unknown> };

export function requestOf(row: RequestRow): TransferRequest {
  return { ...row, details: requestDetailsSchema.parse(row.details) };
}

export const presentHomeColumns = {
  id: homes.id,
  insee: homes.insee,
  address: homes.address,
  residence: homes.residence,
  typology: homes.typology,
  habitableRooms: homes.habitableRooms,
  surfaceM2: homes.surfaceM2,
  floor: homes.floor,
  lift: homes.lift,
  accessibility: homes.accessibility,
  rentCents: homes.rentCents,
  chargesCents: homes.chargesCents,
  qpvCode: homes.qpvCode,
};

export type KnownTenancy = {
  id: string;
  signedOn: CivilDate;
  residents: number | null;
  rentCents: number | null;
  applicationNumber: string | null;
  home: PresentHome;
};

/** A running tenancy with its home; null for an unknown or ended one. */
export function tenancyOf(tx: Transaction, tenancyId: string): Promise<KnownTenancy | null> {
  return tenancyWhere(tx, and(eq(tenancies.id, tenancyId), isNull(tenancies.endedOn)));
}

/** The same where its end is recorded too: what was asked under a lease is read after it. */
export function tenancyEvenEnded(tx: Transaction, tenancyId: string): Promise<KnownTenancy | null> {
  return tenancyWhere(tx, eq(tenancies.id, tenancyId));
}

async function tenancyWhere(tx: Transaction, where: SQL | undefined): Promise<KnownTenancy | null> {
  const [row] = await tx
    .select({
      id: tenancies.id,
      signedOn: tenancies.signedOn,
      residents: tenancies.residents,
      rentCents: tenancies.rentCents,
      applicationNumber: tenancies.applicationNumber,
      home: presentHomeColumns,
    })
    .from(tenancies)
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(where);
  return row ?? null;
}

/** What officers know of it; everything unknown where nobody wrote anything. */
export async function factsOf(
  tx: Transaction,
  tenancyId: string | null,
): Promise<{ facts: TenancyFacts; factsAsOf: CivilDate | null }> {
  if (tenancyId === null) return { facts: noTenancyFacts, factsAsOf: null };
  const [row] = await tx
    .select({ content: tenancyFacts.content, asOf: tenancyFacts.asOf })
    .from(tenancyFacts)
    .where(eq(tenancyFacts.tenancyId, tenancyId));
  return row
    ? { facts: tenancyFactsSchema.parse(row.content), factsAsOf: row.asOf }
    : { facts: noTenancyFacts, factsAsOf: null };
}

export async function applicationOf(
  tx: Transaction,
  number: string | null,
): Promise<Omit<Application, 'name'> | null> {
  if (number === null) return null;
  const [row] = await tx
    .select({ content: applications.content })
    .from(applications)
    .where(eq(applications.number, number));
  return row?.content ?? null;
}

/** The home as a page may show it: without its address where the file is protected. */
export function shownHome<Shown extends { address: string }>(home: Shown, isProtected: boolean): Shown {
  return isProtected ? { ...home, address: protectedAddress } : home;
}

/** Two people on one tenancy follow each other: at most one live request stands. */
export async function lockTenancy(tx: Transaction, landlordId: string, key: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`transfer ${landlordId} ${key}`}, 0))`,
  );
}
