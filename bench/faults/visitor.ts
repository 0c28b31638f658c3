/** An applicant with a telephone: opens the file by its number and the code sent, and keeps its cookies as a browser does. */
import { desc, eq } from 'drizzle-orm';
import { type Database, withLandlord } from '../../db/connection.ts';
import { outbox } from '../../db/schema/correspondence.ts';
import type { DecidedHome } from './decided-homes.ts';
import { landlordId } from './ground.ts';
import { hiddenFields, type Officer, read, send } from './officer.ts';

const codePattern = /(\d{4}) (\d{4})/;

/** Opens the file of a household online. Throws where the door stays closed. */
export async function openFile(
  url: string,
  db: Database,
  { number, email }: Pick<DecidedHome, 'number' | 'email'>,
): Promise<Officer> {
  const visitor = { url, cookie: '' };
  await step(visitor, '/demandeur/acces', [['numero', number]]);
  const messages = await withLandlord(db, landlordId, (tx) =>
    tx
      .select({ text: outbox.text, recipient: outbox.recipient })
      .from(outbox)
      .where(eq(outbox.channel, 'email'))
      .orderBy(desc(outbox.createdAt), desc(outbox.id))
      .limit(50),
  );
  // Sealed: the database cannot look for them. Others may have been written meanwhile.
  const own = messages.find(({ recipient, text }) => recipient === email && codePattern.test(text));
  const code = codePattern.exec(own?.text ?? '');
  if (!code) throw new Error('no code was sent');
  await step(visitor, '/demandeur/acces/code', [['code', `${code[1]}${code[2]}`]]);
  const home = await read(visitor, '/demandeur/offres');
  if (home.status !== 200) throw new Error(`the file was not opened: ${home.status}`);
  return visitor;
}

/** Fills the form of a page and keeps the cookie of the answer. */
async function step(visitor: { url: string; cookie: string }, path: string, fields: [string, string][]) {
  const page = await read(visitor, path);
  keep(visitor, page.headers);
  const answer = await send(visitor, { path, fields: [...hiddenFields(page.text, path), ...fields] });
  if (answer?.status !== 303) throw new Error(`${path} answered ${answer?.status}`);
  keep(visitor, answer.headers);
}

function keep(visitor: { cookie: string }, headers: Headers): void {
  const given = headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  if (given.length === 0) return;
  const names = new Set(given.map((cookie) => cookie.split('=')[0]));
  const others = visitor.cookie
    .split('; ')
    .filter((cookie) => cookie !== '' && !names.has(cookie.split('=')[0]));
  visitor.cookie = [...others, ...given].join('; ');
}
