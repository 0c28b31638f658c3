/** A database made ready for a process: reachable, migrated, its keys checked. */
import type { DatabaseAccess } from '../src/access/encryption-keys.ts';
import type { Config } from '../src/config.ts';
import type { Logger } from '../src/logging.ts';
import { encryptionKeysOf } from './encryption/keys.ts';
import { prepareEncryption } from './encryption/prepare.ts';
import { checkDatabase } from './health.ts';
import { migrateDatabase } from './migrate.ts';

/** Where the database stands: `url` for the service, `ownerUrl` for migrations. */
export type DatabaseAddress = { url: string; ownerUrl: string };

/** The outside database of a configuration; null: the embedded one. */
export function outsideDatabase({
  databaseUrl,
  databaseOwnerUrl,
}: Pick<Config, 'databaseUrl' | 'databaseOwnerUrl'>): DatabaseAddress | null {
  return databaseUrl === null ? null : { url: databaseUrl, ownerUrl: databaseOwnerUrl ?? databaseUrl };
}

/** What a process connects with. Throws an AppError that says what to set where the database or its keys stand in the way. */
export async function readyDatabase(
  { url, ownerUrl }: DatabaseAddress,
  config: Pick<Config, 'encryptionKeys' | 'dataDir'>,
  logger: Logger | null,
): Promise<DatabaseAccess> {
  const role = await checkDatabase(url, logger);
  await migrateDatabase(ownerUrl, role.name);
  const encryption = encryptionKeysOf(config);
  await prepareEncryption(ownerUrl, encryption);
  return { url, encryption };
}
