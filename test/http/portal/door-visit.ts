/** Steps at the door of the portal, as a browser takes them, and the messages that the outbox holds. */
import { asc, eq } from 'drizzle-orm';
import type { Express } from 'express';
import request, { type Response } from 'supertest';
import { withLandlord } from '../../../db/connection.ts';
import { signInAttempts } from '../../../db/schema/account.ts';
import { outbox } from '../../../db/schema/correspondence.ts';
import { applicantContacts } from '../../../db/schema/instruction.ts';
import type { TestDatabase } from '../../support/postgres.ts';

export type Browser = ReturnType<typeof request.agent>;

/** A browser at an address of its own: limits of an address are for the tests that are about them. */
export function browserAt(app: Express, address: string): Browser {
  return request.agent(app).set('x-forwarded-for', address);
}

/** The token of the forms of a page. */
export async function tokenOn(browser: Browser, path: string): Promise<string> {
  const { text } = await browser.get(path);
  return /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
}

/** Sends a form of the page that stands at `from`. */
export async function send(
  browser: Browser,
  path: string,
  fields: Record<string, string>,
  from = '/demandeur/acces',
): Promise<Response> {
  const _csrf = await tokenOn(browser, from);
  return browser
    .post(path)
    .set('accept', 'text/html')
    .type('form')
    .send({ ...fields, _csrf });
}

export type Message = { id: string; channel: string; recipient: string; text: string; state: string };

/** Messages that wait, oldest first. */
export function waitingMessages({ db }: TestDatabase, landlordId = 'demo'): Promise<Message[]> {
  return withLandlord(db, landlordId, (tx) =>
    tx
      .select({
        id: outbox.id,
        channel: outbox.channel,
        recipient: outbox.recipient,
        text: outbox.text,
        state: outbox.state,
      })
      .from(outbox)
      .where(eq(outbox.state, 'waiting'))
      .orderBy(asc(outbox.createdAt), asc(outbox.id)),
  );
}

/** The code that was sent last to somebody; null where nothing waits for them. */
export async function codeFor(
  database: TestDatabase,
  recipient: string,
  landlordId = 'demo',
): Promise<string | null> {
  const own = (await waitingMessages(database, landlordId)).filter((one) => one.recipient === recipient);
  const code = /(\d{4}) (\d{4})/.exec(own.at(-1)?.text ?? '');
  return code && `${code[1]}${code[2]}`;
}

/** Writes the contact of a file over that of the demonstration. */
export async function setContact(
  { db }: TestDatabase,
  number: string,
  contact: Partial<typeof applicantContacts.$inferInsert>,
  landlordId = 'demo',
): Promise<void> {
  const whole = {
    landlordId,
    number,
    email: null,
    telephone: null,
    address: [] as string[],
    preferred: 'email' as const,
    ...contact,
  };
  await withLandlord(db, landlordId, (tx) =>
    tx
      .insert(applicantContacts)
      .values(whole)
      .onConflictDoUpdate({ target: [applicantContacts.landlordId, applicantContacts.number], set: whole }),
  );
}

/** Opens a file by its number and the code sent to `recipient`. */
export async function openFile(
  browser: Browser,
  database: TestDatabase,
  number: string,
  recipient: string,
  contact = '',
): Promise<Response> {
  await send(browser, '/demandeur/acces', { numero: number, contact });
  const code = await codeFor(database, recipient);
  if (code === null) throw new Error('no code was sent');
  return send(browser, '/demandeur/acces/code', { code }, '/demandeur/acces/code');
}

/** Lets the tests that are not about limits ask as often as they need. */
export async function forgetTries({ db }: TestDatabase): Promise<void> {
  await db.delete(signInAttempts);
}
