/**
 * Server time of the pages of a sitting of 30 homes × 40 candidates on the demonstration landlord: whole requests over
 * HTTP, from the address to the last byte. Prints what it measured and writes it to bench/results/pages.json.
 * Run: node dist/bench/pages/session-pages.js
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { connect } from '../../db/connection.ts';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { openEmbeddedDatabase } from '../../db/embedded/embedded-database.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { accountStore } from '../../db/stores/account-store.ts';
import { committeeStores } from '../../db/stores/committee-stores.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { publishedRulesStore } from '../../db/stores/published-rules-store.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { attemptStore, webSessionStore } from '../../db/stores/web-session-store.ts';
import { demoAccounts, demoPassword } from '../../src/access/demo-accounts.ts';
import { fileReferences } from '../../src/access/file-reference.ts';
import { parseConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { inProcessQueue } from '../../src/jobs/in-process-queue.ts';
import { createJobService } from '../../src/jobs/job-service.ts';
import { runSessionJob } from '../../src/jobs/run-session-job.ts';
import { sessionCalculations } from '../../src/jobs/session-calculations.ts';
import { createLogger } from '../../src/logging.ts';
import { createMetrics } from '../../src/metrics.ts';
import { type PreparedSitting, prepareSitting } from './prepare-sitting.ts';

const size = { homes: 30, perHome: 40 };
const rounds = 5;
const landlordId = 'demo';
const secret = 'a secret of the bench alone, long enough to sign';

const folder = mkdtempSync(path.join(tmpdir(), 'parcours-bench-'));
const embedded = await openEmbeddedDatabase(folder);
await migrateDatabase(embedded.url);
const { db, close } = connect(embedded.url);
try {
  const demo = makeDemoLandlord('full');
  const ties = { holderId: demo.holders[0]?.id ?? '', applicationNumber: demo.applications[0]?.number ?? '' };
  await loadDemo(db, demo, await demoAccounts(ties, 2 ** 12));
  const runs = runStore(db);
  const calculations = sessionCalculations(runs, snapshotStore(db));
  const request = { landlordId, date: demo.date, snapshotOf: null, requestedBy: null, pins: [], bans: [] };
  const problem = await runs.problem(landlordId, await calculations.run(request, undefined));
  if (!problem) throw new Error('the run has no problem');
  const features = committeeStores(db);
  const actor = { accountId: null, name: 'bench', role: 'agent' };
  const asked = { landlordId, actor, now: new Date(), today: demo.date };
  const sitting = await prepareSitting(features.sessions, problem, asked, size);
  const logger = createLogger('error', new Writable({ write: (_chunk, _encoding, done) => done() }));
  const metrics = createMetrics();
  const app = createApp({
    ...features,
    config: parseConfig({}),
    logger,
    metrics,
    sessionSecret: secret,
    files: fileReferences(secret),
    today: () => sitting.heldOn,
    checks: {},
    accounts: accountStore(db),
    webSessions: webSessionStore(db),
    attempts: attemptStore(db),
    runs,
    jobs: createJobService({
      store: jobStore(db),
      queue: inProcessQueue(),
      definitions: { 'run-session': runSessionJob(calculations) },
      logger,
      metrics,
    }),
    calculations,
    publishedRules: publishedRulesStore(db),
    assumptions: [],
  });
  const server = createServer(app);
  const url = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    });
  });
  const result = {
    what: `pages of an open sitting of ${size.homes} homes, ${sitting.candidates} candidates, on a landlord of ${demo.homes.length} homes and ${demo.applications.length} applications`,
    how: `one reader, ${rounds} rounds after one to warm up; from the request to the last byte, milliseconds`,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      loadAverageOfFiveMinutes: Math.round((loadavg()[1] ?? 0) * 10) / 10,
    },
    pages: await measurePages(url, sitting),
  };
  writeFileSync('bench/results/pages.json', `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  await new Promise((resolve) => server.close(resolve));
} finally {
  await close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measurePages(url: string, { id, vacancyIds }: PreparedSitting) {
  const [officer, member] = await Promise.all(
    ['agent', 'membre2'].map((mailbox) => signIn(url, `${mailbox}@demo.example`)),
  );
  const agenda = `/agent/seances/${id}`;
  return {
    'the agenda': await measure(url, officer, [agenda]),
    'holding the sitting': await measure(url, officer, [`${agenda}/tenue`]),
    'one home, with its decision': await measure(
      url,
      officer,
      vacancyIds.map((vacancyId) => `${agenda}/logements/${vacancyId}`),
    ),
    'one home on the wall': await measure(
      url,
      officer,
      vacancyIds.map((vacancyId) => `${agenda}/projection/${vacancyId}`),
    ),
    'one home for a member': await measure(
      url,
      member,
      vacancyIds.map((vacancyId) => `/commission/seances/${id}/logements/${vacancyId}`),
    ),
  };
}

async function signIn(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demoPassword }),
  });
  if (answer.status !== 201) throw new Error(`signing in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function measure(url: string, cookie: string | undefined, addresses: readonly string[]) {
  const times: number[] = [];
  let kilobytes = 0;
  for (let round = 0; round <= rounds; round += 1) {
    for (const address of addresses) {
      const start = performance.now();
      const answer = await fetch(`${url}${address}`, {
        headers: { cookie: cookie ?? '', accept: 'text/html' },
      });
      const body = await answer.text();
      const spent = performance.now() - start;
      if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`);
      kilobytes = Math.max(kilobytes, Math.round(Buffer.byteLength(body) / 1000));
      if (round > 0) times.push(spent);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { requests: times.length, p50: at(0.5), p95: at(0.95), largest: at(1), kilobytes };
}
