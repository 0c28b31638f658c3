/** Stored runs. They are written once; a trigger refuses any change (migration 0001). */

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { and, asc, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { RunLine, RunPort, StoredRun } from '../../src/jobs/run-port.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { frenchLongDate } from '../../src/kernel/french.ts';
import type { ShortlistResult } from '../../src/matching/run-result.ts';
import { type Snapshot, snapshotSchema } from '../../src/matching/snapshot.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { runErasures } from '../schema/privacy.ts';
import { runShortlists, runSnapshots, runs } from '../schema/run.ts';
import { frozenContent } from './frozen-content.ts';
import { gzipped } from './gzip.ts';
import { placesOfRun, runIsWithin } from './run-places.ts';
import { largeProblem, packedPairs, wholeProblem } from './run-problem.ts';

const expand = promisify(gunzip);

const {
  problem: _problem,
  problemPairs: _pairs,
  solution: _solution,
  ...lightColumns
} = getTableColumns(runs);

const problemColumns = { problem: runs.problem, problemPairs: runs.problemPairs };

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
        const [row] = await tx.select(problemColumns).from(runs).where(eq(runs.id, runId));
        return row ? wholeProblem(row) : null;
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
        const { solution, summary } = row;
        const problem = await wholeProblem(row);
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
    freeze: async ({ text, problem }) => ({
      snapshot: text === null ? null : await gzipped(text),
      pairs: await packedPairs(problem),
    }),
    save: (run) => saveRun(db, run),
  };
}

async function saveRun(db: Database, run: Parameters<RunPort['save']>[0]): Promise<string> {
  const { landlordId, result } = run;
  const { problem, solution, shortlists, ...summary } = result;
  // Before the transaction: what takes seconds to write must not keep one open, which the server ends (db/patience.ts).
  const [packed, content] = await Promise.all([
    largeProblem(problem, run.frozen?.pairs ?? undefined),
    run.frozen?.snapshot ?? contentToKeep(db, landlordId, result.snapshotHash, run.snapshot),
  ]);
  return withLandlord(db, landlordId, async (tx) => {
    if (content !== null) await keepSnapshot(tx, landlordId, result.snapshotHash, content);
    const [row] = await tx
      .insert(runs)
      .values({
        landlordId,
        sessionOn: result.date,
        snapshotHash: result.snapshotHash,
        problemHash: result.problemHash,
        solutionHash: result.solutionHash,
        summary,
        ...packed,
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
    await insertShortlists(tx, landlordId, row.id, shortlists);
    return row.id;
  });
}

/** Some 200 kB of explanations: two batches are held at once. */
const shortlistsPerStatement = 20;

/**
 * By batches, the next one explained while the server takes the one before. Each list is written as text at once: what
 * it was made of would outlive two collections of young objects otherwise, and stay as garbage among the old ones.
 */
async function insertShortlists(
  tx: Transaction,
  landlordId: string,
  runId: string,
  shortlists: Iterable<ShortlistResult>,
): Promise<void> {
  let before: Promise<unknown> = Promise.resolve();
  let rows: ShortlistRow[] = [];
  const send = async (): Promise<void> => {
    const present = tx.insert(runShortlists).values(rows).execute();
    // Awaited in the next turn: a fault of the one before must not leave this one's unheard.
    present.catch(() => {});
    rows = [];
    await before;
    before = present;
  };
  let position = 0;
  for (const shortlist of shortlists) {
    const { vacancyId, homeId } = shortlist;
    const content = sql`${JSON.stringify(shortlist)}::jsonb`;
    rows.push({ landlordId, runId, vacancyId, homeId, position: position++, content });
    if (rows.length === shortlistsPerStatement) await send();
  }
  if (rows.length > 0) await send();
  await before;
}

async function runOfJob(tx: Transaction, jobId: string): Promise<string | null> {
  const [row] = await tx.select({ id: runs.id }).from(runs).where(eq(runs.jobId, jobId));
  return row?.id ?? null;
}

async function isKept(tx: Transaction, landlordId: string, hash: string): Promise<boolean> {
  const known = await tx
    .select({ hash: runSnapshots.hash })
    .from(runSnapshots)
    .where(and(eq(runSnapshots.landlordId, landlordId), eq(runSnapshots.hash, hash)));
  return known.length > 0;
}

/** What is to be kept of a snapshot; null where it is already. */
async function contentToKeep(
  db: Database,
  landlordId: string,
  hash: string,
  snapshot: Snapshot,
): Promise<Buffer | null> {
  const known = await withLandlord(db, landlordId, (tx) => isKept(tx, landlordId, hash));
  return known ? null : frozenContent(snapshot);
}

/** All variants of a session read the same data: it is kept once, without the officer's choices and without names. */
async function keepSnapshot(
  tx: Transaction,
  landlordId: string,
  hash: string,
  content: Buffer,
): Promise<void> {
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

type ShortlistRow = Omit<typeof runShortlists.$inferInsert, 'content'> & { content: SQL };

type LightRow = Omit<typeof runs.$inferSelect, 'problem' | 'problemPairs' | 'solution'>;

function lineOf(row: LightRow): RunLine {
  const { id, sessionOn, createdAt, engine, value, bound, gap, justifiedEnvy } = row;
  return { id, sessionOn, createdAt, engine, value, bound, gap, justifiedEnvy, counts: row.summary.counts };
}
