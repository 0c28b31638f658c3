/** The life of a freed home beside its vacancy row: visits, works, orientation, special lettings, keys. */
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
import type { FlowPlan } from '../../src/committee/orientation/flow-plan.ts';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

/** An agency of the landlord looks after communes. */
export const agencies = pgTable(
  'agencies',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    name: text().notNull(),
    communes: text().array().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.id] })],
);

/** What officers record of a vacancy between the notice and the keys. No row: nothing recorded yet. */
export const vacancyProgress = pgTable(
  'vacancy_progress',
  {
    landlordId: landlordId(),
    vacancyId: text().notNull(),
    exitVisitOn: civilDay(),
    worksUntilOn: civilDay(),
    keysGivenOn: civilDay(),
    /** What must happen next, from a list; null: what the stage says. */
    nextGesture: text(),
    version: integer().notNull().default(1),
    updatedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.vacancyId] })],
);

/** Each orientation decided: the advice that was given, what the officer chose, and why where it departs. */
export const orientations = pgTable(
  'orientations',
  {
    id: ownId(),
    landlordId: landlordId(),
    vacancyId: text().notNull(),
    /** Destination: a holder's id, or "own", "transfer", "renewal", "saleRelocation". */
    destination: text().notNull(),
    advised: text(),
    reason: text(),
    note: text(),
    /** Last day for the destination to answer; null where no delay runs. */
    dueOn: civilDay(),
    /** a fallback in a QPV, where only households other than first quartile may be designated. */
    firstQuartileExcluded: boolean().notNull().default(false),
    on: civilDay('oriented_on').notNull(),
    /** How it ended: null while it runs; `undone` by an officer, as if it had never been. */
    outcome: text({ enum: ['designated', 'lapsed', 'returned', 'let', 'failed', 'undone'] }),
    endedOn: civilDay(),
    decidedBy: text().notNull(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.landlordId, table.vacancyId),
    uniqueIndex('orientations_request').on(table.landlordId, table.requestKey),
    // A home runs with one destination at a time, whoever clicks twice.
    uniqueIndex('orientations_one_open')
      .on(table.landlordId, table.vacancyId)
      .where(sql`${table.outcome} is null`),
  ],
);

/** What the year's flow should be and what each convention stipulates; no row: estimated from the year. */
export const flowPlans = pgTable(
  'flow_plans',
  {
    landlordId: landlordId(),
    year: integer().notNull(),
    content: jsonb().$type<FlowPlan>().notNull(),
    version: integer().notNull().default(1),
    updatedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.year] })],
);

/** The steps of a DALO designation that the files do not tell: the mayor's opinion (R441-16). */
export const daloSteps = pgTable(
  'dalo_steps',
  {
    landlordId: landlordId(),
    number: text().notNull(),
    vacancyId: text().notNull(),
    mayorAskedOn: civilDay(),
    mayorAnsweredOn: civilDay(),
    mayorOpinion: text({ enum: ['favourable', 'unfavourable', 'none'] }),
    updatedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.vacancyId, table.number] })],
);

/** Homes let otherwise than by an ordinary lease, and residences under special rules. */
export const specialLettings = pgTable(
  'special_lettings',
  {
    landlordId: landlordId(),
    vacancyId: text().notNull(),
    kind: text({ enum: ['association', 'glidingLease', 'emergency'] }).notNull(),
    association: text(),
    /** A gliding lease passes to the household when it is autonomous. */
    glidedOn: civilDay(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.vacancyId] })],
);

/** Residences listed in the CIA as "à enjeu prioritaire de mixité sociale", and new programmes. */
export const residenceRules = pgTable(
  'residence_rules',
  {
    landlordId: landlordId(),
    residence: text().notNull(),
    fragile: boolean().notNull(),
    /** Source of the listing: the CIA and its date. */
    source: text().notNull(),
    /** Homes of a new PLUS programme; null: an older residence. */
    programmeHomes: integer(),
    ownTenantsPermille: integer(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.residence] })],
);

/** A refusal on the ground of Q-18: the first suitable home that must then be proposed. */
export const dueProposals = pgTable(
  'due_proposals',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    refusedVacancyId: text().notNull(),
    homeDecisionId: uuid(),
    since: civilDay().notNull(),
    /** The home proposed to fulfil it; null while it is due. */
    proposedVacancyId: text(),
    fulfilledOn: civilDay(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.number)],
);
