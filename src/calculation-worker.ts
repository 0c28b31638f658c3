/** Composition root of the calculation thread: its own small pool on the database, and nothing else. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { connect } from '../db/connection.ts';
import { runStore } from '../db/stores/run-store.ts';
import { snapshotStore } from '../db/stores/snapshot-store.ts';
import { databaseAccessSchema } from './access/encryption-keys.ts';
import { answerCalculations } from './jobs/answer-calculations.ts';
import { crewOver, sharingSchema } from './jobs/run-parts/crew-over.ts';
import { sessionCalculations } from './jobs/session-calculations.ts';

const { database, sharing } = z
  .object({ database: databaseAccessSchema, sharing: sharingSchema.nullable().default(null) })
  .parse(workerData);
if (!parentPort) throw new Error('this file is the entry of a thread');

const { db } = connect(database.url, database.encryption, 2);
const crew = sharing === null ? undefined : crewOver(sharing);
answerCalculations(parentPort, sessionCalculations(runStore(db), snapshotStore(db), crew));
