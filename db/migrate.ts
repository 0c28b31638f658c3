/** Brings a database to the present schema. Several services may start at once: one migrates, the others wait. */
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const lockKey = 702_317_002;

/** Applies the migrations that are missing, in order. Throws where one fails; it is then rolled back. */
export async function migrateDatabase(url: string): Promise<void> {
  // One connection for the lock and the migrations: the lock falls with it, whatever happens.
  const client = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${lockKey})`;
    await migrate(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}
