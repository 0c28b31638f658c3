/** Which table holds each collection of an import, under which key, and the row of a record. */
import type { PgTable } from 'drizzle-orm/pg-core';
import type { ImportCollection, ImportRecords } from '../../src/intake/import-port.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { commitments, objectives, pastSittings, socialBodies } from '../schema/reporting.ts';
import { designations, holders } from '../schema/reservation.ts';
import { grids, policies, targets } from '../schema/steering.ts';
import { leases, tenancies } from '../schema/tenancy.ts';
import { applicationRow } from './application-rows.ts';
import { columnNames } from './bulk-insert.ts';

/** Labels and endings change applications, contacts and facts add to what is held (import-changes, -contacts, -lease-facts). */
export type TableCollection = Exclude<ImportCollection, 'labels' | 'endings' | 'contacts' | 'leaseFacts'>;

type Row = Readonly<Record<string, unknown>>;

export type ImportTable<Record> = {
  table: PgTable;
  /** Properties of the key beside the landlord's, in the order of the port's key. */
  key: readonly string[];
  rowOf: (landlordId: string, record: Record, today: CivilDate) => Row;
};

const own = <Record extends object>(landlordId: string, record: Record): Row => ({ ...record, landlordId });

export const importTables: { [Collection in TableCollection]: ImportTable<ImportRecords[Collection]> } = {
  homes: { table: homes, key: ['id'], rowOf: own },
  vacancies: { table: vacancies, key: ['id'], rowOf: own },
  applications: { table: applications, key: ['number'], rowOf: applicationRow },
  tenancies: { table: tenancies, key: ['id'], rowOf: own },
  leases: { table: leases, key: ['id'], rowOf: own },
  holders: { table: holders, key: ['id'], rowOf: own },
  designations: { table: designations, key: ['vacancyId', 'applicationNumber'], rowOf: own },
  targets: { table: targets, key: ['id'], rowOf: own },
  objectives: { table: objectives, key: ['id'], rowOf: own },
  socialBodies: { table: socialBodies, key: ['id'], rowOf: own },
  commitments: { table: commitments, key: ['level', 'code'], rowOf: own },
  pastSittings: {
    table: pastSittings,
    key: ['id'],
    rowOf: (landlordId, { id, heldOn, commissionId, source, ...counts }) => {
      const content: (typeof pastSittings)['$inferInsert']['content'] = counts;
      return { landlordId, id, heldOn, commissionId, content, source };
    },
  },
  grids: {
    table: grids,
    key: ['id', 'version'],
    rowOf: (landlordId, grid) => ({
      landlordId,
      id: grid.id,
      version: grid.version,
      validFrom: grid.from,
      validUntil: grid.until,
      content: grid,
    }),
  },
  policies: {
    table: policies,
    key: ['id', 'version'],
    rowOf: (landlordId, policy, today) => ({
      landlordId,
      id: policy.id,
      version: policy.version,
      effectiveOn: today,
      isDefault: policy.isDefault,
      content: policy,
    }),
  },
};

/** The columns of a collection's key, beside the landlord's. */
export function keyColumns(collection: TableCollection): string[] {
  const { table, key } = importTables[collection];
  return columnNames(table, Object.fromEntries(key.map((property) => [property, null])));
}

/** A row's key as the port writes it: its parts joined by a space. */
export function keyText(collection: TableCollection, row: Row): string {
  return importTables[collection].key.map((property) => String(row[property])).join(' ');
}
