/** Who visits during the load: files opened by their code at the door, officers signed in, adverts that are open. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { demoPassword } from '../../src/access/demo-accounts.ts';

const visitorsAsked = 40;
const messageMilliseconds = 60_000;
const sittingMilliseconds = 20_000;

export type Prepared = {
  adverts: string[];
  /** Cookies of opened files. */
  visitors: string[];
  officers: string[];
  prefecture: string;
  /** Of a sitting to come; none where the machine was too busy to make the demonstration's in time. */
  sittingPages: string[];
};

/** Prepares through the doors that people use; only what no page lists is asked of the database. */
export async function prepare(base: string, sql: postgres.Sql, dataDir: string): Promise<Prepared> {
  const sitting = await sittingToCome(sql);
  const found = await asLandlord(sql, async (tx) => ({
    adverts: await tx<{ id: string }[]>`select id from adverts where state = 'open' order by id`,
    people: await tx<{ number: string; email: string }[]>`
      select number, email from applicant_contacts
      join applications using (landlord_id, number)
      where status = 'live' and not transfer and preferred = 'email' and email is not null
      order by number limit ${visitorsAsked}`,
  }));
  const officers = [await signIn(base, 'agent'), await signIn(base, 'agent')];
  return {
    adverts: found.adverts.map(({ id }) => id),
    visitors: await openFiles(base, found.people, path.join(dataDir, 'outbox')),
    officers,
    prefecture: await signIn(base, 'prefecture'),
    sittingPages: sitting === null ? [] : [`/agent/seances/${sitting}`, `/agent/seances/${sitting}/tenue`],
  };
}

/** The demonstration's sittings are made from its first run, which may end after the service is ready. */
async function sittingToCome(sql: postgres.Sql): Promise<string | null> {
  const until = Date.now() + sittingMilliseconds;
  while (Date.now() < until) {
    const [found] = await asLandlord(
      sql,
      (tx) => tx<{ id: string }[]>`
        select id from committee_sessions where state <> 'closed' order by held_on, id limit 1`,
    );
    if (found) return found.id;
    await pause(1000);
  }
  return null;
}

function asLandlord<Value>(sql: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<Value>) {
  return sql.begin('read only', async (tx) => {
    await tx`select set_config('parcours.landlord', 'demo', true)`;
    return work(tx);
  });
}

async function signIn(base: string, mailbox: string): Promise<string> {
  const answer = await fetch(`${base}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${mailbox}@demo.example`, password: demoPassword }),
  });
  if (answer.status !== 201) throw new Error(`${mailbox} could not sign in: ${answer.status}`);
  return cookieOf(answer) ?? '';
}

type Asking = { email: string; cookie: string; csrf: string; address: string };

/** Everyone asks for a code, then types the one that came. */
async function openFiles(
  base: string,
  people: readonly { number: string; email: string }[],
  outbox: string,
): Promise<string[]> {
  const asking: Asking[] = [];
  for (const [index, { number, email }] of people.entries()) {
    const address = `198.19.0.${1 + index}`;
    const door = await fetch(`${base}/demandeur/acces`, { headers: { 'x-forwarded-for': address } });
    const cookie = cookieOf(door) ?? '';
    const csrf = /name="_csrf" value="([^"]*)"/.exec(await door.text())?.[1] ?? '';
    await post(base, '/demandeur/acces', { numero: number, contact: '', _csrf: csrf }, { cookie, address });
    asking.push({ email, cookie, csrf, address });
  }
  const opened: string[] = [];
  for (const { email, cookie, csrf, address } of asking) {
    const code = await codeFor(email, outbox);
    const answer = await post(base, '/demandeur/acces/code', { code, _csrf: csrf }, { cookie, address });
    const own = cookieOf(answer);
    if (own === null) throw new Error(`a file did not open: ${answer.status}`);
    // The first page with a form gives the session its token: people open one before they open two.
    await fetch(`${base}/demandeur`, { headers: { cookie: own, 'x-forwarded-for': address } });
    opened.push(own);
  }
  return opened;
}

async function codeFor(email: string, outbox: string): Promise<string> {
  const until = Date.now() + messageMilliseconds;
  while (Date.now() < until) {
    for (const name of filesOf(outbox)) {
      const text = readFileSync(path.join(outbox, name), 'utf8').replaceAll(/=\r?\n/g, '');
      const code = text.includes(`To: ${email}`)
        ? /(\d{4}) (\d{4})/.exec(text.split('ouvrir votre').at(-1) ?? '')
        : null;
      if (code && text.includes('Ne le donnez')) return `${code[1]}${code[2]}`;
    }
    await pause(500);
  }
  throw new Error('a code did not come');
}

/** The newest first: an earlier message to the same person may hold digits too. */
function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

function post(
  base: string,
  to: string,
  fields: Record<string, string>,
  { cookie, address }: { cookie: string; address: string },
): Promise<Response> {
  return fetch(`${base}${to}`, {
    method: 'POST',
    headers: { cookie, 'x-forwarded-for': address },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

function cookieOf(answer: Response): string | null {
  return (
    answer.headers
      .getSetCookie()
      .find((one) => /parcours=/.test(one))
      ?.split(';')[0] ?? null
  );
}
