/** What indicators, pacing and returns keep: facts of leases, past sittings, objectives, validations, filed returns. */
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { LeaseFacts } from '../../src/domain/lease-facts.ts';
import { type Commitment, type Objective, objectiveKinds } from '../../src/domain/objective.ts';
import type { SittingRecord } from '../../src/reporting/facts.ts';
import { bytes, civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

/** Beside its lease, so that what quotas count stays apart from what indicators read. No row: nothing was kept. */
export const leaseFacts = pgTable(
  'lease_facts',
  {
    landlordId: landlordId(),
    leaseId: text().notNull(),
    facts: jsonb().$type<LeaseFacts>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.leaseId] })],
);

/** Sittings held before the tool, in counts: a year is whole from its first day. */
export const pastSittings = pgTable(
  'past_sittings',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    heldOn: civilDay().notNull(),
    commissionId: text().notNull(),
    content: jsonb().$type<Omit<SittingRecord, 'id' | 'heldOn' | 'commissionId'>>().notNull(),
    source: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.id] })],
);

export const objectives = pgTable(
  'objectives',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    kind: text({ enum: objectiveKinds }).notNull(),
    name: text().notNull(),
    public: text(),
    year: integer().notNull(),
    territory: jsonb().$type<Objective['territory']>().notNull(),
    goal: jsonb().$type<Objective['goal']>().notNull(),
    source: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.id] })],
);

/** Whose tenants count in PP-5 (M-01), dated. */
export const socialBodies = pgTable(
  'social_bodies',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    name: text().notNull(),
    aliases: text().array().notNull(),
    from: civilDay('valid_from'),
    until: civilDay('valid_until'),
    source: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.id] })],
);

/** What a convention printed for a territory: the years before it and its first rates, beside the year's target. */
export const commitments = pgTable(
  'commitments',
  {
    landlordId: landlordId(),
    level: text({ enum: ['departement', 'epci'] }).notNull(),
    code: text().notNull(),
    name: text().notNull(),
    reference: jsonb().$type<Commitment['reference']>().notNull(),
    rates: jsonb().$type<Commitment['rates']>().notNull(),
    source: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.level, table.code] })],
);

/** Who looks after a defect of the data, until when, and what was done. */
export const defectAssignments = pgTable(
  'defect_assignments',
  {
    landlordId: landlordId(),
    /** What is wrong with which lease: "income:BAIL-2026-00012". */
    defect: text().notNull(),
    assignedTo: text().notNull(),
    dueOn: civilDay(),
    note: text(),
    resolvedOn: civilDay(),
    version: integer().notNull().default(1),
    updatedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.defect] })],
);

/** Before a session, a named person validates what steers it; nothing learned takes effect by itself. */
export const steeringValidations = pgTable(
  'steering_validations',
  {
    id: ownId(),
    landlordId: landlordId(),
    effectiveOn: civilDay().notNull(),
    /** Last day in force: a validation is for the coming sessions, not for ever. */
    until: civilDay().notNull(),
    /** Parsed by the feature that reads it. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    validatedBy: text().notNull(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.landlordId, table.effectiveOn),
    uniqueIndex('steering_validations_request').on(table.landlordId, table.requestKey),
  ],
);

/** A return that left the building: the very bytes that were sent, never changed (a trigger refuses). */
export const filedReturns = pgTable(
  'filed_returns',
  {
    id: ownId(),
    landlordId: landlordId(),
    kind: text().notNull(),
    /** What it is about: "2026-S1", "2026", a holder. */
    subject: text().notNull(),
    from: civilDay('covers_from').notNull(),
    until: civilDay('covers_until').notNull(),
    recipient: text().notNull(),
    sentOn: civilDay().notNull(),
    sentBy: text().notNull(),
    /** How it was sent, in words. */
    means: text().notNull(),
    fileName: text().notNull(),
    mediaType: text().notNull(),
    content: bytes().notNull(),
    /** SHA-256 of the content. */
    hash: text().notNull(),
    /** Figures and checklist as they stood. */
    figures: jsonb().$type<Record<string, unknown>>().notNull(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.landlordId, table.kind, table.until),
    uniqueIndex('filed_returns_request').on(table.landlordId, table.requestKey, table.mediaType),
  ],
);

/** One reminder a return and threshold, whichever hour or process of the day comes first. */
export const returnReminders = pgTable(
  'return_reminders',
  {
    landlordId: landlordId(),
    /** Kind and period of the return: "flow.2026". */
    obligation: text().notNull(),
    /** Days before its last day: 15, 3 or 0. */
    threshold: integer().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.obligation, table.threshold] })],
);

/** A year played again under another policy, for those who must decide before anyone adopts it. */
export const studies = pgTable(
  'studies',
  {
    id: ownId(),
    landlordId: landlordId(),
    title: text().notNull(),
    /** Parsed by the feature that reads them. */
    input: jsonb().$type<Record<string, unknown>>().notNull(),
    result: jsonb().$type<Record<string, unknown>>(),
    startedBy: text().notNull(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.landlordId, table.createdAt),
    uniqueIndex('studies_request').on(table.landlordId, table.requestKey),
  ],
);
