/** An officer with a browser: signs in, reads a home again, records its decision, sends it once more when unsure. */
import { demoPassword } from '../../src/access/demo-accounts.ts';

export type Officer = { url: string; cookie: string };
export type Answer = { status: number; text: string; headers: Headers };
export type Form = { path: string; fields: readonly (readonly [string, string])[] };

const patienceMilliseconds = 90_000;

export async function signIn(url: string, mailbox = 'agent'): Promise<Officer> {
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${mailbox}@demo.example`, password: demoPassword }),
  });
  if (answer.status !== 201) throw new Error(`signing in answered ${answer.status}`);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return { url, cookie: cookies.join('; ') };
}

/** Reads a page as a browser does. Rejects where nobody answers. */
export async function read({ url, cookie }: Officer, path: string): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    headers: { cookie, accept: 'text/html' },
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMilliseconds),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** Sends a form; null where the connection broke before an answer: the officer cannot know what became of it. */
export async function send({ url, cookie }: Officer, { path, fields }: Form): Promise<Answer | null> {
  try {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { cookie, accept: 'text/html' },
      body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  } catch {
    return null;
  }
}

/** The form that sends a file of applications, as it stands on its page. */
export async function importForm(officer: Officer): Promise<Form> {
  const path = '/agent/imports';
  const { text } = await read(officer, path);
  const chosen = [
    ['genre', 'applications'],
    ['mode', 'difference'],
    ['encodage', 'utf-8'],
  ] as const;
  return { path, fields: [...hiddenFields(text, path), ...chosen] };
}

/** Sends such a form with its file; null as in `send`. */
export async function sendFile(
  { url, cookie }: Officer,
  { path, fields }: Form,
  file: Blob,
): Promise<Answer | null> {
  const body = new FormData();
  for (const [name, value] of fields) body.set(name, value);
  body.set('fichier', file, 'demandes.csv');
  try {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { cookie, accept: 'text/html' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  } catch {
    return null;
  }
}

/** The decision of a home as it stands on the page that is read again, ready to be recorded. */
export async function readyDecision(officer: Officer, home: string): Promise<Form> {
  const { text } = await read(officer, home);
  const form = hiddenFields(text, 'decision');
  const reason = /<datalist id="motifs"><option value="([^"]*)"/.exec(text)?.[1] ?? '';
  const candidates = form.filter(([name]) => name === 'candidat');
  const ranks = candidates.flatMap((_, index): (readonly [string, string])[] => [
    [`decision-${index}`, 'rankedAttribution'],
    [`rang-${index}`, String(index + 1)],
    [`motif-${index}`, reason],
  ]);
  const path = `${home}/decision`;
  const again = await send(officer, {
    path,
    fields: [...form, ...ranks, ['critere', 'composition'], ['etape', 'relire']],
  });
  if (again?.status !== 200)
    throw new Error(`${home} was not read again: ${again?.status} ${told(again?.text)}`);
  const kept = hiddenFields(again.text, 'confirmation');
  const order = /name="ordre" value="([^"]*)"/.exec(again.text)?.[1];
  const chosen =
    kept.some(([name]) => name === 'ordre') || order === undefined ? [] : [['ordre', order] as const];
  return { path, fields: [...kept, ...chosen, ['etape', 'enregistrer']] };
}

/** The hidden fields of the form of that id, or to an address that ends so. */
export function hiddenFields(page: string, id: string): (readonly [string, string])[] {
  const form =
    new RegExp(`<form[^>]* id="${id}".*?</form>`, 's').exec(page)?.[0] ??
    new RegExp(`<form[^>]* action="[^"]*${id}".*?</form>`, 's').exec(page)?.[0] ??
    '';
  return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
}

/** What a page says that went wrong. */
export function told(page = ''): string {
  const words =
    /class="error"[^>]*>(.*?)<\/p>/s.exec(page)?.[1] ??
    /role="alert"[^>]*>(.*?)<\/(?:div|p)>/s.exec(page)?.[1] ??
    '';
  return words
    .replace(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
