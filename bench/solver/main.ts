/**
 * The engines side by side in one process, on seeded problems of four sizes (see generate.ts):
 *   node dist/bench/solver/main.js [--sizes s,m,l,xl] [--seed 1] [--json bench/results/solver.json]
 * Times are wall clock. The largest size runs first, so that its memory is not that of the solvers run after it.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Instance } from '../../src/matching/engines/instance.ts';
import { instanceFromArrays } from '../../src/matching/engines/instance-arrays.ts';
import { generate, type SizeName, sizes } from './generate.ts';
import { measureBound, measureFair, measureHighsIncumbent, measurePlain } from './measure.ts';
import { peakMegabytes } from './peak-memory.ts';

const highsSeconds = 60;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: 's,m,l,xl' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});

const asked = new Set(values.sizes.split(','));
const order: readonly SizeName[] = ['xl', 'l', 'm', 's'];
const results: Record<string, unknown> = {};
for (const name of order) if (asked.has(name)) results[name] = await measure(name, Number(values.seed));

const report = {
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    loadAverageOfFiveMinutes: loadavg()[1],
  },
  seed: Number(values.seed),
  sizes: results,
};
const text = `${JSON.stringify(report, null, 2)}\n`;
process.stdout.write(text);
if (values.json) writeFileSync(values.json, text);

async function measure(name: SizeName, seed: number) {
  const start = performance.now();
  const arrays = generate(name, seed);
  const generated = performance.now();
  const instance = instanceFromArrays(arrays);
  const built = (performance.now() - generated) / 1000;
  process.stderr.write(`${name}: generated in ${((generated - start) / 1000).toFixed(1)} s\n`);
  const plain = measurePlain(instance);
  const peak = peakMegabytes();
  process.stderr.write(`${name}: plain ${plain.seconds.toFixed(2)} s, gap ${plain.gap.toExponential(2)}\n`);
  return {
    homes: sizes[name].homes,
    applicants: sizes[name].applicants,
    pairs: instance.pairHome.length,
    quotas: instance.quotas.length,
    buildSeconds: built,
    plain,
    // In a process that has run nothing larger: the peak of generating, building and solving.
    peakMegabytes: peak,
    ...(await beside(name, instance)),
    fair: measureFair(instance),
  };
}

async function beside(name: SizeName, instance: Instance) {
  if (name !== 's' && name !== 'm') return {};
  const bound = await measureBound(instance, name === 's');
  process.stderr.write(`${name}: bound ${bound.timesFasterThanHighs.toFixed(1)} times faster than HiGHS\n`);
  if (name === 's') return { bound };
  return { bound, highsWholeNumbers: await measureHighsIncumbent(instance, highsSeconds) };
}
