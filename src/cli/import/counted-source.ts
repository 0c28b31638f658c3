/** A source that tells how much of the work is done: an import goes through a file three times. */
import { statSync } from 'node:fs';
import { type ByteSource, fileSource } from '../../intake/byte-source.ts';

const passes = 3;

/** The file, telling the share of its reading that is done, from 0 to 1. */
export function countedSource(path: string, tell: (share: number) => void): ByteSource {
  const source = fileSource(path);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  let read = 0;
  return {
    name: source.name,
    open: async function* () {
      for await (const chunk of source.open()) {
        read += chunk.length;
        tell(Math.min(1, read / Math.max(1, size * passes)));
        yield chunk;
      }
    },
  };
}
