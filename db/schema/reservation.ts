/** Reservation holders, and the households that they designated. */
import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { holderKinds } from '../../src/domain/reservation.ts';
import { civilDay, createdAt, landlordId } from './columns.ts';

export const holders = pgTable(
  'holders',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    kind: text({ enum: holderKinds }).notNull(),
    name: text().notNull(),
    territory: text(),
    flowPermille: integer(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.id] })],
);

export const designations = pgTable(
  'designations',
  {
    landlordId: landlordId(),
    vacancyId: text().notNull(),
    applicationNumber: text().notNull(),
    holderId: text().notNull(),
    on: civilDay('designated_on').notNull(),
    dalo: boolean().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.vacancyId, table.applicationNumber] })],
);
