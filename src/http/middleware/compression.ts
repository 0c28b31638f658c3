/**
 * Compresses texts on their way out, and never where compression could tell a secret: an answer with personal data or a
 * token shrinks when what another site put in the address is in it too (BREACH, docs/adr on compressed answers).
 */
import compression from 'compression';
import type { Request, RequestHandler } from 'express';

/** Below this a header weighs as much as what would be gained. */
const smallestBytes = 1024;

/** The layer; before everything that answers. What was compressed already goes through as it is. */
export function compressAnswers(): RequestHandler {
  return compression({
    threshold: smallestBytes,
    filter: (request, response) => mayCompress(request) && compression.filter(request, response),
  });
}

/**
 * A request without a cookie shows no secret. One with a cookie is compressed only where the browser says that the
 * person or our own page asked for it: another site can then not choose what is in the address, time after time.
 */
function mayCompress(request: Pick<Request, 'headers'>): boolean {
  if (request.headers.cookie === undefined) return true;
  const site = request.headers['sec-fetch-site'];
  return site === 'same-origin' || site === 'none';
}
