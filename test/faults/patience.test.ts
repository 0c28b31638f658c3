/** What people are told while the database is away, silent or slow: the fast half of `npm run faults`. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cable, layCable } from '../../bench/faults/proxy.ts';
import { connect } from '../../db/connection.ts';
import { isAnswering } from '../../db/health.ts';
import { accessStores } from '../../db/stores/access-stores.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { createApp } from '../../src/http/app.ts';
import { testEncryption } from '../support/postgres.ts';
import { type TestService, testService } from '../support/service.ts';

describe('the service while its database does not answer', () => {
  let service: TestService;
  let cable: Cable;
  let close: () => Promise<void>;
  let browser: ReturnType<typeof request.agent>;
  beforeAll(async () => {
    service = await testService();
    const url = new URL(service.database.url);
    cable = await layCable(Number(url.port));
    url.port = String(cable.port);
    const cabled = connect(url.href, testEncryption);
    close = cabled.close;
    const app = createApp({
      ...service.dependencies,
      ...accessStores(cabled.db),
      checks: { database: () => isAnswering(cabled.db) },
    });
    browser = request.agent(app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
  });
  afterAll(async () => {
    cable?.thaw();
    await cable?.stop();
    await close?.();
    await service?.stop();
  });

  const page = () => browser.get('/agent/seances').set('accept', 'text/html');

  it('says in words that the database is away and when to come back, without signing anyone out', async () => {
    cable.freeze();
    const away = await page().expect(503);
    cable.thaw();
    expect(away.text).toContain('ne joint plus sa base de données');
    expect(away.text).toContain('rechargez la page');
    expect(away.text).not.toContain('/connexion');
    expect(away.headers['retry-after']).toBe('30');
    expect(away.headers['set-cookie']).toBeUndefined();
    await page().expect(200);
  });

  it('tells a program the same as a problem, and whoever watches that it is not ready', async () => {
    cable.freeze();
    const [problem, ready] = await Promise.all([browser.get('/api/v1/runs'), browser.get('/readyz')]);
    cable.thaw();
    expect(problem.type).toBe('application/problem+json');
    expect(problem.body).toMatchObject({ status: 503, code: 'unavailable' });
    expect(ready.status).toBe(503);
    expect(ready.body.checks).toMatchObject({ database: false });
    await browser.get('/api/v1/runs').expect(200);
  });

  it('lives on after its connections broke under it, and serves by new ones', async () => {
    await page().expect(200);
    cable.cut();
    const statuses = new Set<number>();
    for (let tries = 0; tries < 10 && !statuses.has(200); tries += 1) statuses.add((await page()).status);
    expect([...statuses].every((status) => status === 200 || status === 503)).toBe(true);
    expect(statuses.has(200)).toBe(true);
  });
});
