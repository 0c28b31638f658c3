/** The service, its workers and Redis as real processes, started as an operator does and killed as a machine does. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type Process = {
  /** What it said on its standard error. */
  told: () => string;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  isGone: () => boolean;
};

export type ServiceProcess = Process & { url: string };

const programs = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
// A machine that does much else at the same time takes its time.
const readyWithinMilliseconds = 120_000;

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** `npm start`, from the build. */
export async function startService(settings: Record<string, string>): Promise<ServiceProcess> {
  const child = start('main.js', settings);
  const url = await said(child, /^parcours prêt : (http:\S+)$/m);
  return { ...child, url };
}

/** `npm run worker`, from the build. */
export async function startWorker(settings: Record<string, string>): Promise<Process> {
  const child = start('worker-main.js', settings);
  await said(child, /prêt à travailler/);
  return child;
}

export async function startRedis(port: number): Promise<Process> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = watched(spawn('redis-server', args, { stdio: ['ignore', 'ignore', 'pipe'] }));
  for (let tries = 0; tries < 100 && !(await isOpen(port)); tries += 1) await pause(50);
  return child;
}

/** Waits until the check holds. Throws, saying what was awaited, where it does not within the time. */
export async function until(
  what: string,
  check: () => Promise<boolean>,
  withinMilliseconds = readyWithinMilliseconds,
): Promise<number> {
  const since = performance.now();
  while (performance.now() - since < withinMilliseconds) {
    if (await check().catch(() => false)) return Math.round(performance.now() - since);
    await pause(50);
  }
  throw new Error(`in vain for ${withinMilliseconds / 1000} s: ${what}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function start(entry: string, settings: Record<string, string>): Process {
  // From a test that reads TypeScript as from the build: the programs are those of the build.
  const root = fileURLToPath(
    new URL(import.meta.url.endsWith('.js') ? '../../' : '../../dist/', import.meta.url),
  );
  const child = spawn(process.execPath, [`${root}src/${entry}`], {
    cwd: fileURLToPath(new URL(import.meta.url.endsWith('.js') ? '../../../' : '../../', import.meta.url)),
    env: { PATH: programs, LANG: 'C', NODE_ENV: 'test', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return watched(child);
}

function watched(child: ChildProcess): Process {
  let text = '';
  let gone = false;
  child.stderr?.on('data', (chunk) => {
    text += String(chunk);
  });
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      gone = true;
      resolve();
    }),
  );
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!gone) child.kill(signal);
    await ended;
  };
  return { told: () => text, isGone: () => gone, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

async function said(child: Process, words: RegExp): Promise<string> {
  await until(`the process says ${words}`, async () => child.isGone() || words.test(child.told())).catch(
    () => {},
  );
  const found = words.exec(child.told());
  if (!found) throw new Error(`it did not start: ${child.told()}`);
  return found[1] ?? '';
}

async function isOpen(port: number): Promise<boolean> {
  const { connect } = await import('node:net');
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
