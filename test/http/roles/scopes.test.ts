import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { setAccount } from '../../support/accounts.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { rights } from './rights.ts';

const placed = Object.values(rights)
  .flatMap((routes) => routes ?? [])
  .filter((route) => /\/agent\/(logements\/:|suites\/:|dossiers\/:)/.test(route));

describe('an officer held to the agency of Nancy', () => {
  let service: TestService;
  let officer: ReturnType<typeof request.agent>;
  let csrf = '';
  const homeIn = new Map(testDemo.homes.map(({ id, insee }) => [id, insee]));
  const nancy = new Set(testDemo.committee.agencies.find(({ id }) => id === 'nancy')?.communes);
  const vacancyWhere = (inside: boolean) =>
    testDemo.vacancies.find(
      ({ status, homeId }) => status === 'available' && nancy.has(homeIn.get(homeId) ?? '') === inside,
    )?.id ?? '';
  const fileWhere = (inside: boolean) => {
    const found = testDemo.applications.find(({ wishes, current }) => {
      const places = [...wishes.communes, ...(current.insee === null ? [] : [current.insee])];
      return inside ? places.every((insee) => nancy.has(insee)) : places.every((insee) => !nancy.has(insee));
    });
    return service.dependencies.files.of(found?.number ?? '');
  };
  const statusOf = async (route: string, inside: boolean): Promise<number> => {
    const [method, path = ''] = route.split(' ');
    const address = path
      .replace(':vacancyId', vacancyWhere(inside))
      .replace(':ref', fileWhere(inside))
      .replace(':visitId', '01900000-0000-7000-8000-000000000000');
    if (method === 'GET') return (await officer.get(address)).status;
    return (await officer.post(address).type('form').send({ _csrf: csrf })).status;
  };

  beforeAll(async () => {
    service = await testService();
    await setAccount(service.database.db, 'agent@demo.example', { agencyIds: ['nancy'], communes: [] });
    officer = request.agent(service.app);
    await officer
      .post('/api/v1/sessions')
      .send({ email: 'agent@demo.example', password: demoPassword })
      .expect(201);
    csrf = /name="_csrf" value="([^"]+)"/.exec((await officer.get('/')).text)?.[1] ?? '';
  });
  afterAll(() => service.stop());

  it('finds no home or file of another agency open, by any of the addresses that name one', async () => {
    const open: string[] = [];
    expect(placed.length).toBeGreaterThan(15);
    for (const route of placed) {
      const status = await statusOf(route, false);
      if (status !== 403) open.push(`${route} : ${status}`);
    }
    expect(open).toEqual([]);
  });

  it('works on the homes and files of the agency', async () => {
    const closed: string[] = [];
    for (const route of placed) {
      const status = await statusOf(route, true);
      if (status === 403 || status >= 500) closed.push(`${route} : ${status}`);
    }
    expect(closed).toEqual([]);
  });

  it('lists only homes of the agency on the board', async () => {
    const { text } = await officer.get('/agent/logements').expect(200);
    const shown = [...text.matchAll(/\/agent\/logements\/(VAC-[^"/?#]+)/g)].map(([, id = '']) => id);
    expect(shown.length).toBeGreaterThan(0);
    const homeOf = new Map(testDemo.vacancies.map(({ id, homeId }) => [id, homeId]));
    expect(shown.filter((id) => !nancy.has(homeIn.get(homeOf.get(id) ?? '') ?? ''))).toEqual([]);
  });

  it('orients no home of another agency', async () => {
    const answer = await officer
      .post('/agent/orientation/decision')
      .type('form')
      .send({
        _csrf: csrf,
        _key: '01900000-0000-7000-8000-000000000001',
        logement: vacancyWhere(false),
        destination: 'own',
        conseil: '',
        motif: '',
        precision: '',
        jours: '0',
      });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).toMatch(/périmètre|corriger/);
  });
});
