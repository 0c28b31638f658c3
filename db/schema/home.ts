/** Homes of the stock, and vacancies. */
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { financings, typologies, vacancyStatuses } from '../../src/domain/home.ts';
import { civilDay, createdAt, landlordId } from './columns.ts';

// The same words as the zod schemas of domain/home.ts: the stores' types refuse any other.
const accessibilities = ['none', 'stepFree', 'wheelchair'] as const;
const energyClasses = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;
const withdrawals = ['sale', 'demolition', 'heavyWorks', 'other'] as const;

export const homes = pgTable(
  'homes',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    rplsId: text(),
    insee: text().notNull(),
    address: text().notNull(),
    residence: text(),
    typology: text({ enum: typologies }).notNull(),
    habitableRooms: integer().notNull(),
    surfaceM2: doublePrecision('surface_m2').notNull(),
    floor: integer(),
    lift: boolean(),
    accessibility: text({ enum: accessibilities }).notNull(),
    constructionYear: integer(),
    financing: text({ enum: financings }).notNull(),
    adaptedPlai: boolean().notNull(),
    rentCents: integer().notNull(),
    annexRentCents: integer().notNull(),
    chargesCents: integer().notNull(),
    flatChargesCents: integer().notNull(),
    qpvCode: text(),
    energyClass: text({ enum: energyClasses }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.id] }),
    // The stock is counted by place on the first page of each officer: the index alone answers.
    index().on(table.landlordId, table.insee, table.qpvCode, table.typology),
  ],
);

export const vacancies = pgTable(
  'vacancies',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    homeId: text().notNull(),
    status: text({ enum: vacancyStatuses }).notNull(),
    noticeReceivedOn: civilDay(),
    availableOn: civilDay(),
    withdrawal: text({ enum: withdrawals }),
    holderId: text(),
    orientedOn: civilDay(),
    designationDueOn: civilDay(),
    reservationFailed: boolean().notNull(),
    acceptancePermille: integer(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.id] }),
    foreignKey({ columns: [table.landlordId, table.homeId], foreignColumns: [homes.landlordId, homes.id] }),
    index().on(table.landlordId, table.status),
  ],
);
