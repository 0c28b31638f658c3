/** The web application on a real database with the small demonstration, without a port or a thread. */
import { Writable } from 'node:stream';
import type { Express } from 'express';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { isAnswering } from '../../db/health.ts';
import { accessStores } from '../../db/stores/access-stores.ts';
import { committeeStores } from '../../db/stores/committee-stores.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { importStore } from '../../db/stores/import-store.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { portalStores } from '../../db/stores/portal-stores.ts';
import { publishedRulesStore } from '../../db/stores/published-rules-store.ts';
import { reportingStores } from '../../db/stores/reporting-stores.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { studyStore } from '../../db/stores/study-store.ts';
import { webhookSendingStore } from '../../db/stores/webhook-sending-store.ts';
import { demoAccounts } from '../../src/access/demo-accounts.ts';
import { fileReferences } from '../../src/access/file-reference.ts';
import { createPasswords } from '../../src/access/password.ts';
import { parseConfig } from '../../src/config.ts';
import { dayActs } from '../../src/day-acts.ts';
import { createApp } from '../../src/http/app.ts';
import { fileScanner } from '../../src/http/clamd.ts';
import type { HttpDependencies } from '../../src/http/dependencies.ts';
import { dayActJob } from '../../src/jobs/day-acts.ts';
import { exportJob, makeExport } from '../../src/jobs/exports/export-job.ts';
import { importJob, importKept } from '../../src/jobs/import-job.ts';
import { inProcessQueue } from '../../src/jobs/in-process-queue.ts';
import { createJobService } from '../../src/jobs/job-service.ts';
import { playStudy } from '../../src/jobs/play-study.ts';
import { printJob, printQueued } from '../../src/jobs/print-job.ts';
import { purgeJob } from '../../src/jobs/purge-job.ts';
import { runSessionJob } from '../../src/jobs/run-session-job.ts';
import { sessionCalculations } from '../../src/jobs/session-calculations.ts';
import { studyJob } from '../../src/jobs/study-job.ts';
import { createLogger } from '../../src/logging.ts';
import { createMetrics } from '../../src/metrics.ts';
import { type TestDatabase, testDatabase } from './postgres.ts';

export const testDemo = makeDemoLandlord('small');

/** N of scrypt in tests: they hash hundreds of passwords. */
const testPasswordCost = 2 ** 12;

export type TestService = {
  app: Express;
  dependencies: HttpDependencies;
  database: TestDatabase;
  /** All that was logged so far. */
  log: () => string;
  stop: () => Promise<void>;
};

/** Loads the demonstration and builds the application; no run is made. */
export async function testService(environment: Record<string, string> = {}): Promise<TestService> {
  const database = await testDatabase();
  const { db } = database;
  const tenant = demoTenant(testDemo).number;
  const ties = { holderId: 'als', stateHolderId: 'prefet', applicationNumber: tenant, departements: ['57'] };
  await loadDemo(db, testDemo, await demoAccounts(ties, testPasswordCost));
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger('info', destination);
  const metrics = createMetrics();
  const runs = runStore(db);
  const studies = studyStore(db);
  const calculations = sessionCalculations(runs, snapshotStore(db));
  const stores = { ...accessStores(db), ...committeeStores(db), ...portalStores(db), ...reportingStores(db) };
  const jobs = createJobService({
    store: jobStore(db),
    queue: inProcessQueue(),
    definitions: {
      'run-session': runSessionJob(calculations),
      study: studyJob(studies, ({ landlordId, studyId, asOf }, { onProgress }) =>
        playStudy(studies, { landlordId, studyId, asOf }, onProgress),
      ),
      'print-letters': printJob((task) => printQueued(stores.letters, stores.jobFiles, task)),
      export: exportJob((task, { onProgress }) => makeExport(stores, stores.jobFiles, task, onProgress)),
      purge: purgeJob(stores.retention, stores.accounts),
      import: importJob(stores.jobFiles, (task, { onProgress }) =>
        importKept(importStore(db, task.landlordId, task.today), stores.jobFiles, task, onProgress),
      ),
      'day-act': dayActJob(dayActs(stores, webhookSendingStore(db))),
    },
    logger,
    metrics,
  });
  jobs.start();
  const config = parseConfig(environment);
  const sessionSecret = 'a secret that only tests know, long enough';
  const dependencies: HttpDependencies = {
    ...stores,
    config,
    logger,
    metrics,
    sessionSecret,
    passwords: createPasswords(testPasswordCost),
    scanner: fileScanner(config.clamd, { logger, metrics }),
    files: fileReferences(sessionSecret),
    today: () => testDemo.date,
    checks: { database: () => isAnswering(db), queue: () => jobs.isReady() },
    runs,
    jobs,
    calculations,
    publishedRules: publishedRulesStore(db),
    assumptions: testDemo.assumptions,
  };
  return {
    app: createApp(dependencies),
    dependencies,
    database,
    log: () => lines.join(''),
    stop: async () => {
      await jobs.stop();
      await database.drop();
    },
  };
}
