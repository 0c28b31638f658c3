/** The metropolis as files, and from these into a database by the ways of the product. */
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connection.ts';
import { importStore } from '../../db/stores/import-store.ts';
import { geography } from '../../src/domain/territory.ts';
import { fileSource } from '../../src/intake/byte-source.ts';
import { importFile } from '../../src/intake/import-file.ts';
import { defaultPolicy } from '../../src/matching/policy.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';
import { writeApplications, writeHomes, writeVacancies } from './files.ts';
import { makeApplicants, metropolisDate, metropolisHolders, metropolisName, type World } from './world.ts';

const kinds = ['homes', 'vacancies', 'applications'] as const;
type Kind = (typeof kinds)[number];

/** Writes the three CSV files of a world and gives their paths. */
export async function writeMetropolis(folder: string, world: World): Promise<Record<Kind, string>> {
  const files = {
    homes: path.join(folder, 'homes.csv'),
    vacancies: path.join(folder, 'vacancies.csv'),
    applications: path.join(folder, 'applications.csv'),
  };
  await writeHomes(files.homes, world.homes);
  await writeVacancies(files.vacancies, world.vacancies);
  await writeApplications(files.applications, makeApplicants(world));
  return files;
}

/** A landlord of that identifier with its rules, then the files as an officer imports them. Throws on a rejected row. */
export async function importMetropolis(
  db: Database,
  landlordId: string,
  world: World,
  files: Record<Kind, string>,
  onKind: (kind: Kind) => void = () => {},
): Promise<void> {
  // An identifier of ours: hashes are then the same each time.
  await db.execute(
    sql`insert into landlords (id, name, aliases) values (${landlordId}, ${metropolisName}, '{}')`,
  );
  await makeRules(db, landlordId, world);
  for (const kind of kinds) {
    onKind(kind);
    await importWhole(db, landlordId, kind, files[kind]);
  }
}

async function makeRules(db: Database, landlordId: string, world: World): Promise<void> {
  await importStore(db, landlordId, metropolisDate).transaction(async (writer) => {
    await writer.upsert('holders', metropolisHolders);
    await writer.upsert('targets', world.targets);
    await writer.upsert('policies', [defaultPolicy]);
    await writer.upsert('grids', demonstrationGrids);
    return { commit: true, value: null };
  });
}

async function importWhole(db: Database, landlordId: string, kind: Kind, file: string): Promise<void> {
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
