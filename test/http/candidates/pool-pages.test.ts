import { writeFileSync } from 'node:fs';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { groupCounts, stepCounts } from '../../../src/committee/candidates/pool-filter.ts';
import type { RunSessionParameters } from '../../../src/jobs/run-session-job.ts';
import type { HomePool } from '../../../src/matching/home-pool.ts';
import type { RunResult } from '../../../src/matching/run-result.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

describe('the pool of a home', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  let runId: string;
  let result: RunResult;
  const poolOf = async (vacancyId: string, run: string | null = runId): Promise<HomePool> => {
    const pool = await service.dependencies.calculations.homePool({
      landlordId: 'demo',
      runId: run,
      date: testDemo.date,
      vacancyId,
      stamp: '',
    });
    if (!pool) throw new Error('no pool');
    return pool;
  };
  const signedIn = async (mailbox: string) => {
    const browser = request.agent(service.app);
    await browser
      .post('/api/v1/sessions')
      .send({ email: `${mailbox}@demo.example`, password: demoPassword })
      .expect(201);
    return browser;
  };
  beforeAll(async () => {
    service = await testService();
    agent = await signedIn('agent');
    const { jobs, runs } = service.dependencies;
    const parameters: RunSessionParameters = { date: testDemo.date, snapshotOf: null, pins: [], bans: [] };
    const id = await jobs.enqueue({ landlordId: 'demo', kind: 'run-session', parameters, requestedBy: null });
    runId = String((await jobs.settled('demo', id)).result?.runId);
    const stored = await runs.result('demo', runId);
    if (!stored) throw new Error('no run');
    result = stored;
  });
  afterAll(() => service.stop());

  it('adds up, group by group, to the households that the run considered', async () => {
    for (const { vacancyId, pool: counted } of result.shortlists) {
      const pool = await poolOf(vacancyId);
      const groups = groupCounts(pool);
      const steps = stepCounts(pool);
      expect(groups.eligible + groups.unknown + groups.refused).toBe(counted.considered);
      expect(groups.eligible + groups.unknown).toBe(counted.eligible);
      expect(steps).toEqual({
        wish: counted.outsideWish,
        size: counted.outsideSizeScale,
        law: counted.refusedByLaw,
      });
    }
  });

  it('shows the page', async () => {
    const list = result.shortlists.find(({ entries }) => entries.length > 0)!;
    const start = performance.now();
    const page = await agent.get(`/agent/logements/${list.vacancyId}/candidats`).expect(200);
    console.log(performance.now() - start);
    writeFileSync('/tmp/pool.html', page.text);
    const hrefs = [...page.text.matchAll(/href="(\/agent\/dossiers\/[^"]+)"/g)].map(([, href]) => href!);
    const file = await agent.get(hrefs[0]!);
    writeFileSync('/tmp/file.html', file.text);
    const instr = await agent.get(hrefs[0]!.replace('/agent/dossiers', `/agent/logements/${list.vacancyId}/candidats`));
    writeFileSync('/tmp/instr.html', instr.text);
    for (const group of ['unknown', 'refused']) await agent.get(`/agent/logements/${list.vacancyId}/candidats?groupe=${group}`).expect(200);
  });
});
