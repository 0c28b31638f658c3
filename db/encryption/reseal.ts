/**
 * Seals what is still in clear, and seals again under the present key what an older one sealed: in batches of their own
 * transactions, so that it can stop anywhere and go on later. The account must own the tables: frozen snapshots change
 * their envelope and nothing else.
 */
import { readdirSync } from 'node:fs';
import { type SQL, sql } from 'drizzle-orm';
import { serviceActor } from '../../src/domain/act.ts';
import { applicationSchema } from '../../src/domain/application.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { appendActs } from '../stores/journal-append.ts';
import { listLandlords } from '../stores/landlord-store.ts';
import { type Cipher, isBytesEnvelope, isEnvelope, type Place } from './cipher.ts';
import { isSealedApplication, openApplication, sealApplication } from './sealed-application.ts';
import { type SealedForm, sealedPlaces } from './sealed-columns.ts';

type ResealCount = { place: string; rows: number };

const rowsPerBatch: Readonly<Record<SealedForm, number>> = {
  text: 500,
  json: 500,
  application: 500,
  bytes: 8,
};

type Identifier = ReturnType<typeof sql.identifier>;
type Column = { place: string; table: Identifier; column: Identifier; form: SealedForm };

const schemaFolder = new URL('../schema/', import.meta.url);

/** Every sealed column, by its place. A column is known once its table is loaded: all are, whoever asks. */
export async function everySealedColumn(): Promise<Column[]> {
  const files = readdirSync(schemaFolder).filter((name) => /(?<!\.d)\.[jt]s$/.test(name));
  await Promise.all(files.map((name) => import(new URL(name, schemaFolder).href)));
  return [...sealedPlaces].sort().map(([place, form]) => {
    const [table = '', column = ''] = place.split('.');
    return { place, form, table: sql.identifier(table), column: sql.identifier(column) };
  });
}

/**
 * Seals under the first key all that another key sealed, or that is in clear, and journals it for each landlord. Gives
 * the rows changed by column.
 */
export async function resealAll(
  db: Database,
  cipher: Cipher,
  now: Date,
  onBatch: (place: string, rows: number) => void = () => {},
): Promise<ResealCount[]> {
  const columns = await everySealedColumn();
  const counts = new Map(columns.map(({ place }) => [place, 0]));
  for (const { id } of await listLandlords(db)) {
    let values = 0;
    for (const column of columns) {
      const rows = await resealColumn(db, cipher, column, otherThan(cipher, column), id, (batch) =>
        onBatch(column.place, batch),
      );
      counts.set(column.place, (counts.get(column.place) ?? 0) + rows);
      values += rows;
    }
    if (values > 0) await withLandlord(db, id, (tx) => tellRotation(tx, id, cipher.keyName, values, now));
  }
  return [...counts].map(([place, rows]) => ({ place, rows }));
}

/** Every value was opened to be sealed again: the data-protection officer reads it in the journal. */
async function tellRotation(
  tx: Transaction,
  landlordId: string,
  key: string,
  values: number,
  now: Date,
): Promise<void> {
  await appendActs(tx, landlordId, [
    {
      ...{ kind: 'encryption.rotated', at: now, actor: serviceActor, before: null, why: null },
      ...{ subjects: [`landlord:${landlordId}`], after: { key, values } },
    },
  ]);
}

/** Seals what a column holds in clear; gives the rows changed. */
export async function sealClear(db: Database, cipher: Cipher, column: Column): Promise<number> {
  let rows = 0;
  for (const { id } of await listLandlords(db)) {
    rows += await resealColumn(db, cipher, column, sql`${headOf(column)} not like 'v1:%'`, id);
  }
  return rows;
}

/** How many values each key seals, by column; the key is null for values in clear. */
export async function sealedCounts(
  db: Database,
): Promise<{ place: string; key: string | null; rows: number }[]> {
  const totals = new Map<string, { place: string; key: string | null; rows: number }>();
  for (const column of await everySealedColumn()) {
    for (const { id } of await listLandlords(db)) {
      const rows = await withLandlord(db, id, (tx) =>
        tx.execute<{ key: string | null; rows: number }>(sql`
          select case when ${headOf(column)} like 'v1:%' then split_part(${headOf(column)}, ':', 2) end as key,
            count(*)::int as rows
          from ${column.table} where ${column.column} is not null group by 1 order by 1`),
      );
      for (const { key, rows: count } of rows) {
        const total = totals.get(`${column.place} ${key}`) ?? { place: column.place, key, rows: 0 };
        totals.set(`${column.place} ${key}`, { ...total, rows: total.rows + count });
      }
    }
  }
  return [...totals.values()];
}

async function resealColumn(
  db: Database,
  cipher: Cipher,
  column: Column,
  which: SQL,
  landlordId: string,
  onBatch: (rows: number) => void = () => {},
): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = await withLandlord(db, landlordId, (tx) =>
      resealBatch(tx, cipher, column, which, landlordId),
    );
    if (rows === 0) return total;
    total += rows;
    onBatch(rows);
  }
}

async function resealBatch(
  tx: Transaction,
  cipher: Cipher,
  { place, table, column, form }: Column,
  which: SQL,
  landlordId: string,
): Promise<number> {
  // What was erased stays empty.
  const isKept = form === 'bytes' ? sql`${column} <> ''` : sql`true`;
  const rows = await tx.execute<{ at: string; value: unknown }>(sql`
    select ctid::text as at, ${column} as value from ${table}
    where ${column} is not null and ${isKept} and (${which}) limit ${rowsPerBatch[form]} for update`);
  if (rows.length === 0) return 0;
  const given = rows.map(({ at, value }) => ({
    at,
    value: again(form, value, cipher, { column: place, landlordId }),
  }));
  const value =
    form === 'bytes'
      ? sql`decode(given.value #>> '{}', 'base64')`
      : form === 'text'
        ? sql`given.value #>> '{}'`
        : sql`given.value`;
  await tx.execute(sql`select set_config('parcours.resealing', 'on', true)`);
  // The rows are locked: they stand where they were read.
  await tx.execute(sql`
    update ${table} as held set ${column} = ${value}
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(at text, value jsonb)
    where held.ctid = given.at::tid`);
  return rows.length;
}

const contentSchema = applicationSchema.omit({ name: true });

/** The same value under the present key, as JSON carries it. */
function again(form: SealedForm, value: unknown, cipher: Cipher, place: Place): unknown {
  switch (form) {
    case 'text':
      return cipher.seal(isEnvelope(value) ? cipher.open(value, place) : String(value), place);
    case 'json':
      return cipher.seal(isEnvelope(value) ? cipher.open(value, place) : JSON.stringify(value), place);
    case 'bytes': {
      if (!Buffer.isBuffer(value)) throw new Error('the driver gives bytes as a Buffer');
      const bytes = isBytesEnvelope(value) ? cipher.openBytes(value, place) : value;
      return cipher.sealBytes(bytes, place).toString('base64');
    }
    case 'application': {
      const content = isSealedApplication(value)
        ? openApplication(value, cipher, place.landlordId)
        : contentSchema.parse(value);
      return sealApplication(content, cipher, place.landlordId);
    }
  }
}

/** The beginning of the envelope as text, whatever its form; not an envelope where the value is in clear. */
function headOf({ column, form }: Column): SQL {
  switch (form) {
    case 'text':
      return sql`${column}`;
    case 'json':
      return sql`(${column} #>> '{}')`;
    case 'application':
      return sql`coalesce(${column} ->> 'sealed', '')`;
    case 'bytes':
      return sql`replace(encode(substring(${column} for 30), 'escape'), '\\000v1:', 'v1:')`;
  }
}

function otherThan({ keyName }: Cipher, column: Column): SQL {
  return sql`${headOf(column)} not like ${`v1:${keyName}:%`}`;
}
