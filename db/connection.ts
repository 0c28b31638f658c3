/** The one driver, and the transaction within which row-level security shows one landlord's rows only. */
import { sql } from 'drizzle-orm';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { EncryptionKeys } from '../src/access/encryption-keys.ts';
import { type Cipher, cipherOf } from './encryption/cipher.ts';
import { cipherOfScope, withSealedColumns } from './encryption/scope.ts';
import { surviving } from './lost-connections.ts';
import { driverPatience, serverPatience } from './patience.ts';

export type Database = PostgresJsDatabase;
/** A transaction; those that `withLandlord` opens see one landlord. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export type Connection = { db: Database; close: () => Promise<void> };

/** What opens the sealed columns of each connection; a transaction takes it from the one it was begun on. */
const ciphers = new WeakMap<Database | Transaction, Cipher>();

/**
 * Opens a pool on the address. Nothing is asked of the server before the first query. `encryption` null: sealed
 * columns cannot be read nor written through this connection.
 */
export function connect(url: string, encryption: EncryptionKeys | null, maxConnections = 10): Connection {
  const client = postgres(url, {
    max: maxConnections,
    connect_timeout: 10,
    onnotice: () => {},
    // The data fits in memory: an index then costs about what a page in order does.
    connection: {
      application_name: 'parcours',
      TimeZone: 'UTC',
      random_page_cost: '1.1',
      ...serverPatience,
    },
    ...driverPatience,
    transform: { undefined: null },
  });
  return { db: databaseOver(client, encryption), close: () => client.end({ timeout: 5 }) };
}

/** The database of a driver's pool: for who opens the pool to see what is asked of it. */
export function databaseOver(client: postgres.Sql, encryption: EncryptionKeys | null): Database {
  // Column names follow from property names, as snake_case.
  const db = drizzle(surviving(client), { casing: 'snake_case' });
  if (encryption !== null) ciphers.set(db, cipherOf(encryption));
  return db;
}

/** The landlord of the transaction, in SQL. */
export const landlordOfTransaction = sql`current_setting('parcours.landlord')`;

/** Runs the work in one transaction that sees and writes only this landlord's rows. */
export function withLandlord<Value>(
  db: Database | Transaction,
  landlordId: string,
  work: (tx: Transaction) => Promise<Value>,
  options?: PgTransactionConfig,
): Promise<Value> {
  const cipher = ciphers.get(db) ?? cipherOfScope();
  const nested = 'rollback' in db;
  // A transaction that only reads is told so in the same journey as its landlord.
  const onlyReads = !nested && options?.accessMode === 'read only' && options.isolationLevel === undefined;
  const named = async (tx: Transaction): Promise<Value> => {
    const mode = onlyReads ? sql`, set_config('transaction_read_only', 'on', true)` : sql``;
    await tx.execute(sql`select set_config('parcours.landlord', ${landlordId}, true)${mode}`);
    return withSealedColumns(cipher, landlordId, () => work(tx));
  };
  // Within a transaction, a part of it: what it names lasts to the end of the whole.
  return nested || onlyReads ? db.transaction(named) : db.transaction(named, options);
}
