/** What steers a session: targets, and the versions of voted grids and of published policy. */
import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { type Target, targetKinds } from '../../src/domain/target.ts';
import type { Policy } from '../../src/matching/policy.ts';
import type { Grid } from '../../src/scoring/grid.ts';
import { civilDay, createdAt, landlordId } from './columns.ts';

export const targets = pgTable(
  'targets',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    kind: text({ enum: targetKinds }).notNull(),
    name: text().notNull(),
    class: text({ enum: ['statutory', 'convention', 'own'] }).notNull(),
    year: integer().notNull(),
    territory: jsonb().$type<Target['territory']>().notNull(),
    goal: jsonb().$type<Target['goal']>().notNull(),
    source: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.id] }),
    index().on(table.landlordId, table.year),
  ],
);

export const grids = pgTable(
  'grids',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    version: integer().notNull(),
    validFrom: civilDay().notNull(),
    validUntil: civilDay(),
    content: jsonb().$type<Grid>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.id, table.version] })],
);

export const policies = pgTable(
  'policies',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    version: integer().notNull(),
    effectiveOn: civilDay().notNull(),
    isDefault: boolean().notNull(),
    content: jsonb().$type<Policy>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.id, table.version] })],
);
