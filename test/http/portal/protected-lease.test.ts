/** A lease shared with somebody under protection: neither its reference nor the other's file lets them be found. */
import { and, eq, isNull, notInArray } from 'drizzle-orm';
import request from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { applications } from '../../../db/schema/application.ts';
import { exchangeWishes } from '../../../db/schema/exchange.ts';
import { homes } from '../../../db/schema/home.ts';
import { tenancies } from '../../../db/schema/tenancy.ts';
import { transferRequests } from '../../../db/schema/transfer.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import {
  type Browser,
  browserAt,
  codeFor,
  forgetTries,
  openFile,
  send,
  setContact,
  waitingMessages,
} from './door-visit.ts';

const leaseMail = 'bail.commun@exemple.example';
const partnerMail = 'conjoint@exemple.example';
const refuge = 'refuge@exemple.example';
const words = 'Je dois partir loin de la rue des Lilas';
const asked = v7();
const by = { accountId: null, name: 'Camille Weber', role: 'agent' };

describe('a lease of which one holder is under protection', () => {
  let service: TestService;
  let lease = '';
  let before: { open: Browser; waiting: Browser; code: string };
  const [victim, partner] = [testDemo.applications[60], testDemo.applications[61]];
  const number = victim?.number ?? '';
  let visits = 0;
  const browser = () => {
    visits += 1;
    return browserAt(service.app, `198.51.100.${visits}`);
  };
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  const nameLease = async (file: typeof victim) => {
    if (!file) throw new Error('no application');
    await inside(async (tx) => {
      const [row] = await tx.select().from(applications).where(eq(applications.number, file.number));
      if (!row) throw new Error('no row');
      const content = { ...row.content, current: { ...row.content.current, tenancyId: lease } };
      await tx.update(applications).set({ content }).where(eq(applications.number, file.number));
    });
  };
  beforeAll(async () => {
    service = await testService();
    const { database, dependencies } = service;
    const named = testDemo.applications.flatMap(({ current }) => current.tenancyId ?? []);
    const [free] = await inside((tx) =>
      tx
        .select({ id: tenancies.id })
        .from(tenancies)
        .where(
          and(
            isNull(tenancies.endedOn),
            isNull(tenancies.applicationNumber),
            notInArray(tenancies.id, named),
          ),
        )
        .limit(1),
    );
    lease = free?.id ?? '';
    // An officer recorded the contact of the lease before either file named it.
    await setContact(database, lease, { email: leaseMail });
    const open = browser();
    await openFile(open, database, lease, leaseMail);
    const waiting = browser();
    await send(waiting, '/demandeur/acces', { numero: lease });
    const code = (await codeFor(database, leaseMail)) ?? '';
    before = { open, waiting, code };
    await nameLease(victim);
    await nameLease(partner);
    await setContact(database, partner?.number ?? '', { email: partnerMail });
    await inside(async (tx) => {
      await tx.insert(transferRequests).values({
        id: asked,
        landlordId: 'demo',
        number,
        tenancyId: lease,
        ground: 'priority',
        origin: 'tenant',
        state: 'received',
        tier: 1,
        fastLane: false,
        receivedOn: testDemo.date,
        dueOn: testDemo.date,
        details: { words },
        requestKey: v7(),
      });
      await tx.insert(exchangeWishes).values({
        landlordId: 'demo',
        tenancyId: lease,
        number,
        wants: {
          communes: ['57463'],
          typologies: ['T2'],
          highestRentCents: null,
          highestLeftToPayCents: null,
          withoutStairs: false,
          accessibility: 'none',
        },
        own: { words },
        by: 'le ménage',
        until: addDays(testDemo.date, 90),
        requestKey: v7(),
      });
    });
    const done = await dependencies.protections.protect(
      'demo',
      { number, newContact: { email: refuge, telephone: null, address: [] }, split: null },
      by,
      new Date(),
      testDemo.date,
    );
    if (!done.ok) throw new Error(done.refusal);
  });
  afterAll(() => service.stop());

  it('closes what the reference of the lease had opened, and voids its codes', async () => {
    expect((await before.open.get('/aide')).text).not.toContain('Mon dossier est ouvert');
    const late = await send(
      before.waiting,
      '/demandeur/acces/code',
      { code: before.code },
      '/demandeur/acces/code',
    );
    expect(late.status).toBe(401);
  });

  it('sends the code of its reference to the contact given at the protection, and to nobody else', async () => {
    await forgetTries(service.database);
    await send(browser(), '/demandeur/acces', { numero: lease });
    expect(await codeFor(service.database, refuge)).not.toBeNull();
    const recipients = (await waitingMessages(service.database)).map(({ recipient }) => recipient);
    expect(recipients).not.toContain(leaseMail);
  });

  it('shows the other holder, in their own file, neither the request nor the wish of who is protected', async () => {
    await forgetTries(service.database);
    const other = browser();
    await openFile(other, service.database, partner?.number ?? '', partnerMail);
    const home = await other.get('/demandeur/logement');
    const exchange = await other.get('/demandeur/logement/echange');
    expect([home.status, exchange.status]).toEqual([200, 200]);
    expect(home.text).not.toContain(asked);
    expect(exchange.text).not.toContain('Lilas');
    const own = await send(
      other,
      '/demandeur/logement',
      { _key: v7(), motif: 'comfort', mots: 'Plus de place' },
      '/demandeur/logement',
    );
    expect([own.status, own.headers.location]).toEqual([303, '/demandeur/logement?fait=envoyee']);
    const stop = await send(other, '/demandeur/logement/echange/arret', {}, '/demandeur/logement/echange');
    expect(stop.status).toBe(409);
  });

  it('keeps the street out of what officers read of the lease, which its own record ties to nobody', async () => {
    const officer = request.agent(service.app);
    await officer
      .post('/api/v1/sessions')
      .send({ email: 'agent@demo.example', password: demoPassword })
      .expect(201);
    const [home] = await inside((tx) =>
      tx
        .select({ address: homes.address })
        .from(homes)
        .innerJoin(tenancies, eq(tenancies.homeId, homes.id))
        .where(eq(tenancies.id, lease)),
    );
    const street = home?.address.split(',')[0] ?? 'none';
    for (const path of [`/agent/mutations/${asked}`, '/agent/mutations', '/agent/echanges']) {
      const { text, status } = await officer.get(path).set('accept', 'text/html');
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toContain(street);
    }
    const board = await service.dependencies.exchanges.board(
      { landlordId: 'demo', communes: null },
      testDemo.date,
    );
    const own = board.wishes.find(({ tenancyId }) => tenancyId === lease);
    expect(own).toMatchObject({ isProtected: true, place: null, name: null });
  });

  it('shows it all to who is protected', async () => {
    await forgetTries(service.database);
    const person = browser();
    await openFile(person, service.database, number, refuge);
    expect((await person.get('/demandeur/logement')).text).toContain(asked);
    expect((await person.get('/demandeur/logement/echange')).text).toContain('Lilas');
  });
});
