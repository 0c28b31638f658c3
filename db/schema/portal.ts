/** The portal: codes that open a file, mandates, searches kept, documents sent, the published policy and the chance model. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { typologies } from '../../src/domain/home.ts';
import type { WishFacts } from '../../src/portal/chance/wish-outcome.ts';
import type { PortalPolicy } from '../../src/portal/policy.ts';
import { mandateScopes } from '../../src/portal/visitor.ts';
import { sealedBytes } from '../encryption/sealed-columns.ts';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

/** Versioned; the highest version serves. */
export const portalPolicies = pgTable(
  'portal_policies',
  {
    landlordId: landlordId(),
    version: integer().notNull(),
    content: jsonb().$type<PortalPolicy>().notNull(),
    by: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.version] })],
);

/** One-time codes: only their hash, tied to what asked for them and to the contact they went to. */
export const portalCodes = pgTable(
  'portal_codes',
  {
    id: ownId(),
    landlordId: landlordId(),
    /** The file that it opens: an application's number, a lease or a mandate. */
    number: text(),
    tenancyId: text(),
    mandateId: uuid(),
    codeHash: text().notNull(),
    channel: text({ enum: ['email', 'sms', 'letter'] }).notNull(),
    expiresAt: instant().notNull(),
    attempts: integer().notNull().default(0),
    usedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.number), index().on(table.expiresAt)],
);

/** Who may act or read for a household, until when; ended by the household, its date, or a protection. */
export const mandates = pgTable(
  'mandates',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    kind: text({ enum: ['relative', 'socialWorker', 'association'] }).notNull(),
    name: text().notNull(),
    organisation: text(),
    email: text(),
    telephone: text(),
    scope: text({ enum: mandateScopes }).notNull(),
    from: civilDay('valid_from').notNull(),
    until: civilDay('valid_until').notNull(),
    /** How the household gave it: online, or a signed paper that an officer saw. */
    givenBy: text().notNull(),
    endedAt: instant(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('mandates_request').on(table.landlordId, table.requestKey),
    index().on(table.landlordId, table.number),
  ],
);

/** "Apply for me to any home like this": standing wishes, renewed by the household. */
export const standingWishes = pgTable(
  'standing_wishes',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    criteria: jsonb().$type<Record<string, unknown>>().notNull(),
    until: civilDay('valid_until').notNull(),
    by: text().notNull(),
    endedAt: instant(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('standing_wishes_request').on(table.landlordId, table.requestKey),
    index().on(table.landlordId, table.number),
  ],
);

/** A search kept with its digest: an address confirmed once, a link that stops it in one click. */
export const savedSearches = pgTable(
  'saved_searches',
  {
    id: ownId(),
    landlordId: landlordId(),
    /** The query string of the filters. */
    query: text().notNull(),
    email: text().notNull(),
    frequency: text({ enum: ['daily', 'weekly'] }).notNull(),
    confirmedAt: instant(),
    /** SHA-256 of the token of its links. */
    tokenHash: text().notNull().unique(),
    lastSentOn: civilDay(),
    endedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.lastSentOn)],
);

/** How a household wants to hear, beside its contact's preferred channel. */
export const portalPreferences = pgTable(
  'portal_preferences',
  {
    landlordId: landlordId(),
    number: text().notNull(),
    /** Events are gathered into one message a day. */
    digest: boolean().notNull(),
    /** Hours of Paris between which nothing leaves; null: the landlord's. */
    quietFromHour: integer(),
    quietToHour: integer(),
    easyToRead: boolean().notNull(),
    updatedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.number] })],
);

/** What a household sends, whole or piece by piece; checked before it counts as received. */
export const uploads = pgTable(
  'uploads',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    /** Code of the closed list (P-02). */
    document: text().notNull(),
    fileName: text().notNull(),
    mediaType: text().notNull(),
    declaredBytes: integer().notNull(),
    receivedBytes: integer().notNull(),
    state: text({ enum: ['partial', 'complete', 'refused'] }).notNull(),
    /** SHA-256 of the whole, once it is. */
    sha256: text(),
    by: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.number, table.document)],
);

export const uploadPieces = pgTable(
  'upload_pieces',
  {
    landlordId: landlordId(),
    uploadId: uuid()
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    offset: integer('from_byte').notNull(),
    content: sealedBytes('upload_pieces.content').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.offset] })],
);

/** Chance models, fitted on past lettings and checked on those held back; the newest serves. */
export const chanceModels = pgTable(
  'chance_models',
  {
    id: ownId(),
    landlordId: landlordId(),
    fittedOn: civilDay().notNull(),
    /** Parameters, the outcomes it was fitted on, and its reliability on those held back. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    by: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.createdAt)],
);

/**
 * What each wish for a home was told and what came of it: what chance models learn from. No number stands here: it
 * outlives the file it came from.
 */
export const wishOutcomes = pgTable(
  'wish_outcomes',
  {
    id: ownId(),
    landlordId: landlordId(),
    /** Null for wishes that came from a file of past adverts. */
    interestId: uuid(),
    expressedOn: civilDay().notNull(),
    facts: jsonb().$type<WishFacts>().notNull(),
    /** The model that spoke and the chance that it published; null where none was shown. */
    modelId: uuid(),
    publishedPermille: integer(),
    /** Null until the wish is answered. */
    housed: boolean(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('wish_outcomes_once').on(table.landlordId, table.interestId),
    index().on(table.landlordId, table.expressedOn).where(sql`${table.housed} is not null`),
  ],
);

/** The points of the household that signed, letting after letting: what like homes took (never shown of one alone). */
export const pastLettings = pgTable(
  'past_lettings',
  {
    landlordId: landlordId(),
    leaseId: text().notNull(),
    signedOn: civilDay().notNull(),
    insee: text().notNull(),
    /** SIREN of the EPCI on the day of the lease; null outside any. */
    epci: text(),
    typology: text({ enum: typologies }).notNull(),
    /** Grid points, and the grid that gave them: points of two grids are never compared. */
    points: integer().notNull(),
    gridId: text().notNull(),
    /** Households examined, and offers until one was accepted; null where it is not known. */
    candidates: integer(),
    offers: integer(),
    /** From the filing of the application to the lease, in whole months; null where it is not known. */
    waitMonths: integer(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.leaseId] }),
    index().on(table.landlordId, table.epci, table.typology),
  ],
);
