/** The life of a process of ours: it starts, tells people what stands in its way, and stops gracefully on a signal. */
import { AppError } from './kernel/app-error.ts';

/** Starts; SIGTERM and SIGINT stop what was started, then end with 0. A second signal ends at once with 1. */
export function live(start: () => Promise<{ stop: () => Promise<void> }>): void {
  const started = start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopOn(started));
  started.catch(fail);
}

/**
 * Works until its work resolves. Signals are for the process that leads it, which says when to stop; without it, this
 * one ends at once.
 */
export function follow(work: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {});
  work().then(() => process.exit(0), fail);
}

/** The database recovers by itself from an end at once, and tasks are taken again. */
async function stopOn(started: Promise<{ stop: () => Promise<void> }>): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
  try {
    await (await started).stop();
    process.exit(0);
  } catch (fault) {
    fail(fault);
  }
}

function fail(fault: unknown): never {
  const told =
    fault instanceof AppError
      ? [fault.publicMessage, fault.hint]
      : ['Panne inattendue au démarrage.', fault instanceof Error ? fault.stack : String(fault)];
  process.stderr.write(`parcours : ${told.filter((line) => line !== undefined).join('\n')}\n`);
  process.exit(1);
}
