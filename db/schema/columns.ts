/** Columns that every table shares. */
import { customType, date, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { landlords } from './landlord.ts';

/** Identifiers that we give sort by time of creation; those of files keep their text. */
export const ownId = () => uuid().primaryKey().$defaultFn(v7);

/** Row-level security compares it with the landlord of the transaction (see migrations). */
export const landlordId = () =>
  text()
    .notNull()
    .references(() => landlords.id);

export const createdAt = () => timestamp({ withTimezone: true }).notNull().defaultNow();

export const instant = () => timestamp({ withTimezone: true });

/** A civil day, never an instant. */
export const civilDay = (name = '') => date(name, { mode: 'string' }).$type<CivilDate>();

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
