/**
 * An answer that sends the browser elsewhere leaves once the session is written. express-session lets the head of the
 * answer go while it writes: a quick browser is at the next page before, and finds there the session of before.
 */
import type { Request, RequestHandler, Response } from 'express';
import { saveSession } from './session.ts';

/** To be put right after the session. Where it cannot be written, the request fails and says so. */
export function sessionBeforeRedirect(): RequestHandler {
  return (request, response, next) => {
    const before = contentOf(request);
    const plain: Response['redirect'] = response.redirect.bind(response);
    const leave = async (status: number, url: string): Promise<void> => {
      const now = contentOf(request);
      // A session that the request ended is gone already.
      if (now !== undefined && now !== before) await saveSession(request);
      // Whoever waited too long was told to come back.
      if (!response.headersSent) plain(status, url);
    };
    response.redirect = (first: number | string, second?: number | string) => {
      const [status, url] = typeof first === 'number' ? [first, second] : [302, first];
      leave(status, String(url)).catch(next);
    };
    next();
  };
}

/** What the session says, to be compared; undefined where the request ended it. */
function contentOf({ session }: Request): string | undefined {
  // Its end moves with each request, by itself.
  return session && JSON.stringify({ ...session, cookie: null });
}
