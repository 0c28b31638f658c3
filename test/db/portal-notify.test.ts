/** Messages of the portal on PostgreSQL: one event one message, by the way preferred, never at night. */
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { letters, outbox } from '../../db/schema/correspondence.ts';
import { applicantContacts, protections } from '../../db/schema/instruction.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { portalPreferences } from '../../db/schema/portal.ts';
import { notifyWithin } from '../../db/stores/portal-notify.ts';
import { letterContentSchema } from '../../src/committee/letters/letter-content.ts';
import { departureAfter, digestOf, type Notice } from '../../src/portal/notifications/notice.ts';
import { makeNumber } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const landlordId = 'bailleur';
const noon = new Date('2026-11-21T11:00:00Z');
const night = new Date('2026-11-21T22:30:00Z');
const notice = (index: number, eventKey = 'event'): Notice => ({
  number: makeNumber(index),
  eventKey,
  subject: `Nouvelle ${eventKey}`,
  paragraphs: [`Ce qui est arrivé : ${eventKey}.`],
  sms: `Nouvelle ${eventKey}.`,
  path: '/demandeur/suivi',
});

describe('messages to households', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await database.db
      .insert(landlords)
      .values({ id: landlordId, name: 'Bailleur', siren: null, aliases: [] });
    const contact = { landlordId, email: null, telephone: null, address: [] as string[] };
    await inside((tx) =>
      tx.insert(applicantContacts).values([
        { ...contact, number: makeNumber(1), email: 'un@exemple.example', preferred: 'email' },
        { ...contact, number: makeNumber(2), telephone: '06 39 98 00 02', preferred: 'sms' },
        { ...contact, number: makeNumber(3), address: ['3 rue C', '57000 Metz'], preferred: 'letter' },
        { ...contact, number: makeNumber(4), telephone: '01 99 00 00 04', preferred: 'sms' },
        { ...contact, number: makeNumber(5), email: 'cinq@exemple.example', preferred: 'email' },
        { ...contact, number: makeNumber(6), email: 'vieux@exemple.example', preferred: 'email' },
      ]),
    );
    await inside((tx) =>
      tx.insert(protections).values({
        landlordId,
        number: makeNumber(6),
        since: noon,
        by: 'Un agent',
        newContact: { email: null, telephone: '06 39 98 00 66', address: [] },
      }),
    );
    await inside((tx) =>
      tx.insert(portalPreferences).values({
        landlordId,
        number: makeNumber(5),
        digest: true,
        easyToRead: false,
        quietFromHour: null,
        quietToHour: null,
      }),
    );
  });
  afterAll(() => database.drop());
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, landlordId, work);
  const tell = (one: Notice, now = noon) => inside((tx) => notifyWithin(tx, landlordId, one, now));
  const messagesOf = (index: number) =>
    inside((tx) =>
      tx
        .select({
          channel: outbox.channel,
          to: outbox.recipient,
          text: outbox.text,
          at: outbox.nextAttemptAt,
        })
        .from(outbox)
        .innerJoin(letters, eq(letters.id, outbox.letterId))
        .where(eq(letters.number, makeNumber(index))),
    );
  const lettersOf = (index: number) =>
    inside((tx) =>
      tx
        .select()
        .from(letters)
        .where(eq(letters.number, makeNumber(index))),
    );

  it('are one for one event, however many tell it at the same time', async () => {
    const told = await Promise.all(Array.from({ length: 5 }, () => tell(notice(1))));
    expect(told.filter(({ written }) => written)).toHaveLength(1);
    expect(await messagesOf(1)).toHaveLength(1);
    expect(await lettersOf(1)).toHaveLength(1);
  });

  it('leave by e-mail, by short message or on paper, as the household prefers', async () => {
    const [mail] = await messagesOf(1);
    expect(mail?.text).toContain('portail:/demandeur/suivi');
    await tell(notice(2));
    expect(await messagesOf(2)).toMatchObject([
      { channel: 'sms', to: '06 39 98 00 02', text: 'Nouvelle event. portail:/demandeur/suivi' },
    ]);
    await tell(notice(3));
    expect(await messagesOf(3)).toEqual([]);
    expect(await lettersOf(3)).toMatchObject([{ channel: 'letter', sentAt: null }]);
  });

  it('wait for an officer’s hand where the file has neither e-mail, mobile nor address', async () => {
    const told = await tell(notice(4));
    expect(told.acts[0]?.after).toMatchObject({ by: 'hand' });
    expect(await messagesOf(4)).toEqual([]);
  });

  it('go under protection to the new contact alone', async () => {
    await tell(notice(6));
    expect(await messagesOf(6)).toMatchObject([{ channel: 'sms', to: '06 39 98 00 66' }]);
  });

  it('wait for the morning where the night has begun', async () => {
    await tell(notice(1, 'nuit'), night);
    const late = (await messagesOf(1)).find(({ text }) => text.includes('nuit'));
    // 8 o'clock in Paris, in winter.
    expect(late?.at.toISOString()).toBe('2026-11-22T07:00:00.000Z');
  });

  it('are gathered in one a day for who asked for it, each event told once', async () => {
    for (const event of ['a', 'b', 'a']) await tell(notice(5, event));
    const [message, ...others] = await messagesOf(5);
    expect(others).toEqual([]);
    expect(message?.at.toISOString()).toBe('2026-11-21T17:00:00.000Z');
    expect(message?.text).toMatch(/Ce qui est arrivé : a\.[\s\S]*Ce qui est arrivé : b\./);
    const [letter] = await lettersOf(5);
    expect(letterContentSchema.parse(letter?.content).events).toHaveLength(2);
    expect((await tell(notice(5, 'b'), night)).written).toBe(false);
  });

  it('are not lost in a gathered message that a protection stopped: the next event leaves alone', async () => {
    await inside(async (tx) => {
      // A recipient is sealed: it is read, never looked for.
      const waiting = await tx.select({ id: outbox.id, to: outbox.recipient }).from(outbox);
      const theirs = waiting.filter(({ to }) => to === 'cinq@exemple.example').map(({ id }) => id);
      await tx.update(outbox).set({ state: 'stopped' }).where(inArray(outbox.id, theirs));
    });
    await tell(notice(5, 'c'));
    const last = (await messagesOf(5)).find(({ text }) => text.includes('Ce qui est arrivé : c.'));
    expect(last?.text).not.toContain('Ce qui est arrivé : a.');
  });
});

describe('the hours of messages', () => {
  const quiet = { fromHour: 20, toHour: 8 };
  it.each([
    ['2026-11-21T11:00:00Z', '2026-11-21T11:00:00.000Z'],
    ['2026-11-21T18:59:59Z', '2026-11-21T18:59:59.000Z'],
    ['2026-11-21T19:00:00Z', '2026-11-22T07:00:00.000Z'],
    ['2026-11-22T03:00:00Z', '2026-11-22T07:00:00.000Z'],
    ['2026-07-14T18:00:00Z', '2026-07-15T06:00:00.000Z'],
  ])('of %s: leaves at %s', (now, leaves) => {
    expect(departureAfter(new Date(now), quiet).toISOString()).toBe(leaves);
  });

  it('may cover a part of the day, or none', () => {
    const lunch = { fromHour: 12, toHour: 14 };
    expect(departureAfter(new Date('2026-11-21T11:30:00Z'), lunch).toISOString()).toBe(
      '2026-11-21T13:00:00.000Z',
    );
    expect(departureAfter(night, { fromHour: 8, toHour: 8 })).toBe(night);
  });

  it('put what comes after 18 o’clock in the message of the next day', () => {
    expect(digestOf(noon, quiet).day).toBe('2026-11-21');
    expect(digestOf(night, quiet).day).toBe('2026-11-22');
  });
});
