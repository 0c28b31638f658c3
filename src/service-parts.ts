/** What a service opens whichever process then serves its pages: the data, and the work on long tasks. */
import { connect, type Database } from '../db/connection.ts';
import type { DemoVariant } from '../db/demo/demo-landlord.ts';
import { openEmbeddedDatabase } from '../db/embedded/embedded-database.ts';
import { type DatabaseAddress, outsideDatabase, readyDatabase } from '../db/ready-database.ts';
import type { DatabaseAccess } from './access/encryption-keys.ts';
import { startBackground } from './background.ts';
import type { Closer } from './closing.ts';
import type { Config } from './config.ts';
import { loadDemonstration } from './demonstration.ts';
import type { Logger } from './logging.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { type Stores, storesOf } from './stores.ts';
import { openJobs } from './work.ts';

export type ServiceData = { db: Database; database: DatabaseAccess; stores: Stores };
export type ServiceWork = Pick<ReturnType<typeof openJobs>, 'jobs' | 'calculations'> & {
  metrics: Metrics;
  /** Messages leave and delays run out from now on, where this service does its tasks itself. */
  startBackground: () => void;
};

/** The database, embedded or outside, migrated, with the demonstration where one is asked for. */
export async function openData(
  { config, logger, demoVariant }: { config: Config; logger: Logger; demoVariant: DemoVariant },
  closers: Closer[],
): Promise<ServiceData> {
  const address = await openDatabase(config, logger, closers);
  const database = await readyDatabase(address, config, logger);
  const { db, close } = connect(database.url, database.encryption);
  closers.push(close);
  if (config.demo) await loadDemonstration(db, config, demoVariant, logger);
  return { db, database, stores: storesOf(db) };
}

/** Tasks, taken from now on where this service does them itself. */
export function openWork(
  { db, database, stores, config, logger }: ServiceData & { config: Config; logger: Logger },
  closers: Closer[],
): ServiceWork {
  const metrics = createMetrics();
  const { jobs, calculations, acts } = openJobs({ db, database, stores, config, logger, metrics }, closers);
  if (config.worksHere) jobs.start();
  else jobs.watch();
  return {
    jobs,
    calculations,
    metrics,
    startBackground: () => {
      if (config.worksHere) startBackground({ db, stores, jobs, acts, config, logger, metrics }, closers);
    },
  };
}

async function openDatabase(config: Config, logger: Logger, closers: Closer[]): Promise<DatabaseAddress> {
  const outside = outsideDatabase(config);
  if (outside !== null) return outside;
  const embedded = await openEmbeddedDatabase(config.dataDir);
  if (embedded.found) logger.warn('base embarquée laissée par un arrêt brutal, reprise telle quelle');
  closers.push(embedded.stop);
  return embedded;
}
