/** Composition root of a printing's thread: draws the letters that wait for the post, keeps the file, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { connect } from '../db/connection.ts';
import { jobFileStore } from '../db/stores/job-file-store.ts';
import { letterStore } from '../db/stores/letter-store.ts';
import { sessionStore } from '../db/stores/session-store.ts';
import { databaseAccessSchema } from './access/encryption-keys.ts';
import { printParameters, printQueued } from './jobs/print-job.ts';

const { database, ...task } = printParameters
  .extend({ landlordId: z.string(), database: databaseAccessSchema })
  .parse(workerData);
const port = parentPort;
if (!port) throw new Error('this file is the entry of a thread');

const connection = connect(database.url, database.encryption, 2);
try {
  const { db } = connection;
  port.postMessage({ result: await printQueued(letterStore(db, sessionStore(db)), jobFileStore(db), task) });
} finally {
  await connection.close();
}
