/**
 * 100 000 applications read from CSV, streaming and side by side with a naive whole-file reading.
 * Run: npm run -s build && node dist/bench/intake/main.js [rows]
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const rows = Number(process.argv[2] ?? '100000');
const goal = { rows: 100_000, seconds: 30, rssGrowthMegabytes: 100 };
const ways = ['streaming', 'streaming-with-duplicates', 'whole-file'];
const schema = z.object({
  way: z.string(),
  rows: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  rssGrowthMegabytes: z.number(),
});

const script = fileURLToPath(
  new URL(`./measure${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);
const measures = ways.map((way) => {
  const out = execFileSync(process.execPath, [script, way, String(rows)], { encoding: 'utf8' });
  const measure = schema.parse(JSON.parse(out));
  process.stderr.write(
    `${way} : ${measure.seconds} s (${measure.cpuSeconds} s de processeur), +${measure.rssGrowthMegabytes} Mo\n`,
  );
  return measure;
});
const result = {
  measuredBy: 'bench/intake/main.ts: each way in its own process, memory sampled every 20 ms',
  machine: {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
    // Other work on the machine lengthens `seconds`, not `cpuSeconds`.
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  },
  goal,
  measures,
};
writeFileSync('bench/results/intake.json', `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(measures)}\n`);
