/** Brings a database to the present schema. Several services may start at once: one migrates, the others wait. */
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { grantService } from './service-role.ts';

const lockKey = 702_317_002;

/**
 * Applies the migrations that are missing, in order, then gives its rights to the account of the service where it is
 * another one (`serviceRole`). Throws where a migration fails; it is then rolled back.
 */
export async function migrateDatabase(ownerUrl: string, serviceRole: string | null = null): Promise<void> {
  // One connection for the lock and the migrations: the lock falls with it, whatever happens.
  const client = postgres(ownerUrl, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${lockKey})`;
    await migrate(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    });
    const [owner] = await client<{ name: string }[]>`select current_user as name`;
    if (serviceRole !== null && serviceRole !== owner?.name) await grantService(client, serviceRole);
  } finally {
    await client.end({ timeout: 5 });
  }
}
