/** What the pages of the opening hour ask of PostgreSQL at the size of a metropolis: never a big table from end to end. */
import postgres from 'postgres';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { growLandlord } from '../../bench/queries/grow.ts';
import { endOfLog, explainEverything, plansSince, readWhole, sessionsOf } from '../../bench/queries/plans.ts';
import { ensureCluster } from '../../db/embedded/cluster.ts';
import { serverUrl, startServer } from '../../db/embedded/server.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { readAdvertFilters } from '../../src/portal/adverts/advert-filters.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

/** Long enough for an index to be worth it; a real landlord has ten times as many. */
const applications = 30_000;
const big = 3_000;

describe('the queries of the busiest pages', () => {
  let service: TestService;
  let superuser: postgres.Sql;
  let log: string;
  let bigTables: ReadonlySet<string>;
  beforeAll(async () => {
    service = await testService();
    const owner = postgres(service.database.ownerUrl, { max: 1, onnotice: () => {} });
    const sizes = await growLandlord(owner, 'demo', applications);
    await owner.end();
    bigTables = new Set(Object.keys(sizes).filter((table) => (sizes[table] ?? 0) > big));
    const cluster = await ensureCluster(inject('postgresFolder'));
    const { port } = await startServer(cluster);
    log = cluster.log;
    const database = new URL(service.database.url).pathname.slice(1);
    superuser = postgres(serverUrl(cluster, port, 'postgres', database), { max: 1, onnotice: () => {} });
    await explainEverything(superuser);
    await answersAgain();
  });
  afterAll(async () => {
    await superuser?.end();
    await service?.stop();
  });

  /** Each session that was ended fails once; the pool then opens others. */
  async function answersAgain(): Promise<void> {
    for (let good = 0; good < 20; ) {
      const { status } = await request(service.app).get('/annonces');
      good = status === 200 ? good + 1 : 0;
    }
  }

  /** Tables read whole while the work was done, with the query that did. */
  async function readWholeDuring(work: () => Promise<unknown>): Promise<string[]> {
    const from = endOfLog(log);
    await work();
    const plans = plansSince(log, from, await sessionsOf(superuser));
    expect(plans.length).toBeGreaterThan(0);
    return plans.flatMap(({ query, plan }) =>
      readWhole(plan)
        .filter((table) => bigTables.has(table))
        .map((table) => `${table}: ${query.slice(0, 300)}`),
    );
  }

  async function browserOf(mailbox: string) {
    const browser = request.agent(service.app).set('sec-fetch-site', 'none');
    const email = `${mailbox}@demo.example`;
    await browser.post('/api/v1/sessions').send({ email, password: demoPassword }).expect(201);
    return browser;
  }

  it('are asked of tables that are long', () => {
    expect([...bigTables]).toEqual(
      expect.arrayContaining([
        'applications',
        'homes',
        'vacancies',
        'leases',
        'tenancies',
        'interests',
        'journal_lines',
      ]),
    );
  });

  it('find adverts by an index, for whoever has no file', async () => {
    const open = await service.dependencies.adverts.publicList(readAdvertFilters({}), testDemo.date);
    const read = await readWholeDuring(async () => {
      await request(service.app).get('/annonces').expect(200);
      await request(service.app).get(`/annonces/${open[0]?.id}`).expect(200);
    });
    expect(read).toEqual([]);
  });

  it('find what is personal by an index, for whoever opened a file', async () => {
    const open = await service.dependencies.adverts.publicList(readAdvertFilters({}), testDemo.date);
    const tenant = await browserOf('locataire');
    const read = await readWholeDuring(async () => {
      for (const { id } of open.slice(0, 3)) await tenant.get(`/annonces/${id}`).expect(200);
      await tenant.get('/demandeur/souhaits').expect(200);
      await tenant.get('/demandeur').expect(200);
    });
    expect(read).toEqual([]);
  });

  it('find the homes, sittings and people of an officer’s day by an index', async () => {
    const officer = await browserOf('agent');
    const read = await readWholeDuring(async () => {
      for (const path of [
        '/agent',
        '/agent/logements',
        '/agent/seances',
        '/agent/suites',
        '/agent/calculs',
      ]) {
        await officer.get(path).expect(200);
      }
    });
    expect(read).toEqual([]);
  });
});
