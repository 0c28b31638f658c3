/** Long tasks as the service and the workers share them: one set of definitions, one queue, one calculation thread. */
import type { Database } from '../db/connection.ts';
import { jobStore } from '../db/stores/job-store.ts';
import { studyStore } from '../db/stores/study-store.ts';
import { webhookSendingStore } from '../db/stores/webhook-sending-store.ts';
import type { DatabaseAccess } from './access/encryption-keys.ts';
import type { Closer } from './closing.ts';
import type { Config } from './config.ts';
import { type DayStores, dayActs } from './day-acts.ts';
import type { AccessFeatures } from './http/access-features.ts';
import { bullQueue } from './jobs/bull-queue.ts';
import { calculationThread } from './jobs/calculation-thread.ts';
import { type DayAct, dayActJob } from './jobs/day-acts.ts';
import { exportJob, exportThread } from './jobs/exports/export-job.ts';
import { importJob, importThread } from './jobs/import-job.ts';
import { inProcessQueue } from './jobs/in-process-queue.ts';
import type { QueuePort } from './jobs/job-port.ts';
import { createJobService, type JobService } from './jobs/job-service.ts';
import { printJob, printThread } from './jobs/print-job.ts';
import { purgeJob } from './jobs/purge-job.ts';
import type { Sharing } from './jobs/run-parts/crew-over.ts';
import { joinSearches } from './jobs/run-parts/join-searches.ts';
import { runSessionJob } from './jobs/run-session-job.ts';
import type { SessionCalculations } from './jobs/session-calculations.ts';
import { studyJob, studyThread } from './jobs/study-job.ts';
import type { Logger } from './logging.ts';
import type { Metrics } from './metrics.ts';

type Means = {
  db: Database;
  database: DatabaseAccess;
  stores: DayStores & Pick<AccessFeatures, 'accounts' | 'jobFiles' | 'retention'>;
  config: Pick<Config, 'redisUrl' | 'sharedPairs' | 'sharedPatienceSeconds'>;
  logger: Logger;
  metrics: Metrics;
  /** How tasks are announced where there is no Redis; within this process unless said otherwise. */
  ownQueue?: () => QueuePort;
};

/** Tasks that can be asked for. Nothing is worked on before `jobs.start()`. */
export function openJobs(
  { db, database, stores, config, logger, metrics, ownQueue = inProcessQueue }: Means,
  closers: Closer[],
): { jobs: JobService; calculations: SessionCalculations; acts: readonly DayAct[] } {
  const sharing = sharingOf(config);
  const thread = calculationThread(threadEntry('calculation-worker'), { database, sharing });
  const { calculations } = thread;
  const queue = config.redisUrl === null ? ownQueue() : bullQueue(config.redisUrl, logger);
  const acts = dayActs(stores, webhookSendingStore(db));
  const definitions = {
    'run-session': runSessionJob(calculations),
    study: studyJob(studyStore(db), studyThread(threadEntry('study-worker'), database)),
    'day-act': dayActJob(acts),
    'print-letters': printJob(printThread(threadEntry('print-worker'), database)),
    export: exportJob(exportThread(threadEntry('export-worker'), database)),
    purge: purgeJob(stores.retention, stores.accounts),
    import: importJob(stores.jobFiles, importThread(threadEntry('import-worker'), database)),
  };
  const jobs = createJobService({ store: jobStore(db), queue, definitions, logger, metrics });
  closers.push(thread.stop, jobs.stop);
  if (sharing === null) return { jobs, calculations, acts };
  const { redisUrl } = sharing;
  const entry = threadEntry('jobs/run-parts/member-worker');
  const others = joinSearches({ redisUrl, entry, isIdle: () => jobs.isIdle('long'), logger });
  closers.push(others.stop);
  const start = () => {
    jobs.start();
    others.start();
  };
  return { jobs: { ...jobs, start }, calculations, acts };
}

/** Runs are shared with other processes where there is a Redis to meet in. */
function sharingOf(config: Means['config']): Sharing | null {
  const { redisUrl, sharedPairs, sharedPatienceSeconds } = config;
  if (redisUrl === null) return null;
  return { redisUrl, fewestPairs: sharedPairs, patienceMilliseconds: 1_000 * sharedPatienceSeconds };
}

/** Threads run compiled code: under a test runner that reads TypeScript, the entry is that of the last build. */
function threadEntry(
  name:
    | 'calculation-worker'
    | 'export-worker'
    | 'import-worker'
    | 'jobs/run-parts/member-worker'
    | 'print-worker'
    | 'study-worker',
): URL {
  const compiled = import.meta.url.endsWith('.js');
  return new URL(compiled ? `./${name}.js` : `../dist/src/${name}.js`, import.meta.url);
}
