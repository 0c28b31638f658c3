/** Stored runs. They are written once; a trigger refuses any change (migration 0001). */

import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { and, asc, desc, eq, getTableColumns } from 'drizzle-orm';
import type { RunLine, RunPort, StoredRun } from '../../src/jobs/run-port.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { frenchLongDate } from '../../src/kernel/french.ts';
import { type Snapshot, snapshotSchema } from '../../src/matching/snapshot.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { runErasures } from '../schema/privacy.ts';
import { runShortlists, runSnapshots, runs } from '../schema/run.ts';
import { placesOfRun, runIsWithin } from './run-places.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);

const { problem: _problem, solution: _solution, ...lightColumns } = getTableColumns(runs);

export function runStore(db: Database): RunPort {
  const inside = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    list: (landlordId, limit, communes = null) =>
      inside(landlordId, async (tx) => {
        const rows = await tx
          .select(lightColumns)
          .from(runs)
          .where(runIsWithin(tx, runs.id, communes))
          .orderBy(desc(runs.createdAt), desc(runs.id))
          .limit(limit);
        return rows.map(lineOf);
      }),
    places: (landlordId, runId) => inside(landlordId, (tx) => placesOfRun(tx, runId)),
    find: (landlordId, runId) => inside(landlordId, (tx) => findRun(tx, runId)),
    shortlists: (landlordId, runId) =>
      inside(landlordId, async (tx) => {
        await refuseErased(tx, runId);
        return shortlistsOf(tx, runId);
      }),
    shortlist: (landlordId, runId, vacancyId) =>
      inside(landlordId, async (tx) => {
        await refuseErased(tx, runId);
        const [row] = await tx
          .select({ content: runShortlists.content })
          .from(runShortlists)
          .where(and(eq(runShortlists.runId, runId), eq(runShortlists.vacancyId, vacancyId)));
        return row?.content ?? null;
      }),
    problem: (landlordId, runId) =>
      inside(landlordId, async (tx) => {
        await refuseErased(tx, runId);
        const [row] = await tx.select({ problem: runs.problem }).from(runs).where(eq(runs.id, runId));
        return row?.problem ?? null;
      }),
    solution: (landlordId, runId) =>
      inside(landlordId, async (tx) => {
        await refuseErased(tx, runId);
        const [row] = await tx.select({ solution: runs.solution }).from(runs).where(eq(runs.id, runId));
        return row?.solution ?? null;
      }),
    result: (landlordId, runId) =>
      inside(landlordId, async (tx) => {
        await refuseErased(tx, runId);
        const [row] = await tx.select().from(runs).where(eq(runs.id, runId));
        if (!row) return null;
        const { problem, solution, summary } = row;
        return { ...summary, problem, solution, shortlists: await shortlistsOf(tx, runId) };
      }),
    snapshot: (landlordId, runId) =>
      inside(landlordId, async (tx) => {
        await refuseErased(tx, runId);
        const [row] = await tx
          .select({ content: runSnapshots.content, summary: runs.summary })
          .from(runs)
          .innerJoin(
            runSnapshots,
            and(eq(runSnapshots.landlordId, runs.landlordId), eq(runSnapshots.hash, runs.snapshotHash)),
          )
          .where(eq(runs.id, runId));
        if (!row) return null;
        const data = snapshotSchema.parse(JSON.parse((await expand(row.content)).toString('utf8')));
        return { ...data, ...row.summary.choices };
      }),
    ofJob: (landlordId, jobId) => inside(landlordId, (tx) => runOfJob(tx, jobId)),
    save: (run) => saveRun(db, run),
  };
}

async function saveRun(db: Database, run: Parameters<RunPort['save']>[0]): Promise<string> {
  const { landlordId, result } = run;
  const { problem, solution, shortlists, ...summary } = result;
  return withLandlord(db, landlordId, async (tx) => {
    await keepSnapshot(tx, landlordId, result.snapshotHash, run.snapshot);
    const [row] = await tx
      .insert(runs)
      .values({
        landlordId,
        sessionOn: result.date,
        snapshotHash: result.snapshotHash,
        problemHash: result.problemHash,
        solutionHash: result.solutionHash,
        summary,
        problem,
        solution,
        engine: solution.engine,
        value: solution.value,
        bound: solution.bound,
        gap: solution.gap,
        justifiedEnvy: result.check.justifiedEnvy,
        startedBy: run.startedBy,
        jobId: run.jobId,
      })
      .onConflictDoNothing({ target: runs.jobId })
      .returning({ id: runs.id });
    const earlier = row || run.jobId === undefined ? null : await runOfJob(tx, run.jobId);
    if (earlier !== null) return earlier;
    if (!row) throw new Error('an insert returned no row');
    for (let start = 0; start < shortlists.length; start += 500) {
      const rows = shortlists.slice(start, start + 500).map((shortlist, index) => ({
        landlordId,
        runId: row.id,
        vacancyId: shortlist.vacancyId,
        homeId: shortlist.homeId,
        position: start + index,
        content: shortlist,
      }));
      await tx.insert(runShortlists).values(rows);
    }
    return row.id;
  });
}

async function runOfJob(tx: Transaction, jobId: string): Promise<string | null> {
  const [row] = await tx.select({ id: runs.id }).from(runs).where(eq(runs.jobId, jobId));
  return row?.id ?? null;
}

/** All variants of a session read the same data: it is kept once, without the officer's choices and without names. */
async function keepSnapshot(
  tx: Transaction,
  landlordId: string,
  hash: string,
  snapshot: Snapshot,
): Promise<void> {
  const known = await tx
    .select({ hash: runSnapshots.hash })
    .from(runSnapshots)
    .where(and(eq(runSnapshots.landlordId, landlordId), eq(runSnapshots.hash, hash)));
  if (known.length > 0) return;
  const applications = snapshot.applications.map((application) => ({ ...application, name: null }));
  const content = await compress(canonicalJson({ ...snapshot, applications, pins: [], bans: [] }));
  await tx.insert(runSnapshots).values({ landlordId, hash, content }).onConflictDoNothing();
}

async function findRun(tx: Transaction, runId: string): Promise<StoredRun | null> {
  const [row] = await tx.select(lightColumns).from(runs).where(eq(runs.id, runId));
  return row ? { ...lineOf(row), startedBy: row.startedBy, summary: row.summary } : null;
}

/** Says when and by which rule the content went, instead of reading what is no longer there (D-02). */
async function refuseErased(tx: Transaction, runId: string): Promise<void> {
  const [erased] = await tx
    .select({ on: runErasures.erasedOn })
    .from(runErasures)
    .where(eq(runErasures.runId, runId));
  if (!erased) return;
  throw new AppError(
    'conflict',
    `Le contenu de ce calcul a été effacé le ${frenchLongDate(erased.on)}, par la règle « Calculs » de la durée de conservation : il ne peut plus être lu ni rejoué.`,
    { hint: 'Ses empreintes et ses chiffres restent dans la liste des propositions.' },
  );
}

async function shortlistsOf(tx: Transaction, runId: string) {
  const rows = await tx
    .select({ content: runShortlists.content })
    .from(runShortlists)
    .where(eq(runShortlists.runId, runId))
    .orderBy(asc(runShortlists.position));
  return rows.map(({ content }) => content);
}

type LightRow = Omit<typeof runs.$inferSelect, 'problem' | 'solution'>;

function lineOf(row: LightRow): RunLine {
  const { id, sessionOn, createdAt, engine, value, bound, gap, justifiedEnvy } = row;
  return { id, sessionOn, createdAt, engine, value, bound, gap, justifiedEnvy, counts: row.summary.counts };
}
