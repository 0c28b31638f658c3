/** Landlords, whose data are kept apart from each other, and the secrets that the service gave itself. */
import { boolean, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export const landlords = pgTable('landlords', {
  id: text().primaryKey(),
  name: text().notNull(),
  siren: text(),
  /** How files name this landlord: an internal transfer leaves one of these. */
  aliases: text().array().notNull(),
  demonstration: boolean().notNull().default(false),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

export const serviceSecrets = pgTable('service_secrets', {
  name: text().primaryKey(),
  value: text().notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
