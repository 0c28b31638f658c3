/** The thread's side: answers each question with the calculations, and stops those that are no longer wanted. */
import type { MessagePort } from 'node:worker_threads';
import { AppError } from '../kernel/app-error.ts';
import type { CrewUse } from '../matching/split/crew-types.ts';
import type {
  CalculationAnswer,
  CalculationQuestion,
  CarriedFault,
  MessageFromThread,
  MessageToThread,
} from './calculation-messages.ts';
import type { SessionCalculations, Watch } from './session-calculations.ts';

/** Listens on the port until it closes. */
export function answerCalculations(port: MessagePort, calculations: SessionCalculations): void {
  const running = new Map<number, AbortController>();
  const send = (message: MessageFromThread): void => port.postMessage(message);
  port.on('message', async (message: MessageToThread) => {
    const { id } = message;
    if ('abort' in message) {
      running.get(id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const onProgress = (share: number, step: string) => send({ id, progress: { share, step } });
      const onShared = (shared: CrewUse) => send({ id, shared });
      const watch = { onProgress, onShared, signal: controller.signal };
      send({ id, answer: await answer(calculations, message.question, watch) });
    } catch (fault) {
      send({ id, fault: carried(fault) });
    } finally {
      running.delete(id);
    }
  });
}

async function answer(
  calculations: SessionCalculations,
  { kind, request }: CalculationQuestion,
  watch: Watch,
): Promise<CalculationAnswer> {
  switch (kind) {
    case 'run':
      return { kind, runId: await calculations.run(request, watch) };
    case 'explore':
      return { kind, outcome: await calculations.explore(request) };
    case 'replay':
      return { kind, check: await calculations.replay(request) };
    case 'whyNot':
      return { kind, whyNot: await calculations.whyNot(request) };
    case 'exchange':
      return { kind, solution: await calculations.exchange(request) };
    case 'homePool':
      return { kind, pool: await calculations.homePool(request) };
    case 'poolDetails':
      return { kind, details: await calculations.poolDetails(request) };
  }
}

function carried(fault: unknown): CarriedFault {
  if (fault instanceof AppError) {
    const { code, publicMessage, hint, details } = fault;
    return { code, message: publicMessage, hint: hint ?? null, details: [...details], stack: null };
  }
  const known = fault instanceof Error;
  return {
    code: null,
    message: known ? fault.message : String(fault),
    hint: null,
    details: [],
    stack: known ? (fault.stack ?? null) : null,
  };
}
