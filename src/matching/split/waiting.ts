/** How a thread waits for what another writes: never longer than its patience, and not at all for who is gone. */

/** The word of somebody who will not answer any more. */
export const gone = -1;

/** Waits until the word holds the value; false at the deadline (of `performance.now`), or where its writer is gone. */
export function isReached(words: Int32Array, at: number, value: number, deadline: number): boolean {
  for (;;) {
    const word = Atomics.load(words, at);
    if (word === value) return true;
    const left = deadline - performance.now();
    if (word === gone || left <= 0) return false;
    Atomics.wait(words, at, word, left);
  }
}
