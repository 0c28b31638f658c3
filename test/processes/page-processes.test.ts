/** Several processes on one port, as `PARCOURS_PAGE_PROCESSES` starts them, on a database and without Redis. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { demoAccounts, demoPassword } from '../../src/access/demo-accounts.ts';
import { type TestDatabase, testDatabase, testEncryption } from '../support/postgres.ts';
import { readyAddress, type Spawned, spawnBuilt } from '../support/process.ts';

const count = 2;
const timeout = 180_000;

describe('pages served by several processes', { timeout }, () => {
  const demo = makeDemoLandlord('small');
  let database: TestDatabase;
  let environment: Record<string, string>;
  let folder: string;
  let service: Spawned;
  let url: string;

  beforeAll(async () => {
    database = await testDatabase();
    const ties = {
      holderId: 'als',
      stateHolderId: 'prefet',
      applicationNumber: demoTenant(demo).number,
      departements: ['57'],
    };
    await loadDemo(database.db, demo, await demoAccounts(ties, 2 ** 12));
    folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-processes-'));
    environment = {
      NODE_ENV: 'test',
      PORT: '0',
      PARCOURS_PAGE_PROCESSES: String(count),
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      PARCOURS_DEMO: '0',
      PARCOURS_TODAY: demo.date,
      PARCOURS_DATA_DIR: folder,
      ENCRYPTION_KEYS: testEncryption.keys.map(({ name, key }) => `${name}:${key}`).join(','),
      LOG_LEVEL: 'error',
    };
    service = spawnBuilt('main.js', [], environment);
    url = await readyAddress(service);
  }, timeout);
  afterAll(async () => {
    service.child.kill('SIGKILL');
    await service.ended;
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const pageProcesses = (): number[] => {
    const children = execFileSync('pgrep', ['-P', String(service.child.pid)], { encoding: 'utf8' });
    return children.trim().split('\n').map(Number);
  };
  /** A connection of its own each time, which the next process in turn takes. */
  const get = (where: string, cookie = '') =>
    fetch(`${url}${where}`, { redirect: 'manual', headers: { connection: 'close', cookie } });
  const signIn = async (): Promise<string> => {
    const answer = await fetch(`${url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ email: 'agent@demo.example', password: demoPassword }),
    });
    expect(answer.status).toBe(201);
    const session = answer.headers.getSetCookie().find((one) => one.includes('parcours='));
    return session?.split(';')[0] ?? '';
  };

  it('answer from every process, and a session opened in one is known to the others', async () => {
    expect(pageProcesses()).toHaveLength(count);
    const cookie = await signIn();
    const answers = await Promise.all(Array.from({ length: 6 }, () => get('/agent', cookie)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await (await get('/readyz')).json()).toEqual({
      status: 'ready',
      checks: { database: true, queue: true },
    });
  });

  it('tell the measures of all to whoever asks one', async () => {
    const asked = 20;
    for (let done = 0; done < asked; done += 1) expect((await get('/facile-a-lire')).status).toBe(200);
    const counted = async () => {
      const text = await (await get('/metrics')).text();
      return Number(/_seconds_count\{.*route="\/facile-a-lire".*\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    while ((await counted()) < asked) await pause(200);
    expect(await counted()).toBe(asked);
    const text = await (await get('/metrics')).text();
    expect(text).toContain('parcours_jobs_oldest_waiting_seconds');
  });

  it('leave long tasks to the process that leads them, which takes them as they are asked for', async () => {
    const cookie = await signIn();
    const asked = await fetch(`${url}/api/v1/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close', cookie },
      body: '{}',
    });
    expect(asked.status).toBe(202);
    const { id } = z.object({ id: z.string() }).parse(await asked.json());
    const state = async () =>
      z.object({ state: z.string() }).parse(await (await get(`/api/v1/jobs/${id}`, cookie)).json()).state;
    while (['queued', 'running'].includes(await state())) await pause(200);
    expect(await state()).toBe('done');
  });

  it('lose one that is killed without losing a session, and another takes its place', async () => {
    const cookie = await signIn();
    const [victim = 0] = pageProcesses();
    process.kill(victim, 'SIGKILL');
    while (pageProcesses().includes(victim)) await pause(50);
    expect((await get('/agent', cookie)).status).toBe(200);
    while (pageProcesses().length < count) await pause(100);
    const answers = await Promise.all(Array.from({ length: 6 }, () => get('/agent', cookie)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(service.stderr()).toContain('processus de pages perdu');
  });

  it('say once that their port is taken, and none is left running', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const refused = spawnBuilt('main.js', [], { ...environment, PORT: port });
    expect(await refused.ended).toBe(1);
    expect(refused.stderr().match(/est déjà pris/g)).toHaveLength(1);
    other.close();
  });

  it('end with the process that leads them, when it is told to and when it is killed', async () => {
    const told = pageProcesses();
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(told.filter(isAlive)).toEqual([]);
    service = spawnBuilt('main.js', [], environment);
    await readyAddress(service);
    const orphans = pageProcesses();
    service.child.kill('SIGKILL');
    await service.ended;
    while (orphans.some(isAlive)) await pause(50);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
