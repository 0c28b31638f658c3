/** Composition root of a study's thread: plays it, tells what it gave, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '../db/connection.ts';
import { studyStore } from '../db/stores/study-store.ts';
import { playStudy } from './jobs/play-study.ts';
import { studyTaskSchema } from './jobs/study-job.ts';
import type { ThreadMessage } from './jobs/task-thread.ts';
import type { StudyResult } from './reporting/studies/study.ts';

const { database, ...task } = studyTaskSchema.parse(workerData);
const port = parentPort;
if (!port) throw new Error('this file is the entry of a thread');

const connection = connect(database.url, database.encryption, 1);
const send = (message: ThreadMessage<StudyResult>) => port.postMessage(message);
try {
  send({ result: await playStudy(studyStore(connection.db), task, (progress) => send({ progress })) });
} finally {
  await connection.close();
}
