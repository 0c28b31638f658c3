import { eq, sql } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { accounts } from '../../db/schema/account.ts';
import { letters, outbox } from '../../db/schema/correspondence.ts';
import { applicantContacts, protections } from '../../db/schema/instruction.ts';
import { protectionStore } from '../../db/stores/protection-store.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { splitApplication } from '../../src/access/protection.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { makeApplication, makeHousehold, makeLabel, makePersons } from '../support/make-domain.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

const today = civilDate('2026-11-21');
const by = { accountId: null, name: 'Camille Weber', role: 'agent' };
const newContact = { email: 'sure@exemple.example', telephone: null, address: [] };

describe('a shared application split for protection', () => {
  const couple = makeApplication(1, {
    filedOn: civilDate('2021-03-04'),
    household: makeHousehold({ persons: makePersons(2, [8]) }),
    labels: [makeLabel('g'), makeLabel('c')],
  });
  const split = (persons: number[]) =>
    splitApplication(couple, { persons, name: 'Dupont Anne', newNumber: null }, 'SEP-1', today);

  it('gives the protected person the seniority of the first, and asks the income again', () => {
    const files = split([1, 2]);
    if (!files.ok) throw new Error(files.refusal);
    const { own, left } = files.value;
    expect(own.filedOn).toBe('2021-03-04');
    expect(own.withoutNumber).toBe(true);
    expect(own.household.persons).toHaveLength(2);
    expect(own.household.persons[0]?.role).toBe('holder');
    expect(own.household.monthlyResourcesCents).toBeNull();
    expect(left.number).toBe(couple.number);
    expect(left.household.persons).toHaveLength(1);
  });

  it('keeps on the file that is left no recognition that would tell why', () => {
    const files = split([1]);
    if (!files.ok) throw new Error(files.refusal);
    expect(files.value.left.labels.map(({ category }) => category)).toEqual(['c']);
    expect(files.value.own.labels.map(({ category }) => category)).toEqual(['g', 'c']);
  });

  it.each([
    { persons: [], refusal: 'split-needs-someone-on-each-side' },
    { persons: [0, 1, 2], refusal: 'split-needs-someone-on-each-side' },
    { persons: [2], refusal: 'split-needs-an-adult' },
  ])('is refused where it makes no two households: $refusal', ({ persons, refusal }) => {
    expect(split(persons)).toEqual({ ok: false, refusal });
  });
});

describe('the gesture that protects a file', () => {
  let service: TestService;
  const number = demoTenant(testDemo).number;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);

  it('puts out at once whoever is signed in on the file, and stops what waits for the old address', async () => {
    const tenant = request.agent(service.app);
    await tenant
      .post('/api/v1/sessions')
      .send({ email: 'locataire@demo.example', password: demoPassword })
      .expect(201);
    await inside(async (tx) => {
      const [letter] = await tx
        .insert(letters)
        .values({
          landlordId: 'demo',
          number,
          kind: 'offer',
          about: 'x',
          content: {},
          writtenOn: today,
          channel: 'email',
          eventKey: 'protection-test',
        })
        .returning({ id: letters.id });
      await tx.insert(outbox).values({
        landlordId: 'demo',
        letterId: letter?.id ?? null,
        recipient: 'ancienne@exemple.example',
        subject: 'x',
        text: 'x',
        state: 'waiting',
      });
    });
    const store = protectionStore(service.database.db);
    const done = await store.protect('demo', { number, newContact, split: null }, by, new Date(), today);
    expect(done).toEqual({ ok: true, value: { number, signInsEnded: 1, messagesStopped: 1 } });
    await tenant.get('/demandeur').expect((answer) => expect(answer.text).not.toContain('Farid Lambert'));
    const [account] = await inside((tx) =>
      tx
        .select({ passwordHash: accounts.passwordHash })
        .from(accounts)
        .where(eq(accounts.email, 'locataire@demo.example')),
    );
    expect(account?.passwordHash).toBeNull();
    const left = await inside((tx) =>
      tx.select().from(applicantContacts).where(eq(applicantContacts.number, number)),
    );
    expect(left).toEqual([]);
  });

  it('is done once: a second officer is told', async () => {
    const store = protectionStore(service.database.db);
    const again = await store.protect('demo', { number, newContact, split: null }, by, new Date(), today);
    expect(again).toEqual({ ok: false, refusal: 'already-protected' });
  });

  it('makes one separate file when two officers split at the same moment', async () => {
    const couple =
      testDemo.applications.find(
        ({ household, ...one }) => household.persons[1]?.role === 'partner' && one.number !== number,
      )?.number ?? '';
    const store = protectionStore(service.database.db);
    const split = { persons: [1], name: 'Dupont Anne', newNumber: '057112600009999999' };
    const both = await Promise.all(
      [1, 2].map(() => store.protect('demo', { number: couple, newContact, split }, by, new Date(), today)),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const rows = await inside((tx) =>
      tx.select({ from: protections.splitFrom }).from(protections).where(eq(protections.splitFrom, couple)),
    );
    expect(rows).toHaveLength(1);
  });

  it('leaves nothing in the journal that tells where the person went, or why', async () => {
    const [{ text } = { text: '' }] = await inside((tx) =>
      tx.execute<{ text: string }>(sql`select string_agg(content::text, ' ') as text from journal_contents`),
    );
    expect(text).not.toMatch(/exemple\.example|violence/);
  });
});
