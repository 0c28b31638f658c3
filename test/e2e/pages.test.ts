/** The pages in a real browser, on the whole service. One service for all: it takes seconds to start. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoEmails } from '../../src/access/demo-accounts.ts';
import { testDemo } from '../support/service.ts';
import { asking } from './asking.ts';
import { fitness } from './fitness.ts';
import { keyboard } from './keyboard.ts';
import { preparing } from './preparing.ts';
import { chromiumPath, type Site, startSite } from './site.ts';
import { typing } from './typing.ts';

// In CI the suite installs chromium: its absence there is a fault, not a reason to skip.
// biome-ignore lint/style/noProcessEnv: whether this is CI is no configuration of the service
const inCi = process.env.CI !== undefined;
const skipped = chromiumPath === undefined && !inCi;
if (skipped) process.stderr.write('chromium absent : les tests des pages dans un navigateur sont SAUTÉS\n');

describe.skipIf(skipped)('the pages, in a browser', { timeout: 120_000 }, () => {
  let started: Site;
  const site = (): Site => started;
  beforeAll(async () => {
    if (chromiumPath === undefined) throw new Error('CI needs chromium: apt-get install chromium');
    started = await startSite();
  }, 180_000);
  afterAll(() => started?.stop(), 60_000);

  preparing(site);
  asking(site);
  typing(site);
  fitness(site);
  keyboard(site);

  describe('the log of all these visits', () => {
    it('holds no number, name, mailbox or income of anyone, and no field that could', () => {
      const lines = site().log().trim().split('\n');
      expect(lines.length).toBeGreaterThan(100);
      const entries = lines.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
      const fields = new Set(entries.flatMap((entry) => Object.keys(entry)));
      expect([...fields].filter((field) => !harmlessFields.includes(field))).toEqual([]);
      const log = lines.join('\n');
      const leaked = testDemo.applications.flatMap(({ number, name }) =>
        [number, name].filter((datum) => datum !== null && log.includes(datum)),
      );
      expect(leaked).toEqual([]);
      expect(demoEmails.filter((email) => log.includes(email))).toEqual([]);
      expect(log).not.toContain('Déjà relogé');
    });
  });
});

/** What a line may hold: where and how long, never who. */
const harmlessFields: readonly string[] = [
  'level',
  'time',
  'msg',
  'requestId',
  'reqId',
  'jobId',
  'method',
  'route',
  'status',
  'milliseconds',
  'kind',
  'outcome',
  // Which daily act ran, and how many rows it changed.
  'act',
  'changed',
  // How many e-mails left, and how many will be tried again.
  'sent',
  'failed',
  'homes',
  'applications',
];
