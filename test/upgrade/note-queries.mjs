/**
 * Notes the text of every query that drizzle prepares, one file a process, without a change to what is run. Where the
 * release is checked out and installed: PARCOURS_QUERIES=<folder> NODE_OPTIONS="--import <this file>" npx vitest run
 * test/db test/http; then `pack-queries.mjs`.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// biome-ignore lint/style/noProcessEnv: a switch of the run
const folder = process.env.PARCOURS_QUERIES;
if (folder) {
  mkdirSync(folder, { recursive: true });
  // Of the checkout that runs, which may not be this one.
  const driver = pathToFileURL(path.resolve('node_modules/drizzle-orm/postgres-js/index.js'));
  const { PostgresJsSession } = await import(driver.href);
  const { prepareQuery } = PostgresJsSession.prototype;
  const noted = new Set();
  PostgresJsSession.prototype.prepareQuery = function (query, ...more) {
    if (!noted.has(query.sql)) {
      noted.add(query.sql);
      appendFileSync(path.join(folder, `${process.pid}.jsonl`), `${JSON.stringify(query.sql)}\n`);
    }
    return prepareQuery.call(this, query, ...more);
  };
}
