/** The address is checked where the connection is made: a name that changes its mind gains nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedPost, type Resolve } from '../../src/jobs/webhooks/guarded-post.ts';
import { type WebhookReceiver, webhookReceiver } from '../support/webhook-receiver.ts';

describe('a message to another system', () => {
  let receiver: WebhookReceiver;
  let port = '';
  beforeAll(async () => {
    receiver = await webhookReceiver();
    port = new URL(receiver.url).port;
  });
  afterAll(() => receiver.stop());

  const open = { allowedHosts: [], httpsOnly: false };
  /** A resolver that answers each question with the next of its addresses. */
  const names = (...answers: readonly (readonly string[])[]): Resolve => {
    let asked = 0;
    return (_host, done) => {
      const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
  };
  const post = (host: string, resolve: Resolve, rule: Parameters<typeof guardedPost>[0] = open) =>
    guardedPost(rule, { seconds: 2, resolve })({
      url: `http://${host}:${port}/x`,
      headers: {},
      body: '{"é":1}',
    });

  it.each([
    ['the service itself', '127.0.0.1'],
    ['a private network', '10.0.0.1'],
    ['the metadata of the machine', '169.254.169.254'],
    ['IPv6 of the machine', '::1'],
    ['IPv4 inside IPv6', '::ffff:127.0.0.1'],
  ])('does not reach %s through a public name', async (_what, address) => {
    const met = await post('erp.bailleur.example', names([address]));
    expect(met).toEqual({ outcome: 'forbiddenAddress', status: null, excerpt: null });
    expect(receiver.received).toEqual([]);
  });

  it('reaches nothing where one of several addresses is refused', async () => {
    const met = await post('erp.bailleur.example', names(['93.184.215.14', '127.0.0.1']));
    expect(met.outcome).toBe('forbiddenAddress');
  });

  it('asks for the name once, and connects to that answer: rebinding it afterwards changes nothing', async () => {
    // The first answer is what is checked and connected to: the second would be public.
    const met = await post('erp.bailleur.example', names(['127.0.0.1'], ['93.184.215.14']));
    expect(met.outcome).toBe('forbiddenAddress');
    expect(receiver.received).toEqual([]);
  });

  it('reaches a private system that the operator opened by its name', async () => {
    const rule = { ...open, allowedHosts: [`erp.bailleur.lan:${port}`] };
    expect((await post('erp.bailleur.lan', names(['127.0.0.1']), rule)).outcome).toBe('delivered');
    expect(receiver.received.pop()?.body.toString('utf8')).toBe('{"é":1}');
    const metadata = await post('erp.bailleur.lan', names(['169.254.169.254']), rule);
    expect(metadata.outcome).toBe('forbiddenAddress');
    expect((await post('autre.bailleur.lan', names(['127.0.0.1']), rule)).outcome).toBe('forbiddenAddress');
  });

  it('does not connect to a private address written as one', async () => {
    expect((await post('127.0.0.1', names([]))).outcome).toBe('forbiddenAddress');
    expect((await post('[::1]', names([]))).outcome).toBe('forbiddenAddress');
  });

  it('does not leave in clear in production', async () => {
    const rule = { allowedHosts: ['127.0.0.1'], httpsOnly: true };
    expect((await post('127.0.0.1', names([]), rule)).outcome).toBe('forbiddenAddress');
  });

  const openssl = spawnSync('openssl', ['version']).status === 0;
  it.skipIf(!openssl)(
    'does not leave for a certificate that nobody vouches for (where openssl is there)',
    async () => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-tls-'));
      const [keyFile, certFile] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
      const self = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
      const subject = ['-days', '1', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
      spawnSync('openssl', [...self, '-keyout', keyFile, '-out', certFile, ...subject]);
      let reached = 0;
      const server = createServer(
        { key: readFileSync(keyFile), cert: readFileSync(certFile) },
        (_, answer) => {
          reached += 1;
          answer.end();
        },
      );
      rmSync(folder, { recursive: true });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
      const rule = { allowedHosts: ['127.0.0.1'], httpsOnly: true };
      const url = `https://127.0.0.1:${address.port}/x`;
      const met = await guardedPost(rule, { seconds: 2 })({ url, headers: {}, body: '{}' });
      server.close();
      expect(met.outcome).toBe('tls');
      expect(reached).toBe(0);
    },
  );

  it('says in one word what it met: an unknown name, a closed port, an answer that is no TLS', async () => {
    expect((await post('erp.bailleur.example', names([]))).outcome).toBe('unknownHost');
    const rule = { allowedHosts: ['127.0.0.1'], httpsOnly: false };
    const to = (url: string) => guardedPost(rule, { seconds: 2 })({ url, headers: {}, body: '{}' });
    expect((await to('http://127.0.0.1:9/x')).outcome).toBe('unreachable');
    expect((await to(`https://127.0.0.1:${port}/x`)).outcome).toBe('tls');
  });
});
