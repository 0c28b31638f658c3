/**
 * A form that arrives when its sign-in has expired is not lost: its content waits in the visitor's web session, on the
 * server, and the person who typed it sends it again, or drops it, after signing in. The same where the form is older
 * than the present sign-in (another tab).
 */
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { isMarkOf, leaveMark, markHeld, markOf } from './account-mark.ts';
import { hasGoodToken } from './csrf.ts';
import { currentUser } from './current-user.ts';

/** What waits: where it was going, its fields, when it came, and the mark of the person who typed it. */
export type PendingForm = {
  id: string;
  path: string;
  fields: Record<string, string | string[]>;
  at: string;
  mark: string;
};

declare module 'express-session' {
  interface SessionData {
    pendingForm?: PendingForm;
  }
}

// A long note and a whole sitting's decision fit; a file does not come this way.
const maximumCharacters = 40_000;
const doors = ['/connexion', '/deconnexion', '/lien/', '/saisie', '/brouillons'];
const secrets = new Set(['_csrf', '_saisie', 'password', 'again', 'current', 'code']);

/** Keeps the form and sends its author to sign in; lets every other request through. Before the check of tokens. */
export function keepPendingForm(secret: string): RequestHandler {
  return (request, response, next) => {
    const user = currentUser(request);
    if (user) leaveMark(request, secret, user.id);
    if (request.method !== 'POST' || hasGoodToken(request)) return forgetSentForm(request, next);
    const mark = user ? markOf(secret, user.id) : markHeld(request, secret);
    const fields = fieldsOf(request.body);
    // A form of ours always carries a token, if an old one: what carries none is refused as before.
    const door = doors.some((path) => request.path === path || request.path.startsWith(path));
    if (door || mark === null || fields === null) return next();
    request.session.pendingForm = {
      id: randomUUID(),
      path: request.originalUrl,
      fields,
      at: new Date().toISOString(),
      mark,
    };
    response.redirect(303, user ? '/saisie' : `/connexion?vers=${encodeURIComponent('/saisie')}`);
  };
}

/** A form sent again has arrived: it waits no longer. */
function forgetSentForm(request: Request, next: () => void): void {
  const body: unknown = request.body;
  if (typeof body === 'object' && body !== null && '_saisie' in body) {
    if (request.session.pendingForm?.id === body._saisie) delete request.session.pendingForm;
    delete body._saisie;
  }
  next();
}

/** The form that waits for the person signed in; what another person typed is dropped, unread. */
export function pendingFormOf(request: Request, secret: string): PendingForm | null {
  const pending = request.session.pendingForm;
  const user = currentUser(request);
  if (!pending || !user) return null;
  if (isMarkOf(pending.mark, secret, user.id)) return pending;
  delete request.session.pendingForm;
  return null;
}

/** The fields without secrets; null where there is nothing to keep, or too much. */
function fieldsOf(body: unknown): PendingForm['fields'] | null {
  if (typeof body !== 'object' || body === null || !('_csrf' in body)) return null;
  const fields: PendingForm['fields'] = {};
  for (const [name, value] of Object.entries(body)) {
    if (secrets.has(name)) continue;
    if (typeof value === 'string') fields[name] = value;
    else if (Array.isArray(value)) fields[name] = value.filter((one) => typeof one === 'string');
  }
  const size = JSON.stringify(fields).length;
  return Object.keys(fields).length === 0 || size > maximumCharacters ? null : fields;
}
