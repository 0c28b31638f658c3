import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import type { RunResult } from '../../../src/matching/run-result.ts';
import { setAccount } from '../../support/accounts.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const homeIn = new Map(testDemo.homes.map(({ id, insee }) => [id, insee]));
const nancy = new Set(testDemo.committee.agencies.find(({ id }) => id === 'nancy')?.communes);
const available = testDemo.vacancies.filter(({ status }) => status === 'available');
const inNancy = (homeId: string) => nancy.has(homeIn.get(homeId) ?? '');

describe('an officer held to the agency of Nancy', () => {
  let service: TestService;
  let officer: ReturnType<typeof request.agent>;
  let csrf = '';
  let runId = '';
  let result: RunResult;
  const hold = (agencyIds: string[] | null) =>
    setAccount(service.database.db, 'agent@demo.example', { agencyIds, communes: agencyIds && [] });
  const post = (path: string, fields: Record<string, unknown>) =>
    officer
      .post(path)
      .type('form')
      .send({ _csrf: csrf, ...fields });
  /** The newest run, once the task that was asked last is over, however busy the machine. */
  const latest = async () => {
    const { jobs, runs } = service.dependencies;
    const [task] = await jobs.list('demo', 'run-session', 1);
    if (task) await jobs.settled('demo', task.id);
    return (await runs.list('demo', 1))[0]?.id ?? '';
  };
  const listWhere = (inside: boolean) => {
    const found = result.shortlists.find(
      ({ homeId, entries }) => inNancy(homeId) === inside && entries.length > 0,
    );
    if (!found) throw new Error('the run proposes nothing there');
    return found;
  };
  /** A household on no list of the agency that neither lives there nor wishes to. */
  const stranger = () => {
    const near = new Set(
      result.shortlists
        .filter(({ homeId }) => inNancy(homeId))
        .flatMap(({ entries, next }) => [...entries, ...next].map(({ sheet }) => sheet.number)),
    );
    const found = testDemo.applications.find(
      ({ number, wishes, current }) =>
        !near.has(number) && ![...wishes.communes, current.insee ?? ''].some((insee) => nancy.has(insee)),
    );
    return found?.number ?? '';
  };

  beforeAll(async () => {
    service = await testService();
    officer = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await officer.post('/api/v1/sessions').send(credentials).expect(201);
    csrf = /name="_csrf" value="([^"]+)"/.exec((await officer.get('/')).text)?.[1] ?? '';
    await post('/agent/calculs', {}).expect(303);
    runId = await latest();
    const found = await service.dependencies.runs.result('demo', runId);
    if (!found) throw new Error('no run');
    result = found;
    await hold(['nancy']);
  });
  afterAll(() => service.stop());

  it('reads of a run the homes of the agency alone, on every page', async () => {
    const { text } = await officer.get(`/agent/calculs/${runId}`).expect(200);
    const shown = new Set([...text.matchAll(/\/logements\/(VAC-[^"/?#]+)/g)].map(([, id = '']) => id));
    const own = available.filter(({ homeId }) => inNancy(homeId)).map(({ id }) => id);
    expect([...shown].sort()).toEqual(own.sort());
    const [inside, outside] = [listWhere(true), listWhere(false)];
    await officer.get(`/agent/calculs/${runId}/logements/${inside.vacancyId}`).expect(200);
    await officer.get(`/agent/calculs/${runId}/logements/${outside.vacancyId}`).expect(404);
    await officer.get(`/agent/calculs/${runId}/objectifs`).expect(200);
    const proof = await officer.get(`/agent/calculs/${runId}/verification`).expect(200);
    expect(proof.text).not.toContain('/problem');
    const compared = await officer.get(`/agent/calculs/comparer?a=${runId}&b=${runId}`).expect(200);
    expect(compared.text).not.toContain(outside.vacancyId);
  });

  it('reads as much through the API, and neither the problem nor the solution', async () => {
    const [inside, outside] = [listWhere(true), listWhere(false)];
    const base = `/api/v1/runs/${runId}`;
    const { body } = await officer.get(`${base}/shortlists`).expect(200);
    const homeIds = body.shortlists.map(({ homeId }: { homeId: string }) => homeId);
    expect(homeIds.length).toBeGreaterThan(0);
    expect(homeIds.every(inNancy)).toBe(true);
    const named = JSON.stringify(body.shortlists).match(/"homeId":"[^"]+"/g) ?? [];
    expect(named.filter((text) => !text.includes('hors-perimetre') && !inNancy(text.slice(10, -1)))).toEqual(
      [],
    );
    await officer.get(`${base}/shortlists/${inside.vacancyId}`).expect(200);
    await officer.get(`${base}/shortlists/${outside.vacancyId}`).expect(403);
    await officer.get(base).expect(200);
    for (const path of ['problem', 'solution']) await officer.get(`${base}/${path}`).expect(403);
    await officer.post(`${base}/explore`).send({}).expect(403);
    await officer.post(`${base}/replay`).expect(403);
  });

  it('asks “pourquoi pas” of a home of the agency, about a household of it', async () => {
    const [inside, outside] = [listWhere(true), listWhere(false)];
    const number = inside.entries[0]?.sheet.number ?? '';
    const page = `/agent/calculs/${runId}/pourquoi-pas`;
    const api = `/api/v1/runs/${runId}/why-not`;
    const asked = [
      [inside.vacancyId, number, 200],
      [outside.vacancyId, number, 403],
      [inside.vacancyId, stranger(), 403],
    ] as const;
    for (const [logement, numero, status] of asked) {
      await post(page, { logement, numero }).expect(status);
      await officer.post(api).send({ vacancyId: logement, number: numero }).expect(status);
    }
    const form = await officer.get(page).expect(200);
    expect(form.text).not.toContain(`value="${outside.vacancyId}"`);
  });

  it('chooses for homes of the agency, and keeps unseen what colleagues chose elsewhere', async () => {
    const [inside, outside] = [listWhere(true), listWhere(false)];
    const ban = (list: typeof inside) => ({
      geste: 'ecarter',
      logement: list.vacancyId,
      numero: list.entries[0]?.sheet.number ?? '',
      motif: 'Ne souhaite plus ce quartier',
    });
    await hold(null);
    await post(`/agent/calculs/${runId}/choix`, ban(outside)).expect(303);
    const theirs = await latest();
    await hold(['nancy']);
    await post(`/agent/calculs/${theirs}/choix`, ban(outside)).expect(403);
    await post(`/agent/calculs/${theirs}/choix`, ban(inside)).expect(303);
    const variant = await latest();
    const kept = await service.dependencies.runs.find('demo', variant);
    expect(kept?.summary.choices.bans.map(({ vacancyId }) => vacancyId).sort()).toEqual(
      [inside.vacancyId, outside.vacancyId].sort(),
    );
    const { text } = await officer.get(`/agent/calculs/${variant}`).expect(200);
    expect(text).toContain(ban(inside).numero);
    expect(text).not.toContain(outside.vacancyId);
  });

  it('proposes for the free homes of the agency where none is chosen, and lists no run of others', async () => {
    await post('/agent/calculs', {}).expect(303);
    const own = await service.dependencies.runs.shortlists('demo', await latest());
    expect(own.map(({ homeId }) => inNancy(homeId))).toEqual(own.map(() => true));
    expect(own).toHaveLength(available.filter(({ homeId }) => inNancy(homeId)).length);
    await officer.get(`/api/v1/runs/${await latest()}/problem`).expect(200);

    const logement = available.find(({ homeId }) => !inNancy(homeId))?.id;
    await post('/agent/calculs', { jour: testDemo.date, logement }).expect(403);
    await hold(null);
    await post('/agent/calculs', { jour: testDemo.date, logement }).expect(303);
    const foreign = await latest();
    await post('/agent/calculs/scenarios', { calcul: foreign, nom: 'Ailleurs' }).expect(303);
    await hold(['nancy']);
    const { text } = await officer.get('/agent/calculs').expect(200);
    expect(text).toContain(runId);
    expect(text).not.toContain(foreign);
    expect(text).not.toContain('Ailleurs');
    await officer.get(`/agent/calculs/${foreign}`).expect(403);
    await officer.get(`/api/v1/runs/${foreign}`).expect(403);
    await post('/agent/calculs/scenarios', { calcul: foreign, nom: 'Autre' }).expect(403);
    const { body } = await officer.get('/api/v1/runs').expect(200);
    expect(body.runs.map(({ id }: { id: string }) => id)).not.toContain(foreign);
  });
});
