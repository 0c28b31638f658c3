/**
 * Server time of the pages of a sitting of 30 homes × 40 candidates on the demonstration landlord, beside that of a
 * bare page of the same size. Prints what it measured and writes it to bench/results/pages.json.
 * Run: node dist/bench/pages/main.js [requests]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { connect } from '../../db/connection.ts';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { openEmbeddedDatabase } from '../../db/embedded/embedded-database.ts';
import { readyDatabase } from '../../db/ready-database.ts';
import { accessStores } from '../../db/stores/access-stores.ts';
import { committeeStores } from '../../db/stores/committee-stores.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { portalStores } from '../../db/stores/portal-stores.ts';
import { publishedRulesStore } from '../../db/stores/published-rules-store.ts';
import { reportingStores } from '../../db/stores/reporting-stores.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { studyStore } from '../../db/stores/study-store.ts';
import { demoAccounts, demoPassword } from '../../src/access/demo-accounts.ts';
import { fileReferences } from '../../src/access/file-reference.ts';
import { createPasswords } from '../../src/access/password.ts';
import { parseConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { dayActJob } from '../../src/jobs/day-acts.ts';
import { inProcessQueue } from '../../src/jobs/in-process-queue.ts';
import { createJobService } from '../../src/jobs/job-service.ts';
import { runSessionJob } from '../../src/jobs/run-session-job.ts';
import { sessionCalculations } from '../../src/jobs/session-calculations.ts';
import { studyJob } from '../../src/jobs/study-job.ts';
import { createLogger } from '../../src/logging.ts';
import { createMetrics } from '../../src/metrics.ts';
import { measureDecisions } from './measure-decisions.ts';
import {
  type Asked,
  bareApplication,
  type Measured,
  measure,
  type TimedServer,
  timed,
} from './measure-pages.ts';
import { measureReads } from './measure-reads.ts';
import { type PreparedSitting, prepareSitting } from './prepare-sitting.ts';

const size = { homes: 30, perHome: 40 };
const requests = Number(process.argv[2] ?? 100);
const clientsAtOnce = 4;
const landlordId = 'demo';
const secret = 'a secret of the bench alone, long enough to sign';

const folder = mkdtempSync(path.join(tmpdir(), 'parcours-bench-'));
const embedded = await openEmbeddedDatabase(folder);
const database = await readyDatabase(embedded, { encryptionKeys: null, dataDir: folder }, null);
const { db, close } = connect(database.url, database.encryption);
try {
  const demo = makeDemoLandlord('full');
  const [holder] = demo.holders;
  const ties = {
    holderId: holder?.id ?? '',
    stateHolderId: holder?.id ?? '',
    applicationNumber: demoTenant(demo).number,
    departements: ['57'],
  };
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
    ...portalStores(db),
    ...reportingStores(db),
    config: parseConfig({}),
    logger,
    metrics,
    sessionSecret: secret,
    passwords: createPasswords(),
    scanner: null,
    files: fileReferences(secret),
    today: () => sitting.heldOn,
    checks: {},
    ...accessStores(db),
    runs,
    jobs: createJobService({
      store: jobStore(db),
      queue: inProcessQueue(),
      definitions: {
        'run-session': runSessionJob(calculations),
        study: studyJob(studyStore(db), () => Promise.reject(new Error('this bench plays no study'))),
        'day-act': dayActJob([]),
        'print-letters': () => Promise.reject(new Error('this bench prints nothing')),
        import: () => Promise.reject(new Error('this bench imports nothing')),
        export: () => Promise.reject(new Error('this bench copies nothing')),
        purge: () => Promise.reject(new Error('this bench erases nothing')),
      },
      logger,
      metrics,
    }),
    calculations,
    publishedRules: publishedRulesStore(db),
    assumptions: [],
  });
  const server = await timed(app);
  const files = fileReferences(secret);
  const bare = bareApplication(embedded.url, demo.homes[0]?.id ?? '');
  const bareServer = await timed(bare.app);
  const filesAsked = problem.pairs
    .slice(0, requests)
    .map(([, number]) => `/agent/dossiers/${files.of(number)}`);
  const result = {
    what: `pages of an open sitting of ${size.homes} homes, ${sitting.candidates} candidates, on a landlord of ${demo.homes.length} homes and ${demo.applications.length} applications`,
    how: `milliseconds at the server, arrival to last byte; ${requests} requests after a warm-up; processorMs: of node, client included; the client shares the process`,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      loadAverageOfFiveMinutes: Math.round((loadavg()[1] ?? 0) * 10) / 10,
    },
    reads: await measureReads(features.sessions, landlordId, sitting, requests),
    pages: await measurePages(server, bareServer, sitting, filesAsked),
    decisions: await decideAll(server, sitting),
  };
  writeFileSync('bench/results/pages.json', `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  await server.close();
  await bareServer.close();
  await bare.close();
} finally {
  await close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measurePages(
  server: TimedServer,
  bare: TimedServer,
  { id, vacancyIds }: PreparedSitting,
  filesAsked: readonly string[],
) {
  const [officer, member] = await Promise.all([
    signIn(server.url, 'agent@demo.example'),
    signIn(server.url, 'membre2@demo.example'),
  ]);
  const agenda = `/agent/seances/${id}`;
  const homes = vacancyIds.map((vacancyId) => `${agenda}/logements/${vacancyId}`);
  const read = (paths: readonly string[]) => paths.map((path): Asked => ({ path }));
  const pages: Record<string, [string, readonly Asked[]]> = {
    'the agenda': [officer, read([agenda])],
    'holding the sitting': [officer, read([`${agenda}/tenue`])],
    'one home, with its decision': [officer, read(homes)],
    'one home on the wall': [
      officer,
      read(vacancyIds.map((vacancyId) => `${agenda}/projection/${vacancyId}`)),
    ],
    'one home for a member': [
      member,
      read(vacancyIds.map((vacancyId) => `/commission/seances/${id}/logements/${vacancyId}`)),
    ],
    'a member’s first page': [member, read(['/commission'])],
    'the officer’s day': [officer, read(['/agent'])],
    'the freed homes': [officer, read(['/agent/logements'])],
    'what follows decisions': [officer, read(['/agent/suites'])],
    'the file of a household': [officer, read(filesAsked)],
    'the candidates of a home': [
      officer,
      read(vacancyIds.slice(0, 1).map((vacancyId) => `/agent/logements/${vacancyId}/candidats`)),
    ],
    'likely duplicates': [officer, read(['/agent/doublons'])],
  };
  const measured: Record<string, { one: Measured; four: Measured; bare: Measured; timesBare: number }> = {};
  for (const [name, [cookie, asked]] of Object.entries(pages)) {
    const one = await measure(server, cookie, asked, { requests, clients: 1 });
    const four = await measure(server, cookie, asked, { requests, clients: clientsAtOnce });
    const plain = read([`/${one.kilobytes}`]);
    const beside = await measure(bare, '', plain, { requests, clients: 1 });
    measured[name] = { one, four, bare: beside, timesBare: Math.round((one.p50 / beside.p50) * 10) / 10 };
    process.stderr.write(
      `${name}: p50 ${one.p50}, p95 ${one.p95}, four at once p95 ${four.p95}, load ${one.load}\n`,
    );
  }
  return measured;
}

async function decideAll(server: TimedServer, { id, vacancyIds }: PreparedSitting) {
  const officer = await signIn(server.url, 'agent@demo.example');
  const homes = vacancyIds.map((vacancyId) => `/agent/seances/${id}/logements/${vacancyId}`);
  const decisions = await measureDecisions(server, officer, homes);
  for (const [name, { p50, p95 }] of Object.entries(decisions)) {
    process.stderr.write(`a decision of forty candidates, ${name}: p50 ${p50}, p95 ${p95}\n`);
  }
  return decisions;
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
