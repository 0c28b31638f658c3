/** A task that ends its worker each time, and a worker that ends in the middle of a file. */
import { and, eq, sql } from 'drizzle-orm';
import { type Database, withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { jobs } from '../../db/schema/job.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { faultsAllowed } from '../../src/jobs/retry.ts';
import { fileOf } from '../intake/applications-file.ts';
import type { Fault } from './fault.ts';
import { type Ground, landlordId } from './ground.ts';
import { hiddenFields, importForm, read, send, sendFile, signIn } from './officer.ts';
import { until } from './processes.ts';
import {
  askForRun,
  onQueue,
  resumesWithinMilliseconds,
  runsOf,
  type Scene,
  stateOf,
} from './queue-faults.ts';
import { type Fact, fact } from './wave.ts';

const rowsOfFile = 20_000;

export function workerFaults(ground: Ground): Fault[] {
  return [
    {
      name: 'A task that ends its worker each time',
      done: `the worker is killed (kill −9) and started again every time it takes one run, ${faultsAllowed} times; another run is asked for behind it; then an administrator tries the first again. The half minute of silence after which a worker is held to be dead is shortened in the row`,
      redis: true,
      play: () => onQueue(ground, deadlyTask),
    },
    {
      name: 'Worker killed in the middle of an import',
      done: `a file of ${rowsOfFile} applications with one row in its middle that means nothing; kill −9 of the worker half-way, another worker is there; the half minute of silence is shortened in the row`,
      redis: true,
      play: () => onQueue(ground, killedImport),
    },
  ];
}

async function deadlyTask({ db, officer, worker }: Scene): Promise<Fact[]> {
  const before = await runsOf(db);
  const deadly = await askForRun(officer);
  let hand = await worker();
  let good = '';
  for (let taking = 1; taking <= faultsAllowed; taking += 1) {
    await until('the deadly task is taken', () => isTaken(db, deadly, taking), resumesWithinMilliseconds);
    await hand.kill();
    if (taking === 1) good = await askForRun(officer);
    hand = await worker();
    if (taking === 1) await until('the other task ends', async () => (await stateOf(db, good)) === 'done');
    await shortenSilence(db, deadly);
  }
  await until('the deadly task is given up', async () => (await stateOf(db, deadly)) === 'dead');
  const between = await runsOf(db);
  const administrator = await signIn(officer.url, 'admin');
  const page = await read(administrator, '/admin/taches?etat=dead');
  const told = /[^<>]*arrêté net[^<>]*/.exec(page.text)?.[0] ?? '';
  const path = `/admin/taches/${deadly}/relance`;
  const again = await send(administrator, { path, fields: hiddenFields(page.text, path) });
  await until(
    'it ends this time',
    async () => (await stateOf(db, deadly)) === 'done',
    resumesWithinMilliseconds,
  );
  const after = await runsOf(db);
  return [
    fact(`it is given up after ${faultsAllowed} takings, and no worker takes it any more`, true),
    fact('the task behind it was done meanwhile', between - before === 1, `${between - before} run`),
    fact('/admin/taches says why in plain words', told !== '', `« ${told.trim()} »`),
    fact(
      'tried again by an administrator it is done, once',
      again?.status === 303 && after - between === 1,
      `${again?.status}, ${after - between} run`,
    ),
  ];
}

async function killedImport({ db, officer, worker }: Scene): Promise<Fact[]> {
  const first = await worker();
  const before = await applicationsIn(db);
  const sent = await sendFile(officer, await importForm(officer), await poisonedFile());
  if (sent?.status !== 303) throw new Error(`sending a file answered ${sent?.status}`);
  const id = sent.headers.get('location')?.split('/').at(-1) ?? '';
  await until('the file is half read', async () => (await progressOf(db, id)) > 0.45, 60_000);
  await first.kill();
  const [at, halfWay] = [await progressOf(db, id), (await applicationsIn(db)) - before];
  const wasRunning = (await stateOf(db, id)) === 'running';
  await shortenSilence(db, id);
  await worker();
  await until('the import ends', async () => (await stateOf(db, id)) === 'done', resumesWithinMilliseconds);
  const [row] = await db
    .select({ result: jobs.result, attempts: jobs.attempts })
    .from(jobs)
    .where(eq(jobs.id, id));
  const { accepted, rejected } = { ...row?.result };
  const rows = (await applicationsIn(db)) - before;
  const acts = await withLandlord(db, landlordId, (tx) =>
    tx.$count(journalLines, eq(journalLines.kind, 'import.asked')),
  );
  return [
    fact(
      'it was killed in the middle, and nothing of the file was there',
      wasRunning && halfWay === 0,
      `at ${Math.round(at * 100)} %, ${halfWay} rows`,
    ),
    fact(
      'it resumes on another worker, and every row but the ill one is there once',
      accepted === rowsOfFile - 1 && rejected === 1 && rows === rowsOfFile - 1,
      `${row?.attempts} takings, ${accepted} rows kept, ${rejected} put aside, ${rows} in the database`,
    ),
    fact('one act', acts === 1, acts),
  ];
}

/** The file with one row in its middle that means nothing, nor closes its quote. */
async function poisonedFile(): Promise<Blob> {
  const lines = (await (await fileOf(rowsOfFile)).text()).split('\n');
  lines[rowsOfFile / 2] = `POISON;le premier mai;;\u2028""holder;-;1e99;57463||;T0;;\u0007@;=cmd();`;
  return new Blob([lines.join('\n')], { type: 'text/csv' });
}

/** Makes the row look as if its worker had been silent for long. */
async function shortenSilence(db: Database, id: string): Promise<void> {
  await db
    .update(jobs)
    .set({ beatAt: sql`${jobs.beatAt} - interval '1 minute'` })
    .where(and(eq(jobs.id, id), eq(jobs.state, 'running')));
}

async function isTaken(db: Database, id: string, times: number): Promise<boolean> {
  const [row] = await db
    .select({ state: jobs.state, attempts: jobs.attempts })
    .from(jobs)
    .where(eq(jobs.id, id));
  return row?.state === 'running' && row.attempts === times;
}

async function progressOf(db: Database, id: string): Promise<number> {
  const [row] = await db.select({ progress: jobs.progress }).from(jobs).where(eq(jobs.id, id));
  return row?.progress ?? 0;
}

function applicationsIn(db: Database): Promise<number> {
  return withLandlord(db, landlordId, (tx) => tx.$count(applications));
}
