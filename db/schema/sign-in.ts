/** What an account signs in with beside its password: one-time codes, an identity provider, tokens of the API. */
import { bigint, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Permission } from '../../src/access/permissions.ts';
import { sealedText } from '../encryption/sealed-columns.ts';
import { accounts } from './account.ts';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

const accountId = () =>
  uuid()
    .notNull()
    .references(() => accounts.id);

/** One-time codes of an account. Read before the landlord is known, like the accounts. */
export const secondFactors = pgTable('second_factors', {
  accountId: accountId().primaryKey(),
  landlordId: landlordId(),
  /** The secret that codes are made of, enciphered: whoever reads the table makes no code. */
  sealedSecret: sealedText('second_factors.sealed_secret').notNull(),
  /** Null while the first code has not shown that the telephone holds the secret. */
  confirmedAt: instant(),
  /** The half-minute of the last code that was used: none of that or an earlier one serves again. */
  lastStep: bigint({ mode: 'number' }),
  /** SHA-256 of the recovery codes that are left. */
  recoveryHashes: text().array().notNull(),
  createdAt: createdAt(),
});

/** Which person of an identity provider an account is; one of each provider. */
export const accountIdentities = pgTable(
  'account_identities',
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    landlordId: landlordId(),
    accountId: accountId(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    unique().on(table.issuer, table.accountId),
  ],
);

/** Which person of an identity provider opens a file of the portal: one person a file. */
export const portalIdentities = pgTable(
  'portal_identities',
  {
    landlordId: landlordId(),
    number: text().notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.number] }),
    unique().on(table.landlordId, table.issuer, table.subject),
  ],
);

/** Tokens of the API: only their hash, and the day they last served. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: ownId(),
    landlordId: landlordId(),
    accountId: accountId(),
    name: text().notNull(),
    tokenHash: text().notNull().unique(),
    scopes: text().array().$type<Permission[]>().notNull(),
    expiresAt: instant().notNull(),
    lastUsedOn: civilDay(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.accountId)],
);
