/** What the keeping and the erasing of personal data leaves: durations chosen, holds, purges with their proof, breaches. */
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { BreachContent } from '../../src/access/breaches/breach.ts';
import { type Certificate, purgeStates } from '../../src/access/retention/purge.ts';
import { type RuleId, ruleIds } from '../../src/access/retention/rules.ts';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';
import { runs } from './run.ts';

/** Durations that the landlord chose in place of the defaults; the highest version serves. */
export const retentionPolicies = pgTable(
  'retention_policies',
  {
    landlordId: landlordId(),
    version: integer().notNull(),
    /** In days or months, as the rule counts; a rule that is absent keeps its default. */
    durations: jsonb().$type<Partial<Record<RuleId, number>>>().notNull(),
    why: text().notNull(),
    by: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.version] })],
);

/** While one stands, nothing of the file is purged: a person filed it, says why and when it is looked at again. */
export const legalHolds = pgTable(
  'legal_holds',
  {
    id: ownId(),
    landlordId: landlordId(),
    /** Number of the application, or identifier of the lease. */
    fileKey: text().notNull(),
    reason: text().notNull(),
    reviewOn: civilDay().notNull(),
    by: text().notNull(),
    placedAt: instant().notNull(),
    endedAt: instant(),
    endedBy: text(),
    endedWhy: text(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('legal_holds_request').on(table.landlordId, table.requestKey),
    uniqueIndex('legal_holds_one_open')
      .on(table.landlordId, table.fileKey)
      .where(sql`${table.endedAt} is null`),
  ],
);

/** A dry run, and the purge that a person validated from it. */
export const purges = pgTable(
  'purges',
  {
    id: ownId(),
    landlordId: landlordId(),
    /** What was due on that day, under that version of the durations. */
    asOf: civilDay().notNull(),
    policyVersion: integer().notNull(),
    state: text({ enum: purgeStates }).notNull(),
    reportedBy: text().notNull(),
    reportedAt: instant().notNull(),
    validatedBy: text(),
    validatedAt: instant(),
    endedAt: instant(),
    /** Key of the opaque references; thrown away when the purge ends, so that nothing leads back to a number. */
    salt: text(),
    /** Written at the end: by rule, how many were erased, and the hash of the list of their opaque references. */
    certificate: jsonb().$type<Certificate>(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('purges_request').on(table.landlordId, table.requestKey),
    // One purge at a time, whoever validates twice.
    uniqueIndex('purges_one_running').on(table.landlordId).where(sql`${table.state} = 'running'`),
  ],
);

/** Each thing that a dry run found due. Its key goes with what it names. */
export const purgeItems = pgTable(
  'purge_items',
  {
    landlordId: landlordId(),
    purgeId: uuid()
      .notNull()
      .references(() => purges.id, { onDelete: 'cascade' }),
    rule: text({ enum: ruleIds }).notNull(),
    opaque: text().notNull(),
    /** Null once it is settled. */
    key: text(),
    /** The event from which the duration ran. */
    since: civilDay().notNull(),
    outcome: text({ enum: ['pending', 'erased', 'held', 'notDue'] }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.purgeId, table.rule, table.opaque] }),
    index('purge_items_pending').on(table.purgeId).where(sql`${table.outcome} = 'pending'`),
  ],
);

/** Runs whose content was erased: the run's line, hashes and figures stay, and say so. */
export const runErasures = pgTable(
  'run_erasures',
  {
    landlordId: landlordId(),
    runId: uuid()
      .primaryKey()
      .references(() => runs.id),
    rule: text().notNull(),
    erasedOn: civilDay().notNull(),
    purgeId: uuid().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId)],
);

/** The log of personal-data breaches (GDPR art. 33.5): each change is a new version, none is ever altered (a trigger refuses). */
export const breaches = pgTable(
  'breaches',
  {
    landlordId: landlordId(),
    id: uuid().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<BreachContent>().notNull(),
    by: text().notNull(),
    writtenAt: instant().notNull(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.id, table.version] }),
    uniqueIndex('breaches_request').on(table.landlordId, table.requestKey),
  ],
);
