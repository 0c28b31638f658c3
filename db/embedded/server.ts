/**
 * Starts, finds again and stops the PostgreSQL server of a cluster. The server lives in its own process group:
 * Ctrl-C reaches the service alone, which drains first. After a kill −9 of node the server lives on; the next
 * start reads postmaster.pid and takes it back.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { AppError } from '../../src/kernel/app-error.ts';
import type { Cluster } from './cluster.ts';

export type RunningServer = {
  pid: number;
  port: number;
  /** True where it was running already: left by a node that was killed, or shared by test files. */
  found: boolean;
};

const pollMilliseconds = 100;
const readyWithinMilliseconds = 50_000;
const stopWithinMilliseconds = 15_000;

/** The cluster's server, started if it is not running. Throws an AppError where it does not get ready. */
export async function startServer(
  cluster: Cluster,
  settings: readonly string[] = [],
): Promise<RunningServer> {
  const deadline = performance.now() + readyWithinMilliseconds;
  while (performance.now() < deadline) {
    const running = findServer(cluster);
    if (running) {
      if (await answers(cluster, running.port)) return { ...running, found: true };
      await pause(pollMilliseconds);
      continue;
    }
    // The number of a server long dead may now be another program's; PostgreSQL alone would refuse to start.
    rmSync(pidFile(cluster), { force: true });
    const started = await spawnServer(cluster, settings, deadline);
    if (started) return started;
    await pause(pollMilliseconds);
  }
  throw new AppError('unavailable', 'La base de données embarquée ne démarre pas.', {
    hint: `Son journal dit pourquoi : ${cluster.log}\n${tailOf(cluster.log)}`,
  });
}

/** The cluster's running server, ready or not yet; null where none runs. */
export function findServer(cluster: Cluster): { pid: number; port: number } | null {
  const postmaster = readPostmaster(cluster);
  return postmaster && isServerAlive(postmaster.pid) ? postmaster : null;
}

/** Stops the server: open transactions are rolled back, nothing committed is lost. Resolves when it is gone. */
export async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isServerAlive(pid)) return;
    send(pid, signal);
    const deadline = performance.now() + stopWithinMilliseconds;
    while (performance.now() < deadline) {
      if (!existsSync(pidFile(cluster)) || !isServerAlive(pid)) return;
      await pause(20);
    }
  }
}

/** Spawns once; null where the server left at once, as it does when another start was quicker. */
async function spawnServer(
  cluster: Cluster,
  settings: readonly string[],
  deadline: number,
): Promise<RunningServer | null> {
  const port = await freePort();
  const log = openSync(cluster.log, 'a', 0o600);
  const child = spawn(cluster.binaries.postgres, serverArguments(cluster, port, settings), {
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    detached: true,
    stdio: ['ignore', log, log],
    ...(cluster.owner ?? {}),
  });
  closeSync(log);
  child.unref();
  let left = false;
  child.once('exit', () => {
    left = true;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  while (!left && performance.now() < deadline) {
    if (child.pid !== undefined && (await answers(cluster, port))) {
      return { pid: child.pid, port, found: false };
    }
    await pause(pollMilliseconds);
  }
  return null;
}

function serverArguments(cluster: Cluster, port: number, settings: readonly string[]): string[] {
  const all = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    'timezone=UTC',
    'log_timezone=UTC',
    'shared_buffers=192MB',
    // No personal datum in the server's log: neither statements, nor their parameters, nor the values of keys.
    'log_min_error_statement=panic',
    'log_parameter_max_length_on_error=0',
    'log_error_verbosity=terse',
    ...settings,
  ];
  return ['-D', cluster.data, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])];
}

function pidFile(cluster: Cluster): string {
  return path.join(cluster.data, 'postmaster.pid');
}

/** First line: the process; fourth: its port. Null where there is no file, or one still being written. */
function readPostmaster(cluster: Cluster): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    const port = Number.parseInt(lines[3] ?? '', 10);
    return Number.isInteger(pid) ? { pid, port: Number.isInteger(port) ? port : 0 } : null;
  } catch {
    return null;
  }
}

/** Alive, not a zombie left without a parent, and a PostgreSQL where the system lets us see its name. */
function isServerAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EPERM')) return false;
  }
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return /^Name:\s+postgres/m.test(status) && !/^State:\s+[ZX]/m.test(status);
  } catch {
    return !existsSync('/proc/self/status');
  }
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  if (port === 0) return false;
  const sql = postgres(serverUrl(cluster, port, 'postgres', 'postgres'), {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
  });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The address of a database of the running server, for the given account. */
export function serverUrl(cluster: Cluster, port: number, account: string, database: string): string {
  return `postgres://${account}:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}

function tailOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-6).join('\n').trim();
  } catch {
    return '';
  }
}
