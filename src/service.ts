/** Composition root: configuration → database → features → jobs → http, and the way back when it stops. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect } from '../db/connection.ts';
import { demoAssumptions } from '../db/demo/assumptions.ts';
import type { DemoVariant } from '../db/demo/demo-landlord.ts';
import { openEmbeddedDatabase } from '../db/embedded/embedded-database.ts';
import { isAnswering } from '../db/health.ts';
import { type DatabaseAddress, outsideDatabase, readyDatabase } from '../db/ready-database.ts';
import { accessStores } from '../db/stores/access-stores.ts';
import { committeeStores } from '../db/stores/committee-stores.ts';
import { serviceSecret } from '../db/stores/landlord-store.ts';
import { portalStores } from '../db/stores/portal-stores.ts';
import { publishedRulesStore } from '../db/stores/published-rules-store.ts';
import { reportingStores } from '../db/stores/reporting-stores.ts';
import { runStore } from '../db/stores/run-store.ts';
import { fileReferences } from './access/file-reference.ts';
import { createPasswords } from './access/password.ts';
import { startBackground } from './background.ts';
import { type Closer, opened } from './closing.ts';
import { type Config, todayOf } from './config.ts';
import { firstRuns, loadDemonstration } from './demonstration.ts';
import { createApp } from './http/app.ts';
import { fileScanner } from './http/clamd.ts';
import { closeServer, listen } from './http/server.ts';
import type { Logger } from './logging.ts';
import { createMetrics } from './metrics.ts';
import { openJobs } from './work.ts';

export type Service = { url: string; stop: Closer };

/**
 * Starts everything and resolves when pages can be served. Rejects with an AppError that says what to do where the
 * configuration, the data folder, the database or the port stand in the way; nothing is then left running.
 */
export async function startService(
  config: Config,
  logger: Logger,
  demoVariant: DemoVariant = 'full',
): Promise<Service> {
  const { value: url, stop } = await opened((closers) => start(config, logger, demoVariant, closers));
  return { url, stop };
}

async function start(
  config: Config,
  logger: Logger,
  demoVariant: DemoVariant,
  closers: Closer[],
): Promise<string> {
  const address = await openDatabase(config, logger, closers);
  // The port is taken early: a start that cannot listen says so before it works for nothing.
  const server = createServer(startingUp);
  const url = await listen(server, config);
  closers.push(() => closeServer(server));
  const database = await readyDatabase(address, config, logger);
  const { db, close } = connect(database.url, database.encryption);
  closers.push(close);
  if (config.demo) await loadDemonstration(db, config, demoVariant, logger);

  const metrics = createMetrics();
  const stores = { ...accessStores(db), ...committeeStores(db), ...portalStores(db), ...reportingStores(db) };
  const { jobs, calculations, acts } = openJobs({ db, database, stores, config, logger, metrics }, closers);
  if (config.worksHere) jobs.start();
  else jobs.watch();
  if (config.demo) await firstRuns(db, jobs, config, logger);
  const sessionSecret = config.sessionSecret ?? (await serviceSecret(db, 'session'));
  const app = createApp({
    ...stores,
    config,
    logger,
    metrics,
    runs: runStore(db),
    jobs,
    calculations,
    sessionSecret,
    passwords: createPasswords(),
    scanner: fileScanner(config.clamd, { logger, metrics }),
    files: fileReferences(sessionSecret),
    today: () => todayOf(config),
    checks: { database: () => isAnswering(db), queue: () => jobs.isReady() },
    publishedRules: publishedRulesStore(db),
    assumptions: config.demo ? demoAssumptions : [],
  });
  if (config.worksHere) startBackground({ db, stores, jobs, acts, config, logger, metrics }, closers);
  closers.push(() => closeServer(server));
  serve(server, app);
  return url;
}

async function openDatabase(config: Config, logger: Logger, closers: Closer[]): Promise<DatabaseAddress> {
  const outside = outsideDatabase(config);
  if (outside !== null) return outside;
  const embedded = await openEmbeddedDatabase(config.dataDir);
  if (embedded.found) logger.warn('base embarquée laissée par un arrêt brutal, reprise telle quelle');
  closers.push(embedded.stop);
  return embedded;
}

function serve(server: Server, app: RequestListener): void {
  server.removeListener('request', startingUp);
  server.on('request', app);
}

const startingUp: RequestListener = (request, response) => {
  const alive = request.url === '/healthz';
  response.writeHead(alive ? 200 : 503, { 'content-type': 'application/json', 'retry-after': '5' });
  response.end(JSON.stringify(alive ? { status: 'alive' } : { status: 'starting' }));
};
