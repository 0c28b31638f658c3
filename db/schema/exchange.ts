/** Exchanges: wishes "I would move if", plans of cycles and chains, and each step with its consent. */
import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

export const exchangeWishes = pgTable(
  'exchange_wishes',
  {
    id: ownId(),
    landlordId: landlordId(),
    /** The household's lease, and its application where it has one. */
    tenancyId: text().notNull(),
    number: text(),
    /** What it would move to: communes, typologies, highest rent, lift…; checked where read. */
    wants: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What it says of its own home, for others. */
    own: jsonb().$type<Record<string, unknown>>().notNull(),
    by: text().notNull(),
    until: civilDay('valid_until').notNull(),
    endedAt: instant(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('exchange_wishes_request').on(table.landlordId, table.requestKey),
    index().on(table.landlordId, table.tenancyId),
  ],
);

export const exchangePlans = pgTable(
  'exchange_plans',
  {
    id: ownId(),
    landlordId: landlordId(),
    madeOn: civilDay().notNull(),
    state: text({ enum: ['proposed', 'consulting', 'inCommittee', 'done', 'dropped'] }).notNull(),
    /** The graph and the proved plan, as solved. */
    graph: jsonb().$type<Record<string, unknown>>().notNull(),
    plan: jsonb().$type<Record<string, unknown>>().notNull(),
    by: text().notNull(),
    requestKey: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [unique('exchange_plans_request').on(table.landlordId, table.requestKey)],
);

/** One move of a plan: who leaves which home for which, and what the household said. */
export const exchangeSteps = pgTable(
  'exchange_steps',
  {
    id: ownId(),
    landlordId: landlordId(),
    planId: uuid()
      .notNull()
      .references(() => exchangePlans.id),
    /** Which cycle or chain of the plan, and the place in it. */
    group: integer('group_index').notNull(),
    position: integer().notNull(),
    tenancyId: text().notNull(),
    fromHomeId: text().notNull(),
    toHomeId: text().notNull(),
    /** The freed home that starts a chain; null elsewhere. */
    vacancyId: text(),
    /** New rent, ceilings, energy class, swap of right: what was checked before consent was asked. */
    checks: jsonb().$type<Record<string, unknown>>().notNull(),
    consent: text({ enum: ['notAsked', 'asked', 'given', 'refused', 'lapsed'] }).notNull(),
    consentOn: civilDay(),
    dueOn: civilDay(),
    by: text(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.planId), index().on(table.landlordId, table.tenancyId)],
);
