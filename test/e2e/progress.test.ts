/** A long task in a browser: its bar moves under the eyes of who waits, and the page shows what came of it. */
import { createServer, type Server } from 'node:http';
import { sql } from 'drizzle-orm';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';
import { chromiumPath } from './site.ts';

// biome-ignore lint/style/noProcessEnv: whether this is CI is no configuration of the service
const inCi = process.env.CI !== undefined;
const skipped = chromiumPath === undefined && !inCi;
if (skipped)
  process.stderr.write('chromium absent : l’avancement d’une tâche dans un navigateur est SAUTÉ\n');

const timeout = 120_000;

describe.skipIf(skipped)('a long task', { timeout }, () => {
  let service: TestService;
  let server: Server;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    if (chromiumPath === undefined) throw new Error('CI needs chromium: apt-get install chromium');
    service = await testService();
    server = createServer(service.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  }, timeout);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await service?.stop();
  });

  const ask = (words: ReturnType<typeof sql>) =>
    withLandlord(service.database.db, 'demo', (tx) => tx.execute(words));
  /** A run that somebody else's process works on: nothing here ends it. */
  async function runUnderWay(): Promise<string> {
    const parameters = { date: testDemo.date, snapshotOf: null, pins: [], bans: [] };
    const id = await jobStore(service.database.db).create({
      landlordId: 'demo',
      kind: 'run-session',
      parameters,
      requestedBy: null,
    });
    await ask(sql`update jobs set state = 'running', progress = 0.25, step = 'Recherche des candidats',
      beat_at = now() + interval '1 hour' where id = ${id}`);
    return id;
  }
  async function officer(javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled });
    const answer = await context.request.post(`${url}/api/v1/sessions`, {
      data: { email: 'agent@demo.example', password: demoPassword },
    });
    expect(answer.status()).toBe(201);
    const page = await context.newPage();
    await page.goto(`${url}/agent/calculs`);
    return page;
  }

  it('moves its bar and changes its words, then shows the page again once it is over', async () => {
    const id = await runUnderWay();
    const page = await officer(true);
    const block = page.locator(`[data-progress="${id}"]`);
    expect(await block.locator('progress').getAttribute('value')).toBe('0.25');
    // Gone as soon as the page is read again.
    await page.locator('body').evaluate((body) => body.setAttribute('data-first', 'yes'));
    await ask(sql`update jobs set progress = 0.5, step = 'Recherche des prix' where id = ${id}`);
    await block.getByText('Recherche des prix').waitFor();
    expect(await block.locator('[data-percent]').textContent()).toBe('50\u00a0%');
    expect(await page.locator('body').getAttribute('data-first')).toBe('yes');
    await ask(sql`update jobs set state = 'cancelled' where id = ${id}`);
    await page.getByText('Un calcul a été interrompu.').waitFor();
    expect(await page.locator('body').getAttribute('data-first')).toBeNull();
    await page.context().close();
  });

  it('is told by a link where no script runs', async () => {
    const id = await runUnderWay();
    const page = await officer(false);
    await ask(sql`update jobs set progress = 0.75 where id = ${id}`);
    await page.locator(`[data-progress="${id}"]`).getByRole('link', { name: 'Actualiser' }).click();
    expect(await page.locator(`[data-progress="${id}"] progress`).getAttribute('value')).toBe('0.75');
    await ask(sql`update jobs set state = 'cancelled' where id = ${id}`);
    await page.context().close();
  });
});
