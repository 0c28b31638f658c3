/** The calculations of sessions, on a thread of their own: pages stay quick while a run is computed. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../kernel/app-error.ts';
import type {
  CalculationAnswer,
  CalculationQuestion,
  CarriedFault,
  MessageFromThread,
  MessageToThread,
} from './calculation-messages.ts';
import type { SessionCalculations, Watch } from './session-calculations.ts';

export type CalculationThread = { calculations: SessionCalculations; stop: () => Promise<void> };

type Pending = {
  resolve: (answer: CalculationAnswer) => void;
  reject: (fault: Error) => void;
  watch: Watch;
  onAbort: () => void;
};

/**
 * Starts the thread at the first question, and again after it died; what it was computing is then rejected.
 * `entry` is compiled JavaScript: threads do not read TypeScript.
 */
export function calculationThread(
  entry: URL,
  workerData: Readonly<Record<string, unknown>>,
): CalculationThread {
  const pending = new Map<number, Pending>();
  let worker: Worker | null = null;
  let lastId = 0;

  const settle = (id: number): Pending | undefined => {
    const question = pending.get(id);
    pending.delete(id);
    question?.watch.signal?.removeEventListener('abort', question.onAbort);
    return question;
  };
  const receive = (message: MessageFromThread): void => {
    if ('progress' in message) {
      pending.get(message.id)?.watch.onProgress?.(message.progress.share, message.progress.step);
    } else if ('shared' in message) pending.get(message.id)?.watch.onShared?.(message.shared);
    else if ('answer' in message) settle(message.id)?.resolve(message.answer);
    else settle(message.id)?.reject(faultOf(message.fault));
  };
  const start = (): Worker => {
    const thread = new Worker(entry, { workerData });
    // The service waits for its requests and jobs, not for an idle thread.
    thread.unref();
    thread.on('message', receive);
    const died = (fault: Error): void => {
      if (worker === thread) worker = null;
      for (const id of [...pending.keys()]) settle(id)?.reject(fault);
    };
    thread.on('error', died);
    thread.on('exit', () => died(new Error('the calculation thread has stopped')));
    return thread;
  };
  const ask = (question: CalculationQuestion, watch: Watch = {}): Promise<CalculationAnswer> =>
    new Promise((resolve, reject) => {
      watch.signal?.throwIfAborted();
      worker ??= start();
      const thread = worker;
      lastId += 1;
      const id = lastId;
      const send = (message: MessageToThread) => thread.postMessage(message);
      const onAbort = () => send({ id, abort: true });
      watch.signal?.addEventListener('abort', onAbort, { once: true });
      pending.set(id, { resolve, reject, watch, onAbort });
      send({ id, question });
    });
  return {
    calculations: calculationsOver(ask),
    stop: async () => {
      await worker?.terminate();
    },
  };
}

function calculationsOver(
  ask: (question: CalculationQuestion, watch?: Watch) => Promise<CalculationAnswer>,
): SessionCalculations {
  return {
    run: async (request, watch) => {
      const answer = await ask({ kind: 'run', request }, watch);
      return answer.kind === 'run' ? answer.runId : mixedUp(answer);
    },
    explore: async (request) => {
      const answer = await ask({ kind: 'explore', request });
      return answer.kind === 'explore' ? answer.outcome : mixedUp(answer);
    },
    replay: async (request) => {
      const answer = await ask({ kind: 'replay', request });
      return answer.kind === 'replay' ? answer.check : mixedUp(answer);
    },
    whyNot: async (request) => {
      const answer = await ask({ kind: 'whyNot', request });
      return answer.kind === 'whyNot' ? answer.whyNot : mixedUp(answer);
    },
    exchange: async (request) => {
      const answer = await ask({ kind: 'exchange', request });
      return answer.kind === 'exchange' ? answer.solution : mixedUp(answer);
    },
    homePool: async (request) => {
      const answer = await ask({ kind: 'homePool', request });
      return answer.kind === 'homePool' ? answer.pool : mixedUp(answer);
    },
    poolDetails: async (request) => {
      const answer = await ask({ kind: 'poolDetails', request });
      return answer.kind === 'poolDetails' ? answer.details : mixedUp(answer);
    },
  };
}

function mixedUp(answer: CalculationAnswer): never {
  throw new Error(`the calculation thread answered another question: ${answer.kind}`);
}

function faultOf({ code, message, hint, details, stack }: CarriedFault): Error {
  if (code !== null) return new AppError(code, message, { ...(hint === null ? {} : { hint }), details });
  const fault = new Error(message);
  if (stack !== null) fault.stack = stack;
  return fault;
}
