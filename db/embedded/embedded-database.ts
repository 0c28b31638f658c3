/** The embedded PostgreSQL as the service uses it: started or taken back, claimed for one service, then stopped. */
import postgres from 'postgres';
import { AppError } from '../../src/kernel/app-error.ts';
import { type Cluster, ensureCluster } from './cluster.ts';
import { findServer, serverUrl, startServer, stopServer } from './server.ts';

export type EmbeddedDatabase = {
  /** Address of the service's database, for an account without superuser rights: row-level security holds. */
  url: string;
  /** Address for the account that owns the tables: migrations and rotation of keys alone. */
  ownerUrl: string;
  /** True where the server of a killed service was taken back. */
  found: boolean;
  stop: () => Promise<void>;
};

// Any constant will do, as long as every version of parcours uses the same.
const claimKey = 702_317_001;
/** Owns the database and its tables: migrations. */
const owner = 'parcours';
/** Serves: it owns nothing, so that no fault of ours can lift what separates landlords. */
const service = 'parcours_service';
const database = 'parcours';

/**
 * Opens the database of a data folder. Throws an AppError where another service holds the folder, where it
 * cannot be written or where the server does not start; the message says what to do.
 */
export async function openEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const cluster = await ensureCluster(dataDir);
  const server = await startServer(cluster);
  // The claim is a lock held by a connection: it falls by itself when node dies, however it dies.
  const claim = postgres(serverUrl(cluster, server.port, 'postgres', 'postgres'), {
    max: 1,
    max_lifetime: null,
    onnotice: () => {},
  });
  try {
    await takeClaim(claim, dataDir);
    await createServiceDatabase(claim, cluster.password);
  } catch (fault) {
    await claim.end({ timeout: 1 });
    if (!(fault instanceof AppError) && !server.found) await stopServer(cluster, server.pid);
    throw fault;
  }
  return {
    url: serverUrl(cluster, server.port, service, database),
    ownerUrl: serverUrl(cluster, server.port, owner, database),
    found: server.found,
    stop: async () => {
      await claim.end({ timeout: 1 });
      await stopServer(cluster, server.pid);
    },
  };
}

/**
 * The database for a command: that of the running service where there is one, which then stays as it is; otherwise
 * opened for the command alone, and stopped after it.
 */
export async function borrowEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const cluster = await ensureCluster(dataDir);
  const running = findServer(cluster);
  if (!running) return openEmbeddedDatabase(dataDir);
  const { port } = await startServer(cluster);
  await prepareFound(cluster, port);
  return {
    url: serverUrl(cluster, port, service, database),
    ownerUrl: serverUrl(cluster, port, owner, database),
    found: true,
    stop: async () => {},
  };
}

/** The running service may be of a version that had no account of its own. */
async function prepareFound(cluster: Cluster, port: number): Promise<void> {
  const administrator = postgres(serverUrl(cluster, port, 'postgres', 'postgres'), {
    max: 1,
    onnotice: () => {},
  });
  try {
    await createServiceDatabase(administrator, cluster.password);
  } finally {
    await administrator.end({ timeout: 1 });
  }
}

async function takeClaim(claim: postgres.Sql, dataDir: string): Promise<void> {
  const [row] = await claim<{ taken: boolean }[]>`select pg_try_advisory_lock(${claimKey}) as taken`;
  if (row?.taken) return;
  throw new AppError('conflict', `Un autre parcours utilise déjà le dossier de données « ${dataDir} ».`, {
    hint: 'Arrêtez-le d’abord, ou lancez celui-ci sur un autre dossier et un autre port : PARCOURS_DATA_DIR=/autre/dossier PORT=3001 npm start',
  });
}

/** The database, its owner and the account of the service; run again, it changes nothing. */
export async function createServiceDatabase(sql: postgres.Sql, password: string): Promise<void> {
  for (const name of [owner, service]) {
    const [role] = await sql`select 1 from pg_roles where rolname = ${name}`;
    if (!role) await sql.unsafe(`create role ${name} login password '${password.replaceAll("'", "''")}'`);
  }
  const [held] = await sql`select 1 from pg_database where datname = ${database}`;
  if (!held) await sql.unsafe(`create database ${database} owner ${owner}`);
}
