/** The steps of a sitting as people take them in their browser: sign in, open a page, send one of its forms. */
import request from 'supertest';
import { expect } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import type { ShortlistResult } from '../../../src/matching/run-result.ts';
import { type TestService, testDemo } from '../../support/service.ts';
import { filled, formsOf, formTo } from './forms.ts';

export type Agent = ReturnType<typeof request.agent>;
export type Given = Readonly<Record<string, string | readonly string[]>>;

/** The day of the sittings of these tests: after the delay of the demonstration's règlement. */
export const heldOn = addDays(testDemo.date, 6);

export async function signIn(service: TestService, mailbox: string): Promise<Agent> {
  const agent = request.agent(service.app);
  const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
  await agent.post('/api/v1/sessions').send(credentials).expect(201);
  return agent;
}

export async function open(agent: Agent, address: string): Promise<string> {
  return (await agent.get(address).expect(200)).text;
}

/** Sends the form of a page to the address that ends so, with some fields given. */
export function send(agent: Agent, html: string, ending: string, given: Given = {}) {
  const form = formTo(html, ending);
  return agent.post(form.action).type('form').send(filled(form, given));
}

/** Makes a run and gives its identifier, with some shortlists that are full and have households behind. */
export async function runWithLists(
  service: TestService,
  agent: Agent,
  count: number,
): Promise<{ run: string; lists: ShortlistResult[] }> {
  const started = await agent.post('/api/v1/runs').send({}).expect(202);
  const job = await service.dependencies.jobs.settled('demo', started.body.id);
  expect(job).toMatchObject({ state: 'done', error: null });
  const run = String((await agent.get('/api/v1/runs')).body.runs[0].id);
  const all = await service.dependencies.runs.shortlists('demo', run);
  const lists = all.filter(({ entries, next }) => entries.length === 3 && next.length > 0).slice(0, count);
  expect(lists).toHaveLength(count);
  return { run, lists };
}

/** Creates a sitting with these homes of the run; gives its address. */
export async function draftSitting(
  agent: Agent,
  run: string,
  lists: readonly ShortlistResult[],
  given: Given = {},
): Promise<string> {
  const page = await open(agent, '/agent/seances');
  const fields = { jour: heldOn, heure: '09:30', lieu: 'Salle du conseil', ...given };
  const created = await send(agent, page, '/agent/seances', fields).expect(303);
  const path = created.headers.location ?? '';
  const folder = await open(agent, `${path}?calcul=${run}`);
  const ids = lists.map(({ vacancyId }) => vacancyId);
  await send(agent, folder, '/logements', { logement: ids }).expect(303);
  return path;
}

/** Notes members as there. */
export async function attend(agent: Agent, path: string, members: readonly string[]): Promise<void> {
  const page = await open(agent, `${path}/tenue`);
  for (const member of members) {
    const form = formsOf(page).find(({ fields }) =>
      fields.some(([name, value]) => name === 'membre' && value === member),
    );
    if (!form) throw new Error(`no attendance of ${member} on the page`);
    await agent
      .post(`${path}/presence`)
      .type('form')
      .send(filled(form, { etat: 'present' }))
      .expect(303);
  }
}

/** Numbers in the order of columns: by number, never by rank. */
export function columnsOf(list: ShortlistResult | undefined): string[] {
  return (list?.entries ?? []).map(({ sheet }) => sheet.number).toSorted();
}

/** The fields of an attribution with ranking that follows the proposal. */
export function asProposed(list: ShortlistResult | undefined): Record<string, string> {
  return Object.fromEntries(
    columnsOf(list).flatMap((number, column) => [
      [`decision-${column}`, 'rankedAttribution'],
      [`rang-${column}`, String(list?.entries.find(({ sheet }) => sheet.number === number)?.rank)],
    ]),
  );
}

/** What is ticked beside, and the button that asks to read again. */
export const review = { critere: ['composition', 'income', 'effort'], etape: 'relire' } as const;
