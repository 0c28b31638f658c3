/**
 * Several processes on one port: this one has the database, the long tasks and the deadlines, and shows no page; the
 * others show pages, so that each core of the machine serves readers and none of them waits for a calculation.
 */
import type { DemoVariant } from '../../db/demo/demo-landlord.ts';
import { opened } from '../closing.ts';
import type { Config } from '../config.ts';
import { firstRuns } from '../demonstration.ts';
import type { Logger } from '../logging.ts';
import type { Service } from '../service.ts';
import { openData, openWork } from '../service-parts.ts';
import { forkPages } from './page-crew.ts';

/** Starts them and resolves when pages can be served. Rejects as a service alone does; nothing is then left running. */
export async function leadPages(
  config: Config,
  logger: Logger,
  demoVariant: DemoVariant = 'full',
): Promise<Service> {
  const { value: url, stop } = await opened(async (closers) => {
    const crew = forkPages(config.pageProcesses, logger);
    closers.push(crew.stop);
    const address = await crew.listening;
    const data = await openData({ config, logger, demoVariant }, closers);
    const work = openWork({ ...data, config, logger }, closers);
    if (config.demo) await firstRuns(data.db, work.jobs, config, logger);
    work.startBackground();
    // Pages end first.
    closers.push(crew.stop);
    await crew.open({ databaseUrl: data.database.url, ...work });
    return address;
  });
  return { url, stop };
}
