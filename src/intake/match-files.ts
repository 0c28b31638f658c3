/** Assembles the snapshot of `parcours match` from files: no server, no database. */
import type { Designation } from '../domain/reservation.ts';
import type { Tenancy } from '../domain/tenancy.ts';
import { geography } from '../domain/territory.ts';
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { defaultPolicy } from '../matching/policy.ts';
import type { Snapshot } from '../matching/snapshot.ts';
import { countsFreedHomes, freedHomesOf, type TenantHome } from '../matching/tenant-homes.ts';
import { demonstrationGrids } from '../scoring/demo-grids.ts';
import type { Grid } from '../scoring/grid.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import type { DesignatedFor } from './compact-values.ts';
import { type FileReport, type ReadOptions, type RowSink, readTable, type Table } from './csv/table.ts';
import { readGridsJson, readPolicyJson } from './json-file.ts';
import { type ApplicationFileRow, readApplicationsFile, readHomesFile } from './readers.ts';
import type { FileRefusal, RejectedRow } from './refusal.ts';
import type { ApplicationRow } from './tables/applications.ts';
import type { HomeRow } from './tables/homes.ts';
import { type TargetRow, targetsTable } from './tables/targets.ts';
import { tenanciesTable } from './tables/tenancies.ts';
import { namedHolder } from './words.ts';

export type MatchPaths = {
  homes: string;
  applications: string;
  tenancies?: string;
  targets?: string;
  /** JSON: one grid or a list of grids. */
  grids?: string;
  /** JSON. */
  policy?: string;
};

export type MatchFileOptions = {
  date: CivilDate;
  /** Grids used where no file gives any; the demonstration's fictive ones where absent. */
  defaultGrids?: readonly Grid[];
  /** How applications name this landlord; "interne" always does. */
  landlord?: Snapshot['landlord'];
};

/** A rejected row with the file it comes from ("homes", "applications", "tenancies", "targets"). */
export type MatchReject = RejectedRow & { file: string };

export type MatchFiles = {
  snapshot: Snapshot;
  rejects: readonly MatchReject[];
  /** French sentences: unknown columns, a file that may be cut, a designation for a home that is not there. */
  warnings: readonly string[];
  counts: { homes: number; applications: number; tenancies: number; targets: number };
};

export type MatchFilesRefusal = FileRefusal & { file: string };

/** The words by which an application says that its household is a tenant of this very landlord. */
const ownLandlordAliases: readonly string[] = ['interne', 'self'];

/**
 * Reads the files of `parcours match` at a date. Bad rows are listed and the rest is served; a file that cannot be
 * taken whole refuses everything. A home's vacancy has the home's own identifier.
 */
export async function readMatchFiles(
  paths: MatchPaths,
  options: MatchFileOptions,
): Promise<Result<MatchFiles, MatchFilesRefusal>> {
  const reading = new MatchReading(options.date);
  const homes = await reading.rows<HomeRow>('homes', paths.homes, readHomesFile);
  if (!homes.ok) return homes;
  const applications = await reading.rows<ApplicationFileRow>(
    'applications',
    paths.applications,
    readApplicationsFile,
  );
  if (!applications.ok) return applications;
  const tenancies = await reading.rows<Tenancy>('tenancies', paths.tenancies, readWith(tenanciesTable));
  if (!tenancies.ok) return tenancies;
  const targets = await reading.rows<readonly TargetRow[]>('targets', paths.targets, readWith(targetsTable));
  if (!targets.ok) return targets;
  const grids =
    paths.grids === undefined
      ? ok([...(options.defaultGrids ?? demonstrationGrids)])
      : await readGridsJson(fileSource(paths.grids));
  if (!grids.ok) return refuse({ ...grids.refusal, file: 'grids' });
  const policy =
    paths.policy === undefined ? ok(defaultPolicy) : await readPolicyJson(fileSource(paths.policy));
  if (!policy.ok) return refuse({ ...policy.refusal, file: 'policy' });

  const landlord = landlordOf(options);
  const freed = homes.value.filter((row) => row.vacancy.status !== 'let');
  const live = applications.value.flatMap((row) => (row.kind === 'application' ? [row] : []));
  if (live.length < applications.value.length) {
    reading.warnings.push(
      `applications : ${applications.value.length - live.length} radiation(s) ou suppression(s), sans effet ici.`,
    );
  }
  const snapshot: Snapshot = {
    landlord,
    date: options.date,
    vacancies: freed.map(({ home, vacancy }) => ({ home, vacancy })).sort(byHomeId),
    applications: withTenancies(live, tenancies.value, landlord, options.date),
    holders: holdersOf(freed, live),
    designations: designationsOf(freed, live, reading.warnings),
    targets: targets.value.flat().sort((a, b) => compareCodeUnits(a.target.id, b.target.id)),
    grids: grids.value,
    policy: policy.value,
    pins: [],
    bans: [],
  };
  if (countsFreedHomes(snapshot)) {
    snapshot.freedHomes = freedHomesOf(snapshot, tenantHomes(homes.value, tenancies.value));
  }
  const counts = {
    homes: freed.length,
    applications: live.length,
    tenancies: tenancies.value.length,
    targets: snapshot.targets.length,
  };
  return ok({ snapshot, rejects: reading.rejects, warnings: reading.warnings, counts });
}

/** Gathers rows, rejects and warnings of the tables one after another. */
class MatchReading {
  readonly rejects: MatchReject[] = [];
  readonly warnings: string[] = [];
  readonly #options: ReadOptions;

  constructor(date: CivilDate) {
    this.#options = { today: date, communes: new Set(geography().communes.keys()) };
  }

  async rows<Row>(
    file: string,
    path: string | undefined,
    read: FileReader<Row>,
  ): Promise<Result<Row[], MatchFilesRefusal>> {
    if (path === undefined) return ok([]);
    const rows: Row[] = [];
    const sink: RowSink<Row> = {
      onRow: (row) => {
        rows.push(row);
      },
      onReject: (rejected) => {
        this.rejects.push({ ...rejected, file });
      },
    };
    const report = await read(fileSource(path), sink, this.#options);
    if (!report.ok) return refuse({ ...report.refusal, file });
    this.warnings.push(...report.value.warnings.map((warning) => `${file} : ${warning}`));
    return ok(rows);
  }
}

type FileReader<Row> = (
  source: ByteSource,
  sink: RowSink<Row>,
  options: ReadOptions,
) => Promise<Result<FileReport, FileRefusal>>;

function readWith<Row>(table: Table<Row>): FileReader<Row> {
  return (source, sink, options) => readTable(source, table, sink, options);
}

function landlordOf(options: MatchFileOptions): Snapshot['landlord'] {
  const given = options.landlord ?? { id: 'bailleur', name: 'Bailleur', aliases: [] };
  return { ...given, aliases: [...new Set([given.id, ...given.aliases, ...ownLandlordAliases])] };
}

function byHomeId(a: Snapshot['vacancies'][number], b: Snapshot['vacancies'][number]): number {
  return compareCodeUnits(a.home.id, b.home.id);
}

/** The landlord's own register of tenancies completes what an application says of the home that it leaves. */
function withTenancies(
  rows: readonly ApplicationRow[],
  tenancies: readonly Tenancy[],
  landlord: Snapshot['landlord'],
  date: CivilDate,
): Snapshot['applications'] {
  const running = tenancies.filter((tenancy) => tenancy.endedOn === null || tenancy.endedOn > date);
  const byNumber = new Map(running.map((tenancy) => [tenancy.applicationNumber, tenancy]));
  const byId = new Map(running.map((tenancy) => [tenancy.id, tenancy]));
  return rows
    .map((row) => {
      // A run knows numbers only: the name never enters a snapshot or its hash.
      const application = { ...row.application, name: null };
      const tenancy = byNumber.get(application.number) ?? byId.get(application.current.tenancyId ?? '');
      if (!tenancy) return application;
      const { current } = application;
      return {
        ...application,
        current: {
          ...current,
          landlord: current.landlord ?? landlord.id,
          tenancyId: tenancy.id,
          residents: current.residents ?? tenancy.residents,
          rentCents: current.rentCents ?? tenancy.rentCents,
        },
      };
    })
    .sort((a, b) => compareCodeUnits(a.number, b.number));
}

/** Homes of tenancies that the homes file lists; files know no perimeter. */
function tenantHomes(
  homes: readonly HomeRow[],
  tenancies: readonly Tenancy[],
): (tenancyId: string) => TenantHome | undefined {
  const homeOf = new Map(homes.map(({ home }) => [home.id, { ...home, inPerimeter: false }]));
  const byTenancy = new Map(tenancies.map(({ id, homeId }) => [id, homeOf.get(homeId)]));
  return (tenancyId) => byTenancy.get(tenancyId);
}

/** Holders that the files name without a file of their own: kind and territory are read from the identifier. */
function holdersOf(homes: readonly HomeRow[], applications: readonly ApplicationRow[]): Snapshot['holders'] {
  const ids = new Set([
    ...homes.flatMap(({ vacancy }) => vacancy.holderId ?? []),
    ...applications.flatMap(({ designatedFor }) => designatedFor.map(({ holderId }) => holderId)),
  ]);
  return [...ids].sort(compareCodeUnits).map(namedHolder);
}

function designationsOf(
  homes: readonly HomeRow[],
  applications: readonly ApplicationRow[],
  warnings: string[],
): Designation[] {
  const known = new Set(homes.map(({ home }) => home.id));
  const toDesignation = (number: string, item: DesignatedFor): Designation[] => {
    if (!known.has(item.homeId)) {
      warnings.push(`applications : une désignation vise le logement « ${item.homeId} », absent du fichier.`);
      return [];
    }
    const { homeId, holderId, on, dalo } = item;
    return [{ vacancyId: homeId, applicationNumber: number, holderId, on, dalo }];
  };
  return applications
    .flatMap(({ application, designatedFor }) =>
      designatedFor.flatMap((item) => toDesignation(application.number, item)),
    )
    .sort(
      (a, b) =>
        compareCodeUnits(a.vacancyId, b.vacancyId) ||
        compareCodeUnits(a.applicationNumber, b.applicationNumber),
    );
}
