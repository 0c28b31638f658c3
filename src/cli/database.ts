/** The database of a command: the running service's own, or opened for the command and closed after it. */
import { type Connection, connect, type Database } from '../../db/connection.ts';
import { borrowEmbeddedDatabase } from '../../db/embedded/embedded-database.ts';
import { type DatabaseAddress, outsideDatabase, readyDatabase } from '../../db/ready-database.ts';
import { type Landlord, listLandlords } from '../../db/stores/landlord-store.ts';
import type { DatabaseAccess } from '../access/encryption-keys.ts';
import { type Config, loadConfig } from '../config.ts';
import type { Actor } from '../domain/act.ts';
import { UsageError } from './command.ts';

/** Runs the work on the migrated database of the configuration. Throws an AppError where it cannot be opened. */
export function withDatabase<Value>(work: (db: Database, config: Config) => Promise<Value>): Promise<Value> {
  return withReady(({ url, encryption }, config) =>
    withConnection(connect(url, encryption, 2), (db) => work(db, config)),
  );
}

/** The same for the account that owns the tables: to change what is sealed, and nothing else. */
export function withOwnedDatabase<Value>(
  work: (db: Database, access: Ready) => Promise<Value>,
): Promise<Value> {
  return withReady((ready) =>
    withConnection(connect(ready.ownerUrl, ready.encryption, 2), (db) => work(db, ready)),
  );
}

type Ready = DatabaseAddress & DatabaseAccess;

async function withReady<Value>(work: (ready: Ready, config: Config) => Promise<Value>): Promise<Value> {
  const config = loadConfig();
  const outside = outsideDatabase(config);
  const embedded = outside === null ? await borrowEmbeddedDatabase(config.dataDir) : null;
  const address = outside ?? embedded;
  if (address === null) throw new Error('a database is either outside or embedded');
  try {
    const access = await readyDatabase(address, config, null);
    return await work({ ...access, ownerUrl: address.ownerUrl }, config);
  } finally {
    await embedded?.stop();
  }
}

async function withConnection<Value>(
  { db, close }: Connection,
  work: (db: Database) => Promise<Value>,
): Promise<Value> {
  try {
    return await work(db);
  } finally {
    await close();
  }
}

/** Who acts where a command changes something: whoever runs the service, who has no account. */
export const commandLine: Actor = { accountId: null, name: 'ligne de commande', role: 'service' };

/** The landlord named by `--landlord`, or the only one. Throws a UsageError where that is not clear. */
export async function chosenLandlord(db: Database, wanted: string | undefined): Promise<Landlord> {
  const landlords = await listLandlords(db);
  if (landlords.length === 0) {
    throw new UsageError('aucun bailleur : créez-en un par « parcours landlord create --name … ».');
  }
  const [only, ...others] = landlords;
  if (wanted === undefined && only && others.length === 0) return only;
  const found = landlords.find(({ id, name }) => id === wanted || name === wanted);
  if (found) return found;
  const list = landlords.map(({ id, name }) => `  ${id}  ${name}`).join('\n');
  throw new UsageError(`précisez --landlord, parmi :\n${list}`);
}
