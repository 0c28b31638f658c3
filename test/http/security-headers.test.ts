/** What every answer tells the browser, and what the pages never hold. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetUrl } from '../../src/http/assets.ts';
import { type TestService, testService } from '../support/service.ts';
import { browserAt, signInAs } from './account/browser.ts';

const paths = ['/', '/connexion', '/regles', '/annonces', '/demandeur/acces', '/nulle-part', '/api/v1/runs'];

describe('in production, behind https', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://parcours.test',
      SECOND_FACTOR: 'offered',
    });
  });
  afterAll(() => service.stop());
  const get = (path: string) =>
    request(service.app).get(path).set('accept', 'text/html').set('x-forwarded-proto', 'https');

  it.each([...paths, assetUrl('parcours.css')])('%s says what a browser may do with it', async (path) => {
    const { headers } = await get(path);
    const policy = String(headers['content-security-policy']);
    expect(policy.split(';').sort()).toEqual(
      [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "manifest-src 'self'",
        'report-to csp',
        'report-uri /csp',
        "script-src 'self'",
        "style-src 'self'",
      ].sort(),
    );
    expect(headers['strict-transport-security']).toMatch(/max-age=(\d{8,})/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  });

  it('gives a session cookie that no script reads, that no other host sets, that leaves over https only', async () => {
    const browser = browserAt(service.app, '198.51.100.1').set('x-forwarded-proto', 'https');
    const { headers } = await signInAs(browser, 'agent');
    const cookies = [headers['set-cookie']].flat().map(String);
    const session = cookies.find((line) => line.startsWith('__Host-parcours='));
    expect(session).toMatch(/; Path=\/;.*HttpOnly; Secure; SameSite=Lax$/);
    expect(session).not.toMatch(/domain/i);
    for (const line of cookies) expect(line).toMatch(/HttpOnly; Secure; SameSite=Lax/);
  });

  it('opens no session over plain http', async () => {
    const { headers } = await signInAs(browserAt(service.app, '198.51.100.2'), 'agent');
    expect([headers['set-cookie']].flat().join()).not.toContain('__Host-parcours');
  });
});

describe('the pages', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());

  it('hold no script, style or handler of their own', async () => {
    const officer = browserAt(service.app, '198.51.100.1');
    await signInAs(officer, 'agent');
    const own = [
      '/agent',
      '/agent/logements',
      '/compte/securite',
      '/compte/securite/codes',
      '/compte/jetons',
    ];
    for (const path of [...paths, ...own]) {
      const { text } = await officer.get(path).set('accept', 'text/html');
      expect(text, path).not.toMatch(/<script(?![^>]*\ssrc=")|<style|\sstyle="|\son[a-z]+="|javascript:/i);
    }
  });

  it('of those who work are kept by no cache on the way', async () => {
    const officer = browserAt(service.app, '198.51.100.2');
    await signInAs(officer, 'agent');
    for (const path of [
      '/agent',
      '/compte/securite',
      '/compte/securite/codes',
      '/compte/jetons',
      '/connexion',
    ]) {
      const { headers } = await officer.get(path).set('accept', 'text/html');
      expect(headers['cache-control'], path).toBe('no-store');
    }
  });

  it('answer no method that they do not have, and never echo a request', async () => {
    for (const method of ['trace', 'put', 'delete', 'patch'] as const) {
      const { status } = await request(service.app)[method]('/connexion');
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });

  it('and the API let no other origin read them', async () => {
    const answer = await request(service.app)
      .get('/api/v1/openapi.json')
      .set('origin', 'https://evil.example');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});
