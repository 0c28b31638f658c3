/**
 * The chance that the portal publishes, on a simulated year of the demonstration landlord: a model of the first half
 * announces, the second half happens. Beside it, what two simpler announcements would be worth: the same chance to
 * everyone, and one over the number of those interested. Prints and writes bench/results/chance.json.
 * Run: node dist/bench/chance/main.js
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { calibrationErrorOf, chanceOf, fitChance, reliabilityOf } from '../../src/portal/chance/model.ts';
import type { WishOutcome } from '../../src/portal/chance/wish-outcome.ts';

const { past } = makeDemoLandlord('full');
const inTime = [...past.wishes].sort((a, b) => (a.expressedOn + a.id < b.expressedOn + b.id ? -1 : 1));
const half = Math.floor(inTime.length / 2);
const [first, second] = [inTime.slice(0, half), inTime.slice(half)];
const start = performance.now();
const model = fitChance(first, 200);
const fitMilliseconds = performance.now() - start;
if (model === null) throw new Error('the demonstration has too few past wishes');
const base = first.filter(({ housed }) => housed).length / first.length;
const published = (wish: WishOutcome) => (chanceOf(model, wish, 11)?.permille ?? 1000 * base) / 1000;

const result = {
  what: 'the chance announced to each wish of the second half of a simulated year, and what happened',
  how: 'model fitted, calibrated and checked on the first half; Brier: mean squared error, smaller is better',
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  },
  wishes: { learned: first.length, announced: second.length, lettings: past.lettings.length },
  fitMilliseconds: Math.round(fitMilliseconds),
  model: worth(published),
  sameToEveryone: worth(() => base),
  oneOverInterested: worth(({ interested }) => 1 / (interested + 1)),
  reliability: reliabilityOf(told(published)).map(({ published: announced, happened, count }) => ({
    announced: rounded(announced),
    happened: rounded(happened),
    count,
  })),
};
writeFileSync('bench/results/chance.json', `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);

function told(announce: (wish: WishOutcome) => number) {
  return second.map((wish) => ({ published: announce(wish), happened: wish.housed }));
}

function worth(announce: (wish: WishOutcome) => number) {
  const all = told(announce);
  const brier = all.reduce((sum, one) => sum + (one.published - Number(one.happened)) ** 2, 0) / all.length;
  return { brier: rounded(brier), meanDistance: rounded(calibrationErrorOf(reliabilityOf(all))) };
}

function rounded(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}
