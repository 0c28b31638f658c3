/** Files of tasks in pieces of one mebibyte, sealed: neither the service nor a worker holds one whole. */
import { and, count, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { JobFilePort } from '../../src/jobs/file-port.ts';
import { type Database, withLandlord } from '../connection.ts';
import { jobFiles } from '../schema/job.ts';

const pieceBytes = 1024 * 1024;

export function jobFileStore(db: Database): JobFilePort {
  const pieceOf = (landlordId: string, fileId: string, position: number) =>
    withLandlord(db, landlordId, async (tx) => {
      const [row] = await tx
        .select({ content: jobFiles.content })
        .from(jobFiles)
        .where(and(eq(jobFiles.fileId, fileId), eq(jobFiles.position, position)));
      return row?.content ?? null;
    });
  return {
    keep: async (landlordId, content) => {
      const fileId = v7();
      let position = 0;
      let bytes = 0;
      for await (const piece of inPieces(content)) {
        await withLandlord(db, landlordId, (tx) =>
          tx.insert(jobFiles).values({ landlordId, fileId, position, content: piece }),
        );
        position += 1;
        bytes += piece.length;
      }
      return { fileId, bytes };
    },
    open: async function* (landlordId, fileId) {
      for (let position = 0; ; position += 1) {
        const piece = await pieceOf(landlordId, fileId, position);
        if (piece === null) return;
        yield piece;
      }
    },
    pieces: (landlordId, fileId) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx.select({ pieces: count() }).from(jobFiles).where(eq(jobFiles.fileId, fileId));
        return row?.pieces ?? 0;
      }),
    drop: (landlordId, fileId) =>
      withLandlord(db, landlordId, async (tx) => {
        await tx.delete(jobFiles).where(eq(jobFiles.fileId, fileId));
      }),
  };
}

/** The same bytes in pieces of one size, the last one shorter. */
async function* inPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < pieceBytes) continue;
    const whole = Buffer.concat(held);
    let at = 0;
    for (; whole.length - at >= pieceBytes; at += pieceBytes) yield whole.subarray(at, at + pieceBytes);
    held = [whole.subarray(at)];
    bytes = whole.length - at;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
