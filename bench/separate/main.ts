/**
 * parcours on machines of their own, as docs/operations.md says it: PostgreSQL and Redis on one, the service on another,
 * a worker on each of two more, which share the network alone; then cables are pulled. Writes
 * bench/results/separate.json. Needs root, Linux namespaces, redis-server and openssl; what it makes goes with it.
 * Run: npm run -s build && node dist/bench/separate/main.js
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { layNetwork } from './machines.ts';
import { playOnMachines } from './play.ts';

const file = 'bench/results/separate.json';
const namespaces = '--net --mount --pid --fork --kill-child --mount-proc'.split(' ');

if (process.argv[2] === 'within') {
  layNetwork();
  const base = mkdtempSync(path.join(tmpdir(), 'parcours-separate-'));
  chmodSync(base, 0o711);
  try {
    const facts = await playOnMachines(base);
    for (const { what, holds, seen } of facts) {
      process.stderr.write(`${holds ? 'holds' : 'DOES NOT HOLD'}: ${what} (${seen})\n`);
    }
    const machine = {
      ...{ cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version },
      loadAverageOfFiveMinutes: Math.round((loadavg()[1] ?? 0) * 10) / 10,
    };
    writeFileSync(
      file,
      `${JSON.stringify({ command: 'node dist/bench/separate/main.js', machine, facts }, null, 2)}\n`,
    );
    process.exitCode = facts.every(({ holds }) => holds) ? 0 : 1;
  } catch (fault) {
    process.stderr.write(`BROKEN OFF: ${fault instanceof Error ? fault.stack : String(fault)}\n`);
    process.exitCode = 1;
  }
  rmSync(base, { recursive: true, force: true });
  // The machines would last as long as this process.
  process.exit();
} else {
  const tried = spawnSync('unshare', [...namespaces, 'ip', 'link', 'add', 'lan', 'type', 'bridge']);
  const missing = ['redis-server', 'openssl', 'setpriv'].filter(
    (program) => spawnSync(program, ['--version']).error !== undefined,
  );
  if (tried.status !== 0 || missing.length > 0) {
    process.stderr.write(
      `NOT PLAYED: ${missing.length > 0 ? `missing here: ${missing.join(', ')}` : `this machine lets nobody make network namespaces (root on Linux does): ${tried.stderr}`}\n`,
    );
    process.exitCode = 2;
  } else {
    const child = spawn(
      'unshare',
      [...namespaces, process.execPath, fileURLToPath(import.meta.url), 'within'],
      {
        stdio: 'inherit',
      },
    );
    child.once('close', (code) => {
      process.exitCode = code ?? 1;
    });
  }
}
