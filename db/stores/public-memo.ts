/** Remembers what was read of public data until any of it changes, in any process. */
import { eq } from 'drizzle-orm';
import type { Database } from '../connection.ts';
import { publicData } from '../schema/public-data.ts';

/** Days or identifiers kept of one kind at once; the oldest leaves first. */
const most = 300;

/**
 * A memory over one kind of public data: the same object for the same key as long as nothing changed. Whoever reads
 * after a change was committed sees it: the version is asked of the database each time, which is one row by its key.
 */
export function publicMemo<Value>(db: Database, name: (typeof publicData.$inferSelect)['name']) {
  let kept = { version: -1, values: new Map<string, Promise<Value>>() };
  return async (key: string, read: () => Promise<Value>): Promise<Value> => {
    const [row] = await db
      .select({ version: publicData.version })
      .from(publicData)
      .where(eq(publicData.name, name));
    if (row === undefined) throw new Error(`no version of the public ${name}`);
    if (row.version > kept.version) kept = { version: row.version, values: new Map() };
    // What is read now may be newer than the version asked just before, never older.
    return remembered(kept.values, key, read);
  };
}

function remembered<Value>(
  values: Map<string, Promise<Value>>,
  key: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const known = values.get(key);
  if (known) return known;
  const reading = read();
  values.set(key, reading);
  reading.catch(() => values.delete(key));
  const [oldest] = values.keys();
  if (values.size > most && oldest !== undefined) values.delete(oldest);
  return reading;
}
