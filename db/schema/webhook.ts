/** What other systems of the landlord are told: where, what, and what each attempt met. */
import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { attemptOutcomes } from '../../src/access/webhooks/delivery.ts';
import { sealedText } from '../encryption/sealed-columns.ts';
import { createdAt, instant, landlordId, ownId } from './columns.ts';

export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: ownId(),
    landlordId: landlordId(),
    name: text().notNull(),
    url: text().notNull(),
    /** Types of events that it chose (src/access/webhooks/event.ts). */
    types: text().array().notNull(),
    secret: sealedText('webhook_endpoints.secret').notNull(),
    /** Signs beside the secret until `formerUntil`, so that a receiver changes without losing a message. */
    formerSecret: sealedText('webhook_endpoints.former_secret'),
    formerUntil: instant(),
    state: text({ enum: ['active', 'disabled'] })
      .notNull()
      .default('active'),
    disabledBecause: text({ enum: ['person', 'failures', 'gone'] }),
    /** The first failure since it last took a message. */
    failingSince: instant(),
    /** After a failure, nothing else is tried there before. */
    pausedUntil: instant(),
    createdBy: text().notNull(),
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
    version: integer().notNull().default(1),
    /** Given by the form: sent twice, it makes one endpoint. */
    requestKey: uuid().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('webhook_endpoints_request').on(table.landlordId, table.requestKey)],
);

/** A message, frozen when the act was written: the same bytes in every attempt and replay. */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: ownId(),
    landlordId: landlordId(),
    /** The line of the journal that it tells. */
    sequence: bigint({ mode: 'number' }).notNull(),
    type: text().notNull(),
    /** The household that the message names; null: none. Asked again before each attempt: a file may be protected since. */
    applicationNumber: text(),
    body: text().notNull(),
    at: instant().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    // An act is told once.
    uniqueIndex('webhook_events_act').on(table.landlordId, table.sequence),
    index().on(table.landlordId, table.at),
    index().on(table.landlordId, table.applicationNumber),
  ],
);

export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: ownId(),
    landlordId: landlordId(),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: 'cascade' }),
    eventId: uuid()
      .notNull()
      .references(() => webhookEvents.id, { onDelete: 'cascade' }),
    /** `stopped`: the file that the message names was protected before it left. */
    state: text({ enum: ['waiting', 'delivered', 'failed', 'stopped'] })
      .notNull()
      .default('waiting'),
    /** Since it was last asked for. */
    attempts: integer().notNull().default(0),
    /** Not before that instant; null: no more. */
    dueAt: instant().defaultNow(),
    /** The attempt under way: nobody else makes one until the lease is over. */
    leaseId: uuid(),
    leasedUntil: instant(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('webhook_deliveries_once').on(table.endpointId, table.eventId),
    index().on(table.eventId),
    index().on(table.landlordId, table.dueAt).where(sql`${table.state} = 'waiting'`),
  ],
);

/** What each attempt met. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: ownId(),
    landlordId: landlordId(),
    deliveryId: uuid()
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
    outcome: text({ enum: attemptOutcomes }).notNull(),
    status: integer(),
    durationMs: integer().notNull(),
    excerpt: text(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.deliveryId, table.at)],
);
