import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestService, testService } from '../../support/service.ts';

describe('the board of freed homes', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  beforeAll(async () => {
    service = await testService();
    agent = request.agent(service.app);
    await agent
      .post('/api/v1/sessions')
      .send({ email: 'agent@demo.example', password: 'demo-parcours' })
      .expect(201);
  });
  afterAll(() => service.stop());

  const homeOfStage = async (stage: string) => {
    const page = await agent.get(`/agent/logements?etape=${stage}`).expect(200);
    const path = /href="(\/agent\/logements\/VAC-[^"?/]+)"/.exec(page.text)?.[1];
    if (!path) throw new Error(`no home at the stage ${stage}`);
    return path;
  };
  const formOf = async (path: string) => {
    const page = await agent.get(path).expect(200);
    return {
      text: page.text,
      _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
      version: /name="version" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
    };
  };

  it('records an exit visit once, tells the second person who did it, and keeps the act', async () => {
    const path = await homeOfStage('notice');
    const { _csrf, version } = await formOf(path);
    const form = { _csrf, version, geste: 'exitVisit', date: '2026-11-20' };
    await agent.post(path).type('form').send(form).expect(303);
    await agent.post(path).type('form').send(form).expect(303);
    const late = await agent
      .post(path)
      .type('form')
      .send({ ...form, date: '2026-11-19' })
      .expect(409);
    expect(late.text).toMatch(/Visite de sortie, par Camille Weber, le \d\d\/\d\d\/\d{4} à \d\d:\d\d/);
    const after = await formOf(path);
    expect(after.text).toContain('Visite de sortie faite');
    expect(after.text.match(/<th scope="row">Visite de sortie/g)).toHaveLength(1);
  });
});
