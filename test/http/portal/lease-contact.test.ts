/** The contact of a tenant who has no application: recorded at the counter, then used to open the file by the lease. */
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { journalLines } from '../../../db/schema/journal.ts';
import { tenancies } from '../../../db/schema/tenancy.ts';
import { importStore } from '../../../db/stores/import-store.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { bytesSource } from '../../../src/intake/byte-source.ts';
import { importFile } from '../../../src/intake/import-file.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, browserAt, codeFor, openFile, send, waitingMessages } from './door-visit.ts';

const desk = '/agent/guichet';

describe('the contact of a lease', () => {
  let service: TestService;
  let officer: Browser;
  let lease = '';
  let tied = { lease: '', number: '' };
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  beforeAll(async () => {
    service = await testService();
    officer = request.agent(service.app);
    await officer
      .post('/api/v1/sessions')
      .send({ email: 'agent@demo.example', password: demoPassword })
      .expect(201);
    const without = await inside((tx) =>
      tx
        .select({ id: tenancies.id })
        .from(tenancies)
        .where(
          and(
            isNull(tenancies.endedOn),
            isNull(tenancies.applicationNumber),
            sql`not exists (select from applications a where a.content->'current'->>'tenancyId' = ${tenancies.id})`,
          ),
        )
        .limit(1),
    );
    lease = without[0]?.id ?? '';
    const [having] = await inside((tx) =>
      tx
        .select({ id: tenancies.id, number: tenancies.applicationNumber })
        .from(tenancies)
        .where(
          sql`${tenancies.endedOn} is null and ${tenancies.applicationNumber} in (select number from applications)`,
        )
        .limit(1),
    );
    tied = { lease: having?.id ?? '', number: having?.number ?? '' };
  }, 180_000);
  afterAll(() => service.stop());

  it('opens no file while no contact is known', async () => {
    const tenant = browserAt(service.app, '198.51.100.1');
    await send(tenant, '/demandeur/acces', { numero: lease, contact: '' });
    expect(await codeFor(service.database, 'locataire.sans@exemple.example')).toBeNull();
  });

  it('is recorded by an officer who says how the person was known, and opens the file by the lease', async () => {
    const form = { bail: lease, email: 'locataire.sans@exemple.example' };
    expect((await send(officer, `${desk}/bail`, form, desk)).status).toBe(400);
    const sure = { ...form, identite: 'identityPaper' };
    expect((await send(officer, `${desk}/bail`, sure, desk)).headers.location).toBe(`${desk}?fait=contact`);
    const tenant = browserAt(service.app, '198.51.100.2');
    const opened = await openFile(tenant, service.database, lease, 'locataire.sans@exemple.example');
    expect(opened.status).toBe(303);
    expect((await tenant.get('/demandeur/logement')).status).toBe(200);
    const acts = await inside((tx) =>
      tx.select().from(journalLines).where(eq(journalLines.kind, 'portal.contactChanged')),
    );
    expect(acts.map(({ subjects, actor }) => [subjects, actor.name])).toEqual([
      [[`tenancy:${lease}`], 'Camille Weber, pour le ménage (au guichet)'],
    ]);
  });

  it('tells the contact that is replaced, and closes what was opened through it', async () => {
    const tenant = browserAt(service.app, '198.51.100.3');
    await openFile(tenant, service.database, lease, 'locataire.sans@exemple.example');
    const next = { bail: lease, telephone: '06 12 34 56 78', identite: 'homeVisit' };
    await send(officer, `${desk}/bail`, next, desk);
    expect((await tenant.get('/demandeur/logement')).headers.location).toContain('/demandeur/acces');
    const told = (await waitingMessages(service.database)).filter(
      ({ recipient, text }) =>
        recipient === 'locataire.sans@exemple.example' && text.includes('a été changé'),
    );
    expect(told).toHaveLength(1);
  });

  it('is refused for an unknown lease, a line that takes no message, and a lease that has an application', async () => {
    const identite = 'identityPaper';
    const unknown = { bail: 'BAIL-INCONNU', email: 'a@exemple.example', identite };
    expect((await send(officer, `${desk}/bail`, unknown, desk)).text).toContain('Aucun bail en cours');
    const landline = { bail: lease, telephone: '03 88 00 00 01', identite };
    expect((await send(officer, `${desk}/bail`, landline, desk)).status).toBe(409);
    const file = { bail: tied.lease, email: 'a@exemple.example', identite };
    const refused = await send(officer, `${desk}/bail`, file, desk);
    const counter = `${desk}/${service.dependencies.files.of(tied.number)}`;
    expect([refused.status, refused.text.includes(counter)]).toEqual([409, true]);
  });

  it('lets the counter be opened by a number or a lease, which stand in no address', async () => {
    const counter = `${desk}/${service.dependencies.files.of(tied.number)}`;
    for (const qui of [tied.number, tied.lease]) {
      expect((await send(officer, desk, { qui }, desk)).headers.location).toBe(counter);
    }
    expect((await send(officer, desk, { qui: lease }, desk)).text).toContain('n’a pas de demande');
    expect((await send(officer, desk, { qui: 'personne' }, desk)).status).toBe(409);
  });

  it('comes with the file of tenancies, opens the file by a code, and replaces nothing that was recorded', async () => {
    const [other] = await inside((tx) =>
      tx
        .select()
        .from(tenancies)
        .where(
          and(
            isNull(tenancies.endedOn),
            isNull(tenancies.applicationNumber),
            ne(tenancies.id, lease),
            sql`not exists (select from applications a where a.content->'current'->>'tenancyId' = ${tenancies.id})`,
          ),
        )
        .limit(1),
    );
    const [having] = await inside((tx) => tx.select().from(tenancies).where(eq(tenancies.id, tied.lease)));
    if (!other || !having) throw new Error('too few leases');
    const line = (row: typeof other, contact: string) =>
      [row.id, row.homeId, row.signedOn, row.endedOn ?? '', row.applicationNumber ?? '', contact].join(';');
    const file = (...lines: string[]) =>
      bytesSource(
        'baux.csv',
        ['tenancy_id;home_id;signed_on;ended_on;application_number;email;phone', ...lines].join('\n'),
      );
    const store = importStore(service.database.db, 'demo', testDemo.date);
    const given = async (...lines: string[]) => {
      const done = await importFile(store, {
        ...{ kind: 'tenancies', source: file(...lines), mode: 'difference' },
        ...{
          dryRun: false,
          allowShrink: false,
          options: { today: testDemo.date, communes: new Set<string>() },
        },
      });
      if (!done.ok || done.value.state === 'alreadyImported') throw new Error(JSON.stringify(done));
      return { ...done.value.changes.contacts, rejected: done.value.report.rejected };
    };
    const mine = await inside((tx) => tx.select().from(tenancies).where(eq(tenancies.id, lease)));
    expect(
      await given(
        line(other, 'du.fichier@exemple.example;'),
        // The counter recorded a telephone of this one; that one has an application, reached by its own contact.
        line(mine[0]!, 'autre@exemple.example;'),
        line(having, 'ancien.conjoint@exemple.example;'),
        line({ ...other, id: 'BAIL-MAL' }, 'pas une adresse;'),
      ),
    ).toMatchObject({ created: 1, unchanged: 2, orphans: 0, rejected: 1 });
    const tenant = browserAt(service.app, '198.51.100.9');
    const opened = await openFile(tenant, service.database, other.id, 'du.fichier@exemple.example');
    expect(opened.status).toBe(303);
    expect((await tenant.get('/demandeur/logement')).status).toBe(200);
    // A later file cannot take the file over.
    expect(await given(line(other, 'voleur@exemple.example;'))).toMatchObject({ created: 0, unchanged: 1 });
    await send(browserAt(service.app, '198.51.100.10'), '/demandeur/acces', {
      numero: other.id,
      contact: '',
    });
    for (const stranger of ['voleur', 'autre', 'ancien.conjoint']) {
      expect(await codeFor(service.database, `${stranger}@exemple.example`)).toBeNull();
    }
  });
});
