/**
 * Refuses text that no person types and that PostgreSQL cannot keep: the character NUL, and half a character (a
 * surrogate without its other half), which JSON lets through.
 */
import type { RequestHandler } from 'express';
import { AppError } from '../../kernel/app-error.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the very character that is refused
const unstorable = /\u0000|\p{Surrogate}/u;

/** For addresses, before anything reads them. */
export const refuseUnstorableAddress: RequestHandler = (request, _response, next) => {
  if (/%00|\0/.test(request.url)) throw illegible();
  next();
};

/** For what a form or a program sent, once it is read. */
export const refuseUnstorableBody: RequestHandler = (request, _response, next) => {
  const body: unknown = request.body;
  if (holdsUnstorable(body)) throw illegible();
  next();
};

function illegible(): AppError {
  return new AppError('bad-request', 'La demande contient un caractère illisible.', {
    hint: 'Retapez le texte au lieu de le coller.',
  });
}

/** Looks at every text and every name, however deep, without going deep itself. */
function holdsUnstorable(value: unknown): boolean {
  const waiting = [value];
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string' && unstorable.test(next)) return true;
    if (typeof next !== 'object' || next === null || Buffer.isBuffer(next)) continue;
    for (const [name, inner] of Object.entries(next)) waiting.push(name, inner);
  }
  return false;
}
