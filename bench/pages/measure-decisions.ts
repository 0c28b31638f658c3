/** Decides each home of the sitting as a person does: the page is read, its form sent, read again, then recorded. */
import { type Spread, spread, type TimedServer } from './measure-pages.ts';

const ranked = 10;

/** Times the two sendings; reading the page before them is not counted. Throws where a decision is not recorded. */
export async function measureDecisions(
  server: TimedServer,
  cookie: string,
  homes: readonly string[],
): Promise<Record<'read again' | 'recorded', Spread>> {
  const again: number[] = [];
  const recorded: number[] = [];
  for (const path of homes) {
    const page = await (await fetch(`${server.url}${path}`, { headers: { cookie } })).text();
    const form = fieldsOf(page, 'decision');
    const confirming = await send(server, cookie, `${path}/decision`, [...form, ...decided(form, page)], 200);
    again.push(confirming.milliseconds);
    const kept = fieldsOf(confirming.text, 'confirmation');
    const order = kept.some(([name]) => name === 'ordre')
      ? []
      : [['ordre', firstOrder(confirming.text)] as const];
    const last = [...kept, ...order, ['etape', 'enregistrer'] as const];
    recorded.push((await send(server, cookie, `${path}/decision`, last, 303)).milliseconds);
  }
  return { 'read again': spread(again), recorded: spread(recorded) };
}

type Fields = readonly (readonly [string, string])[];

async function send(server: TimedServer, cookie: string, path: string, fields: Fields, status: number) {
  server.taken();
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
    redirect: 'manual',
  });
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${path} answered ${answer.status}: ${problemIn(text)}`);
  return { text, milliseconds: server.taken()[0] ?? 0 };
}

/** The first ten are ranked in the order of the columns, the others refused for one lawful reason. */
function decided(form: Fields, page: string): Fields {
  const reason = /<datalist id="motifs"><option value="([^"]*)"/.exec(page)?.[1] ?? '';
  const candidates = form.filter(([name]) => name === 'candidat');
  return [
    ...candidates.flatMap(
      (_, index): Fields =>
        index < ranked
          ? [
              [`decision-${index}`, 'rankedAttribution'],
              [`rang-${index}`, String(index + 1)],
            ]
          : [
              [`decision-${index}`, 'nonAttribution'],
              [`motif-${index}`, reason],
            ],
    ),
    ['critere', 'composition'],
    ['etape', 'relire'],
  ];
}

/** The hidden fields of the form of that id. */
function fieldsOf(page: string, id: string): Fields {
  const form = new RegExp(`<form[^>]* id="${id}".*?</form>`, 's').exec(page)?.[0] ?? '';
  return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
}

function firstOrder(page: string): string {
  return /name="ordre" value="([^"]*)"/.exec(page)?.[1] ?? '';
}

function problemIn(page: string): string {
  return /role="alert".*?<\/(?:div|p)>/s.exec(page)?.[0].replace(/<[^>]*>/g, ' ') ?? 'no reason told';
}
