/** What is at hand while machines are played on. */
import type { Connection } from '../../db/connection.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import type { Job } from '../../src/jobs/job.ts';
import { landlordId } from '../faults/ground.ts';
import type { Officer } from '../faults/officer.ts';
import { until } from '../faults/processes.ts';
import { stateOf } from '../faults/queue-faults.ts';
import type { Machine, Running } from './machines.ts';

export type Worker = { machine: Machine; running: Running };
export type Scene = {
  /** To the database, from the office. */
  connection: Connection;
  officer: Officer;
  workers: readonly Worker[];
};

/** Waits until the task is done, and gives what became of it. */
export async function over({ db }: Connection, id: string, milliseconds = 180_000): Promise<Job> {
  await until(`the task ${id} is done`, async () => (await stateOf(db, id)) === 'done', milliseconds);
  const job = await jobStore(db).find(landlordId, id);
  if (!job) throw new Error('no such task');
  return job;
}
