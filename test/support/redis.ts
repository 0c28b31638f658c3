/** A real Redis for tests, on a free port and in memory only. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export type TestRedis = { url: string; port: number; stop: () => Promise<void> };

/** Tells whether this machine has the program. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

export async function startRedis(port?: number): Promise<TestRedis> {
  const chosen = port ?? (await freePort());
  const args = ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  await ready(child);
  return {
    url: `redis://127.0.0.1:${chosen}`,
    port: chosen,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function ready(child: ChildProcess): Promise<void> {
  let said = '';
  child.stdout?.on('data', (text) => {
    said += String(text);
  });
  while (!said.includes('Ready to accept connections')) {
    if (child.exitCode !== null) throw new Error(`redis-server left: ${said.slice(-300)}`);
    await pause(20);
  }
}
