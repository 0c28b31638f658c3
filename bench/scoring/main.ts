/**
 * Scoring 50 000 applications by one grid: the grid prepared once, beside the same grid evaluated the plain way. Prints
 * what it measured and writes it to bench/results/scoring.json. Run: node dist/bench/scoring/main.js
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Application } from '../../src/domain/application.ts';
import { priorityLetters } from '../../src/domain/application.ts';
import { addDays, civilDate } from '../../src/kernel/civil-date.ts';
import { compileGrid } from '../../src/scoring/compile.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';
import { naiveTotal } from './naive-evaluator.ts';

const count = 50_000;
const repeats = 5;
const date = civilDate('2026-11-21');
const grid = demonstrationGrids[0]!;

/** Mulberry32: small, seeded, the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function makeApplications(): Application[] {
  const random = randomOf(1);
  const below = (limit: number) => Math.floor(random() * limit);
  const factual = grid.criteria.filter((criterion) => criterion.source === 'gridFact');
  return Array.from({ length: count }, (_, index): Application => {
    const filedOn = addDays(date, -below(2500));
    return {
      number: `0571126${String(index).padStart(11, '0')}`,
      name: null,
      filedOn,
      renewedOn: addDays(date, -below(360)),
      status: 'live',
      household: {
        persons: [{ bornOn: civilDate('1985-05-05'), role: 'holder', disabled: null }],
        visitingChildren: 0,
        monthlyResourcesCents: null,
        resourcesEvidence: 'declared',
        taxIncome: { n2Cents: null, n1Cents: null, last12MonthsCents: null },
      },
      wishes: { communes: ['57463'], typologies: ['T3'], accessibility: 'none' },
      current: {
        kind: null,
        landlord: null,
        tenancyId: null,
        insee: null,
        qpvCode: null,
        habitableRooms: 1 + below(5),
        surfaceM2: 12 + below(90),
        residents: 1 + below(6),
        rentCents: null,
      },
      labels:
        below(4) === 0
          ? [
              {
                category: below(3) === 0 ? 'dalo' : priorityLetters[below(priorityLetters.length)]!,
                by: 'Préfet',
                on: addDays(date, -below(700)),
                until: null,
              },
            ]
          : [],
      gridFacts: Array.from({ length: below(6) }, () => ({
        criterion: factual[below(factual.length)]!.id,
        value: below(4) === 0 ? below(60) : true,
        asOf: addDays(date, -below(400)),
        evidence: below(3) === 0 ? ('declared' as const) : ('verified' as const),
      })),
      relocation: null,
      employment: null,
      refusals: Array.from({ length: below(8) === 0 ? 2 : 0 }, () => ({
        homeId: 'x',
        on: addDays(date, -below(500)),
        adapted: true,
      })),
      arrears: null,
    };
  });
}

/** Milliseconds of each repeat, the two evaluators in turn so that both meet the same machine. */
function measure(runs: readonly (() => number)[]): { milliseconds: number[]; sums: Set<number> }[] {
  const found = runs.map(() => ({ milliseconds: [] as number[], sums: new Set<number>() }));
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    runs.forEach((run, which) => {
      const start = performance.now();
      const sum = run();
      found[which]!.milliseconds.push(Math.round(performance.now() - start));
      found[which]!.sums.add(sum);
    });
  }
  return found;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

const applications = makeApplications();
const [compiled, withLines, naive] = measure([
  () => {
    const { totalOf } = compileGrid(grid, date);
    return applications.reduce((sum, application) => sum + totalOf(application), 0);
  },
  () => {
    const { scoreOf } = compileGrid(grid, date);
    return applications.reduce(
      (sum, application) => sum + sumOf(scoreOf(application).lines.map((line) => line.points)),
      0,
    );
  },
  () => applications.reduce((sum, application) => sum + naiveTotal(grid, application, date), 0),
]);
const totals = new Set([...compiled!.sums, ...withLines!.sums, ...naive!.sums]);
if (totals.size !== 1) throw new Error(`the evaluators differ: ${[...totals].join(', ')}`);

const result = {
  what: `${count} applications scored by one grid of ${grid.criteria.length} criteria, one thread`,
  how: `median of ${repeats} repeats in one process, the evaluators in turn; same sum of points checked`,
  machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version },
  compiledTotalsMs: { median: median(compiled!.milliseconds), runs: compiled!.milliseconds },
  compiledWithLinesMs: { median: median(withLines!.milliseconds), runs: withLines!.milliseconds },
  naiveMs: { median: median(naive!.milliseconds), runs: naive!.milliseconds },
  ratioNaiveToCompiled:
    Math.round((10 * median(naive!.milliseconds)) / Math.max(1, median(compiled!.milliseconds))) / 10,
};
writeFileSync('bench/results/scoring.json', `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
