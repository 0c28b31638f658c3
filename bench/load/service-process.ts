/** The built service as people start it, with a data folder of its own, and what it uses while it serves. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sampledEverySeconds = 2;
const startMilliseconds = 600_000;

export type ServiceProcess = { url: string; pid: number; stop: () => Promise<void> };

/** Starts it on a free port with so many page processes and the demonstration, and waits until its pages and its first runs are there. */
export async function startService(dataDir: string, pageProcesses: string): Promise<ServiceProcess> {
  const log = path.join(dataDir, 'service.log');
  const out = openSync(log, 'w');
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    // The environment of whoever runs the bench must not change what is measured.
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'C',
      PORT: '0',
      PARCOURS_DEMO: '1',
      PARCOURS_PAGE_PROCESSES: pageProcesses,
      PARCOURS_DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'ignore', out],
  });
  closeSync(out);
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    while (child.exitCode === null && child.signalCode === null) await pause(100);
  };
  try {
    return { url: await addressIn(log, child), pid: child.pid ?? 0, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

async function addressIn(log: string, child: ChildProcess): Promise<string> {
  const until = Date.now() + startMilliseconds;
  while (Date.now() < until && child.exitCode === null) {
    const url = /^parcours prêt : (http:\S+)$/m.exec(readFileSync(log, 'utf8'))?.[1];
    if (url) return url;
    await pause(500);
  }
  throw new Error(`the service did not start: ${readFileSync(log, 'utf8').slice(-2000)}`);
}

export type Usage = {
  /** Resident megabytes of its processes together, over time; the last quarter less the second one is what it grew by. */
  memory: { first: number; highest: number; last: number; growth: number; everyTenth: number[] };
  processorSeconds: number;
};

/** Watches a service and its page processes until told to stop. */
export function watch(pid: number, everySeconds = sampledEverySeconds): { stop: () => Promise<Usage> } {
  const samples: number[] = [];
  const used: number[] = [];
  const sample = async () => {
    const asked = ['-o', 'rss=,cputimes=,comm=', '--pid', String(pid), '--ppid', String(pid)];
    const lines = (await run('ps', asked)).stdout.trim().split('\n');
    const all = lines.map((line) => line.trim().split(/\s+/));
    // PostgreSQL is a child of the service too, and not what is watched.
    const own = all.filter(([, , command]) => command !== 'postgres');
    samples.push(Math.round(total(own.map(([kilobytes]) => Number(kilobytes))) / 1000));
    used.push(total(own.map(([, seconds]) => Number(seconds))));
  };
  const again = () => void sample().catch(() => clearInterval(timer));
  const timer = setInterval(again, everySeconds * 1000);
  const started = sample();
  return {
    stop: async () => {
      clearInterval(timer);
      await started;
      await sample();
      return { memory: memoryOf(samples), processorSeconds: (used.at(-1) ?? 0) - (used[0] ?? 0) };
    },
  };
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

function memoryOf(samples: readonly number[]): Usage['memory'] {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const median = (from: number) =>
    [...samples.slice(from, from + quarter)].sort((a, b) => a - b)[Math.floor(quarter / 2)] ?? 0;
  const step = Math.max(1, Math.floor(samples.length / 10));
  return {
    first: samples[0] ?? 0,
    highest: Math.max(...samples),
    last: samples.at(-1) ?? 0,
    growth: median(samples.length - quarter) - median(quarter),
    everyTenth: samples.filter((_, index) => index % step === 0),
  };
}
