/** Whoever is sent to the next page finds there what the last one kept, however slow the database is to write it. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoTenant } from '../../db/demo/tenant.ts';
import { createApp } from '../../src/http/app.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

describe('an answer that sends the browser elsewhere', () => {
  let service: TestService;
  let server: Server;
  let url = '';
  let cookie = '';
  let token = '';
  /** What happened to the session of the request, in its order. */
  let events: string[] = [];
  let writing: () => Promise<void> = async () => {};
  beforeAll(async () => {
    service = await testService();
    const { webSessions } = service.dependencies;
    const slow: typeof webSessions = {
      ...webSessions,
      rewrite: async (...row) => {
        await writing();
        await webSessions.rewrite(...row);
        events.push('written');
      },
    };
    server = createApp({ ...service.dependencies, webSessions: slow }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    url = `http://127.0.0.1:${address.port}`;
  });
  beforeEach(async () => {
    writing = async () => {};
    const page = await fetch(`${url}/demandeur/acces`, { headers: { accept: 'text/html' } });
    cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    events = [];
  });
  afterAll(async () => {
    server.close();
    await service.stop();
  });
  /** Gives the answer as soon as its head is there, which is when a browser moves on. */
  const askCode = async () => {
    const answer = await fetch(`${url}/demandeur/acces`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ numero: demoTenant(testDemo).number, _csrf: token }),
    });
    events.push('answered');
    return answer;
  };

  it('leaves once the session is written, and writes it once', async () => {
    writing = () => setTimeout(200);
    const answer = await askCode();
    await answer.text();
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/demandeur/acces/code']);
    expect(events).toEqual(['written', 'answered']);
    const next = await fetch(`${url}/demandeur/acces/code`, { headers: { cookie }, redirect: 'manual' });
    expect(await next.text()).toContain('Entrer le code');
  });

  it('says the fault instead of sending to a page that knows nothing of it', async () => {
    writing = async () => {
      throw new Error('the disk is full');
    };
    const answer = await askCode();
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('Une panne a empêché de répondre');
  });

  it('is the same after a way out, which leaves no session to write', async () => {
    const answer = await fetch(`${url}/demandeur/quitter`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _csrf: token }),
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/demandeur/quitter']);
    await answer.text();
    expect(events).toEqual([]);
  });

  it('writes nothing where the request kept nothing', async () => {
    const answer = await fetch(`${url}/demandeur/acces/code`, { headers: { cookie }, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/demandeur/acces']);
    await answer.text();
    expect(events).toEqual([]);
  });
});
