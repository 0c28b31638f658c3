/** Remembers what was read of data that change seldom until any of it changes, in any process. */
import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../connection.ts';
import { publicData } from '../schema/public-data.ts';

/** Days or identifiers kept of one kind at once; the oldest leaves first. */
const most = 300;

type Kind = (typeof publicData.$inferSelect)['name'];

/**
 * A memory over one kind of data: the same object for the same key as long as nothing changed. Whoever reads after a
 * change was committed sees it: the version is asked each time, within the reader's transaction where it has one, which
 * is one row by its key. The key names the landlord where the data are one's. One memory a database.
 */
export function versionMemo<Value>(name: Kind) {
  let kept = { version: -1, values: new Map<string, Promise<Value>>() };
  return async (tx: Database | Transaction, key: string, read: () => Promise<Value>): Promise<Value> => {
    const [row] = await tx
      .select({ version: publicData.version })
      .from(publicData)
      .where(eq(publicData.name, name));
    if (row === undefined) throw new Error(`no version of the data: ${name}`);
    // A view taken before the last change: what it shows is no longer kept.
    if (row.version < kept.version) return read();
    if (row.version > kept.version) kept = { version: row.version, values: new Map() };
    // What is read now may be newer than the version asked just before, never older.
    return remembered(kept.values, key, read);
  };
}

/** The same over what anyone may read, outside of any transaction. */
export function publicMemo<Value>(db: Database, name: Kind) {
  const known = versionMemo<Value>(name);
  return (key: string, read: () => Promise<Value>): Promise<Value> => known(db, key, read);
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
