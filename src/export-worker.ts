/** Composition root of a copy's thread: makes it as the person reads it, keeps it, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { connect } from '../db/connection.ts';
import { accessStores } from '../db/stores/access-stores.ts';
import { committeeStores } from '../db/stores/committee-stores.ts';
import { portalStores } from '../db/stores/portal-stores.ts';
import { reportingStores } from '../db/stores/reporting-stores.ts';
import { databaseAccessSchema } from './access/encryption-keys.ts';
import { makeExport } from './jobs/exports/export-job.ts';
import { exportParameters } from './jobs/exports/export-subject.ts';
import type { ThreadMessage } from './jobs/task-thread.ts';

const { database, ...task } = exportParameters
  .extend({ landlordId: z.string(), accountId: z.uuid(), database: databaseAccessSchema })
  .parse(workerData);
const port = parentPort;
if (!port) throw new Error('this file is the entry of a thread');

// One to read what is copied, one to keep its pieces meanwhile, one to spare.
const connection = connect(database.url, database.encryption, 3);
const send = (message: ThreadMessage<Awaited<ReturnType<typeof makeExport>>>) => port.postMessage(message);
try {
  const { db } = connection;
  const stores = { ...accessStores(db), ...committeeStores(db), ...portalStores(db), ...reportingStores(db) };
  const result = await makeExport(stores, stores.jobFiles, task, (progress) => send({ progress }));
  send({ result });
} finally {
  await connection.close();
}
