/** A group's run shared with other worker processes through a real Redis: the same run as on one process alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DemoLandlord, makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { runStore } from '../../db/stores/run-store.ts';
import type { Vacancy } from '../../src/domain/home.ts';
import { sharedRunSchema } from '../../src/jobs/run-session-job.ts';
import { buildInstance } from '../../src/matching/engines/instance.ts';
import { runSession } from '../../src/matching/run.ts';
import type { RunResult } from '../../src/matching/run-result.ts';
import { territoriesOf } from '../../src/matching/split/components.ts';
import { type TestDatabase, testDatabase, testEncryption } from '../support/postgres.ts';
import { type Spawned, spawnBuilt } from '../support/process.ts';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.ts';

// In CI the suite installs redis-server: its absence there is a fault, not a reason to skip.
// biome-ignore lint/style/noProcessEnv: whether this is CI is no configuration of the service
const inCi = process.env.CI !== undefined;
if (!hasRedis && !inCi) {
  process.stderr.write('redis-server absent : les tests des calculs répartis sont SAUTÉS\n');
}

const homesOfGroup = 150;
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

/** A group of many towns: more homes to let than a session, and households that ask in one town only. */
function group(): DemoLandlord {
  const demo = makeDemoLandlord('small');
  const taken = new Set(demo.vacancies.map(({ homeId }) => homeId));
  const pattern = demo.vacancies.find(({ status, holderId }) => status === 'available' && holderId === null);
  if (!pattern) throw new Error('the demonstration has no home of the landlord itself to let');
  const more = demo.homes
    .filter(({ id }) => !taken.has(id))
    .slice(0, homesOfGroup)
    .map(({ id }): Vacancy => ({ ...pattern, id: `VAC-GROUPE-${id}`, homeId: id }));
  const applications = demo.applications.map((application) => ({
    ...application,
    wishes: { ...application.wishes, communes: application.wishes.communes.slice(0, 1) },
  }));
  return { ...demo, vacancies: [...demo.vacancies, ...more], applications };
}

describe.skipIf(!hasRedis && !inCi)('a run shared with other workers', { timeout: 180_000 }, () => {
  const demo = group();
  let database: TestDatabase;
  let redis: TestRedis;
  let folder: string;
  const workers: Spawned[] = [];

  beforeAll(async () => {
    [database, redis] = await Promise.all([testDatabase(), startRedis()]);
    await loadDemo(database.db, demo, []);
    folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-parts-'));
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) {
      worker.child.kill('SIGKILL');
      await worker.ended;
    }
  });
  afterAll(async () => {
    await database.drop();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts workers that share every run that has territories to share; resolves once all take tasks. */
  async function started(count: number): Promise<void> {
    const environment = {
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      REDIS_URL: redis.url,
      PARCOURS_TODAY: demo.date,
      PARCOURS_DATA_DIR: folder,
      PARCOURS_SHARED_PAIRS: '0',
      // A machine that does ten other things starts a thread slowly; the frozen worker costs that once.
      PARCOURS_SHARED_PATIENCE: '10',
      ENCRYPTION_KEYS: testEncryption.keys.map(({ name, key }) => `${name}:${key}`).join(','),
      LOG_LEVEL: 'info',
    };
    for (let worker = 0; worker < count; worker += 1) {
      workers.push(spawnBuilt('worker-main.js', [], environment));
    }
    for (const { child, stderr } of workers) {
      while (!stderr().includes('prêt à travailler')) {
        if (child.exitCode !== null) throw new Error(`the worker left: ${stderr()}`);
        await pause(20);
      }
    }
  }

  /** Asks for a run of the whole group as a service does, and gives it with what its task says of other workers. */
  async function runOfGroup(whileItRuns: () => Promise<void> = async () => {}) {
    const store = jobStore(database.db);
    const id = await store.create({
      landlordId: 'demo',
      kind: 'run-session',
      parameters: { date: demo.date, snapshotOf: null, pins: [], bans: [] },
      requestedBy: null,
    });
    await whileItRuns();
    for (;;) {
      const job = await store.find('demo', id);
      if (job?.state === 'done') {
        const runId = String(job.result?.runId);
        const result = await runStore(database.db).result('demo', runId);
        if (!result) throw new Error('the run was not stored');
        return { runId, result, shared: sharedRunSchema.safeParse(job.result).data?.shared };
      }
      if (job?.state !== 'queued' && job?.state !== 'running')
        throw new Error(`it ended ${job?.state}: ${job?.error}`);
      await pause(50);
    }
  }
  it('is the run of one thread to the byte, with two others that answer, then with one killed and one frozen', async () => {
    await started(3);
    const together = await runOfGroup();
    expect(together.shared).toMatchObject({ workers: 2, takenBack: 0 });
    expect(together.shared?.answers).toBeGreaterThan(50);

    const broken = await runOfGroup(async () => {
      const helping = () => workers.filter(({ stderr }) => times(stderr(), taken) > times(stderr(), given));
      while (helping().length < 2) await pause(5);
      const [first, second] = helping();
      first?.child.kill('SIGKILL');
      second?.child.kill('SIGSTOP');
    });
    expect(broken.shared).toMatchObject({ workers: 2, takenBack: 2 });
    expect(broken.shared?.answers).toBeGreaterThan(0);

    const snapshot = await runStore(database.db).snapshot('demo', together.runId);
    if (!snapshot) throw new Error('what the run read was not stored');
    const alone = await runSession(snapshot);
    expect(territoriesOf(buildInstance(alone.problem)).count).toBeGreaterThan(5);
    expect(alone.quotas.some(({ pricePoints }) => pricePoints > 0)).toBe(true);
    for (const { result } of [together, broken]) {
      expect(hashesOf(result)).toEqual(hashesOf(alone));
      expect(withoutSeconds(result)).toEqual(withoutSeconds(alone));
    }
  });
});
