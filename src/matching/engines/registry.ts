/** The engines by name: each gives a plan, published prices and a certificate for an instance. */
import { type DualResult, dualAt } from './dual.ts';
import { SearchStopped } from './dual-bidding.ts';
import type { EngineAnswer, EngineContext } from './engine-types.ts';
import { dualForFair, fairPlanAt, solveFair } from './fair.ts';
import type { Instance } from './instance.ts';
import { solvePlain } from './plain.ts';
import type { Certificate } from './plan.ts';
import {
  columnsOf,
  mostColumns,
  runFairHighs,
  runFairJslp,
  runPlainHighs,
  runPlainJslp,
} from './session-engines.ts';

export const engineNames = ['fair', 'dual-auction', 'jslp', 'highs'] as const;
export type EngineName = (typeof engineNames)[number];

export function isEngineName(name: string): name is EngineName {
  return engineNames.some((known) => known === name);
}

/** The engine of a problem where nobody asks for another one. */
export function defaultEngine(instance: Pick<Instance, 'fairness'>): EngineName {
  return instance.fairness === 'none' ? 'dual-auction' : 'fair';
}

/**
 * Runs an engine. Where the problem asks for no justified envy, places are given by deferred acceptance whatever
 * the engine; the engine then finds the prices to start from and the bound. A search that is stopped is discarded
 * whole: the plan is that of the last step that was finished before it.
 */
export async function runEngine(
  instance: Instance,
  name: EngineName,
  context: EngineContext,
): Promise<EngineAnswer> {
  const fair = name === 'fair' || instance.fairness === 'no-justified-envy';
  // With no pair there is nothing to search, and HiGHS refuses a model without columns.
  if ((name === 'highs' || name === 'jslp') && columnsOf(instance) > 0) {
    const run = fair
      ? { highs: runFairHighs, jslp: runFairJslp }[name]
      : { highs: runPlainHighs, jslp: runPlainJslp }[name];
    const answer = await orStopped(() => run(instance, context));
    if (answer) return answer;
  }
  return fair ? runFair(instance, context) : runPlain(instance, context);
}

/** Why an engine cannot take an instance, in French; undefined where it can. */
export function engineRefusal(instance: Instance, name: EngineName): string | undefined {
  if (name !== 'highs' && name !== 'jslp') return undefined;
  const columns = columnsOf(instance);
  if (columns <= mostColumns[name]) return undefined;
  return `Le moteur ${name} est réservé aux petits problèmes : ${columns} couples (place, candidat), ${mostColumns[name]} au plus.`;
}

async function runFair(instance: Instance, context: EngineContext): Promise<EngineAnswer> {
  const dual = await orStopped(() => dualForFair(instance, context));
  if (!dual) return stoppedAnswer(instance);
  context.onBound?.(dual);
  const plan = await orStopped(() => solveFair(instance, dual, context));
  const { slots, prices } = plan ?? fairPlanAt(instance, dual.prices, dual);
  return { slots, prices, certificate: certificateOf(dual, plan ? 'none' : 'stopped') };
}

async function runPlain(instance: Instance, context: EngineContext): Promise<EngineAnswer> {
  const plain = await orStopped(() => solvePlain(instance, context));
  // A local search may also stop without a word: what it left then depends on the clock, and is not kept.
  if (!plain || context.shouldStop()) return stoppedAnswer(instance);
  return { slots: plain.slots, prices: plain.prices, certificate: certificateOf(plain.dual, 'none') };
}

/** Without any search: places by points alone, and the bound of zero prices. */
function stoppedAnswer(instance: Instance): EngineAnswer {
  const zero = new Float64Array(instance.quotas.length);
  const { slots, prices } = fairPlanAt(instance, zero);
  return {
    slots,
    prices,
    certificate: certificateOf(dualAt(instance, zero, { epsilonShare: 1e-4 }), 'stopped'),
  };
}

function certificateOf(dual: DualResult, search: Certificate['search']): Certificate {
  return { prices: dual.prices, applicantPrices: dual.applicantPrices, dualBound: dual.bound, search };
}

async function orStopped<Value>(search: () => Value | Promise<Value>): Promise<Value | undefined> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof SearchStopped) return undefined;
    throw error;
  }
}
