/**
 * What row-level security costs: three landlords in one database, the same queries by the account of the service, which
 * policies bind, and by one that they do not, which names the landlord in each condition; in turn, so that both meet the
 * same load. Writes bench/results/isolation.json. Run: node dist/bench/isolation/main.js [applicants of each landlord]
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { connect } from '../../db/connection.ts';
import { ensureCluster } from '../../db/embedded/cluster.ts';
import { openEmbeddedDatabase } from '../../db/embedded/embedded-database.ts';
import { findServer, serverUrl } from '../../db/embedded/server.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { importMetropolis, writeMetropolis } from '../metropolis/import.ts';
import { makeWorld } from '../metropolis/world.ts';
import { type Asked, queries } from './queries.ts';

const applicants = Number(process.argv[2] ?? 20_000);
const landlords = ['metropole-1', 'metropole-2', 'metropole-3'];
const rounds = 25;

type Client = ReturnType<typeof postgres>;

const folder = mkdtempSync(path.join(tmpdir(), 'parcours-isolation-'));
const embedded = await openEmbeddedDatabase(path.join(folder, 'data'));
try {
  await migrateDatabase(embedded.ownerUrl, new URL(embedded.url).username);
  const encryption = { keys: [{ name: 'bench', key: randomBytes(32).toString('base64') }], file: null };
  const { db, close } = connect(embedded.url, encryption, 2);
  const world = makeWorld(applicants / 270_000);
  const files = await writeMetropolis(folder, world);
  for (const landlordId of landlords) await importMetropolis(db, landlordId, world, files);
  await close();
  const cluster = await ensureCluster(path.join(folder, 'data'));
  const port = findServer(cluster)?.port ?? 0;
  const options = { max: 1, onnotice: () => {} };
  const bound = postgres(embedded.url, options);
  const free = postgres(serverUrl(cluster, port, 'postgres', 'parcours'), options);
  await free`analyze`;
  const measured = [];
  for (const asked of queries(landlords[1] ?? '')) measured.push(await compare(bound, free, asked));
  await bound.end();
  await free.end();
  const report = {
    measuredBy: `bench/isolation/main.ts ${applicants}`,
    machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version },
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    landlords: landlords.length,
    applicantsOfEach: world.applicants,
    homesOfEach: world.homes.length,
    queries: measured,
  };
  writeFileSync('bench/results/isolation.json', `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Medians in milliseconds of the two, taken in turn, and how many times as long the policies make the query. */
async function compare(bound: Client, free: Client, asked: Asked) {
  const withPolicies: number[] = [];
  const without: number[] = [];
  let rows = 0;
  for (let round = 0; round < rounds; round += 1) {
    rows = await timed(withPolicies, bound, asked.landlordId, asked.text);
    const others = await timed(without, free, asked.landlordId, asked.named);
    if (rows !== others) throw new Error(`${asked.name}: ${rows} rows with policies, ${others} without`);
  }
  const [slow, fast] = [medianOf(withPolicies), medianOf(without)];
  return {
    name: asked.name,
    rows,
    milliseconds: { withPolicies: rounded(slow), without: rounded(fast) },
    times: rounded(slow / fast),
  };
}

/** Both open the transaction that a store opens, so that only the policies differ. */
async function timed(times: number[], client: Client, landlordId: string, text: string): Promise<number> {
  return client.begin(async (tx) => {
    await tx`select set_config('parcours.landlord', ${landlordId}, true)`;
    const began = performance.now();
    const rows = await tx.unsafe(text);
    times.push(performance.now() - began);
    return rows.length;
  });
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
