import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import type { RunResult } from '../../../src/matching/run-result.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

describe('preparing a session', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  const runIds = async () => (await service.dependencies.runs.list('demo', 50)).map(({ id }) => id);
  const resultOf = async (runId: string): Promise<RunResult> => {
    const result = await service.dependencies.runs.result('demo', runId);
    if (!result) throw new Error('no such run');
    return result;
  };
  const submit = async (path: string, fields: Record<string, unknown>) => {
    const page = await agent.get('/agent/calculs').expect(200);
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    return agent
      .post(path)
      .type('form')
      .send({ _csrf, ...fields });
  };
  beforeAll(async () => {
    service = await testService();
    agent = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await agent.post('/api/v1/sessions').send(credentials).expect(201);
    await submit('/agent/calculs', {}).then(({ status }) => expect(status).toBe(303));
  });
  afterAll(() => service.stop());

  it('proposes for the chosen homes on the chosen day, and replays that run to the byte', async () => {
    const page = await agent.get('/agent/calculs/nouvelle').expect(200);
    const homes = [...page.text.matchAll(/name="logement" value="([^"]+)"/g)].map(([, id]) => id ?? '');
    const available = testDemo.vacancies.filter(({ status }) => status === 'available').map(({ id }) => id);
    expect(homes).toEqual(expect.arrayContaining(available));
    const chosen = available.slice(0, 2);
    const jour = '2026-11-26';
    expect((await submit('/agent/calculs', { jour, logement: chosen })).status).toBe(303);
    const [newest] = await runIds();
    const result = await resultOf(newest!);
    expect(result.date).toBe(jour);
    expect(result.shortlists.map(({ vacancyId }) => vacancyId).sort()).toEqual([...chosen].sort());
    expect(await service.dependencies.calculations.replay({ landlordId: 'demo', runId: newest! })).toEqual({
      same: true,
      differences: [],
    });
  });

  it('takes a form clicked twice as one', async () => {
    const before = (await runIds()).length;
    const once = { _key: randomUUID() };
    const clicks = [submit('/agent/calculs', once), submit('/agent/calculs', once)];
    expect((await Promise.all(clicks)).map(({ status }) => status)).toEqual([303, 303]);
    expect(await runIds()).toHaveLength(before + 1);
  });

  it('refuses a day gone by, a day too far, and no home at all', async () => {
    const [logement] = testDemo.vacancies.filter(({ status }) => status === 'available').map(({ id }) => id);
    for (const fields of [
      { jour: '2026-11-20', logement },
      { jour: '2027-06-01', logement },
      { jour: '2026-11-26' },
      { jour: '2026-11-26', logement: 'VAC-nowhere' },
    ]) {
      const before = (await runIds()).length;
      expect((await submit('/agent/calculs', fields)).status).toBeGreaterThanOrEqual(400);
      expect(await runIds()).toHaveLength(before);
    }
  });

  it('replaces a candidate by one of the next in one gesture, and keeps the homes of the session', async () => {
    const proposal = (await runIds()).at(-1)!;
    const before = await resultOf(proposal);
    const list = before.shortlists.find(({ entries, next }) => entries.length > 1 && next.length > 0)!;
    const leaving = list.entries[1]!.sheet.number;
    const coming = list.next[0]!.number;
    const fields = { geste: 'remplacer', logement: list.vacancyId, numero: leaving, remplacant: coming };
    const done = await submit(`/agent/calculs/${proposal}/choix`, { ...fields, motif: 'A renoncé : loyer' });
    expect(done.status).toBe(303);
    const [variant] = await runIds();
    const after = await resultOf(variant!);
    const entries = after.shortlists.find(({ vacancyId }) => vacancyId === list.vacancyId)!.entries;
    expect(entries.find(({ rank }) => rank === 2)).toMatchObject({ pinned: true, sheet: { number: coming } });
    expect(entries.map(({ sheet }) => sheet.number)).not.toContain(leaving);
    expect(after.shortlists).toHaveLength(before.shortlists.length);
    const page = await agent.get(`/agent/calculs/${variant}/logements/${list.vacancyId}`).expect(200);
    expect(page.text).toContain('Ce que vos choix changent, tous objectifs');
    expect(page.text).toContain(`/agent/dossiers/${service.dependencies.files.of(coming)}`);
    const gone = await submit(`/agent/calculs/${variant}/choix`, { ...fields, motif: 'Encore une fois' });
    expect(gone.status).toBe(409);
  });

  it('names a scenario once, and shows two of them side by side', async () => {
    const [variant] = await runIds();
    const proposal = (await runIds()).at(-1)!;
    const named = await Promise.all([
      submit('/agent/calculs/scenarios', { calcul: variant, nom: 'Avec un remplacement' }),
      submit('/agent/calculs/scenarios', { calcul: variant, nom: 'Avec un remplacement' }),
    ]);
    expect(named.map(({ status }) => status)).toEqual([303, 303]);
    const taken = await submit('/agent/calculs/scenarios', { calcul: proposal, nom: 'Avec un remplacement' });
    expect(taken.status).toBe(409);
    expect(await service.dependencies.scenarios.list('demo')).toHaveLength(1);
    const page = await agent.get(`/agent/calculs/comparer?a=${proposal}&b=${variant}`).expect(200);
    expect(page.text).toContain('Avec un remplacement');
    expect(page.text).toMatch(/1\u00a0logement change et|logements changent et/);
    expect(page.text).toContain('fixé');
    await agent.get('/agent/calculs/comparer?a=1&b=2').expect(400);
  });
});
