/** One size of the metropolis, end to end in a PostgreSQL of its own: files, import, run, stored shortlists. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Database, withLandlord } from '../../db/connection.ts';
import { openEmbeddedDatabase } from '../../db/embedded/embedded-database.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { holders } from '../../db/schema/reservation.ts';
import { grids, policies, targets } from '../../db/schema/steering.ts';
import { bulkInsert } from '../../db/stores/bulk-insert.ts';
import { importStore } from '../../db/stores/import-store.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { geography } from '../../src/domain/territory.ts';
import { fileSource } from '../../src/intake/byte-source.ts';
import { importFile } from '../../src/intake/import-file.ts';
import type { ImportKind } from '../../src/intake/import-kinds.ts';
import { sessionCalculations } from '../../src/jobs/session-calculations.ts';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import { defaultPolicy } from '../../src/matching/policy.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';
import { writeApplications, writeHomes, writeVacancies } from './files.ts';
import { type Stage, StageWatch } from './stages.ts';
import { makeApplicants, makeWorld, metropolisDate, metropolisHolders, metropolisName } from './world.ts';

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
  const embedded = await openEmbeddedDatabase(path.join(folder, 'data'));
  try {
    await migrateDatabase(embedded.url);
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
  const files = {
    homes: path.join(folder, 'homes.csv'),
    vacancies: path.join(folder, 'vacancies.csv'),
    applications: path.join(folder, 'applications.csv'),
  };
  await writeHomes(files.homes, world.homes);
  await writeVacancies(files.vacancies, world.vacancies);
  await writeApplications(files.applications, makeApplicants(world));
  const landlordId = 'metropolis';
  await db.insert(landlords).values({ id: landlordId, name: metropolisName, siren: null, aliases: [] });
  await withLandlord(db, landlordId, async (tx) => {
    const effectiveOn = metropolisDate;
    await bulkInsert(
      tx,
      holders,
      metropolisHolders.map((holder) => ({ ...holder, landlordId })),
    );
    await bulkInsert(
      tx,
      targets,
      world.targets.map((target) => ({ ...target, landlordId })),
    );
    const { id, version, isDefault } = defaultPolicy;
    await tx
      .insert(policies)
      .values({ landlordId, id, version, effectiveOn, isDefault, content: defaultPolicy });
    for (const grid of demonstrationGrids) {
      const { id, version, from, until } = grid;
      await tx
        .insert(grids)
        .values({ landlordId, id, version, validFrom: from, validUntil: until, content: grid });
    }
  });
  for (const kind of ['homes', 'vacancies', 'applications'] as const) {
    watch.begin(`import ${kind}`);
    await importWhole(db, landlordId, kind, files[kind]);
  }
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

async function importWhole(db: Database, landlordId: string, kind: ImportKind, file: string): Promise<void> {
  const imported = await importFile(importStore(db, landlordId, metropolisDate), {
    kind,
    source: fileSource(file),
    mode: 'full',
    dryRun: false,
    allowShrink: false,
    options: { today: metropolisDate, communes: new Set(geography().communes.keys()) },
    onReject: ({ row, problems }) => {
      throw new Error(`row ${row} of ${kind} is rejected: ${JSON.stringify(problems[0])}`);
    },
  });
  if (!imported.ok) throw new Error(`${kind}: ${imported.refusal.message}`);
}
