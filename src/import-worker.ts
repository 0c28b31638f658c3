/** Composition root of an import's thread: imports, tells what came of it, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { connect } from '../db/connection.ts';
import { importStore } from '../db/stores/import-store.ts';
import { jobFileStore } from '../db/stores/job-file-store.ts';
import { databaseAccessSchema } from './access/encryption-keys.ts';
import { type ImportResult, importKept, importParameters } from './jobs/import-job.ts';
import type { ThreadMessage } from './jobs/task-thread.ts';

const { database, ...task } = importParameters
  .extend({ landlordId: z.string(), database: databaseAccessSchema })
  .parse(workerData);
const port = parentPort;
if (!port) throw new Error('this file is the entry of a thread');

// One for the import's own transaction, one for the pieces that it reads meanwhile, one for the sheet that it writes.
const connection = connect(database.url, database.encryption, 3);
const send = (message: ThreadMessage<ImportResult>) => port.postMessage(message);
try {
  const { db } = connection;
  const store = importStore(db, task.landlordId, task.today);
  send({ result: await importKept(store, jobFileStore(db), task, (progress) => send({ progress })) });
} finally {
  await connection.close();
}
