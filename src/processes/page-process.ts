/**
 * One of several processes that serve pages on the same port. It holds no truth: sessions, tasks and data are in
 * PostgreSQL, and what it remembers is asked by version. Long tasks are the leading process's.
 */
import process from 'node:process';
import { connect } from '../../db/connection.ts';
import { encryptionKeysOf } from '../../db/encryption/keys.ts';
import { type Closer, opened } from '../closing.ts';
import type { Config } from '../config.ts';
import { closeServer, listen, serve, startingServer } from '../http/server.ts';
import type { QueuePort } from '../jobs/job-port.ts';
import type { Logger } from '../logging.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { pagesOver } from '../pages.ts';
import { storesOf } from '../stores.ts';
import { openJobs } from '../work.ts';
import { type ToLead, toPagesSchema } from './messages.ts';

const measuresEveryMilliseconds = 5_000;

/** Listens at once, serves when told where the database is, and resolves when told to stop, everything closed. */
export async function servePages(config: Config, logger: Logger): Promise<void> {
  const lead = listenToLead();
  const { stop } = await opened(async (closers) => {
    const server = startingServer();
    tell({ kind: 'listening', url: await listen(server, config) });
    closers.push(() => closeServer(server));
    const databaseUrl = await Promise.race([lead.opened, lead.stopped]);
    // Told to stop before the database was ready.
    if (databaseUrl === undefined) return;
    serve(server, await openPages(databaseUrl, { config, logger, measured: lead.measured }, closers));
    closers.push(() => closeServer(server));
    tell({ kind: 'serving' });
  });
  await lead.stopped;
  await stop();
}

async function openPages(
  databaseUrl: string,
  { config, logger, measured }: { config: Config; logger: Logger; measured: () => string | null },
  closers: Closer[],
) {
  const database = { url: databaseUrl, encryption: encryptionKeysOf(config) };
  const { db, close } = connect(database.url, database.encryption);
  closers.push(close);
  const stores = storesOf(db);
  const metrics = measuredWithOthers(createMetrics(), measured, closers);
  const means = { db, stores, config, logger, metrics };
  const { jobs, calculations } = openJobs({ ...means, database, ownQueue: queueOfLead }, closers);
  return pagesOver({ ...means, jobs, calculations });
}

/** Tasks are announced to the leading process, which takes them. */
function queueOfLead(): QueuePort {
  return {
    announce: async (message) => tell({ kind: 'announce', message }),
    start: () => {},
    isReady: async () => process.connected,
    stop: async () => {},
  };
}

/** Sends its measures now and then; whoever asks any page process is told those of all, some seconds old. */
function measuredWithOthers(own: Metrics, measured: () => string | null, closers: Closer[]): Metrics {
  const send = async () => tell({ kind: 'measures', measures: await own.registry.getMetricsAsJSON() });
  const timer = setInterval(() => void send(), measuresEveryMilliseconds).unref();
  closers.push(async () => clearInterval(timer));
  return { ...own, text: async () => measured() ?? own.text() };
}

function tell(message: ToLead): void {
  // Where the lead is gone, so is this process in an instant.
  if (process.connected) process.send?.(message);
}

function listenToLead() {
  let text: string | null = null;
  let open: (databaseUrl: string) => void;
  let stop: () => void;
  const opened = new Promise<string>((resolve) => {
    open = resolve;
  });
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  process.on('message', (raw: unknown) => {
    const message = toPagesSchema.parse(raw);
    if (message.kind === 'open') open(message.databaseUrl);
    else if (message.kind === 'measured') text = message.text;
    else stop();
  });
  return { opened, stopped, measured: () => text };
}
