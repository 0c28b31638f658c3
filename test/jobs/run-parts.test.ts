/** A group's run shared with other worker processes through a real Redis: the same run as on one process alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Officer, read, signIn } from '../../bench/faults/officer.ts';
import { askForRun } from '../../bench/faults/queue-faults.ts';
import { groupLandlord } from '../../bench/separate/group-landlord.ts';
import { withLandlord } from '../../db/connection.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { runs } from '../../db/schema/run.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { demoAccounts } from '../../src/access/demo-accounts.ts';
import { sharedRunSchema } from '../../src/jobs/run-session-job.ts';
import { buildInstance } from '../../src/matching/engines/instance.ts';
import { runSession } from '../../src/matching/run.ts';
import type { RunResult } from '../../src/matching/run-result.ts';
import { territoriesOf } from '../../src/matching/split/components.ts';
import { type TestDatabase, testDatabase, testEncryption } from '../support/postgres.ts';
import { readyAddress, type Spawned, spawnBuilt } from '../support/process.ts';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.ts';

// In CI the suite installs redis-server: its absence there is a fault, not a reason to skip.
// biome-ignore lint/style/noProcessEnv: whether this is CI is no configuration of the service
const inCi = process.env.CI !== undefined;
if (!hasRedis && !inCi) {
  process.stderr.write('redis-server absent : les tests des calculs répartis sont SAUTÉS\n');
}

const homesOfGroup = 80;
const taken = 'part d’un calcul prise';
const given = 'part d’un calcul rendue';
const times = (text: string, words: string): number => text.split(words).length - 1;

const withoutSeconds = ({ solution: { seconds: _seconds, ...solution }, ...run }: RunResult) => ({
  ...run,
  solution,
});
const hashesOf = ({ snapshotHash, problemHash, solutionHash }: RunResult) => ({
  snapshotHash,
  problemHash,
  solutionHash,
});

describe.skipIf(!hasRedis && !inCi)('a run shared with other workers', { timeout: 180_000 }, () => {
  const demo = groupLandlord(homesOfGroup);
  let database: TestDatabase;
  let redis: TestRedis;
  let folder: string;
  let officer: Officer;
  let asked = 0;
  let first: Awaited<ReturnType<typeof runOfGroup>>;
  const processes: Spawned[] = [];
  const workers: Spawned[] = [];

  beforeAll(async () => {
    [database, redis] = await Promise.all([testDatabase(), startRedis()]);
    const number = demoTenant(demo).number;
    const ties = {
      holderId: 'als',
      stateHolderId: 'prefet',
      applicationNumber: number,
      departements: ['57'],
    };
    await loadDemo(database.db, demo, await demoAccounts(ties, 2 ** 12));
    folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-parts-'));
    await start();
  }, 120_000);
  afterAll(async () => {
    for (const { child, ended } of processes) {
      child.kill('SIGKILL');
      await ended;
    }
    await database.drop();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A service that leaves its tasks, and three workers that share every run that has territories to share. */
  async function start(): Promise<void> {
    const environment = {
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      REDIS_URL: redis.url,
      PARCOURS_JOBS: 'workers',
      PARCOURS_TODAY: demo.date,
      PARCOURS_DATA_DIR: folder,
      PARCOURS_SHARED_PAIRS: '0',
      // A machine that does ten other things starts a thread slowly; the frozen worker costs that once.
      PARCOURS_SHARED_PATIENCE: '10',
      ENCRYPTION_KEYS: testEncryption.keys.map(({ name, key }) => `${name}:${key}`).join(','),
      LOG_LEVEL: 'info',
    };
    const service = spawnBuilt('main.js', [], environment);
    processes.push(service);
    for (let worker = 0; worker < 3; worker += 1) workers.push(spawnBuilt('worker-main.js', [], environment));
    processes.push(...workers);
    officer = await signIn(await readyAddress(service));
    for (const { child, stderr } of workers) {
      while (!stderr().includes('prêt à travailler')) {
        if (child.exitCode !== null) throw new Error(`the worker left: ${stderr()}`);
        await pause(20);
      }
    }
  }

  const helping = () => workers.filter(({ stderr }) => times(stderr(), taken) > times(stderr(), given));
  /**
   * Asks for a run of the whole group, and gives it with what its task says of other workers. On a machine so busy that
   * one of the two others came too late for the call, another run is asked for.
   */
  async function runOfGroup(onceTwoHelp: () => Promise<void> = async () => {}) {
    const store = jobStore(database.db);
    for (let tries = 0; tries < 5; tries += 1) {
      const id = await askForRun(officer);
      asked += 1;
      let haveHelped = false;
      let job = await store.find('demo', id);
      while (job?.state === 'queued' || job?.state === 'running') {
        if (!haveHelped && helping().length === 2) {
          haveHelped = true;
          await onceTwoHelp();
        }
        await pause(10);
        job = await store.find('demo', id);
      }
      if (job?.state !== 'done') throw new Error(`it ended ${job?.state}: ${job?.error}`);
      if (!haveHelped) continue;
      const runId = String(job.result?.runId);
      const result = await runStore(database.db).result('demo', runId);
      if (!result) throw new Error('the run was not stored');
      const shared = sharedRunSchema.safeParse(job.result).data?.shared;
      return { runId, result, attempts: job.attempts, shared };
    }
    throw new Error('two workers never helped');
  }

  function expectSame({ result }: Awaited<ReturnType<typeof runOfGroup>>, other: RunResult): void {
    expect(hashesOf(result)).toEqual(hashesOf(other));
    expect(withoutSeconds(result)).toEqual(withoutSeconds(other));
  }

  it('is the run of one thread to the byte, with two others that answer', async () => {
    first = await runOfGroup();
    expect(first.shared).toMatchObject({ workers: 2, takenBack: 0 });
    expect(first.shared?.answers).toBeGreaterThan(50);

    const snapshot = await runStore(database.db).snapshot('demo', first.runId);
    if (!snapshot) throw new Error('what the run read was not stored');
    const alone = await runSession(snapshot);
    expect(territoriesOf(buildInstance(alone.problem)).count).toBeGreaterThan(5);
    expect(alone.quotas.some(({ pricePoints }) => pricePoints > 0)).toBe(true);
    expectSame(first, alone);
  });

  it('is the same run where Redis is killed in its middle and started again empty', async () => {
    const administrator = await signIn(officer.url, 'admin');
    const pageOf = async (address: string) =>
      (await read(administrator, address)).text.replaceAll('\u00a0', ' ');
    const broken = await runOfGroup(async () => {
      await redis.stop();
      try {
        const [ready, tasks, service] = await Promise.all([
          fetch(`${officer.url}/readyz`),
          pageOf('/admin/taches'),
          pageOf('/admin/service'),
        ]);
        expect(ready.status).toBe(503);
        expect(service).toContain('File des tâches : <strong>ne répond pas');
        // Nobody waits for Redis: on a quick machine the run may be over by then.
        expect(tasks).toMatch(/Calcul d’une séance.*(en cours|terminée)/s);
      } finally {
        redis = await startRedis(redis.port);
      }
    });
    expect(broken.attempts).toBe(1);
    expect(broken.shared).toMatchObject({ workers: 2, takenBack: 2 });
    expectSame(broken, first.result);
    expect(await withLandlord(database.db, 'demo', (tx) => tx.$count(runs))).toBe(asked);
    expect(await pageOf('/admin/taches')).toContain('Réparti sur 3 postes, dont 2 perdus en route');
    // Nobody waits for a search that is over; whoever helped comes again in the next test.
    while (helping().length > 0) await pause(20);
  });

  it('is the same run where one worker is killed and one frozen', async () => {
    const broken = await runOfGroup(async () => {
      const [one, other] = helping();
      one?.child.kill('SIGKILL');
      other?.child.kill('SIGSTOP');
    });
    expect(broken.shared).toMatchObject({ workers: 2, takenBack: 2 });
    expect(broken.shared?.answers).toBeGreaterThan(0);
    expectSame(broken, first.result);
  });
});
