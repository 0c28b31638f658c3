/** The pages over what a process opened: the same in a service alone and in each of several page processes. */
import type { RequestListener } from 'node:http';
import type { Database } from '../db/connection.ts';
import { demoAssumptions } from '../db/demo/assumptions.ts';
import { isAnswering } from '../db/health.ts';
import { serviceSecret } from '../db/stores/landlord-store.ts';
import { publishedRulesStore } from '../db/stores/published-rules-store.ts';
import { runStore } from '../db/stores/run-store.ts';
import { fileReferences } from './access/file-reference.ts';
import { createPasswords } from './access/password.ts';
import { type Config, todayOf } from './config.ts';
import { createApp } from './http/app.ts';
import { fileScanner } from './http/clamd.ts';
import type { HttpDependencies } from './http/dependencies.ts';
import type { Stores } from './stores.ts';

type Means = Pick<HttpDependencies, 'jobs' | 'calculations' | 'logger' | 'metrics'> & {
  db: Database;
  stores: Stores;
  config: Config;
};

/** The application, once the database is migrated. */
export async function pagesOver({ db, stores, config, ...means }: Means): Promise<RequestListener> {
  const { jobs, logger, metrics } = means;
  const sessionSecret = config.sessionSecret ?? (await serviceSecret(db, 'session'));
  return createApp({
    ...stores,
    ...means,
    config,
    runs: runStore(db),
    sessionSecret,
    passwords: createPasswords(),
    scanner: fileScanner(config.clamd, { logger, metrics }),
    files: fileReferences(sessionSecret),
    today: () => todayOf(config),
    checks: { database: () => isAnswering(db), queue: () => jobs.isReady() },
    publishedRules: publishedRulesStore(db),
    assumptions: config.demo ? demoAssumptions : [],
  });
}
