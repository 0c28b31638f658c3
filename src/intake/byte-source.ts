/**
 * A file that can be opened more than once: every reader goes through it twice, first to check it whole (encoding,
 * repeated identifiers, content hash), then to deliver its rows. Memory stays constant and nothing is half-written.
 */
import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

export type ByteSource = {
  /** Name for messages; never a full path. */
  name: string;
  open: () => AsyncIterable<Uint8Array>;
};

/** A file of the disk. Opening a missing file throws the usual error of the file system when it is read. */
export function fileSource(path: string): ByteSource {
  return { name: basename(path), open: () => createReadStream(path, { highWaterMark: 1 << 16 }) };
}

/** Bytes already in memory: a small upload, a test. */
export function bytesSource(name: string, content: string | Uint8Array): ByteSource {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return {
    name,
    open: async function* () {
      const step = 1 << 16;
      for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
    },
  };
}

/** The bytes of a source, each of them also given to a hash. */
export async function* openHashed(source: ByteSource, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.open()) {
    hash.update(chunk);
    yield chunk;
  }
}
