/**
 * Applications: what people search by in columns, the whole of it as checked JSON. The name stands alone in its
 * column, so that nothing that copies the content (snapshot, hash, export) can carry it by accident.
 */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { type Application, applicationStatuses } from '../../src/domain/application.ts';
import { sealedApplication } from '../encryption/sealed-application.ts';
import { civilDay, createdAt, instant, landlordId } from './columns.ts';

export type ApplicationContent = Omit<Application, 'name'>;

export const applications = pgTable(
  'applications',
  {
    landlordId: landlordId(),
    number: text().notNull(),
    name: text(),
    status: text({ enum: applicationStatuses }).notNull(),
    filedOn: civilDay().notNull(),
    renewedOn: civilDay().notNull(),
    persons: integer().notNull(),
    /** True for a household that lives in social housing. */
    transfer: boolean().notNull(),
    /** First commune wished; null where none is. */
    firstCommune: text(),
    content: sealedApplication().notNull(),
    updatedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.number] }),
    index().on(table.landlordId, table.status, table.filedOn),
    index().on(table.landlordId, table.firstCommune),
    // A person whom an identity provider vouches for is looked for by day of birth.
    index('applications_born').on(
      table.landlordId,
      sql`(${table.content} #>> '{household,persons,0,bornOn}')`,
    ),
    // The day of an officer looks for them among all applications.
    index('applications_dalo')
      .on(table.landlordId)
      .where(sql`${table.content}->'labels' @> '[{"category":"dalo"}]'`),
  ],
);
