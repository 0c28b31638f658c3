/** An answer that is the same for everybody: made once, compressed once, known by its hash. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

export type KeptAnswer = { plain: Buffer; gzip: Buffer; etag: string };

/** The bytes with their compressed copy: a millisecond for a page, once for all its readers. */
export function keptAnswer(plain: Buffer): KeptAnswer {
  const etag = createHash('sha256').update(plain).digest('hex').slice(0, 16);
  return { plain, gzip: gzipSync(plain), etag };
}

/** Sends it as the reader takes it, or says that what it holds is still good (304). */
export function sendKept(request: Request, response: Response, kept: KeptAnswer): void {
  response.vary('Accept-Encoding');
  // Weak: one name for the same text, compressed or not.
  response.set('etag', `W/"${kept.etag}"`);
  if (request.acceptsEncodings('gzip') === 'gzip') {
    response.set('content-encoding', 'gzip').send(kept.gzip);
  } else response.send(kept.plain);
}
