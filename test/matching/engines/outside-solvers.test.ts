import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runHighs } from '../../../src/matching/engines/highs-run.ts';
import { buildInstance } from '../../../src/matching/engines/instance.ts';
import { solveWithHighs } from '../../../src/matching/engines/lp-highs.ts';
import { solveTinyWithJslp, solveWithJslp } from '../../../src/matching/engines/lp-jslp.ts';
import { linearModel, planOf } from '../../../src/matching/engines/lp-model.ts';
import { searchSession } from '../../../src/matching/engines/lp-session.ts';
import { runInWorker } from '../../../src/matching/engines/lp-worker.ts';
import { solvePlain } from '../../../src/matching/engines/plain.ts';
import { evaluatePlan } from '../../../src/matching/engines/plan.ts';
import { bestByTrying, smallProblem } from './small-problems.ts';

const endless = new URL('../../../../shared/data/solver/jslp_endless_lp.json', import.meta.url);

describe('outside solvers on the model of all plans', () => {
  it('find the value of trying every plan', async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const problem = smallProblem(seed, {
        homes: 3,
        applicants: 4,
        length: 2,
        maxLists: 1 + (seed % 2),
        pins: seed % 3 === 0,
      });
      const instance = buildInstance(problem);
      const model = linearModel(instance, { kind: 'plans' });
      const best = bestByTrying(problem);
      const highs = await runHighs({ model });
      expect(highs.value).toBeCloseTo(best, 5);
      expect(evaluatePlan(instance, planOf(instance, model, highs.point!)).value).toBeCloseTo(best, 5);
      const jslp = solveTinyWithJslp(model);
      expect(jslp.status === 'checked' ? jslp.value : Number.NaN).toBeCloseTo(best, 5);
    }
  });
});

describe('workers of outside solvers', () => {
  it('answer like the solver in the calling thread', async () => {
    const model = linearModel(buildInstance(smallProblem(2, { homes: 4, applicants: 8, length: 3 })), {
      kind: 'relaxation',
    });
    const here = await runHighs({ model });
    const there = await solveWithHighs({ model }, { timeoutMs: 20_000 });
    expect(there).toEqual({ status: 'ended', outcome: here });
    const jslp = await solveWithJslp(model, { timeoutMs: 20_000 });
    expect(jslp.status === 'checked' ? jslp.value : Number.NaN).toBeCloseTo(here.value, 5);
  });

  it('end when the caller aborts', async () => {
    const model = linearModel(buildInstance(smallProblem(2, { homes: 4, applicants: 8, length: 3 })), {
      kind: 'relaxation',
    });
    const signal = AbortSignal.abort();
    expect(await solveWithJslp(model, { timeoutMs: 20_000, signal })).toEqual({
      status: 'stopped',
      reason: 'aborted',
    });
  });

  it('are ended by the watchdog on a model that javascript-lp-solver never finishes', async (ctx) => {
    if (!existsSync(endless))
      return ctx.skip('the endless model is not here: ../shared/data/solver/jslp_endless_lp.json');
    const model: unknown = JSON.parse(readFileSync(endless, 'utf8'));
    expect(await runInWorker('jslp-worker', model, { timeoutMs: 1500 })).toEqual({
      ended: false,
      reason: 'timeout',
    });
  });

  it('prove a session-sized plan and never make it worse', async () => {
    for (let seed = 1; seed <= 3; seed++) {
      const problem = smallProblem(seed, { homes: 3, applicants: 4, length: 2, pins: true });
      const instance = buildInstance(problem);
      const plain = solvePlain(instance);
      const session = await searchSession(instance, plain, { timeoutMs: 20_000 });
      expect(session.search).toBe('proved');
      expect(session.provedBound).toBeCloseTo(bestByTrying(problem), 4);
      expect(session.plain.value).toBeGreaterThanOrEqual(plain.value);
      expect(session.plain.value).toBeLessThanOrEqual(session.provedBound! + 1e-6);
    }
  });

  it('say so when the watchdog discarded a whole search', async () => {
    const instance = buildInstance(smallProblem(4, { homes: 5, applicants: 10, length: 3 }));
    const plain = solvePlain(instance);
    expect(await searchSession(instance, plain, { timeoutMs: 1 })).toEqual({
      plain,
      provedBound: undefined,
      search: 'stopped',
    });
  });
});
