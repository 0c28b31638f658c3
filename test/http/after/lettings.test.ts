/** The pages after a committee, as an officer sees them: offers, answers, the lease, the keys, without JavaScript. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { decisionOf, writeDecided } from '../../support/decided-home.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const free = testDemo.vacancies.filter(({ status }) => status === 'available');
// Households whose income is far under any ceiling and whose application was renewed lately.
const people = testDemo.applications.filter(
  ({ household, status, renewedOn, withoutNumber }) =>
    status === 'live' &&
    !withoutNumber &&
    renewedOn > addDays(testDemo.date, -200) &&
    (household.taxIncome.n2Cents ?? Number.MAX_SAFE_INTEGER) < 800_000,
);

describe('the pages after a committee', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  const vacancy = free.find(({ holderId }) => holderId === null);
  const home = testDemo.homes.find(({ id }) => id === vacancy?.homeId);
  if (!vacancy || !home || people.length < 4) throw new Error('the demonstration has no such home');
  const path = `/agent/suites/${vacancy.id}`;
  beforeAll(async () => {
    service = await testService();
    const decisions = people
      .slice(0, 3)
      .map(({ number }, index) => decisionOf(number, index + 1))
      .concat(decisionOf(people[3]?.number ?? '', null));
    const heldOn = addDays(testDemo.date, -3);
    await writeDecided(
      service.database.db,
      'demo',
      [{ vacancy, home, decisions, heldOn }],
      people.slice(0, 4),
    );
    agent = await signedIn('agent');
  });
  afterAll(() => service.stop());

  const signedIn = async (mailbox: string) => {
    const browser = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    return browser;
  };
  /** The hidden fields of the first form that posts there. */
  const fieldsOf = (html: string, action: string): Record<string, string> => {
    const form = html.split('<form').find((part) => part.includes(`action="${path}/${action}"`)) ?? '';
    const body = form.split('</form>')[0] ?? '';
    const hidden = [...body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
  };
  const post = async (action: string, more: Record<string, string>, browser = agent) => {
    const { text } = await browser.get(path).expect(200);
    return browser
      .post(`${path}/${action}`)
      .type('form')
      .send({ ...fieldsOf(text, action), ...more });
  };

  it('lists the decided home with what is to do, and keeps numbers out of addresses', async () => {
    const { text } = await agent.get('/agent/suites').expect(200);
    expect(text).toContain(`href="${path}"`);
    expect(text).toContain('Proposition à envoyer');
    for (const { number } of people.slice(0, 4)) expect(text).not.toContain(number);
  });

  it('links to the files by references and shows why the next household is re-checked', async () => {
    const { text } = await agent.get(path).expect(200);
    expect(text).toContain(`/agent/dossiers/${service.dependencies.files.of(people[0]?.number ?? '')}`);
    expect(text).toContain('Revérifié aujourd’hui');
    expect(text).toContain('Non retenu par la commission');
  });

  it('sends the offer in one gesture, and tells the second officer who did', async () => {
    const { text } = await agent.get(path).expect(200);
    const fields = fieldsOf(text, 'proposition');
    await agent.post(`${path}/proposition`).type('form').send(fields).expect(303);
    const replayed = await agent.post(`${path}/proposition`).type('form').send(fields).expect(303);
    expect(replayed.headers.location).toBe(`${path}?fait=envoi`);
    const second = { ...fields, _key: '0198c000-0000-7000-8000-000000000001' };
    const told = await agent.post(`${path}/proposition`).type('form').send(second).expect(409);
    expect(told.text).toMatch(/déjà proposé au rang 1 depuis le .*par/);
    const after = await agent.get(path).expect(200);
    expect(after.text).toContain('Réponse attendue');
  });

  it('asks for the reason of a refusal, records it, and prepares the next rank', async () => {
    const today = testDemo.date;
    const bare = await post('reponse', { reponse: 'refused', le: today });
    expect(bare.status).toBe(409);
    expect(bare.text).toContain('Un refus s’enregistre avec son motif');
    const refused = await post('reponse', { reponse: 'refused', le: today, motif: 'rent', adapte: 'oui' });
    expect(refused.status).toBe(303);
    const { text } = await agent.get(path).expect(200);
    expect(text).toContain('A refusé le');
    expect(text).toContain('rang 2');
    expect(text).toContain('Envoyer la proposition');
  });

  it('carries the second household to its lease and keys', async () => {
    const today = testDemo.date;
    expect((await post('proposition', {})).status).toBe(303);
    expect((await post('reponse', { reponse: 'accepted', le: today })).status).toBe(303);
    const accepted = await agent.get(path).expect(200);
    expect(accepted.text).toContain('Pour les indicateurs (facultatif)');
    const answers = { essentiel: 'oui', pompier: '', vise: 'non' };
    const signed = await post('bail', { le: today, verifie: 'oui', ...answers });
    expect(signed.status).toBeLessThan(400);
    const { leases } = await service.dependencies.reporting.facts('demo', { from: today, asOf: today });
    expect(leases.find(({ vacancyId }) => path.endsWith(vacancyId ?? '-'))?.facts).toMatchObject({
      essentialWorker: true,
      volunteerFirefighter: null,
      targetedPublic: false,
      substituted: false,
    });
    expect((await post('cles', { le: today })).status).toBe(303);
    const { text } = await agent.get(path).expect(200);
    expect(text).toContain('Clés remises');
    expect(text).toContain('Bail signé');
    const list = await agent.get('/agent/suites').expect(200);
    expect(list.text).not.toContain(`href="${path}"`);
    const all = await agent.get('/agent/suites?etat=over').expect(200);
    expect(all.text).toContain(`href="${path}"`);
  });

  it('is for officers, and says so to a member of the committee', async () => {
    const member = await signedIn('commission');
    await member.get('/agent/suites').expect(403);
    await member.get(path).expect(403);
    await request(service.app).get('/agent/suites').set('accept', 'text/html').expect(303);
  });

  it('writes no number, name or address in the log', () => {
    for (const { number, name } of people.slice(0, 4)) {
      expect(service.log()).not.toContain(number);
      if (name) expect(service.log()).not.toContain(name);
    }
  });
});
