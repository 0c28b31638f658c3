import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestService, testService } from '../../support/service.ts';

const plain = (text: string): string => text.replace(/&nbsp;|[\u00a0\u202f]/g, ' ');

describe('the public rules, on a real database', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());

  it('say what the machine does, what it does not decide, its data and its tie-break, to anyone', async () => {
    const page = await request(service.app).get('/regles').expect(200);
    for (const words of [
      'Elle ne décide pas',
      'd’où elles viennent',
      'À égalité',
      'facile-a-lire/mes-points',
    ]) {
      expect(page.text).toContain(words);
    }
    expect(plain(page.text)).toContain('Règles en vigueur le 21 novembre 2026');
    expect(Buffer.byteLength(page.text)).toBeLessThan(100_000);
  });

  it('are read as they stood on a past day, which the page says', async () => {
    const page = await request(service.app).get('/regles?le=2020-03-01').expect(200);
    expect(plain(page.text)).toContain('Règles du 1er mars 2020');
    await request(service.app).get('/regles?le=hier').expect(400);
  });

  it('name each day on which they changed, and what changed', async () => {
    const page = await request(service.app).get('/regles/versions').expect(200);
    expect(page.text).toContain('Première version publiée ici.');
    expect(page.text).toMatch(/\/regles\?le=\d{4}-\d{2}-\d{2}/);
    expect(Buffer.byteLength(page.text)).toBeLessThan(100_000);
  });
});
