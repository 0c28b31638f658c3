/** Composition root of a worker: configuration → outside database → jobs and what goes on beside them. No pages. */
import { createServer } from 'node:http';
import { connect } from '../db/connection.ts';
import { isAnswering } from '../db/health.ts';
import { type DatabaseAddress, outsideDatabase, readyDatabase } from '../db/ready-database.ts';
import { startBackground } from './background.ts';
import { type Closer, opened } from './closing.ts';
import type { Config } from './config.ts';
import { createOperationsApp } from './http/operations-app.ts';
import { closeServer, listen } from './http/server.ts';
import { AppError } from './kernel/app-error.ts';
import type { Logger } from './logging.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { storesOf } from './stores.ts';
import { openJobs } from './work.ts';

/**
 * Starts one of any number of workers on the same database and the same Redis; resolves when it takes tasks. Rejects
 * with an AppError that says what to set where either is missing or away. `metricsUrl`: where it gives its measures; null:
 * it listens to nothing.
 */
export async function startWorker(
  config: Config,
  logger: Logger,
): Promise<{ stop: Closer; metricsUrl: string | null }> {
  const address = reachedFromOutside(config);
  const { value: metricsUrl, stop } = await opened(async (closers) => {
    const database = await readyDatabase(address, config, logger);
    const { db, close } = connect(database.url, database.encryption);
    closers.push(close);
    const stores = storesOf(db);
    const metrics = createMetrics();
    const { jobs, acts } = openJobs({ db, database, stores, config, logger, metrics }, closers);
    const checks = { database: () => isAnswering(db), queue: () => jobs.isReady() };
    const url = await tellMeasures({ checks, metrics, config, logger }, closers);
    startBackground({ db, stores, jobs, acts, config, logger, metrics }, closers);
    jobs.start();
    return url;
  });
  return { stop, metricsUrl };
}

/** Its own measures, where the configuration gives them a port: those of the service know nothing of this process. */
async function tellMeasures(
  means: Parameters<typeof createOperationsApp>[0] & { config: Config; metrics: Metrics },
  closers: Closer[],
): Promise<string | null> {
  const { host, workerMetricsPort: port } = means.config;
  if (port === null) return null;
  const server = createServer(createOperationsApp(means));
  const url = await listen(server, { host, port }, 'WORKER_METRICS_PORT=9102 npm run worker');
  closers.push(() => closeServer(server));
  return `${url}/metrics`;
}

/** A worker shares its tasks with services elsewhere: it needs what they can reach too. */
function reachedFromOutside(config: Config): DatabaseAddress {
  const { databaseUrl, redisUrl } = config;
  const address = outsideDatabase(config);
  const missing = [
    ...(databaseUrl === null
      ? ['DATABASE_URL : la base PostgreSQL du service (la base embarquée ne sert que son propre service)']
      : []),
    ...(redisUrl === null ? ['REDIS_URL : le Redis par lequel le service annonce les tâches'] : []),
  ];
  if (address !== null && missing.length === 0) return address;
  throw new AppError('bad-configuration', 'Un processus de travail partage la base et la file du service.', {
    hint: `Indiquez :\n${missing.map((line) => `  ${line}`).join('\n')}\nSans eux, « npm start » fait lui-même ses tâches : aucun autre processus n’est nécessaire.`,
  });
}
