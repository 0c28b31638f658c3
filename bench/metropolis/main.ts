/**
 * A metropolis of 270 000 applicants and 12 000 homes from its files to stored, explained shortlists, and three parts of
 * it (1/27, 1/9, 1/3), each in a process and a PostgreSQL of its own; writes bench/results/metropolis.json.
 * Run: node dist/bench/metropolis/main.js [27,9,3,1]
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { growthOf } from './growth.ts';
import { type Measured, measureShare } from './measure.ts';

const [asked = '27,9,3,1', child] = process.argv.slice(2);

if (child === 'child') {
  process.stdout.write(`${JSON.stringify(await measureShare(1 / Number(asked)))}\n`);
} else {
  const parts: (Measured & { loadAverage: number })[] = [];
  for (const part of asked.split(',')) {
    const script = fileURLToPath(import.meta.url);
    const out = execFileSync(process.execPath, [...process.execArgv, script, part, 'child'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const measured: Measured = JSON.parse(out);
    parts.push({ ...measured, loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10 });
    process.stderr.write(`1/${part}: ${JSON.stringify(measured)}\n`);
    write(parts);
  }
}

/** After each size: a stop loses only the size that it stops. */
function write(parts: readonly (Measured & { loadAverage: number })[]): void {
  const report = {
    measuredBy: `bench/metropolis/main.ts ${asked}`,
    machine: {
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryBytes: totalmem(),
      node: process.version,
    },
    parts,
    growth: growthOf(parts),
  };
  writeFileSync('bench/results/metropolis.json', `${JSON.stringify(report, null, 2)}\n`);
}
