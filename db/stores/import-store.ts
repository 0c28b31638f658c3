/** Imports on PostgreSQL: one transaction, one landlord, the same content twice changes nothing. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type {
  BatchChange,
  ImportCollection,
  ImportRecords,
  ImportStore,
  ImportWriter,
  Retirement,
} from '../../src/intake/import-port.ts';
import { type CivilDate, civilDateInParis } from '../../src/kernel/civil-date.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { imports } from '../schema/intake.ts';
import { holders } from '../schema/reservation.ts';
import { domainColumns } from './columns-of.ts';
import { applicationsOf, applyEndings, endMissingLabels, labelKey, upsertLabels } from './import-changes.ts';
import { fillContacts } from './import-contacts.ts';
import { addLeaseFacts } from './import-lease-facts.ts';
import { importTables, keyColumns, type TableCollection } from './import-tables.ts';
import { type UpsertScope, upsertRecords } from './import-upsert.ts';

/** The import store of a landlord; `today` dates what an import puts in force. */
export function importStore(db: Database, landlordId: string, today: CivilDate): ImportStore {
  return {
    findImport: (kind, contentHash) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ createdAt: imports.createdAt })
          .from(imports)
          .where(and(eq(imports.kind, kind), eq(imports.contentHash, contentHash)));
        return row ? civilDateInParis(row.createdAt) : null;
      }),
    transaction: async (work) => {
      try {
        return await withLandlord(db, landlordId, async (tx) => {
          await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import ${landlordId}`}, 0))`);
          const { commit, value } = await work(writer({ tx, landlordId, today }));
          if (!commit) throw new RolledBack(value);
          return value;
        });
      } catch (fault) {
        if (fault instanceof RolledBack) return fault.value;
        throw fault;
      }
    },
  };
}

/** Leaves a transaction without keeping anything, and brings its answer out. */
class RolledBack<Value> extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super('rolled back as asked');
    this.value = value;
  }
}

function writer(scope: UpsertScope): ImportWriter {
  const seen = new Map<ImportCollection, Set<string>>();
  const bodies = new Set<string>();
  const seenOf = (collection: ImportCollection): Set<string> => {
    const keys = seen.get(collection) ?? new Set<string>();
    seen.set(collection, keys);
    return keys;
  };
  const writers: { [Collection in ImportCollection]: Write<Collection> } = {
    ...tableWriters(scope, seenOf),
    labels: async (labels) => {
      for (const row of labels) {
        bodies.add(row.label.by);
        seenOf('labels').add(labelKey(row));
      }
      return upsertLabels(scope, labels);
    },
    endings: (endings) => applyEndings(scope, endings),
    contacts: (contacts) => fillContacts(scope, contacts),
    leaseFacts: (told) => addLeaseFacts(scope, told),
  };
  return {
    find: (collection, keys) => finders(scope.tx)[collection](keys),
    upsert: (collection, records) => writers[collection](records),
    retireMissing: (collection, on, spared) => {
      const kept = new Set([...seenOf(collection), ...spared]);
      if (collection === 'labels') return endMissingLabels(scope, bodies, (key) => kept.has(key), on);
      if (collection === 'endings' || collection === 'contacts' || collection === 'leaseFacts')
        return Promise.resolve({ before: 0, retired: 0 });
      return retire(scope.tx, collection, kept);
    },
    recordImport: async ({ kind, contentHash, summary }) => {
      const { landlordId } = scope;
      await scope.tx.insert(imports).values({ landlordId, kind, contentHash, summary }).onConflictDoNothing();
    },
  };
}

type Write<Collection extends ImportCollection> = (
  records: readonly ImportRecords[Collection][],
) => Promise<BatchChange>;

function tableWriters(
  scope: UpsertScope,
  seenOf: (collection: ImportCollection) => Set<string>,
): { [Collection in TableCollection]: Write<Collection> } {
  const write =
    <Collection extends TableCollection>(collection: Collection): Write<Collection> =>
    async (records) => {
      const { kept, ...change } = await upsertRecords(scope, collection, records);
      for (const key of kept) seenOf(collection).add(key);
      return change;
    };
  return {
    homes: write('homes'),
    vacancies: write('vacancies'),
    applications: write('applications'),
    tenancies: write('tenancies'),
    leases: write('leases'),
    holders: write('holders'),
    designations: write('designations'),
    targets: write('targets'),
    objectives: write('objectives'),
    socialBodies: write('socialBodies'),
    commitments: write('commitments'),
    pastSittings: write('pastSittings'),
    grids: write('grids'),
    policies: write('policies'),
  };
}

type Find<Collection extends ImportCollection> = (
  keys: readonly string[],
) => Promise<readonly ImportRecords[Collection][]>;

function finders(tx: Transaction): {
  [Collection in 'homes' | 'applications' | 'holders']: Find<Collection>;
} {
  return {
    homes: (keys) =>
      tx
        .select(domainColumns(homes))
        .from(homes)
        .where(inArray(homes.id, [...keys])),
    applications: async (keys) => [...(await applicationsOf(tx, keys)).values()],
    holders: (keys) =>
      tx
        .select(domainColumns(holders))
        .from(holders)
        .where(inArray(holders.id, [...keys])),
  };
}

async function retire(
  tx: Transaction,
  collection: TableCollection,
  kept: ReadonlySet<string>,
): Promise<Retirement> {
  const { table } = importTables[collection];
  const live = collection === 'applications' ? sql`status = 'live'` : sql`true`;
  const counted = await tx.execute<{ before: number }>(
    sql`select count(*)::int as before from ${table} where ${live}`,
  );
  const before = counted[0]?.before ?? 0;
  if (collection === 'grids' || collection === 'policies') return { before, retired: 0 };
  const names = sql.join(
    keyColumns(collection).map((name) => sql.identifier(name)),
    sql`, `,
  );
  const missing = sql`concat_ws(' ', ${names}) not in (
    select jsonb_array_elements_text(${JSON.stringify([...kept])}::jsonb))`;
  const gone =
    collection === 'applications'
      ? await tx.execute(sql`
          update ${table} set status = 'expired', updated_at = now(),
            content = jsonb_set(content, '{status}', '"expired"')
          where ${live} and ${missing} returning 1`)
      : await tx.execute(sql`
          delete from ${table} as held
          where ${missing} and ${keepers[collection] ?? live} returning 1`);
  if (collection === 'leases') await tx.execute(factsWithoutLease);
  return { before, retired: gone.length };
}

// History hangs on a home: a stock file that no longer lists it does not erase who lived there. A lease that the tool
// saw signed is not a file's to erase.
const keepers: Partial<Record<TableCollection, SQL>> = {
  homes: sql`not exists (select from vacancies where home_id = held.id)
  and not exists (select from tenancies where home_id = held.id)
  and not exists (select from leases where home_id = held.id)`,
  leases: sql`vacancy_id is null`,
};

const factsWithoutLease = sql`
  delete from lease_facts where not exists (
    select from leases where leases.landlord_id = lease_facts.landlord_id and leases.id = lease_facts.lease_id)`;
