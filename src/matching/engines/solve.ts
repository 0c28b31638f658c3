/**
 * The one door to every engine: checks the problem, solves it off the event loop, and lets nothing out that the
 * independent checker did not accept.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Reading, readProblem } from '../certificate/reading.ts';
import { type Verification, verifySolution } from '../certificate/verify.ts';
import type { AnyProblem, TabledProblem } from '../pair-table.ts';
import type { ProblemRefusal, Solution, SolveOptions } from '../problem.ts';
import { checkMadeProblem, checkProblem } from '../problem-check.ts';
import type { BoundSharing } from './engine-types.ts';
import type { WorkerAnswer, WorkerTask } from './engine-worker.ts';
import { buildInstance, type Instance } from './instance.ts';
import { sharedInstance } from './instance-shared.ts';
import { defaultEngine, type EngineName, engineNames, engineRefusal, isEngineName } from './registry.ts';
import { solveInstance } from './solve-instance.ts';

/** Under the sources themselves (tests) there is no compiled worker to start: the calling thread then solves. */
const workerFile = new URL('./engine-worker.js', import.meta.url);
const isCompiled = import.meta.url.endsWith('.js');

/** More threads than this share too little each. */
const mostParts = 8;

/** Progress is told in steps of at least this share. */
const progressStep = 0.01;

/** A problem that was checked and laid out once, for as many solves as are asked of it. */
export type ReadyProblem = {
  problem: AnyProblem;
  /** Shared with the threads that solve it. */
  instance: Instance;
  /** The checker's own reading, made when first asked for: while the engine works, at the latest after it. */
  reading: () => Reading;
};

export type Solved = { solution: Solution; verification: Verification };

/** Checks a problem of contracts §4 and lays it out; or the parts that are refused. */
function readyProblem(problem: unknown): Result<ReadyProblem, ProblemRefusal[]> {
  const checked = checkProblem(problem);
  return checked.ok ? ok(laidOut(checked.value)) : checked;
}

/** The same for a problem that buildProblem made, with an officer's choices. */
export function readyMadeProblem(problem: TabledProblem): Result<ReadyProblem, ProblemRefusal[]> {
  const checked = checkMadeProblem(problem);
  return checked.ok ? ok(laidOut(checked.value)) : checked;
}

function laidOut(problem: AnyProblem): ReadyProblem {
  const instance = buildInstance(problem);
  let reading: Reading | undefined;
  return {
    problem,
    instance: isCompiled ? sharedInstance(instance) : instance,
    reading: () => {
      reading ??= readProblem(problem);
      return reading;
    },
  };
}

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
  const refusal = unknownEngine(options);
  if (refusal) return refuse(refusal);
  const ready = readyProblem(problem);
  if (!ready.ok) return ready;
  const solved = await solveReady(ready.value, options);
  return solved.ok ? ok(solved.value.solution) : solved;
}

/**
 * The same for a problem that is ready; `fairness` in place of its own. Several may be solved at once, one with the bound
 * of the other.
 */
export async function solveReady(
  ready: ReadyProblem,
  options: SolveOptions = {},
  fairness: Instance['fairness'] = ready.instance.fairness,
  sharing: BoundSharing = {},
): Promise<Result<Solved, ProblemRefusal[]>> {
  options.signal?.throwIfAborted();
  const refusal = unknownEngine(options);
  if (refusal) return refuse(refusal);
  const started = performance.now();
  const instance = { ...ready.instance, fairness };
  const name = engineOf(options) ?? defaultEngine(instance);
  const tooLarge = engineRefusal(instance, name);
  if (tooLarge !== undefined) return refuse([{ path: 'engine', message: tooLarge }]);
  const found = await (isCompiled ? inWorker : inline)(instance, name, options, sharing);
  const solution = { ...found, seconds: Math.round(performance.now() - started) / 1000 };
  const verification = verifySolution({ ...ready.problem, fairness }, solution, ready.reading());
  if (!verification.holds)
    throw new Error(`the answer of engine ${name} does not hold:\n${verification.problems.join('\n')}`);
  return ok({ solution, verification });
}

function engineOf({ engine }: SolveOptions): EngineName | undefined {
  return engine !== undefined && isEngineName(engine) ? engine : undefined;
}

function unknownEngine(options: SolveOptions): ProblemRefusal[] | undefined {
  if (options.engine === undefined || engineOf(options) !== undefined) return undefined;
  return [{ path: 'engine', message: `Moteur inconnu. Moteurs : ${engineNames.join(', ')}.` }];
}

async function inline(
  instance: Instance,
  engine: EngineName,
  options: SolveOptions,
  sharing: BoundSharing,
): Promise<Solution> {
  const deadline = performance.now() + (options.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const solution = await solveInstance(instance, engine, {
    ...sharing,
    shouldStop: () => performance.now() > deadline,
    millisecondsLeft: () => Math.max(1, deadline - performance.now()),
    onProgress: inSteps(options.onProgress),
  });
  options.signal?.throwIfAborted();
  return solution;
}

function inWorker(
  instance: Instance,
  engine: EngineName,
  options: SolveOptions,
  { bound, onBound }: BoundSharing,
): Promise<Solution> {
  const stop = new SharedArrayBuffer(4);
  const task: WorkerTask = {
    instance,
    engine,
    stop,
    milliseconds: (options.seconds ?? Infinity) * 1000,
    parts: options.parts ?? Math.min(mostParts, availableParallelism()),
    crew: options.crew ?? null,
    bound: bound ?? null,
    tellsBound: onBound !== undefined,
  };
  const worker = new Worker(workerFile, { workerData: task });
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
      else if (answer.kind === 'bound') onBound?.(answer.bound);
      else {
        if (answer.shared) options.onShared?.(answer.shared);
        resolve(answer.solution);
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the engine's worker stopped with code ${code}`)));
  }).finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}

function inSteps(onProgress: SolveOptions['onProgress']): (share: number, step: string) => void {
  let told = -1;
  return (share, step) => {
    if (!onProgress || (share < told + progressStep && share < 1)) return;
    told = share;
    onProgress(share, step);
  };
}
