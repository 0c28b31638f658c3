/** Columns of numbers as bytes, with a few words before them: how parts and turns travel to another machine. */
import { endianness } from 'node:os';
import { z } from 'zod';

export type Column = Int32Array | Float64Array;
export type Columns = Readonly<Record<string, Column>>;

const headSchema = z.object({
  words: z.unknown(),
  columns: z.array(z.tuple([z.string(), z.enum(['integers', 'floats']), z.number().int().min(0)])),
});

// Numbers start on whole words of eight bytes.
const align = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** Who reads must order the bytes of a number in the same way: machines that do not never meet (`byteOrder`). */
export const byteOrder = endianness();

export function bytesOf(words: unknown, columns: Columns): Buffer {
  const named = Object.entries(columns);
  const head = Buffer.from(
    JSON.stringify({
      words,
      columns: named.map(([name, numbers]) => [
        name,
        numbers instanceof Int32Array ? 'integers' : 'floats',
        numbers.length,
      ]),
    }),
  );
  const headRoom = align(4 + head.length);
  const bytes = Buffer.alloc(named.reduce((sum, [, { byteLength }]) => sum + align(byteLength), headRoom));
  bytes.writeUInt32LE(head.length, 0);
  head.copy(bytes, 4);
  let at = headRoom;
  for (const [, { buffer, byteOffset, byteLength }] of named) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += align(byteLength);
  }
  return bytes;
}

/** The words, to be read by a schema, and the columns. Throws where the bytes are not of `bytesOf`. */
export function columnsOfBytes(bytes: Buffer): { words: unknown; columns: ReadonlyMap<string, Column> } {
  const headLength = bytes.readUInt32LE(0);
  const { words, columns } = headSchema.parse(JSON.parse(bytes.toString('utf8', 4, 4 + headLength)));
  const read = new Map<string, Column>();
  let at = align(4 + headLength);
  for (const [name, kind, length] of columns) {
    const size = length * (kind === 'integers' ? 4 : 8);
    if (at + size > bytes.length) throw new Error('columns shorter than their head says');
    // A copy of its own: a buffer of the pool need not start on a whole word.
    const own = new Uint8Array(bytes.subarray(at, at + size)).buffer;
    read.set(name, kind === 'integers' ? new Int32Array(own) : new Float64Array(own));
    at += align(size);
  }
  return { words, columns: read };
}

export function integersOf(columns: ReadonlyMap<string, Column>, name: string): Int32Array {
  const column = columns.get(name);
  if (column instanceof Int32Array) return column;
  throw new Error(`no column of integers ${name}`);
}

export function floatsOf(columns: ReadonlyMap<string, Column>, name: string): Float64Array {
  const column = columns.get(name);
  if (column instanceof Float64Array) return column;
  throw new Error(`no column of floats ${name}`);
}
