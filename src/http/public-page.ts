/**
 * Pages that are the same for whoever has no session: drawn and compressed once for the data that they show, and sent
 * from memory until these change. At the opening hour of adverts thousands ask for the same few.
 */
import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import { type KeptAnswer, keptAnswer, sendKept } from './kept-answer.ts';
import { renderPage, sendPage } from './render-page.ts';

const sharedForSeconds = 'public, max-age=0, s-maxage=10, must-revalidate';

const drawn = new WeakMap<object, Map<string, KeptAnswer>>();

/**
 * Sends the page. `data`: what the store gave, the same object as long as nothing changed in it; `key`: all else that
 * the page depends on (address, day); `most`: how many keys are kept of one data, the oldest leaves first. A reader with
 * a session gets a page of their own, which nothing keeps.
 */
export function sendPublicPage(
  request: Request,
  response: Response,
  { data, key, most = 3 }: { data: object; key: string; most?: number },
  draw: () => VNode,
): void {
  const kept = hasSession(request) ? null : keptPage(request, { data, key, most }, draw);
  if (kept === null) sendPage(response, draw());
  else {
    // Browsers ask again each time, which costs nothing where nothing changed; a proxy may answer for some seconds.
    response.type('html').set('cache-control', sharedForSeconds).vary('Cookie');
    sendKept(request, response, kept);
  }
}

function keptPage(
  request: Request,
  { data, key, most }: { data: object; key: string; most: number },
  draw: () => VNode,
): KeptAnswer | null {
  const pages = drawn.get(data) ?? new Map<string, KeptAnswer>();
  drawn.set(data, pages);
  const known = pages.get(key);
  if (known) return known;
  const page = keptAnswer(Buffer.from(renderPage(draw())));
  // A page that drew a form opened a session: it is for this reader alone.
  if (hasSession(request)) return null;
  pages.set(key, page);
  const [oldest] = pages.keys();
  if (pages.size > most && oldest !== undefined) pages.delete(oldest);
  return page;
}

/** Whether anything is known of the reader: a sign-in, an opened file, a token, the site that led here. */
function hasSession(request: Request): boolean {
  return Object.keys(request.session).some((name) => name !== 'cookie');
}
