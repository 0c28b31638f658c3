/** A promise that does not wait for ever. */
import { setTimeout as pause } from 'node:timers/promises';

/** The value of the work; rejects where it takes longer. The work itself goes on. */
export async function withinTime<Value>(work: Promise<Value>, milliseconds: number): Promise<Value> {
  const clock = new AbortController();
  const late = pause(milliseconds, undefined, { signal: clock.signal, ref: false }).then(() => {
    throw new Error(`no answer within ${milliseconds} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clock.abort();
    late.catch(() => {});
    // Nobody waits any more for what comes later.
    work.catch(() => {});
  }
}
