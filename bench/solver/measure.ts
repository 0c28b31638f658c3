/** What the bench measures of one problem; every function gives plain figures for the JSON. */
import { solveDual } from '../../src/matching/engines/dual.ts';
import { dualForFair, solveFair } from '../../src/matching/engines/fair.ts';
import { countJustifiedEnvy } from '../../src/matching/engines/fair-envy.ts';
import { runHighs } from '../../src/matching/engines/highs-run.ts';
import type { Instance } from '../../src/matching/engines/instance.ts';
import { solveWithHighs } from '../../src/matching/engines/lp-highs.ts';
import { solveTinyWithJslp } from '../../src/matching/engines/lp-jslp.ts';
import { linearModel } from '../../src/matching/engines/lp-model.ts';
import { solvePlain } from '../../src/matching/engines/plain.ts';
import { evaluatePlan } from '../../src/matching/engines/plan.ts';

const repeats = 3;
/** Nothing is repeated once it has taken so long. */
const longSeconds = 15;

/** The middle one of the times (the first where it was long), in seconds, and the last answer. */
async function timed<Answer>(
  run: () => Answer | Promise<Answer>,
): Promise<{ seconds: number; answer: Answer }> {
  const times: number[] = [];
  let answer = await once();
  for (let i = 1; i < repeats && times[0]! < longSeconds; i++) answer = await once();
  return { seconds: [...times].sort((a, b) => a - b)[times.length >> 1]!, answer };

  async function once(): Promise<Answer> {
    const start = performance.now();
    const result = await run();
    times.push((performance.now() - start) / 1000);
    return result;
  }
}

/** The value of the full linear relaxation: ours beside HiGHS, and beside javascript-lp-solver where asked. */
export async function measureBound(instance: Instance, withJslp: boolean) {
  const model = linearModel(instance, { kind: 'relaxation' });
  const ours = await timed(() => solveDual(instance, { tolerance: 1e-6, epsilonShare: 1e-8 }));
  const highs = await timed(() => runHighs({ model }));
  const jslp = withJslp ? await timed(() => solveTinyWithJslp(model)) : undefined;
  return {
    columns: model.columns,
    ours: { seconds: ours.seconds, bound: ours.answer.bound, evaluations: ours.answer.evaluations },
    highs: { seconds: highs.seconds, value: highs.answer.value },
    boundAboveHighs: (ours.answer.bound - highs.answer.value) / highs.answer.value,
    timesFasterThanHighs: highs.seconds / ours.seconds,
    ...(jslp
      ? {
          javascriptLpSolver: {
            seconds: jslp.seconds,
            value: jslp.answer.status === 'checked' ? jslp.answer.value : null,
          },
          timesFasterThanJavascriptLpSolver: jslp.seconds / ours.seconds,
        }
      : {}),
  };
}

/** Processor seconds of the process so far: what a run costs when others keep the machine busy. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The plain plan from nothing but the instance. */
export function measurePlain(instance: Instance) {
  const processor = processorSeconds();
  const start = performance.now();
  let boundAt = start;
  const plain = solvePlain(instance, { dual: { onEvaluation: () => (boundAt = performance.now()) } });
  const seconds = (performance.now() - start) / 1000;
  const { value, score, quotas } = evaluatePlan(instance, plain.slots);
  return {
    seconds,
    processorSeconds: processorSeconds() - processor,
    secondsOfBound: (boundAt - start) / 1000,
    evaluations: plain.dual.evaluations,
    value,
    bound: plain.dual.bound,
    gap: (plain.dual.bound - value) / Math.max(1, score),
    missingLeases: quotas.reduce((sum, quota) => sum + quota.missing, 0),
  };
}

/** The best plan that HiGHS has after so many seconds on the whole-number model without order, an easier one. */
export async function measureHighsIncumbent(instance: Instance, seconds: number) {
  let best: number | null = null;
  const model = linearModel(instance, { kind: 'plans' });
  const run = await solveWithHighs({ model }, { timeoutMs: seconds * 1000 }, (value) => {
    best = value;
  });
  if (run.status === 'ended') best = run.outcome.value;
  return { seconds, ended: run.status === 'ended', value: best };
}

/** The plan without justified envy, with the same bound. */
export function measureFair(instance: Instance) {
  const processor = processorSeconds();
  const start = performance.now();
  const dual = dualForFair(instance, {});
  const boundSeconds = (performance.now() - start) / 1000;
  const fair = solveFair(instance, dual);
  const seconds = (performance.now() - start) / 1000;
  const { value, score } = evaluatePlan(instance, fair.slots);
  return {
    seconds,
    processorSeconds: processorSeconds() - processor,
    secondsOfBound: boundSeconds,
    value,
    bound: dual.bound,
    gap: (dual.bound - value) / Math.max(1, score),
    justifiedEnvy: countJustifiedEnvy(instance, fair.slots, fair.prices),
  };
}
