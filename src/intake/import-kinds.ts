/** What each kind of import reads and where its rows go. */
import type { Application } from '../domain/application.ts';
import type { Home } from '../domain/home.ts';
import { ok, type Result } from '../kernel/result.ts';
import { type FileReport, readTable } from './csv/table.ts';
import type { Batch } from './import-batches.ts';
import { readLeases, readTenancies } from './import-leases.ts';
import type { ImportCollection, ImportRecords, ImportWriter } from './import-port.ts';
import { type ImportReading, type ReadKind, readPlain, sinkOf } from './import-reading.ts';
import { readGridsJson, readPolicyJson } from './json-file.ts';
import { detectFormat, readApplicationsFile, readHomesFile } from './readers.ts';
import type { FileRefusal } from './refusal.ts';
import { completeApplication } from './sne/application.ts';
import { commitmentsTable } from './tables/commitments.ts';
import { labelsTable } from './tables/labels.ts';
import { objectivesTable } from './tables/objectives.ts';
import { pastSittingsTable } from './tables/past-sittings.ts';
import { designationsTable, holdersTable } from './tables/reservations.ts';
import { socialBodiesTable } from './tables/social-bodies.ts';
import { targetsTable } from './tables/targets.ts';
import { vacanciesTable } from './tables/vacancies.ts';
import { namedHolder } from './words.ts';

export const importKinds = [
  'homes',
  'applications',
  'labels',
  'vacancies',
  'tenancies',
  'leases',
  'holders',
  'designations',
  'targets',
  'objectives',
  'social-bodies',
  'commitments',
  'past-sittings',
  'grids',
  'policy',
] as const;
export type ImportKind = (typeof importKinds)[number];

/** The collections that a full set of a kind replaces. A homes file replaces homes, never their vacancies. */
export const replacedBy: Readonly<Record<ImportKind, ImportCollection | null>> = {
  homes: 'homes',
  applications: 'applications',
  labels: 'labels',
  vacancies: 'vacancies',
  tenancies: 'tenancies',
  leases: 'leases',
  holders: 'holders',
  designations: 'designations',
  targets: 'targets',
  objectives: 'objectives',
  'social-bodies': 'socialBodies',
  commitments: 'commitments',
  'past-sittings': 'pastSittings',
  grids: null,
  policy: null,
};

/** The reading of each kind. */
export const readKind: Readonly<Record<ImportKind, ReadKind>> = {
  homes: readHomes,
  applications: readApplications,
  labels: (reading) => readPlain(reading, labelsTable, 'labels'),
  vacancies: (reading) => readPlain(reading, vacanciesTable, 'vacancies'),
  tenancies: readTenancies,
  leases: readLeases,
  holders: (reading) => readPlain(reading, holdersTable, 'holders'),
  designations: (reading) => readPlain(reading, designationsTable, 'designations'),
  targets: readTargets,
  objectives: (reading) => readPlain(reading, objectivesTable, 'objectives'),
  'social-bodies': (reading) => readPlain(reading, socialBodiesTable, 'socialBodies'),
  commitments: (reading) => readPlain(reading, commitmentsTable, 'commitments'),
  'past-sittings': (reading) => readPlain(reading, pastSittingsTable, 'pastSittings'),
  grids: async (reading) => writeJson(reading, 'grids', await readGridsJson(reading.source)),
  policy: async (reading) => {
    const policy = await readPolicyJson(reading.source);
    return writeJson(reading, 'policies', policy.ok ? { ok: true, value: [policy.value] } : policy);
  },
};

async function readTargets(reading: ImportReading): Promise<Result<FileReport, FileRefusal>> {
  const batch = reading.batches.batch('targets');
  const write = async (rows: readonly { target: ImportRecords['targets'] }[]) => {
    for (const { target } of rows) await batch.add(target);
  };
  const report = await readTable(reading.source, targetsTable, sinkOf(reading, write), reading.options);
  if (report.ok) await batch.flush();
  return report;
}

/** Homes, the vacancies that their rows speak of, and the holders that are only named there. */
async function readHomes(reading: ImportReading): Promise<Result<FileReport, FileRefusal>> {
  const { batches, writer } = reading;
  const format = await detectFormat(reading.source, reading.options);
  if (!format.ok) return format;
  const homes = batches.batch('homes', async (records) =>
    format.value === 'rpls' ? withStoredHomes(writer, records) : records,
  );
  const vacancies = batches.batch('vacancies', async (records) => {
    // A vacancy needs its home in the store first.
    await homes.flush();
    return records;
  });
  const holderIds = new Set<string>();
  const report = await readHomesFile(
    reading.source,
    sinkOf(reading, async ({ home, vacancy, saysVacant }) => {
      await homes.add(home);
      if (!saysVacant) return;
      if (vacancy.holderId !== null) holderIds.add(vacancy.holderId);
      await vacancies.add(vacancy);
    }),
    reading.options,
  );
  if (!report.ok) return report;
  await homes.flush();
  await vacancies.flush();
  await writeNamedHolders(reading, holderIds);
  return report;
}

/** The RPLS knows neither accessibility nor charges, and whether a home is in a QPV but not in which. */
async function withStoredHomes(writer: ImportWriter, records: readonly Home[]): Promise<Home[]> {
  const stored = new Map(
    (
      await writer.find(
        'homes',
        records.map(({ id }) => id),
      )
    ).map((home) => [home.id, home]),
  );
  return records.map((read) => {
    const known = stored.get(read.id);
    if (!known) return read;
    const { lift, accessibility, adaptedPlai, chargesCents, flatChargesCents } = known;
    const qpvCode = read.qpvCode !== null && known.qpvCode !== null ? known.qpvCode : read.qpvCode;
    return { ...read, lift, accessibility, adaptedPlai, chargesCents, flatChargesCents, qpvCode };
  });
}

async function writeNamedHolders(reading: ImportReading, ids: ReadonlySet<string>): Promise<void> {
  if (ids.size === 0) return;
  const known = new Set((await reading.writer.find('holders', [...ids])).map(({ id }) => id));
  const holders = reading.batches.batch('holders');
  for (const id of [...ids].sort()) {
    if (!known.has(id)) await holders.add(namedHolder(id));
  }
  await holders.flush();
}

/** Applications, their ends, and the designations that their rows carry. */
async function readApplications(reading: ImportReading): Promise<Result<FileReport, FileRefusal>> {
  const { batches, writer } = reading;
  const format = await detectFormat(reading.source, reading.options);
  if (!format.ok) return format;
  const applications = batches.batch('applications', async (records) =>
    format.value === 'sne' ? withStored(writer, records) : records,
  );
  const endings = batches.batch('endings');
  const designations = batches.batch('designations');
  const designated: ImportRecords['designations'][] = [];
  const report = await readApplicationsFile(
    reading.source,
    sinkOf(reading, async (row) => {
      if (row.kind === 'ending') return endings.add(row.ending);
      reading.duplicates.add(row.application, row.contact);
      for (const { homeId, holderId, on, dalo } of row.designatedFor) {
        const { number } = row.application;
        designated.push({ vacancyId: homeId, applicationNumber: number, holderId, on, dalo });
      }
      return applications.add(row.application);
    }),
    reading.options,
  );
  if (!report.ok) return report;
  await applications.flush();
  await endings.flush();
  for (const designation of designated) await designations.add(designation);
  await designations.flush();
  await writeNamedHolders(reading, new Set(designated.map(({ holderId }) => holderId)));
  return report;
}

async function withStored(
  writer: ImportWriter,
  records: readonly Application[],
): Promise<readonly Application[]> {
  const numbers = records.map(({ number }) => number);
  const stored = new Map((await writer.find('applications', numbers)).map((known) => [known.number, known]));
  return records.map((read) => completeApplication(read, stored.get(read.number)));
}

async function writeJson<Collection extends 'grids' | 'policies'>(
  reading: ImportReading,
  collection: Collection,
  read: Result<readonly ImportRecords[Collection][], FileRefusal>,
): Promise<Result<FileReport, FileRefusal>> {
  if (!read.ok) return read;
  const batch: Batch<ImportRecords[Collection]> = reading.batches.batch(collection);
  for (const record of read.value) await batch.add(record);
  await batch.flush();
  const rows = read.value.length;
  return ok({
    rows,
    accepted: rows,
    rejected: 0,
    skipped: 0,
    header: [],
    unknownColumns: [],
    warnings: [],
    contentHash: reading.contentHash,
  });
}
