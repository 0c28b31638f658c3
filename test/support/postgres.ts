/**
 * Real databases for tests: one embedded cluster for the whole run, started by the first file that needs it, and
 * one database for each file that asks, already migrated.
 */

import postgres from 'postgres';
import { inject } from 'vitest';
import { type Connection, connect } from '../../db/connection.ts';
import { ensureCluster } from '../../db/embedded/cluster.ts';
import { createServiceDatabase } from '../../db/embedded/embedded-database.ts';
import { serverUrl, startServer } from '../../db/embedded/server.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import type { EncryptionKeys } from '../../src/access/encryption-keys.ts';

export type TestDatabase = Connection & {
  url: string;
  /** For the account that owns the tables. */
  ownerUrl: string;
  /** For the account that nothing binds. */
  superuserUrl: string;
  drop: () => Promise<void>;
};

/** The key of every test database. */
export const testEncryption: EncryptionKeys = {
  keys: [{ name: 'test', key: Buffer.alloc(32, 7).toString('base64') }],
  file: null,
};

// Tests lose nothing worth keeping: no waiting for the disk.
const fastSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
const templateLock = 702_317_003;

/** A new migrated database, for the account of the service: it owns nothing. Drop it in afterAll. */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = await ensureCluster(inject('postgresFolder'));
  const { port } = await startServer(cluster, fastSettings);
  const administrator = postgres(serverUrl(cluster, port, 'postgres', 'postgres'), {
    max: 1,
    onnotice: () => {},
  });
  const name = `test_${process.pid}_${Math.trunc(performance.now() * 1000)}`;
  try {
    await administrator`select pg_advisory_lock(${templateLock})`;
    await createServiceDatabase(administrator, cluster.password);
    // The service's own database, migrated once, is the model of the others.
    await migrateDatabase(serverUrl(cluster, port, 'parcours', 'parcours'), 'parcours_service');
    await administrator.unsafe(`create database ${name} owner parcours template parcours strategy file_copy`);
  } finally {
    await administrator.end();
  }
  const url = serverUrl(cluster, port, 'parcours_service', name);
  const connection = connect(url, testEncryption);
  return {
    ...connection,
    url,
    ownerUrl: serverUrl(cluster, port, 'parcours', name),
    superuserUrl: serverUrl(cluster, port, 'postgres', name),
    drop: async () => {
      await connection.close();
      const sql = postgres(serverUrl(cluster, port, 'postgres', 'postgres'), { max: 1, onnotice: () => {} });
      await sql.unsafe(`drop database if exists ${name} with (force)`);
      await sql.end();
    },
  };
}
