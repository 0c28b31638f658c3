/** One size of the metropolis, end to end in a PostgreSQL of its own: files, import, run, stored shortlists. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Database, withLandlord } from '../../db/connection.ts';
import { openEmbeddedDatabase } from '../../db/embedded/embedded-database.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { sessionCalculations } from '../../src/jobs/session-calculations.ts';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import { importMetropolis, writeMetropolis } from './import.ts';
import { type Stage, StageWatch } from './stages.ts';
import { makeWorld, metropolisDate } from './world.ts';

export type Measured = {
  share: number;
  applicants: number;
  homes: number;
  pairs: number;
  quotas: number;
  value: number;
  gap: number;
  justifiedEnvy: number;
  /** What two machines, and a run before and after a change of the code, must have in common. */
  hashes: { snapshot: string; problem: string; solution: string; summary: string; shortlists: string };
  stages: Stage[];
  databaseMegabytes: number;
};

/** Keys of a service that keeps them beside its data: what is sealed is sealed here too. */
const encryption = { keys: [{ name: 'bench', key: randomBytes(32).toString('base64') }], file: null };

/** Generates, imports, runs and stores a share of the metropolis. What it wrote is gone afterwards. */
export async function measureShare(share: number): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parcours-metropolis-'));
  // Run by root, the server's own account must enter it: its data would else stand, and stay, in a shelter of root's.
  chmodSync(folder, 0o755);
  const embedded = await openEmbeddedDatabase(path.join(folder, 'data'));
  try {
    await migrateDatabase(embedded.ownerUrl, new URL(embedded.url).username);
    const { db, close } = connect(embedded.url, encryption, 2);
    try {
      return await measureIn(db, folder, share);
    } finally {
      await close();
    }
  } finally {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureIn(db: Database, folder: string, share: number): Promise<Measured> {
  const watch = new StageWatch();
  const world = makeWorld(share);
  const files = await writeMetropolis(folder, world);
  const landlordId = 'metropolis';
  await importMetropolis(db, landlordId, world, files, (kind) => watch.begin(`import ${kind}`));
  watch.begin(null);
  // A server that just took so many rows learns of them by itself within a minute; nobody runs a session before.
  await db.execute(sql`analyze`);
  const runs = runStore(db);
  const calculations = sessionCalculations(runs, snapshotStore(db));
  const runId = await calculations.run(
    { landlordId, date: metropolisDate, snapshotOf: null, requestedBy: null, pins: [], bans: [] },
    { onProgress: (_share, step) => watch.begin(step) },
  );
  watch.begin(null);
  const run = await runs.find(landlordId, runId);
  if (!run) throw new Error('the run was not stored');
  const { counts, snapshotHash, problemHash, solutionHash, quotas } = run.summary;
  const [size] = await db.execute<{ bytes: string }>(
    sql`select pg_database_size(current_database()) as bytes`,
  );
  return {
    share,
    applicants: counts.applicants,
    homes: counts.homes,
    pairs: counts.pairs,
    quotas: quotas.length,
    value: run.value,
    gap: run.gap,
    justifiedEnvy: run.justifiedEnvy,
    hashes: {
      snapshot: snapshotHash,
      problem: problemHash,
      solution: solutionHash,
      summary: contentHash(run.summary),
      shortlists: await shortlistsHash(db, landlordId, runId),
    },
    stages: watch.stages,
    databaseMegabytes: Math.round(Number(size?.bytes ?? 0) / 1e6),
  };
}

async function shortlistsHash(db: Database, landlordId: string, runId: string): Promise<string> {
  const [row] = await withLandlord(db, landlordId, (tx) =>
    tx.execute<{ hash: string }>(sql`
      select md5(string_agg(md5(content::text), '' order by position)) as hash
      from run_shortlists where run_id = ${runId}`),
  );
  return row?.hash ?? '';
}
