/** Brings a database to the present schema. Several services may start at once: one migrates, the others wait. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { z } from 'zod';
import { AppError } from '../src/kernel/app-error.ts';
import { grantService } from './service-role.ts';

const lockKey = 702_317_002;
const folder = new URL('./migrations/', import.meta.url);
const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) });
const notAllowed = '42501';

/**
 * Applies the migrations that are missing, in order, then gives its rights to the account of the service where it is
 * another one (`serviceRole`). A database that has them all is left as it is, whoever asks. Throws where a migration
 * fails, rolled back then, and an AppError where the account may not make tables.
 */
export async function migrateDatabase(ownerUrl: string, serviceRole: string | null = null): Promise<void> {
  // One connection for the lock and the migrations: the lock falls with it, whatever happens.
  const client = postgres(ownerUrl, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${lockKey})`;
    if (!(await isUpToDate(client))) {
      await migrate(drizzle(client), { migrationsFolder: fileURLToPath(folder) });
    }
    const [owner] = await client<{ name: string }[]>`select current_user as name`;
    if (serviceRole !== null && serviceRole !== owner?.name) await grantService(client, serviceRole);
  } catch (fault) {
    throw isNotAllowed(fault) ? notTheOwner(fault) : fault;
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Whether the last of our migrations was applied; false where none was. */
async function isUpToDate(client: postgres.Sql): Promise<boolean> {
  const journal = journalSchema.parse(
    JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')),
  );
  const last = Math.max(...journal.entries.map(({ when }) => when));
  const [table] = await client<{ name: string | null }[]>`
    select to_regclass('drizzle.__drizzle_migrations')::text as name`;
  if (!table?.name) return false;
  const [applied] = await client<{ at: string | null }[]>`
    select max(created_at)::text as at from drizzle.__drizzle_migrations`;
  return Number(applied?.at ?? 0) >= last;
}

/** Drizzle puts the server's own fault behind one of its own. */
function isNotAllowed(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  return ('code' in fault && fault.code === notAllowed) || isNotAllowed(fault.cause);
}

function notTheOwner(cause: unknown): AppError {
  return new AppError(
    'bad-configuration',
    'La base doit être mise à jour, et ce compte n’en est pas propriétaire.',
    { hint: 'Donnez DATABASE_OWNER_URL : le compte propriétaire de la base, pour les migrations.', cause },
  );
}
