/** Composition root: configuration → database → features → jobs → http, and the way back when it stops. */
import type { DemoVariant } from '../db/demo/demo-landlord.ts';
import { type Closer, opened } from './closing.ts';
import type { Config } from './config.ts';
import { firstRuns } from './demonstration.ts';
import { closeServer, listen, serve, startingServer } from './http/server.ts';
import type { Logger } from './logging.ts';
import { pagesOver } from './pages.ts';
import { openData, openWork } from './service-parts.ts';

export type Service = { url: string; stop: Closer };

/**
 * Starts everything in this process and resolves when pages can be served. Rejects with an AppError that says what to do
 * where the configuration, the data folder, the database or the port stand in the way; nothing is then left running.
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
  // The port is taken early: a start that cannot listen says so before it works for nothing.
  const server = startingServer();
  const url = await listen(server, config);
  closers.push(() => closeServer(server));
  const data = await openData({ config, logger, demoVariant }, closers);
  const work = openWork({ ...data, config, logger }, closers);
  if (config.demo) await firstRuns(data.db, work.jobs, config, logger);
  const app = await pagesOver({ ...data, ...work, config, logger });
  work.startBackground();
  closers.push(() => closeServer(server));
  serve(server, app);
  return url;
}
