/** Pages are rendered whole on the server; what a person typed is escaped by preact. */
import type { Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { frenchSpaces, wholeArticles } from '../documents/typography.ts';

/** The document as text, with its doctype and the no-break spaces of French typography. */
export function renderPage(page: VNode): string {
  const html = frenchSpaces(renderToString(page));
  // On a telephone an article would be cut at its hyphen; who works here copies articles, and keeps plain ones.
  return `<!doctype html>${html.includes('<body class="portal">') ? wholeArticles(html) : html}`;
}

/** Sends a page. Pages hold personal data: no cache on the way keeps them. */
export function sendPage(response: Response, page: VNode, status = 200): void {
  response.status(status).type('html').set('cache-control', 'no-store').send(renderPage(page));
}

/** Sends a paper, opened in the browser under `name`.pdf and kept by none on the way. */
export function sendPdf(response: Response, content: Buffer, name: string): void {
  response
    .type('application/pdf')
    .set('cache-control', 'no-store')
    .set('content-disposition', `inline; filename="${name}.pdf"`)
    .send(content);
}
