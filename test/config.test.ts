import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentExample, parseConfig, todayOf } from '../src/config.ts';
import { AppError } from '../src/kernel/app-error.ts';

function refusalOf(environment: Record<string, string>): AppError {
  try {
    parseConfig(environment);
  } catch (fault) {
    if (fault instanceof AppError) return fault;
  }
  throw new Error('the configuration was accepted');
}

describe('the configuration', () => {
  it('is the demonstration at its fixed date when nothing is set', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({ port: 3000, demo: true, databaseUrl: null, dataDir: '.parcours' });
    expect(todayOf(config)).toBe('2026-11-21');
  });

  it('never brings the demonstration to an outside database or to production by itself', () => {
    expect(parseConfig({ DATABASE_URL: 'postgres://u@h/d' }).demo).toBe(false);
    expect(parseConfig({ NODE_ENV: 'production' }).demo).toBe(false);
    expect(parseConfig({ NODE_ENV: 'production' }).fixedToday).toBeNull();
    expect(parseConfig({ DATABASE_URL: 'postgres://u@h/d', PARCOURS_DEMO: '1' }).demo).toBe(true);
  });

  it('tells every wrong key at once, in French', () => {
    const refusal = refusalOf({
      PORT: '99999',
      DATABASE_URL: 'mysql://h/d',
      PARCOURS_DEMO: 'yes',
      PARCOURS_TODAY: '2026-02-30',
      LOG_LEVEL: 'loud',
      METRICS_TOKEN: 'short',
    });
    expect(refusal.details.map(({ path: key }) => key)).toEqual([
      'PORT',
      'DATABASE_URL',
      'PARCOURS_DEMO',
      'PARCOURS_TODAY',
      'LOG_LEVEL',
      'METRICS_TOKEN',
    ]);
    expect(refusal.hint).toContain('LOG_LEVEL : attendu : fatal, error, warn, info, debug ou silent');
  });

  it('refuses a fixed today outside the demonstration and tests', () => {
    const environment = { PARCOURS_TODAY: '2026-01-01', PARCOURS_DEMO: '0' };
    expect(refusalOf(environment).details).toHaveLength(1);
    expect(todayOf(parseConfig({ ...environment, NODE_ENV: 'test' }))).toBe('2026-01-01');
  });

  it('reads a secret from a file, and refuses one given twice or unreadable', () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'parcours-config-')), 'token');
    writeFileSync(file, 'a-token-of-many-letters\n');
    expect(parseConfig({ METRICS_TOKEN_FILE: file }).metricsToken).toBe('a-token-of-many-letters');
    expect(refusalOf({ METRICS_TOKEN: 'another-long-token', METRICS_TOKEN_FILE: file }).details).toHaveLength(
      1,
    );
    expect(refusalOf({ SESSION_SECRET_FILE: '/nowhere' }).details[0]?.path).toBe('SESSION_SECRET_FILE');
  });

  it('asks for a sender with a mail server', () => {
    expect(refusalOf({ SMTP_URL: 'smtp://localhost:25' }).details[0]?.path).toBe('MAIL_FROM');
    expect(refusalOf({ SMTP_URL: 'https://localhost' }).details[0]?.path).toBe('SMTP_URL');
    expect(
      parseConfig({ SMTP_URL: 'smtp://localhost:25', MAIL_FROM: 'caleol@bailleur.example' }),
    ).toMatchObject({
      smtpUrl: 'smtp://localhost:25',
      mailFrom: 'caleol@bailleur.example',
    });
    expect(parseConfig({}).smtpUrl).toBeNull();
  });

  it('takes a gateway of short messages over https alone', () => {
    const url = 'https://nom:secret@sms.exemple.example/messages';
    expect(parseConfig({ SMS_URL: url }).smsUrl).toBe(url);
    expect(refusalOf({ SMS_URL: 'http://sms.exemple.example' }).details[0]?.path).toBe('SMS_URL');
    expect(parseConfig({}).smsUrl).toBeNull();
  });

  it('is described key by key in .env.example', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(environmentExample());
  });
});

describe('what goes to other machines in production', () => {
  const refused = (environment: Record<string, string>) =>
    refusalOf({ NODE_ENV: 'production', ...environment }).details.map(({ path: key }) => key);

  it('is refused in clear: PostgreSQL, its owner, Redis, clamd', () => {
    expect(
      refused({
        DATABASE_URL: 'postgres://u:secret@db.bailleur.lan/parcours',
        DATABASE_OWNER_URL: 'postgres://o:secret@db.bailleur.lan/parcours?sslmode=require',
        REDIS_URL: 'redis://10.1.2.3:6379',
        CLAMD_ADDRESS: 'antivirus.bailleur.lan:3310',
      }),
    ).toEqual(['DATABASE_URL', 'DATABASE_OWNER_URL', 'REDIS_URL', 'CLAMD_ADDRESS']);
    const { hint } = refusalOf({ NODE_ENV: 'production', REDIS_URL: 'redis://:secret@10.1.2.3' });
    expect(hint).toContain(
      'Redis est sur une autre machine (10.1.2.3) sans chiffrement : employez rediss://',
    );
    expect(hint).not.toContain('secret');
  });

  it('is taken with TLS and certificates checked, on this machine, or on a network said to be safe', () => {
    for (const environment of [
      { DATABASE_URL: 'postgres://u@db.bailleur.lan/d?sslmode=verify-full', REDIS_URL: 'rediss://10.1.2.3' },
      {
        DATABASE_URL: 'postgres://u@127.0.0.1:5432/d',
        REDIS_URL: 'redis://[::1]:6379',
        CLAMD_ADDRESS: '[::1]:3310',
      },
      { DATABASE_URL: 'postgres://u@localhost/d', CLAMD_ADDRESS: '/run/clamav/clamd.ctl' },
      {
        UNENCRYPTED_HOSTS: 'database, redis',
        DATABASE_URL: 'postgres://u@database/d',
        REDIS_URL: 'redis://redis:6379',
      },
    ]) {
      expect(parseConfig({ NODE_ENV: 'production', ...environment }).environment).toBe('production');
    }
    expect(refused({ UNENCRYPTED_HOSTS: 'redis', DATABASE_URL: 'postgres://u@database/d' })).toEqual([
      'DATABASE_URL',
    ]);
  });

  it('is left to who develops', () => {
    expect(parseConfig({ DATABASE_URL: 'postgres://u@database/d' }).databaseUrl).toContain('database');
  });
});

describe('the address of clamd', () => {
  it('is a socket of this machine or a port', () => {
    const read = (text: string) => parseConfig({ CLAMD_ADDRESS: text }).clamd;
    expect(read('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
    expect(read('127.0.0.1:3310')).toEqual({ host: '127.0.0.1', port: 3310 });
    expect(read('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
    expect(parseConfig({}).clamd).toBeNull();
    expect(refusalOf({ CLAMD_ADDRESS: 'http://10.0.0.1/' }).details.map(({ path: key }) => key)).toEqual([
      'CLAMD_ADDRESS',
    ]);
  });
});
