/** The databases of releases, with their data, brought to this one: nothing is lost and the service serves them. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { connect } from '../../db/connection.ts';
import { ensureCluster } from '../../db/embedded/cluster.ts';
import { createServiceDatabase } from '../../db/embedded/embedded-database.ts';
import { serverUrl, startServer } from '../../db/embedded/server.ts';
import { encryptionKeysOf } from '../../db/encryption/keys.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { testEncryption } from '../support/postgres.ts';
import { readyAddress, type Spawned, spawnBuilt } from '../support/process.ts';
import { readArchive } from './archive.ts';

/** Last migrations of the releases whose rows archives hold; the last is what the next release begins from. */
const releases = ['0020', '0039'] as const;

// A real service wakes up on old data, on a machine that may be busy: the acts of the day are done meanwhile.
const timeout = 240_000;

describe.each(releases)('a database of release %s, with its data', (release) => {
  let folder: string;
  let superuserUrl: string;
  let addresses: { url: string; ownerUrl: string };
  let rowsBefore: Record<string, number>;
  let service: Spawned;
  let site: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-upgrade-'));
    chmodSync(folder, 0o711);
    // Archives of releases that seal were made by the tests, with their key.
    const sealing = testEncryption.keys.map(({ name, key }) => `${name}:${key}\n`).join('');
    writeFileSync(path.join(folder, 'encryption-keys'), sealing, { mode: 0o600 });
    const cluster = await ensureCluster(inject('postgresFolder'));
    const { port } = await startServer(cluster, ['fsync=off', 'max_connections=200']);
    const name = `upgrade_${release}_${process.pid}`;
    const administrator = postgres(serverUrl(cluster, port, 'postgres', 'postgres'), {
      max: 1,
      onnotice: () => {},
    });
    await createServiceDatabase(administrator, cluster.password);
    await administrator.unsafe(`create database ${name} owner parcours template template0`);
    await administrator.end();
    superuserUrl = serverUrl(cluster, port, 'postgres', name);
    addresses = {
      url: serverUrl(cluster, port, 'parcours_service', name),
      ownerUrl: serverUrl(cluster, port, 'parcours', name),
    };
    await migrateTo(release, addresses.ownerUrl, path.join(folder, 'migrations'));
    rowsBefore = await readArchive(superuserUrl, `test/upgrade/release-${release}.json.gz`);
    service = spawnBuilt('main.js', [], {
      DATABASE_URL: addresses.url,
      DATABASE_OWNER_URL: addresses.ownerUrl,
      PARCOURS_DATA_DIR: folder,
      PARCOURS_DEMO: '0',
      NODE_ENV: 'test',
      PARCOURS_TODAY: '2026-11-21',
      PORT: '0',
      LOG_LEVEL: 'warn',
    });
    site = await readyAddress(service);
  });
  afterAll(async () => {
    service?.child.kill('SIGTERM');
    await service?.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('loses no row', async () => {
    const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
    const lost: string[] = [];
    for (const [name, rows] of Object.entries(rowsBefore)) {
      const [found] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(name)}`;
      if ((found?.n ?? 0) < rows) lost.push(`${name} : ${rows} → ${found?.n}`);
    }
    await sql.end();
    expect(lost).toEqual([]);
    expect(Object.keys(rowsBefore).length).toBeGreaterThan(40);
  });

  it('keeps a journal that verifies', async () => {
    const encryption = encryptionKeysOf({ encryptionKeys: null, dataDir: folder });
    const { db, close } = connect(addresses.url, encryption);
    const { faults, lines } = await journalStore(db).check('demo');
    await close();
    expect(faults).toEqual([]);
    expect(lines).toBeGreaterThan(20);
  });

  it('is served: people sign in, read a run of then, a sitting and what follows', { timeout }, async () => {
    const cookie = await signedIn(site);
    const list = await fetch(`${site}/api/v1/runs`, { headers: { cookie } });
    const { runs } = z.object({ runs: z.array(z.object({ id: z.string() })) }).parse(await list.json());
    expect(runs.length).toBeGreaterThan(0);
    const paths = [
      '/agent',
      '/agent/seances',
      '/agent/logements',
      '/agent/suites',
      `/agent/calculs/${runs[0]?.id}`,
    ];
    for (const page of paths) {
      expect([page, (await fetch(`${site}${page}`, { headers: { cookie } })).status]).toEqual([page, 200]);
    }
  });

  it('replays to the byte what that release had calculated', { timeout }, async () => {
    const cookie = await signedIn(site);
    const list = await fetch(`${site}/api/v1/runs`, { headers: { cookie } });
    const { runs } = z.object({ runs: z.array(z.object({ id: z.string() })) }).parse(await list.json());
    const replay = await fetch(`${site}/api/v1/runs/${runs[0]?.id}/replay`, {
      method: 'POST',
      headers: { cookie },
    });
    expect(await replay.json()).toEqual({ same: true, differences: [] });
  });
});

async function signedIn(site: string): Promise<string> {
  const answer = await fetch(`${site}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'agent@demo.example', password: demoPassword }),
  });
  expect(answer.status).toBe(201);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Migrations up to that one, as the release had them. */
async function migrateTo(last: string, url: string, folder: string): Promise<void> {
  mkdirSync(path.join(folder, 'meta'), { recursive: true });
  const journal = z
    .looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) })
    .parse(JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')));
  const entries = journal.entries.filter(({ tag }) => tag.slice(0, 4) <= last);
  for (const { tag } of entries) cpSync(`db/migrations/${tag}.sql`, path.join(folder, `${tag}.sql`));
  writeFileSync(path.join(folder, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }));
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await migrate(drizzle(client), { migrationsFolder: folder });
  await client.end();
}
