/**
 * The one door to every engine: checks the problem, solves it off the event loop, and lets nothing out that the
 * independent checker did not accept.
 */
import { Worker } from 'node:worker_threads';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { verifySolution } from '../certificate/verify.ts';
import type { ProblemRefusal, Solution, SolveOptions } from '../problem.ts';
import { checkProblem } from '../problem-check.ts';
import type { WorkerAnswer, WorkerTask } from './engine-worker.ts';
import { buildInstance, type Instance } from './instance.ts';
import { defaultEngine, type EngineName, engineNames, engineRefusal, isEngineName } from './registry.ts';
import { solveInstance } from './solve-instance.ts';

/** Under the sources themselves (tests) there is no compiled worker to start: the calling thread then solves. */
const workerFile = new URL('./engine-worker.js', import.meta.url);
const isCompiled = import.meta.url.endsWith('.js');

/** Progress is told in steps of at least this share. */
const progressStep = 0.01;

/**
 * Solves a problem of contracts §4. Gives the solution of §5, already verified, or the refused parts of the problem.
 * Rejects with the signal's reason where it is aborted; throws where an engine's answer does not hold (a fault).
 * The answer depends on the problem and the engine alone; `seconds` can only have a whole search discarded.
 */
export async function solveProblem(
  problem: unknown,
  options: SolveOptions = {},
): Promise<Result<Solution, ProblemRefusal[]>> {
  options.signal?.throwIfAborted();
  const engine = options.engine;
  if (engine !== undefined && !isEngineName(engine))
    return refuse([{ path: 'engine', message: `Moteur inconnu. Moteurs : ${engineNames.join(', ')}.` }]);
  const checked = checkProblem(problem);
  if (!checked.ok) return checked;
  const started = performance.now();
  const instance = buildInstance(checked.value);
  const name = engine ?? defaultEngine(instance);
  const refusal = engineRefusal(instance, name);
  if (refusal !== undefined) return refuse([{ path: 'engine', message: refusal }]);
  const solution = await (isCompiled ? inWorker : inline)(instance, name, options);
  const seconds = Math.round(performance.now() - started) / 1000;
  const verification = verifySolution(checked.value, { ...solution, seconds });
  if (!verification.holds)
    throw new Error(`the answer of engine ${name} does not hold:\n${verification.problems.join('\n')}`);
  return ok({ ...solution, seconds });
}

async function inline(instance: Instance, engine: EngineName, options: SolveOptions): Promise<Solution> {
  const deadline = performance.now() + (options.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const solution = await solveInstance(instance, engine, {
    shouldStop: () => performance.now() > deadline,
    millisecondsLeft: () => Math.max(1, deadline - performance.now()),
    onProgress: inSteps(options.onProgress),
  });
  options.signal?.throwIfAborted();
  return solution;
}

function inWorker(instance: Instance, engine: EngineName, options: SolveOptions): Promise<Solution> {
  const stop = new SharedArrayBuffer(4);
  const task: WorkerTask = { instance, engine, stop, milliseconds: (options.seconds ?? Infinity) * 1000 };
  const worker = new Worker(workerFile, { workerData: task, transferList: buffersOf(instance) });
  const onProgress = inSteps(options.onProgress);
  const timer =
    options.seconds === undefined
      ? undefined
      : setTimeout(() => Atomics.store(new Int32Array(stop), 0, 1), options.seconds * 1000);
  return new Promise<Solution>((resolve, reject) => {
    const onAbort = () => reject(options.signal?.reason);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'progress') onProgress(answer.share, answer.step);
      else resolve(answer.solution);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the engine's worker stopped with code ${code}`)));
  }).finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}

/** Large arrays move to the worker instead of being copied; the caller no longer needs them. */
function buffersOf(instance: Instance): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(instance)) {
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  }
  return [...buffers];
}

function inSteps(onProgress: SolveOptions['onProgress']): (share: number, step: string) => void {
  let told = -1;
  return (share, step) => {
    if (!onProgress || (share < told + progressStep && share < 1)) return;
    told = share;
    onProgress(share, step);
  };
}
