import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { type TestService, testService } from '../../support/service.ts';

const plain = (text: string): string => text.replace(/&nbsp;|[\u00a0\u202f]/g, ' ');

describe('studies of another policy, on the demonstration', () => {
  let service: TestService;
  let officer: ReturnType<typeof request.agent>;
  beforeAll(async () => {
    service = await testService();
    officer = request.agent(service.app);
    const { text } = await officer.get('/connexion');
    const email = 'agent@demo.example';
    await officer
      .post('/connexion')
      .type('form')
      .send({ _csrf: csrfOf(text), email, password: demoPassword });
  });
  afterAll(() => service.stop());

  const csrfOf = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const form = async (fields: Record<string, string>) => {
    const { text } = await officer.get('/agent/etudes').expect(200);
    const _key = /name="_key" value="([^"]+)"/.exec(text)?.[1] ?? '';
    return { _csrf: csrfOf(text), _key, ...fields };
  };

  it('a study that changes nothing is refused in words', async () => {
    const answer = await officer
      .post('/agent/etudes')
      .type('form')
      .send(await form({ titre: 'Rien' }));
    expect(answer.status).toBe(400);
    expect(plain(answer.text)).toContain('Rien ne change dans cette étude');
  });

  it('a study of DALO at 0 points and of a demolition is played once, and says who gains and who loses', async () => {
    const { residences } = await service.dependencies.studies.choices('demo', service.dependencies.today());
    const sent = await form({
      titre: 'Sans points DALO, une tour de moins',
      critere1: 'demo-general dalo',
      points1: '0',
      residence: residences[0]!.name,
      logements: '10',
    });
    const first = await officer.post('/agent/etudes').type('form').send(sent).expect(303);
    const again = await officer.post('/agent/etudes').type('form').send(sent).expect(303);
    expect(again.headers.location).toBe(first.headers.location);
    const address = first.headers.location ?? '';
    const [job] = await service.dependencies.jobs.list('demo', 'study', 5);
    await service.dependencies.jobs.settled('demo', job!.id);
    const text = plain((await officer.get(address).expect(200)).text);
    expect(text).toContain('Ce que les gens vivent');
    expect(text).toContain('Qui y gagne, qui y perd');
    expect(text).toContain('situation prioritaire (L441-1)');
    expect(text).not.toMatch(/nationalité :|LGT-|057\d{15}/);
    const study = (await service.dependencies.studies.list('demo'))[0]!;
    expect(study.result?.before.justifiedEnvy).toBe(0);
    expect(study.result?.after.justifiedEnvy).toBe(0);
    const tenants = study.result?.classes.filter(({ by }) => by === 'transfer') ?? [];
    const all = tenants.reduce((sum, { applicants }) => sum + applicants, 0);
    expect(all).toBeGreaterThan(study.result!.applicants);
    for (const row of study.result!.classes) {
      expect(row.housedAfter).toBe(row.housedBefore + row.gain - row.lose);
    }
  });

  it('for a board, the year as it is stands beside the order of the grid', async () => {
    const { text } = await officer.get('/agent/etudes').expect(200);
    const card = /<h2>Pour le conseil[\s\S]*/.exec(text)?.index ?? 0;
    const before = text.slice(0, card);
    const _key = before.slice(before.lastIndexOf('name="_key"')).match(/value="([^"]+)"/)?.[1] ?? '';
    const sent = { _csrf: csrfOf(text), _key, contre: 'gridOrder', titre: 'Conseil' };
    const { headers } = await officer.post('/agent/etudes').type('form').send(sent).expect(303);
    const [job] = await service.dependencies.jobs.list('demo', 'study', 5);
    await service.dependencies.jobs.settled('demo', job!.id);
    const page = plain((await officer.get(headers.location ?? '').expect(200)).text);
    expect(page).toContain('Ordre de la grille');
    const study = (await service.dependencies.studies.list('demo'))[0]!;
    // The order of the grid is its own measure; the engine may depart from it, and says what for.
    expect(study.result?.before.board.ranksAsGrid.count).toBe(study.result?.before.board.ranksAsGrid.of);
    expect(study.result?.after.justifiedEnvy).toBe(0);
  });

  it('the study of nobody is not found', async () => {
    await officer.get('/agent/etudes/0190d0c0-0000-7000-8000-000000000000').expect(404);
  });
});
