/**
 * The ten hottest queries of the busiest pages with the plans that PostgreSQL used, on the demonstration and on a
 * landlord of 270 000 applications. Writes bench/results/queries.json, and the plans in bench/results/queries.txt.
 * Run: node dist/bench/queries/main.js [applications]
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { ensureCluster } from '../../db/embedded/cluster.ts';
import { borrowEmbeddedDatabase } from '../../db/embedded/embedded-database.ts';
import { serverUrl, startServer } from '../../db/embedded/server.ts';
import { type Prepared, prepare } from '../load/prepare.ts';
import { startService } from '../load/service-process.ts';
import { growLandlord } from './grow.ts';
import { type Hot, hottest } from './hottest.ts';
import { endOfLog, explainEverything, planLines, plansSince, sessionsOf } from './plans.ts';

const applications = Number(process.argv[2] ?? 270_000);
const rounds = 3;

const folder = mkdtempSync(path.join(tmpdir(), 'parcours-queries-'));
// Root lends PostgreSQL another account, which must be able to enter.
chmodSync(folder, 0o711);
const service = await startService(folder, '1');
try {
  const database = await borrowEmbeddedDatabase(folder);
  const cluster = await ensureCluster(folder);
  const { port } = await startServer(cluster);
  const name = new URL(database.url).pathname.slice(1);
  const superuser = postgres(serverUrl(cluster, port, 'postgres', name), { max: 1, onnotice: () => {} });
  const sql = postgres(database.url, { max: 1 });
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const prepared = await prepare(service.url, sql, folder);
  // The bench's own sessions are ended with the service's, so that both begin again with their plans told.
  await Promise.all([sql.end(), owner`analyze`]);
  await explainEverything(superuser);
  // Each session that was ended fails once; the pool then opens others.
  for (let good = 0; good < 20; ) good = (await fetch(`${service.url}/annonces`)).ok ? good + 1 : 0;
  const demonstration = await measure(prepared, superuser, cluster.log);
  const growing = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await growing`set auto_explain.log_min_duration = -1`.catch(() => {});
  const sizes = await growLandlord(growing, 'demo', applications);
  await growing.end();
  const metropolis = await measure(prepared, superuser, cluster.log);
  const result = {
    what: `queries of the pages of the opening hour, ${rounds} rounds, as auto_explain timed them in the service's own sessions`,
    how: 'milliseconds of execution in PostgreSQL, plans told; wholeTables: those read from end to end',
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    },
    demonstration: demonstration.map(told),
    metropolis: { rows: sizes, queries: metropolis.map(told) },
  };
  writeFileSync('bench/results/queries.json', `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync('bench/results/queries.txt', plansText(demonstration, metropolis));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  await Promise.all([superuser.end(), owner.end({ timeout: 1 }).catch(() => {})]);
} finally {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Asks for the pages and gives the ten statements that took most of PostgreSQL's time. */
async function measure(prepared: Prepared, superuser: postgres.Sql, log: string): Promise<Hot[]> {
  const { adverts, visitors, officers, sittingPages } = prepared;
  const [visitor = '', officer = ''] = [visitors[0], officers[0]];
  const pages: readonly (readonly [string, string])[] = [
    ['/annonces', ''],
    ...adverts
      .slice(0, 4)
      .flatMap((id) => [[`/annonces/${id}`, ''] as const, [`/annonces/${id}`, visitor] as const]),
    ['/demandeur/souhaits', visitor],
    ['/demandeur', visitor],
    ['/agent', officer],
    ['/agent/logements', officer],
    [sittingPages[0] ?? '/agent/seances', officer],
    ['/agent/dossiers?q=martin', officer],
  ];
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [path, cookie] of pages) {
      const from = endOfLog(log);
      const answer = await fetch(`${service.url}${path}`, { headers: { cookie } });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      const plans = plansSince(log, from, await sessionsOf(superuser));
      found.push(
        ...plans.map((plan) => ({ ...plan, page: path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id') })),
      );
    }
  }
  return hottest(found, 10);
}

function told({ query, pages, times, totalMilliseconds, slowest, wholeTables }: Hot) {
  return {
    query: query.slice(0, 200),
    pages,
    times,
    totalMilliseconds,
    slowestMilliseconds: slowest.milliseconds,
    wholeTables,
  };
}

function plansText(...sizes: readonly Hot[][]): string {
  return ['demonstration', `${applications} applications`]
    .map((size, index) =>
      [
        `# ${size}`,
        ...(sizes[index] ?? []).map(({ query, slowest }) =>
          ['', query.slice(0, 400), `${slowest.milliseconds} ms`, ...planLines(slowest.plan)].join('\n'),
        ),
        '',
      ].join('\n'),
    )
    .join('\n');
}
