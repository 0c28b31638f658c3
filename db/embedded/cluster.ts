/** The folder of an embedded database: where it stands, how it is created, and its generated password. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../src/kernel/app-error.ts';
import { type Binaries, usableBinaries } from './binaries.ts';
import { canEnter, type ServerOwner, serverOwner } from './owner.ts';

export type Cluster = {
  owner: ServerOwner | null;
  binaries: Binaries;
  /** PostgreSQL's own data folder. */
  data: string;
  log: string;
  /** Of the superuser and of the service's own account alike; only this machine's owner can read it. */
  password: string;
};

const supportedMajor = '18';
// Root's folders may be closed to the account that the server runs under; this one is not.
const rootShelter = '/var/lib/parcours';

/** The cluster of `dataDir`, created on first use. Throws an AppError saying what to do where it cannot be. */
export async function ensureCluster(dataDir: string): Promise<Cluster> {
  const wanted = path.resolve(dataDir);
  const owner = serverOwner();
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o711 });
    const home = homeOf(wanted, owner);
    const cluster: Cluster = {
      owner,
      binaries: usableBinaries(owner, owner && home !== wanted ? rootShelter : home),
      data: path.join(home, 'postgres'),
      log: path.join(home, 'postgres.log'),
      password: passwordOf(home),
    };
    if (!existsSync(path.join(cluster.data, 'PG_VERSION'))) await createCluster(cluster, home);
    refuseOtherVersion(cluster);
    return cluster;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'bad-configuration',
      `Le dossier de données « ${wanted} » est inutilisable : ${reason}`,
      {
        hint: 'Donnez-vous le droit d’y écrire, ou choisissez un autre dossier : PARCOURS_DATA_DIR=/chemin npm start',
        cause,
      },
    );
  }
}

/** The wanted folder, or a shelter that it names where the server's account could not enter it. */
function homeOf(wanted: string, owner: ServerOwner | null): string {
  if (canEnter(owner, wanted)) return wanted;
  const pointer = path.join(wanted, 'ou-est-la-base.txt');
  // A new name each time: removing the wanted folder is enough to start afresh.
  writeOnce(pointer, path.join(rootShelter, randomBytes(8).toString('hex')), 0o644);
  const shelter = readFileSync(pointer, 'utf8').trim();
  mkdirSync(shelter, { recursive: true, mode: 0o711 });
  return shelter;
}

function passwordOf(home: string): string {
  const file = path.join(home, 'postgres-password');
  writeOnce(file, randomBytes(24).toString('base64url'), 0o600);
  return readFileSync(file, 'utf8').trim();
}

/** Of two first starts at once, one writes and both read the same. */
function writeOnce(file: string, content: string, mode: number): void {
  try {
    writeFileSync(file, content, { mode, flag: 'wx' });
  } catch (cause) {
    if (!existsSync(file)) throw cause;
  }
}

/** Runs initdb in a passing folder, then renames: a half-made cluster never carries the final name. */
async function createCluster(cluster: Cluster, home: string): Promise<void> {
  const passing = path.join(home, `postgres.new-${process.pid}`);
  const passwordFile = path.join(home, `password.new-${process.pid}`);
  rmSync(passing, { recursive: true, force: true });
  mkdirSync(passing, { mode: 0o700 });
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (cluster.owner) {
    chownSync(passing, cluster.owner.uid, cluster.owner.gid);
    chownSync(passwordFile, cluster.owner.uid, cluster.owner.gid);
  }
  try {
    await runInitdb(cluster, passing, passwordFile);
    renameSync(passing, cluster.data);
  } catch (cause) {
    // Another start may have finished first; its cluster is as good as ours.
    if (!existsSync(path.join(cluster.data, 'PG_VERSION'))) throw cause;
  } finally {
    rmSync(passing, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

async function runInitdb(cluster: Cluster, folder: string, passwordFile: string): Promise<void> {
  // Whatever the locale of the machine: UTF-8, code-point order, so that the same data sort the same everywhere.
  const args = [
    `--pgdata=${folder}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    // The new folder is renamed once complete; the server itself syncs what matters at its first checkpoint.
    '--no-sync',
  ];
  const child = spawn(cluster.binaries.initdb, args, {
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(cluster.owner ?? {}),
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`initdb a échoué (${status}) : ${complaint.trim().slice(-600)}`);
}

function refuseOtherVersion(cluster: Cluster): void {
  // Under root the folder belongs to the lent account; root reads it all the same.
  const major = readFileSync(path.join(cluster.data, 'PG_VERSION'), 'utf8').trim();
  if (major === supportedMajor) return;
  throw new AppError(
    'bad-configuration',
    `Le dossier « ${cluster.data} » vient de PostgreSQL ${major}, et non ${supportedMajor}.`,
    {
      hint: 'Gardez ce dossier, choisissez-en un autre par PARCOURS_DATA_DIR, et reprenez-y une sauvegarde.',
    },
  );
}
