import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { type CalculationThread, calculationThread } from '../../src/jobs/calculation-thread.ts';
import { type TestDatabase, testDatabase, testEncryption } from '../support/postgres.ts';
import { testDemo } from '../support/service.ts';

const nobody = '01a20108-d911-74ec-9bed-ba815328cbb7';

describe('calculations on their thread', () => {
  let database: TestDatabase;
  let thread: CalculationThread;
  const request = {
    landlordId: 'demo',
    date: testDemo.date,
    snapshotOf: null,
    requestedBy: null,
    pins: [],
    bans: [],
  };
  beforeAll(async () => {
    database = await testDatabase();
    await loadDemo(database.db, testDemo, []);
    const entry = new URL('../../dist/src/calculation-worker.js', import.meta.url);
    thread = calculationThread(entry, {
      database: { url: database.url, encryption: testEncryption },
    });
  });
  afterAll(async () => {
    await thread.stop();
    await database.drop();
  });

  it('run a session and store it, and tell how far they are', async () => {
    const steps: number[] = [];
    const runId = await thread.calculations.run(request, { onProgress: (share) => steps.push(share) });
    expect(await runStore(database.db).find('demo', runId)).toMatchObject({ justifiedEnvy: 0 });
    expect(steps.length).toBeGreaterThan(1);
    expect((await thread.calculations.replay({ landlordId: 'demo', runId })).same).toBe(true);
  });

  it('stop when they are no longer wanted, and store nothing', async () => {
    const controller = new AbortController();
    const before = await runStore(database.db).list('demo', 10);
    const stopped = thread.calculations.run(request, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(stopped).rejects.toThrow();
    expect(await runStore(database.db).list('demo', 10)).toHaveLength(before.length);
  });

  it('say in French that a run does not exist, and go on answering', async () => {
    const lost = thread.calculations.replay({ landlordId: 'demo', runId: nobody });
    await expect(lost).rejects.toMatchObject({ code: 'not-found', publicMessage: 'Ce calcul n’existe pas.' });
    await expect(
      thread.calculations.explore({ landlordId: 'demo', runId: nobody, pins: [], bans: [] }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
