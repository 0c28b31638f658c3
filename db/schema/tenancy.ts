/** Tenancies of the stock, leases signed as quotas count them, and offers with what came of them. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { LearnedOfHome } from '../../src/committee/letting/learned.ts';
import type { OfferDetails } from '../../src/committee/letting/letting-home.ts';
import { financings, typologies } from '../../src/domain/home.ts';
import { refusalReasons } from '../../src/domain/offer.ts';
import { civilDay, createdAt, instant, landlordId } from './columns.ts';

export const tenancies = pgTable(
  'tenancies',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    homeId: text().notNull(),
    signedOn: civilDay().notNull(),
    endedOn: civilDay(),
    residents: integer(),
    rentCents: integer(),
    lastReviewedOn: civilDay(),
    applicationNumber: text(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.id] }),
    index().on(table.landlordId, table.homeId),
    index().on(table.landlordId, table.applicationNumber),
  ],
);

export const leases = pgTable(
  'leases',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    homeId: text().notNull(),
    signedOn: civilDay().notNull(),
    insee: text().notNull(),
    qpvCode: text(),
    typology: text({ enum: typologies }).notNull(),
    financing: text({ enum: financings }).notNull(),
    holderId: text(),
    reservationFailed: boolean().notNull(),
    firstQuartile: boolean(),
    relocated: boolean().notNull(),
    dalo: boolean().notNull(),
    priority: boolean().notNull(),
    employment: text({ enum: ['employee', 'jobSeeker', 'other'] }),
    transfer: text({ enum: ['none', 'internal', 'otherLandlord'] }).notNull(),
    /** Null for leases that came from a file. */
    vacancyId: text(),
    applicationNumber: text(),
    offerId: text(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.id] }),
    index().on(table.landlordId, table.signedOn),
    index().on(table.landlordId, table.applicationNumber),
    // One lease a home, whoever clicks twice.
    uniqueIndex('leases_one_a_vacancy')
      .on(table.landlordId, table.vacancyId)
      .where(sql`${table.vacancyId} is not null`),
  ],
);

export const offers = pgTable(
  'offers',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    homeId: text().notNull(),
    applicationNumber: text().notNull(),
    rank: integer().notNull(),
    sentOn: civilDay().notNull(),
    answer: text({ enum: ['accepted', 'refused'] }),
    answeredOn: civilDay(),
    refusalReason: text({ enum: refusalReasons }),
    adapted: boolean(),
    /** Null for offers that came from a file: the vacancy, the decision that it carries out, its delay. */
    vacancyId: text(),
    homeDecisionId: uuid(),
    receivedOn: civilDay(),
    replyDays: integer(),
    /** Who sent it and answered when, and what came too late; null for offers that came from a file. */
    details: jsonb().$type<OfferDetails>(),
    /** Whether the household held a DALO that day; kept when its file is erased, null while the file tells it. */
    dalo: boolean(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.id] }),
    index().on(table.landlordId, table.applicationNumber),
    // A home is offered to one household at a time.
    uniqueIndex('offers_one_open')
      .on(table.landlordId, table.vacancyId)
      .where(sql`${table.vacancyId} is not null and ${table.answer} is null`),
  ],
);

/** How a decided list ended: a lease, or the home back to the board with what was learned. One a sitting and home. */
export const lettingOutcomes = pgTable(
  'letting_outcomes',
  {
    landlordId: landlordId(),
    sessionId: uuid().notNull(),
    vacancyId: text().notNull(),
    outcome: text({ enum: ['let', 'returned'] }).notNull(),
    on: civilDay('ended_on').notNull(),
    /** Who recorded it, as the second person is told. */
    by: text().notNull(),
    at: instant().notNull(),
    requestKey: text().notNull(),
    learned: jsonb().$type<LearnedOfHome>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.sessionId, table.vacancyId] }),
    index().on(table.landlordId, table.vacancyId),
  ],
);
