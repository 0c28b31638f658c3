/** Remembers what was read of data that change seldom until any of it changes, in any process. */
import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connection.ts';
import type { publicData } from '../schema/public-data.ts';

/** Days or identifiers kept of one kind at once; the oldest leaves first. */
const most = 300;

type Kind = (typeof publicData.$inferSelect)['name'];
type Versions = ReadonlyMap<string, number>;

/**
 * A memory over one kind of data: the same object for the same key as long as nothing changed. Whoever reads after a
 * change was committed sees it: the version is asked each time, within the reader's transaction where it has one, which
 * is a handful of rows. The key names the landlord where the data are one's. One memory a database. Never to be asked
 * within a transaction that changed such data itself: what is not committed would be kept for others.
 */
export function versionMemo<Value>(name: Kind) {
  let kept = { version: -1, values: new Map<string, Promise<Value>>() };
  return async (tx: Database | Transaction, key: string, read: () => Promise<Value>): Promise<Value> => {
    const version = (await versionsIn(tx)).get(name);
    if (version === undefined) throw new Error(`no version of the data: ${name}`);
    // A view taken before the last change: what it shows is no longer kept.
    if (version < kept.version) return read();
    if (version > kept.version) kept = { version, values: new Map() };
    // What is read now may be newer than the version asked just before, never older.
    return remembered(kept.values, key, read);
  };
}

/** The same over what anyone may read, outside of any transaction. */
export function publicMemo<Value>(db: Database, name: Kind) {
  const known = versionMemo<Value>(name);
  return (key: string, read: () => Promise<Value>): Promise<Value> => known(db, key, read);
}

/** The reading under way of a pool, and the one that begins after it, where somebody already waits for it. */
type Turn = { now: Promise<Versions>; next: Promise<Versions> | null };
const turns = new WeakMap<object, Turn>();

/**
 * Outside of a transaction readers who come while a reading is under way share the one after it, which begins later
 * than they came: at the opening hour one journey serves many, and none sees less than what was committed before it asked.
 */
function versionsIn(tx: Database | Transaction): Promise<Versions> {
  if ('rollback' in tx) return readVersions(tx);
  const turn = turns.get(tx);
  if (!turn) return begin(tx);
  turn.next ??= turn.now.catch(() => null).then(() => begin(tx));
  return turn.next;
}

function begin(db: Database): Promise<Versions> {
  const turn: Turn = { now: readVersions(db), next: null };
  turns.set(db, turn);
  const end = () => {
    if (turn.next === null) turns.delete(db);
  };
  turn.now.then(end, end);
  return turn.now;
}

async function readVersions(tx: Database | Transaction): Promise<Versions> {
  const rows = await tx.execute<{ name: string; version: number }>(
    sql`select name, version::float8 as version from public_data`,
  );
  return new Map(rows.map(({ name, version }) => [name, version]));
}

function remembered<Value>(
  values: Map<string, Promise<Value>>,
  key: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const known = values.get(key);
  // Another reader's transaction may break while this one's holds.
  if (known) return known.catch(() => read());
  const reading = read();
  values.set(key, reading);
  reading.catch(() => values.delete(key));
  const [oldest] = values.keys();
  if (values.size > most && oldest !== undefined) values.delete(oldest);
  return reading;
}
