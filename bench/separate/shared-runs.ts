/** A run that machines share, whose cables are then pulled. */
import type { Connection } from '../../db/connection.ts';
import { runStore } from '../../db/stores/run-store.ts';
import type { Job } from '../../src/jobs/job.ts';
import { sharedRunSchema } from '../../src/jobs/run-session-job.ts';
import { runSession } from '../../src/matching/run.ts';
import { landlordId } from '../faults/ground.ts';
import { until } from '../faults/processes.ts';
import { askForRun } from '../faults/queue-faults.ts';
import { type Fact, fact } from '../faults/wave.ts';
import { over, type Scene, type Worker } from './scene.ts';

const taken = 'part d’un calcul prise';
const given = 'part d’un calcul rendue';

/** A run of several territories is shared between the two machines. */
export async function sharedRun({ connection, officer }: Scene): Promise<Fact[]> {
  const job = await over(connection, await askForRun(officer));
  return [await sameAsAlone(connection, job, 'a run is shared between machines', 0)];
}

/** Cables of machines are pulled while they work: of the one that helps, then of the one that has the run. */
export async function cables(scene: Scene): Promise<Fact[]> {
  const { connection, officer } = scene;
  const first = await askForRun(officer);
  const helper = await helping(scene);
  helper.machine.unplug();
  const without = await over(connection, first);
  const what = 'the machine that helps loses its cable: the run goes on without it';
  const helped = await sameAsAlone(connection, without, what, 1);
  helper.machine.plug();
  await until('it is free again', async () => isFree(helper), 90_000);
  return [helped, ...(await holderCut(scene))];
}

async function holderCut(scene: Scene): Promise<Fact[]> {
  const { connection, officer, workers } = scene;
  const id = await askForRun(officer);
  const helper = await helping(scene);
  const holder = workers.find((worker) => worker !== helper);
  holder?.machine.unplug();
  const since = performance.now();
  const job = await over(connection, id);
  const seconds = Math.round((performance.now() - since) / 1000);
  holder?.machine.plug();
  const what = `the machine that has the run loses its cable: another takes it over in ${seconds} s`;
  const same = await sameAsAlone(connection, job, what, null);
  // What the first one still had under way has come back with its cable by the end of the next runs.
  await until('the machine that came back helps', async () => {
    const { result } = await over(connection, await askForRun(officer));
    return sharedOf(result)?.workers === 1;
  });
  const again = (await runStore(connection.db).ofJob(landlordId, id)) === job.result?.runId;
  return [
    same,
    fact('it was taken twice and is stored once', job.attempts === 2 && again, `taking ${job.attempts}`),
    fact('plugged in again, both share a run without a restart', true),
  ];
}

/** The worker that answers turns of a run of the other one. */
async function helping({ workers }: Scene): Promise<Worker> {
  const found = () => workers.find((worker) => !isFree(worker));
  await until('a machine helps', async () => found() !== undefined, 60_000);
  const helper = found();
  if (!helper) throw new Error('it helps no more');
  return helper;
}

function isFree({ running }: Worker): boolean {
  return running.told().split(taken).length === running.told().split(given).length;
}

const sharedOf = (result: Job['result']) => sharedRunSchema.safeParse(result).data?.shared;

/** The run has the hashes of one machine; `takenBack` parts of one helper's came back, null: whoever helped. */
async function sameAsAlone(
  { db }: Connection,
  { result: told }: Job,
  what: string,
  takenBack: number | null,
): Promise<Fact> {
  const store = runStore(db);
  const runId = String(told?.runId);
  const [snapshot, result] = [await store.snapshot(landlordId, runId), await store.result(landlordId, runId)];
  if (!snapshot || !result) throw new Error('the run was not stored');
  const alone = await runSession(snapshot);
  const shared = sharedOf(told);
  const isShared = takenBack === null || (shared?.workers === 1 && shared.takenBack === takenBack);
  const isSame = result.problemHash === alone.problemHash && result.solutionHash === alone.solutionHash;
  return fact(
    `${what}; same hashes as on one machine`,
    isSame && isShared,
    `${alone.solutionHash.slice(0, 12)}, ${shared ? JSON.stringify(shared) : 'not shared'}`,
  );
}
