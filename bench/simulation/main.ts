/**
 * A year of 48 sessions on two landlords over ten seeds: grid order, the engine, the year known ahead; then with wrong
 * acceptance (±15 points), with income missing on a quarter of files, and where nobody leaves the register. Writes bench/results/simulation.json after each
 * year, so that a bench that is stopped keeps what it measured.
 * Run: node dist/bench/simulation/main.js [demo|slack] [base,acceptance,income,stays] [seeds, as 1-10]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { z } from 'zod';
import { demoYearPlan, makeYear } from '../../db/demo/simulated-year.ts';
import { slackYearPlan } from '../../db/demo/slack-landlord.ts';
import { boardFigures } from '../../src/reporting/simulation/figures.ts';
import { type StrategyResult, simulateYear, strategyNames } from '../../src/reporting/simulation/simulate.ts';
import { readYear, type YearTables } from '../../src/reporting/simulation/tables.ts';

const file = 'bench/results/simulation.json';
const variants = {
  base: { beliefErrorPermille: 0, missingIncome: 0 },
  acceptance: { beliefErrorPermille: 150, missingIncome: 0 },
  income: { beliefErrorPermille: 0, missingIncome: 0.25 },
  // What the known year gains by knowing who will not renew, which no honest rank can know.
  stays: { beliefErrorPermille: 0, missingIncome: 0 },
} as const;
const landlords = { demo: demoYearPlan, slack: slackYearPlan } as const;

const resultFile = z.object({ years: z.record(z.string(), z.unknown()) });

const [askedLandlord, askedVariants, askedSeeds] = process.argv.slice(2);
const [firstSeed, lastSeed] = (askedSeeds ?? '1-10').split('-').map(Number);

for (const landlord of ['demo', 'slack'] as const) {
  if (askedLandlord !== undefined && askedLandlord !== landlord) continue;
  for (const variant of ['base', 'acceptance', 'income', 'stays'] as const) {
    if (askedVariants !== undefined && !askedVariants.split(',').includes(variant)) continue;
    const { beliefErrorPermille, missingIncome } = variants[variant];
    const played = landlords[landlord](missingIncome);
    const plan = variant === 'stays' ? { ...played, nobodyLeaves: true as const } : played;
    for (let seed = firstSeed ?? 1; seed <= (lastSeed ?? firstSeed ?? 10); seed++) {
      const start = performance.now();
      const used = processorSeconds();
      const tables = readYear(makeYear(plan, seed));
      const results = simulateYear(tables, { seed, beliefErrorPermille }, { strategies: strategyNames });
      keep(`${landlord} ${variant} ${seed}`, {
        seconds: tenths((performance.now() - start) / 1000),
        processorSeconds: tenths(processorSeconds() - used),
        loadAverage: tenths(loadavg()[0] ?? 0),
        strategies: Object.fromEntries(results.map((result) => [result.line.strategy, told(tables, result)])),
        reachedByHindsightMissedByEngine: lost(results),
      });
    }
  }
}

/** What the line says, without the targets that are held, and what a board reads. */
function told(tables: YearTables, { line, leases, played }: StrategyResult) {
  const { quotas, strategy: _strategy, sessions: _sessions, ...figures } = line;
  return {
    ...figures,
    quotasHeld: quotas.filter(({ missing }) => missing === 0).length,
    quotas: quotas.length,
    missed: quotas
      .filter(({ missing }) => missing > 0)
      .map(({ id, reached, total, missing }) => ({ id, reached, total, missing })),
    board: boardFigures(tables, leases, quotas, played),
  };
}

function lost(results: readonly StrategyResult[]) {
  const of = (name: string) => results.find(({ line }) => line.strategy === name)?.line.quotas ?? [];
  const known = new Map(of('hindsight').map((quota) => [quota.id, quota]));
  return of('priced')
    .filter(({ id, missing }) => missing > 0 && known.get(id)?.missing === 0)
    .map(({ id, target, reached, total, missing }) => ({ id, target, reached, total, missing }));
}

function keep(key: string, year: unknown): void {
  const before = existsSync(file) ? resultFile.parse(JSON.parse(readFileSync(file, 'utf8'))).years : {};
  const years = { ...before, [key]: year };
  const result = {
    what: 'a year of 48 sessions: grid order (greedy), the paced engine (priced), the year known ahead (hindsight)',
    how: 'node dist/bench/simulation/main.js; one year a seed, the same homes, households and answers for all strategies; acceptance: believed 15 points off; income: resources unknown on a quarter of files; stays: nobody leaves the register; seconds of wall clock and of processor for the three strategies, the making of the year included',
    machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version },
    years,
  };
  writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
  process.stdout.write(`${key} ${JSON.stringify(year).slice(0, 200)}\n`);
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}
