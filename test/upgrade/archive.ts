/**
 * The rows of a database in one compressed file, read and written through the driver: the database of a release, kept so
 * that later releases are tried on it. No client program of a matching version is needed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import postgres from 'postgres';
import { z } from 'zod';

// Each row as PostgreSQL writes it in JSON: it reads it back to the same values.
const archiveSchema = z.array(z.object({ name: z.string(), rows: z.array(z.string()) }));

/** Writes every row of every table of ours; `url` is a superuser's, whom row-level security does not bind. */
export async function writeArchive(url: string, file: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' order by 1`;
    const archive: z.infer<typeof archiveSchema> = [];
    for (const { name } of tables) {
      const rows = await sql<{ line: string }[]>`select row_to_json(one)::text as line from ${sql(name)} one`;
      if (rows.length > 0) archive.push({ name, rows: rows.map(({ line }) => line) });
    }
    writeFileSync(file, gzipSync(JSON.stringify(archive), { level: 9 }));
  } finally {
    await sql.end();
  }
}

/** Puts the rows back as they were, in a database that nobody used yet, and gives how many there are of each. */
export async function readArchive(url: string, file: string): Promise<Record<string, number>> {
  const archive = archiveSchema.parse(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')));
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    // What ties rows together was checked when they were written.
    await sql`set session_replication_role = replica`;
    for (const { name, rows } of archive) {
      // Migrations put rows of their own in some.
      await sql`delete from ${sql(name)}`;
      await sql`insert into ${sql(name)}
        select * from json_populate_recordset(null::${sql(name)}, ${`[${rows.join(',')}]`}::text::json)`;
    }
    return Object.fromEntries(archive.map(({ name, rows }) => [name, rows.length]));
  } finally {
    await sql.end();
  }
}
