/**
 * The engine alone on a million applicants and a hundred thousand homes: a generated problem, no database, no
 * explanation, one thread. Tells each step as it ends and writes bench/results/stretch.json after each, so that a stop
 * loses only the step that it stops.
 * Run: node dist/bench/stretch/main.js [size: xl or xxl] [prices tried, 26 by default]
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dualForFair, solveFair } from '../../src/matching/engines/fair.ts';
import { countJustifiedEnvy } from '../../src/matching/engines/fair-envy.ts';
import type { Instance } from '../../src/matching/engines/instance.ts';
import { instanceFromArrays } from '../../src/matching/engines/instance-arrays.ts';
import { evaluatePlan } from '../../src/matching/engines/plan.ts';
import { generate, type SizeName, sizes } from '../solver/generate.ts';
import { peakMegabytes } from '../solver/peak-memory.ts';

const [asked = 'xxl', budget = '26'] = process.argv.slice(2);
const name: SizeName = asked === 'xl' ? 'xl' : 'xxl';

type Step = { name: string; seconds: number; processorSeconds: number; peakMegabytes: number };
const steps: Step[] = [];
const told: Record<string, number> = {};

const instance = layOut();
tell({ pairs: instance.pairHome.length, slots: instance.slotHome.length, quotas: instance.quotas.length });
let evaluations = 0;
const dual = step('bound', () =>
  dualForFair(instance, { onProgress: () => progress(`bound, evaluation ${++evaluations}`) }),
);
tell({ bound: dual.bound, boundEvaluations: dual.evaluations });
const plan = step('fair places and prices', () =>
  solveFair(instance, dual, {
    budget: Number(budget),
    onProgress: (share) => progress(`prices ${Math.round(100 * share)} %`),
  }),
);
const { value, score, quotas } = evaluatePlan(instance, plan.slots);
tell({
  value,
  gap: (dual.bound - value) / score,
  missingLeases: quotas.reduce((sum, { missing }) => sum + missing, 0),
});
tell({ justifiedEnvy: step('envy counted', () => countJustifiedEnvy(instance, plan.slots, plan.prices)) });

/** Runs a step, and keeps what it took. */
function step<Value>(what: string, work: () => Value): Value {
  const began = performance.now();
  const before = process.cpuUsage();
  const found = work();
  const { user, system } = process.cpuUsage(before);
  steps.push({
    name: what,
    seconds: Math.round((performance.now() - began) / 10) / 100,
    processorSeconds: Math.round((user + system) / 1e4) / 100,
    peakMegabytes: peakMegabytes(),
  });
  progress(JSON.stringify(steps.at(-1)));
  write();
  return found;
}

function tell(figures: Readonly<Record<string, number>>): void {
  Object.assign(told, figures);
  write();
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

function write(): void {
  const report = {
    measuredBy: `bench/stretch/main.ts ${name} ${budget}`,
    machine: {
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryBytes: totalmem(),
      node: process.version,
    },
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    homes: sizes[name].homes,
    applicants: sizes[name].applicants,
    ...told,
    steps,
  };
  writeFileSync('bench/results/stretch.json', `${JSON.stringify(report, null, 2)}\n`);
}

/** The generated arrays are not held any longer than it takes to lay them out. */
function layOut(): Instance {
  const arrays = step('generated', () => generate(name, 1));
  return step('laid out', () => instanceFromArrays({ ...arrays, fairness: 'no-justified-envy' }));
}
