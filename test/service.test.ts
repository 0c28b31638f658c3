import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureCluster } from '../db/embedded/cluster.ts';
import { findServer, serverUrl } from '../db/embedded/server.ts';
import { readyAddress, type Spawned, spawnBuilt } from './support/process.ts';

describe('the service on its own database', () => {
  let folder: string;
  let environment: Record<string, string>;
  let service: Spawned;
  let url: string;
  const start = () => spawnBuilt('main.js', [], environment);
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-service-'));
    chmodSync(folder, 0o711);
    environment = { PARCOURS_DATA_DIR: folder, PARCOURS_DEMO: '0', PORT: '0', LOG_LEVEL: 'warn' };
    service = start();
    url = await readyAddress(service);
  });
  afterAll(async () => {
    service.child.kill('SIGTERM');
    await service.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('is alive and ready, and lets this machine read its measures', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({
      status: 'ready',
      checks: { database: true, queue: true },
    });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('parcours_http_request_duration_seconds');
    const proxied = await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(proxied.status).toBe(403);
  });

  it('has a database that waits for the disk at each commit: a power cut takes back nothing acknowledged', async () => {
    const cluster = await ensureCluster(folder);
    const port = findServer(cluster)?.port ?? 0;
    const sql = postgres(serverUrl(cluster, port, 'parcours_service', 'parcours'), { max: 1 });
    const names = ['fsync', 'full_page_writes', 'synchronous_commit'];
    const rows = await sql<{ name: string; setting: string }[]>`
      select name, setting from pg_settings where name in ${sql(names)} order by name`;
    await sql.end();
    expect(rows.map(({ name, setting }) => `${name} ${setting}`)).toEqual(names.map((name) => `${name} on`));
  });

  it('has no account at all without the demonstration', async () => {
    const credentials = { email: 'admin@demo.example', password: 'demo-parcours' };
    const answer = await fetch(`${url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    expect(answer.status).toBe(401);
    expect(service.stderr()).not.toContain('demo');
  });

  it('takes a first landlord and a first account from the command while it runs', async () => {
    const lost = spawnBuilt('cli/main.js', ['admin', 'create', '--email', 'a@b.fr'], environment);
    expect(await lost.ended).toBe(2);
    const landlord = spawnBuilt('cli/main.js', ['landlord', 'create', '--name', 'Habitat'], environment);
    expect([await landlord.ended, landlord.stderr()]).toEqual([0, expect.stringContaining('admin create')]);
    const admin = spawnBuilt('cli/main.js', ['admin', 'create', '--email', 'a@b.fr'], environment);
    expect(await admin.ended).toBe(0);
    const link = new URL(/^http\S+$/m.exec(admin.stderr())?.[0] ?? '');
    expect((await fetch(new URL(link.pathname, url))).status).toBe(200);
  });

  it('gives another link for an account whose first one was lost, and keeps each in the journal', async () => {
    const again = spawnBuilt('cli/main.js', ['admin', 'create', '--email', 'A@B.fr'], environment);
    expect(await again.ended).toBe(0);
    const link = new URL(/^http\S+$/m.exec(again.stderr())?.[0] ?? '');
    expect((await fetch(new URL(link.pathname, url))).status).toBe(200);
    const other = ['admin', 'create', '--email', 'a@b.fr', '--role', 'agent'];
    expect(await spawnBuilt('cli/main.js', other, environment).ended).toBe(2);
    const journal = spawnBuilt('cli/main.js', ['journal', 'verify'], environment);
    expect([await journal.ended, journal.stdout()]).toEqual([0, expect.stringContaining(': 2 lignes')]);
  });

  it('refuses what a command cannot read in French, with status 2 and no stack', async () => {
    const purge = spawnBuilt('cli/main.js', ['retention', 'purge', 'essai'], environment);
    expect([await purge.ended, purge.stderr()]).toEqual([2, expect.not.stringContaining('Failed query')]);
    const file = path.join(folder, 'seuils.csv');
    writeFileSync(file, 'orderYear,siren,name,thresholdEuros\nx,200039865,Metz,\n');
    const orders = spawnBuilt('cli/main.js', ['orders', '--thresholds', file], environment);
    expect([await orders.ended, orders.stderr()]).toEqual([2, expect.stringContaining('nombre attendu')]);
  });

  it('refuses a second service on the same folder, and says what to do', async () => {
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toMatch(/^parcours : Un autre parcours utilise déjà le dossier/);
    expect(second.stderr()).toContain('PARCOURS_DATA_DIR=');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('refuses a port that is taken, says what to do, and leaves no database behind', async () => {
    const other = mkdtempSync(path.join(os.tmpdir(), 'parcours-service-'));
    chmodSync(other, 0o711);
    const late = spawnBuilt('main.js', [], {
      ...environment,
      PARCOURS_DATA_DIR: other,
      PORT: new URL(url).port,
    });
    expect(await late.ended).toBe(1);
    expect(late.stderr()).toMatch(/Le port \d+ est déjà pris/);
    expect(() => readFileSync(path.join(other, 'postgres', 'postmaster.pid'))).toThrow();
    rmSync(other, { recursive: true, force: true });
  });

  it('refuses a data folder that cannot be one, and says what to do', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const lost = spawnBuilt('main.js', [], { ...environment, PARCOURS_DATA_DIR: file });
    expect(await lost.ended).toBe(1);
    expect(lost.stderr()).toContain('PARCOURS_DATA_DIR=');
  });

  it('killed without a warning, takes its database back at the next start', async () => {
    service.child.kill('SIGKILL');
    await service.ended;
    service = start();
    url = await readyAddress(service);
    expect(service.stderr()).toContain('reprise telle quelle');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('stops on a signal with status 0 and its database with it, then starts again on the same data', async () => {
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(() => readFileSync(path.join(folder, 'postgres', 'postmaster.pid'))).toThrow();
    service = start();
    url = await readyAddress(service);
    const list = spawnBuilt('cli/main.js', ['landlord', 'list'], environment);
    await list.ended;
    expect(list.stdout()).toContain('Habitat');
  });
});
