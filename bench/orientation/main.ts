/**
 * The advice on where to orient 30 and 200 freed homes of the demonstration landlord, beside an advice that takes home
 * after home where it costs least at that moment. Prints what it measured and writes it to bench/results/orientation.json.
 * Run: node dist/bench/orientation/main.js
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { type DemoLandlord, makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { makeFlowPlan } from '../../db/demo/flow-plan.ts';
import { adviceProblem, unitsPerHome } from '../../src/committee/orientation/advice-problem.ts';
import type { FlowYear, FreedHome } from '../../src/committee/orientation/flow-year.ts';
import { costOfPlan, type OrientationProblem } from '../../src/matching/engines/orientation-problem.ts';
import { runOrientation } from '../../src/matching/engines/orientation-run.ts';

const sizes = [30, 200] as const;
const repeats = 3;
// What the page asks: small batches to the end, large ones within half a home.
const nodeLimit = 2_000;
const exactAtMost = 60;
const largeBatchTolerance = 50;

const demo = makeDemoLandlord('full');
const batches: Record<string, Awaited<ReturnType<typeof measure>>> = {};
for (const size of sizes) batches[`${size} homes`] = await measure(size);
const result = {
  what: 'where to orient a batch of freed homes: the plan solved whole, and home after home',
  how: `median of ${repeats}; distances to the shares in homes, weighted as the advice does; gap: what is left to prove`,
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  },
  batches,
};
writeFileSync('bench/results/orientation.json', `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);

async function measure(size: number) {
  const year = flowYear(demo, size);
  const batch = year.freed.filter(({ destination }) => destination === null);
  const { problem } = adviceProblem(year, batch);
  const planTolerance = size <= exactAtMost ? 0 : largeBatchTolerance;
  const task = { problem, alternatives: [], nodeLimit, planTolerance, priceTolerance: 0 };
  const whole = await timed(async () => (await runOrientation(task)).solution);
  const greedy = await timed(async () => homeAfterHome(problem));
  const greedyValue = costOfPlan(problem, greedy.value);
  return {
    homes: batch.length,
    seconds: whole.seconds,
    distance: inHomes(whole.value.value),
    bound: inHomes(whole.value.bound),
    gap: inHomes(whole.value.value - whole.value.bound),
    homeAfterHome: {
      seconds: greedy.seconds,
      distance: inHomes(greedyValue),
      more: inHomes(greedyValue - whole.value.value),
    },
  };
}

/** The year of the demonstration with so many homes waiting, in the order of their identifiers. */
function flowYear(
  { date, holders, leases, vacancies, homes, applications }: DemoLandlord,
  size: number,
): FlowYear {
  const homeOf = new Map(homes.map((home) => [home.id, home]));
  const waiting = vacancies
    .filter(({ status, holderId }) => status !== 'withdrawn' && holderId === null)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, size);
  const freed = waiting.flatMap((vacancy): FreedHome[] => {
    const home = homeOf.get(vacancy.homeId);
    return home ? [{ vacancy, home, destination: null, firstQuartileExcluded: false, designated: 0 }] : [];
  });
  return {
    date,
    holders,
    plan: makeFlowPlan(holders, leases.length, date),
    leases: leases.map((lease) => ({
      ...lease,
      constructionYear: homeOf.get(lease.homeId)?.constructionYear ?? null,
    })),
    freed,
    returned: [],
    relocating: applications
      .filter(({ relocation }) => relocation !== null)
      .map(({ relocation, wishes: { communes, typologies } }) => ({
        use: relocation === 'sale' ? 'saleRelocation' : 'renewal',
        communes,
        typologies,
      })),
  };
}

/** Each home in turn where it adds least, without looking at those that come after. */
function homeAfterHome(problem: OrientationProblem): number[] {
  const chosen = problem.items.map(() => -1);
  for (const [item, { choices }] of problem.items.entries()) {
    const costs = choices.map((_destination, choice) => {
      chosen[item] = choice;
      return costOfPlan(problem, chosen);
    });
    chosen[item] = costs.indexOf(Math.min(...costs));
  }
  return chosen;
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ value: Value; seconds: number }> {
  const seconds: number[] = [];
  let value = await once();
  for (let again = 1; again < repeats; again += 1) value = await once();
  seconds.sort((a, b) => a - b);
  return { value, seconds: seconds[Math.floor(repeats / 2)] ?? 0 };

  async function once(): Promise<Value> {
    const start = performance.now();
    const done = await work();
    seconds.push(Math.round(performance.now() - start) / 1000);
    return done;
  }
}

function inHomes(cost: number): number {
  return Math.round((cost / unitsPerHome) * 100) / 100;
}
