/** Reports of what browsers refused on our pages: counted, logged without an address, worth nothing to who floods. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestService, testService } from '../support/service.ts';

describe('reports of the content policy', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());

  const send = (body: unknown, type = 'application/csp-report', address = '198.51.100.50') =>
    request(service.app)
      .post('/csp')
      .set('content-type', type)
      .set('x-forwarded-for', address)
      .send(JSON.stringify(body));
  const report = (page: string, blocked: string, directive = 'script-src-elem') => ({
    'csp-report': { 'effective-directive': directive, 'blocked-uri': blocked, 'document-uri': page },
  });
  const counted = async (directive: string) => {
    const { values } = await service.dependencies.metrics.cspReports.get();
    return values.find(({ labels }) => labels.directive === directive)?.value ?? 0;
  };

  it('are asked for by every page, in the two ways that browsers know', async () => {
    const { headers } = await request(service.app).get('/').expect(200);
    expect(headers['content-security-policy']).toContain('report-to csp');
    expect(headers['content-security-policy']).toContain('report-uri /csp');
    expect(headers['reporting-endpoints']).toBe('csp="/csp"');
  });

  it('are taken without a session or a token, which a browser does not send', async () => {
    const { headers } = await send(report('https://parcours.example/agent', 'inline')).expect(204);
    expect(headers['set-cookie']).toBeUndefined();
    expect(await counted('script-src-elem')).toBe(1);
  });

  it('leave no address of a file, nor what was typed in one', async () => {
    const page = 'https://parcours.example/agent/dossiers/REFERENCE-SECRETE?nom=DUPONT';
    await send(report(page, 'https://evil.example/vol?cookie=MARTIN', 'img-src')).expect(204);
    const several = [
      {
        type: 'csp-violation',
        body: { effectiveDirective: 'style-src-attr', blockedURL: 'inline', documentURL: page },
      },
      { type: 'deprecation', body: {} },
    ];
    await send(several, 'application/reports+json').expect(204);
    expect([await counted('img-src'), await counted('style-src-attr')]).toEqual([1, 1]);
    const log = service.log();
    expect(log).toContain('"blocked":"https://evil.example"');
    expect(log).toContain('"page":"/agent"');
    expect(log).not.toMatch(/REFERENCE-SECRETE|DUPONT|MARTIN/);
  });

  it('that are something else are refused, and make no label of the metrics', async () => {
    await send({ hello: 'you' }).expect(400);
    await send(report('x', 'y', 'chosen-by-a-stranger')).expect(204);
    expect(await counted('chosen-by-a-stranger')).toBe(0);
    expect(await counted('other')).toBe(1);
    await send(report('x', 'y'.repeat(20_000))).expect(400);
    await request(service.app).post('/csp').type('form').send('a=1').expect(400);
  });

  it('of one address are soon too many', async () => {
    const statuses = new Set<number>();
    for (let index = 0; index < 40; index += 1) {
      statuses.add((await send(report('x', 'inline'), undefined, '198.51.100.51')).status);
    }
    expect(statuses).toEqual(new Set([204, 429]));
    await send(report('x', 'inline'), undefined, '198.51.100.52').expect(204);
  });
});
