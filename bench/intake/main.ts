/**
 * 100 000 applications read from CSV, streaming and side by side with a naive whole-file reading; prints what it
 * measured and writes it to bench/results/intake.json. Run: node dist/bench/intake/main.js [rows]
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { measure, ways } from './measure.ts';

const goal = { rows: 100_000, seconds: 30, rssGrowthMegabytes: 100 };
const measureSchema = z.object({
  way: z.string(),
  rows: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  rssGrowthMegabytes: z.number(),
});

/** Each way is measured in a process of its own: memory that one has taken would hide what the next one takes. */
function measureApart(way: string, rows: number): z.infer<typeof measureSchema> {
  const script = fileURLToPath(import.meta.url);
  const out = execFileSync(process.execPath, [script, String(rows), way], { encoding: 'utf8' });
  const measured = measureSchema.parse(JSON.parse(out));
  process.stderr.write(
    `${way} : ${measured.seconds} s (${measured.cpuSeconds} s de processeur), +${measured.rssGrowthMegabytes} Mo\n`,
  );
  return measured;
}

function writeResult(measures: readonly z.infer<typeof measureSchema>[]): void {
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
}

const [rowsText = '100000', way] = process.argv.slice(2);
const rows = Number(rowsText);
if (way === undefined) {
  const measures = Object.keys(ways).map((name) => measureApart(name, rows));
  writeResult(measures);
  process.stdout.write(`${JSON.stringify(measures)}\n`);
} else {
  process.stdout.write(`${JSON.stringify(await measure(way, rows))}\n`);
}
