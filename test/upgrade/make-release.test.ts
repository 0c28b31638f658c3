/**
 * Makes the archive of a release, to be checked in when it is handed over: the small demonstration with a run, as its own
 * migrations leave it, sealed with the key of the tests. Run, where that release is checked out:
 * PARCOURS_MAKE_RELEASE=<its last migration> npx vitest run test/upgrade/make-release
 */
import request from 'supertest';
import { describe, expect, inject, it } from 'vitest';
import { ensureCluster } from '../../db/embedded/cluster.ts';
import { serverUrl, startServer } from '../../db/embedded/server.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { testService } from '../support/service.ts';
import { writeArchive } from './archive.ts';

// biome-ignore lint/style/noProcessEnv: a switch of the test run, like CI
const release = process.env.PARCOURS_MAKE_RELEASE;

describe.skipIf(release === undefined)('the archive of a release', () => {
  it('is written', { timeout: 240_000 }, async () => {
    const service = await testService();
    const browser = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    const started = await browser.post('/api/v1/runs').send({}).expect(202);
    const job = await service.dependencies.jobs.settled('demo', started.body.id);
    expect(job.state).toBe('done');
    const cluster = await ensureCluster(inject('postgresFolder'));
    const { port } = await startServer(cluster);
    const name = new URL(service.database.url).pathname.slice(1);
    await writeArchive(serverUrl(cluster, port, 'postgres', name), `test/upgrade/release-${release}.json.gz`);
    await service.stop();
  });
});
