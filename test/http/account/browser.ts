/** Steps of somebody who signs in and minds their account, as a browser takes them. */
import type { SQL } from 'drizzle-orm';
import type { Express } from 'express';
import request, { type Response } from 'supertest';
import { withLandlord } from '../../../db/connection.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { codeAt } from '../../../src/access/one-time-password.ts';
import type { TestService } from '../../support/service.ts';

export type Browser = ReturnType<typeof request.agent>;

/** A browser at a network address of its own. */
export function browserAt(
  app: Express,
  address: string,
  userAgent = 'Mozilla/5.0 (X11; Linux) Firefox/140.0',
): Browser {
  return request.agent(app).set('x-forwarded-for', address).set('user-agent', userAgent);
}

export const credentialsOf = (mailbox: string, password: string = demoPassword) => ({
  email: `${mailbox}@demo.example`,
  password,
});

/** Signs in through the API; gives the status. */
export async function signInAs(browser: Browser, mailbox: string, password?: string, code?: string) {
  const body = { ...credentialsOf(mailbox, password), ...(code === undefined ? {} : { code }) };
  return browser.post('/api/v1/sessions').send(body);
}

/** Sends a form of the page that stands at `from`. */
export async function send(
  browser: Browser,
  path: string,
  fields: Record<string, string>,
  from = path,
): Promise<Response> {
  const { text } = await browser.get(from).set('accept', 'text/html');
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return browser
    .post(path)
    .set('accept', 'text/html')
    .type('form')
    .send({ ...fields, _csrf });
}

/** Reads the key of the enrolment page, confirms it with its code; gives the key and the recovery codes. */
export async function enrol(browser: Browser): Promise<{ secret: string; recovery: string[] }> {
  const page = await browser.get('/compte/securite/codes').set('accept', 'text/html').expect(200);
  const secret = (/<code class="figure">([A-Z2-7\s ]+)<\/code>/.exec(page.text)?.[1] ?? '').replaceAll(
    /\s/g,
    '',
  );
  // The code of the half-minute before, so that the present one is still to use.
  const code = codeAt(secret, new Date(Date.now() - 30_000));
  const shown = await send(browser, '/compte/securite/codes', { code });
  const recovery = [...shown.text.matchAll(/<code class="figure">([a-z0-9-]{19})<\/code>/g)].map(
    ([, one]) => one ?? '',
  );
  return { secret, recovery };
}

/** Reads or writes rows of the demonstration's landlord, which no query sees outside its transaction. */
export function rowsOf({ database }: TestService, query: SQL) {
  return withLandlord(database.db, 'demo', (tx) => tx.execute(query));
}
