/** What anyone reads of freed homes: the list, its search, one home, its picture, without an account. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestService, testDemo, testService } from '../../support/service.ts';

describe('the public adverts', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());
  const get = async (path: string) => (await request(service.app).get(path).expect(200)).text;

  it('lists first', async () => {
    const { writeFileSync } = await import('node:fs');
    const text = await get('/annonces');
    writeFileSync('/tmp/adv-list.html', text);
    const id = /href="\/annonces\/([0-9a-f-]{36})"/.exec(text)?.[1] ?? '';
    writeFileSync('/tmp/adv-one.html', await get(`/annonces/${id}`));
    expect(text).toContain(testDemo.date.slice(0, 4));
    const media = /src="(\/annonces\/[^"]+\/images\/[^"]+)"/.exec(text)?.[1] ?? '';
    writeFileSync('/tmp/adv-plan.png', (await request(service.app).get(media).expect(200)).body);
  });
});
