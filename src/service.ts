/** Composition root: configuration → database → features → jobs → http, and the way back when it stops. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Database } from '../db/connection.ts';
import { demoAssumptions } from '../db/demo/assumptions.ts';
import { demoChairId, demoCommissionId } from '../db/demo/committee.ts';
import { type DemoVariant, makeDemoLandlord } from '../db/demo/demo-landlord.ts';
import { seedSittings } from '../db/demo/sittings.ts';
import { openEmbeddedDatabase } from '../db/embedded/embedded-database.ts';
import { checkDatabase, isAnswering } from '../db/health.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { accountStore } from '../db/stores/account-store.ts';
import { committeeStores } from '../db/stores/committee-stores.ts';
import { loadDemo } from '../db/stores/demo-loader.ts';
import { jobStore } from '../db/stores/job-store.ts';
import { listLandlords, serviceSecret } from '../db/stores/landlord-store.ts';
import { outboxStore } from '../db/stores/outbox-store.ts';
import { publishedRulesStore } from '../db/stores/published-rules-store.ts';
import { runStore } from '../db/stores/run-store.ts';
import { sessionStore } from '../db/stores/session-store.ts';
import { attemptStore, webSessionStore } from '../db/stores/web-session-store.ts';
import type { Account } from './access/account-port.ts';
import { demoAccounts } from './access/demo-accounts.ts';
import { fileReferences } from './access/file-reference.ts';
import { type Config, todayOf } from './config.ts';
import { createApp } from './http/app.ts';
import { closeServer, listen } from './http/server.ts';
import { bullQueue } from './jobs/bull-queue.ts';
import { calculationThread } from './jobs/calculation-thread.ts';
import { startDailyActs } from './jobs/daily-acts.ts';
import { inProcessQueue } from './jobs/in-process-queue.ts';
import { createJobService, type JobService } from './jobs/job-service.ts';
import { createMailer } from './jobs/mail.ts';
import { startOutbox } from './jobs/outbox.ts';
import { runSessionJob } from './jobs/run-session-job.ts';
import type { Logger } from './logging.ts';
import { createMetrics } from './metrics.ts';

export type Service = { url: string; stop: () => Promise<void> };

type Closer = () => Promise<void>;

// With the demonstration's loading before it, the service is ready within a minute.
const firstRunMilliseconds = 35_000;

/**
 * Starts everything and resolves when pages can be served. Rejects with an AppError that says what to do where the
 * configuration, the data folder, the database or the port stand in the way; nothing is then left running.
 */
export async function startService(
  config: Config,
  logger: Logger,
  demoVariant: DemoVariant = 'full',
): Promise<Service> {
  // What was opened last closes first: requests, then jobs, then the database.
  const closers: Closer[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const url = await start(config, logger, demoVariant, closers);
    return { url, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

async function start(
  config: Config,
  logger: Logger,
  demoVariant: DemoVariant,
  closers: Closer[],
): Promise<string> {
  const databaseUrl = await openDatabase(config, logger, closers);
  // The port is taken early: a start that cannot listen says so before it works for nothing.
  const server = createServer(startingUp);
  const url = await listen(server, config);
  closers.push(() => closeServer(server));
  await checkDatabase(databaseUrl, logger);
  await migrateDatabase(databaseUrl);
  const { db, close } = connect(databaseUrl);
  closers.push(close);
  if (config.demo) await loadDemonstration(db, config, demoVariant, logger);

  const { jobs, ...features } = startJobs(db, databaseUrl, config, logger, closers);
  if (config.demo) await firstRuns(db, jobs, config, logger);
  const stores = committeeStores(db);
  const outbox = startOutbox({ outbox: outboxStore(db), mailer: createMailer(config), logger });
  closers.push(outbox.stop);
  const daily = startDailyActs({
    landlords: async () => (await listLandlords(db)).map(({ id }) => id),
    acts: [
      { name: 'propositions sans réponse', run: stores.lettings.lapseOffers },
      { name: 'orientations sans désignation', run: stores.orientation.lapse },
      { name: 'événements du SNE', run: (landlordId, today) => stores.register.gather(landlordId, today) },
    ],
    today: () => todayOf(config),
    logger,
  });
  closers.push(daily.stop);
  const webSessions = webSessionStore(db);
  const sessionSecret = config.sessionSecret ?? (await serviceSecret(db, 'session'));
  const app = createApp({
    ...features,
    ...stores,
    config,
    logger,
    jobs,
    webSessions,
    sessionSecret,
    files: fileReferences(sessionSecret),
    today: () => todayOf(config),
    checks: { database: () => isAnswering(db), queue: () => jobs.isReady() },
    accounts: accountStore(db),
    attempts: attemptStore(db),
    publishedRules: publishedRulesStore(db),
    assumptions: config.demo ? demoAssumptions : [],
  });
  const cleaning = setInterval(() => {
    webSessions
      .removeExpired(new Date())
      .catch((fault: unknown) => logger.warn({ err: fault }, 'ménage manqué'));
  }, 3_600_000).unref();
  closers.push(
    async () => clearInterval(cleaning),
    () => closeServer(server),
  );
  serve(server, app);
  return url;
}

async function openDatabase(config: Config, logger: Logger, closers: Closer[]): Promise<string> {
  if (config.databaseUrl !== null) return config.databaseUrl;
  const embedded = await openEmbeddedDatabase(config.dataDir);
  if (embedded.found) logger.warn('base embarquée laissée par un arrêt brutal, reprise telle quelle');
  closers.push(embedded.stop);
  return embedded.url;
}

async function loadDemonstration(
  db: Database,
  config: Config,
  variant: DemoVariant,
  logger: Logger,
): Promise<void> {
  const present = await listLandlords(db);
  if (present.some((landlord) => landlord.demonstration)) return;
  const demo = makeDemoLandlord(variant, todayOf(config));
  const holder = demo.holders.find(({ kind }) => kind === 'actionLogement') ?? demo.holders[0];
  const ties = { holderId: holder?.id ?? '', applicationNumber: demo.applications[0]?.number ?? '' };
  await loadDemo(db, demo, await demoAccounts(ties));
  logger.info(
    { homes: demo.homes.length, applications: demo.applications.length },
    'bailleur de démonstration chargé',
  );
}

function startJobs(db: Database, databaseUrl: string, config: Config, logger: Logger, closers: Closer[]) {
  const metrics = createMetrics();
  const thread = calculationThread(calculationEntry(), { databaseUrl });
  const { calculations } = thread;
  const queue = config.redisUrl === null ? inProcessQueue() : bullQueue(config.redisUrl, logger);
  const definitions = { 'run-session': runSessionJob(calculations) };
  const jobs = createJobService({ store: jobStore(db), queue, definitions, logger, metrics });
  closers.push(thread.stop, jobs.stop);
  jobs.start();
  return { jobs, calculations, metrics, runs: runStore(db) };
}

/** Threads run compiled code: under a test runner that reads TypeScript, the entry is that of the last build. */
function calculationEntry(): URL {
  const compiled = import.meta.url.endsWith('.js');
  return new URL(compiled ? './calculation-worker.js' : '../dist/src/calculation-worker.js', import.meta.url);
}

/** The demonstration shows a proposal at once. A run that fails is in the log; the pages say that there is none. */
async function firstRuns(db: Database, jobs: JobService, config: Config, logger: Logger): Promise<void> {
  const runs = runStore(db);
  for (const { id: landlordId, demonstration } of await listLandlords(db)) {
    if (!demonstration || (await runs.list(landlordId, 1)).length > 0) continue;
    const parameters = { date: todayOf(config), snapshotOf: null, pins: [], bans: [] };
    const job = await jobs.enqueue({ landlordId, kind: 'run-session', parameters, requestedBy: null });
    // On a slow machine the pages open first, and show how far the calculation is.
    const late = pause(firstRunMilliseconds, null, { ref: false });
    const end = await Promise.race([jobs.settled(landlordId, job), late]);
    const runId = end?.result?.runId;
    if (typeof runId === 'string') await firstSittings(db, landlordId, runId, config);
    else if (end !== null) logger.error({ state: end.state }, 'premier calcul de la démonstration manqué');
  }
}

/** One sitting to hold and one to vote at a distance, ready on the demonstration's day. */
async function firstSittings(db: Database, landlordId: string, runId: string, config: Config): Promise<void> {
  const accounts = accountStore(db);
  const [officer, chair] = await Promise.all(
    ['agent@demo.example', 'commission@demo.example'].map((email) => accounts.findByEmail(email)),
  );
  if (!officer || !chair) return;
  const actorOf = ({ id, name, role }: Account) => ({ accountId: id, name, role });
  const people = {
    officer: actorOf(officer),
    chair: { ...actorOf(chair), memberId: demoChairId },
    commissionId: demoCommissionId,
  };
  await seedSittings(sessionStore(db), runStore(db), landlordId, runId, people, todayOf(config));
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
