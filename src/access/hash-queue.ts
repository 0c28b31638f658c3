/**
 * Few passwords are hashed at once, so that a morning's sign-ins, or an attack, leave a processor and threads to those
 * who are signed in already. The others wait their turn; beyond a number, they are asked to come back.
 */
import { availableParallelism } from 'node:os';
import { AppError } from '../kernel/app-error.ts';

/** One processor is left to the pages; two hashes take 256 MB and two of the four threads of the pool. */
const defaultAtOnce = Math.min(2, Math.max(1, availableParallelism() - 1));
/** At half a second each, who comes last waits about half a minute where one is hashed at a time. */
const defaultWaiting = 60;

/** Runs works few at a time, in the order in which they came. Throws 'unavailable' where too many wait already. */
export function hashQueue(atOnce = defaultAtOnce, mostWaiting = defaultWaiting) {
  const waiting: (() => void)[] = [];
  let running = 0;
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) {
        throw new AppError('unavailable', 'Beaucoup de personnes se connectent en ce moment.', {
          hint: 'Attendez quelques secondes, puis recommencez.',
        });
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
