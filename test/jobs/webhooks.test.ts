/** What other systems are told: once an act, signed, later when they are down, the same bytes again when asked. */
import { webcrypto } from 'node:crypto';
import { Writable } from 'node:stream';
import { count, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { accounts } from '../../db/schema/account.ts';
import { outbox } from '../../db/schema/correspondence.ts';
import { protections } from '../../db/schema/instruction.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { webhookDeliveries, webhookEndpoints, webhookEvents } from '../../db/schema/webhook.ts';
import { appendActs } from '../../db/stores/journal-append.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import { webhookSendingStore } from '../../db/stores/webhook-sending-store.ts';
import { webhookStore } from '../../db/stores/webhook-store.ts';
import { chosenTypes, type WebhookType } from '../../src/access/webhooks/event.ts';
import type { DeliveryLine, Endpoint, WebhookPort } from '../../src/access/webhooks/webhook-port.ts';
import type { LettingPort } from '../../src/committee/letting-port.ts';
import { guardedPost } from '../../src/jobs/webhooks/guarded-post.ts';
import { startWebhooks, sweepWebhooks } from '../../src/jobs/webhooks/sender.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { createLogger } from '../../src/logging.ts';
import { createMetrics } from '../../src/metrics.ts';
import { decisionOf, freeHome, writeDecided } from '../support/decided-home.ts';
import { makeApplication } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { type Received, type WebhookReceiver, webhookReceiver } from '../support/webhook-receiver.ts';

const today = civilDate('2026-11-21');
const [landlordId, otherId] = ['l1', 'l2'];
const here = { allowedHosts: ['127.0.0.1'], httpsOnly: false };
const minute = 60_000;

describe('what other systems of the landlord are told', () => {
  let database: TestDatabase;
  let webhooks: WebhookPort;
  let lettings: LettingPort;
  let receiver: WebhookReceiver;
  let made = 0;
  let passed = 0;
  const metrics = createMetrics();
  const logged: string[] = [];
  const logger = createLogger(
    'debug',
    new Writable({
      write(chunk, _encoding, end) {
        logged.push(String(chunk));
        end();
      },
    }),
  );

  beforeAll(async () => {
    database = await testDatabase();
    receiver = await webhookReceiver();
    webhooks = webhookStore(database.db);
    lettings = lettingStore(database.db);
    await database.db.insert(landlords).values([
      { id: landlordId, name: 'Bailleur', aliases: [] },
      { id: otherId, name: 'Autre bailleur', aliases: [] },
    ]);
    await withLandlord(database.db, landlordId, (tx) =>
      tx.insert(accounts).values({
        ...{ id: v7(), landlordId, email: 'admin@bailleur.example', name: 'Admin' },
        role: 'admin',
      }),
    );
  });
  afterAll(async () => {
    await receiver.stop();
    await database.drop();
  });
  beforeEach(async () => {
    receiver.answerWith(204);
    receiver.received.length = 0;
    passed = 0;
    for (const id of [landlordId, otherId]) {
      await within(id, async (tx) => {
        await tx.delete(webhookEndpoints);
        await tx.delete(webhookEvents);
        await tx.delete(protections);
        await tx.delete(outbox);
      });
    }
  });

  const within = <Value>(id: string, work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, id, work);
  const asked = (id = landlordId) => ({
    landlordId: id,
    actor: { accountId: null, name: 'Claire Admin', role: 'admin' },
    now: new Date(`${today}T09:00:00Z`),
    today,
  });
  const connect = async (types: readonly WebhookType[] = chosenTypes, id = landlordId) => {
    const created = await webhooks.create(asked(id), { key: v7(), name: 'GRC', url: receiver.url, types });
    return { endpointId: created.endpointId, secret: created.secret ?? '' };
  };
  const decide = async () => {
    made += 1;
    const place = freeHome(`L${made}`);
    const people = [1, 2].map((rank) => makeApplication(made * 10 + rank));
    const numbers = people.map(({ number }) => number);
    const decisions = numbers.map((number, index) => decisionOf(number, index + 1));
    await writeDecided(database.db, landlordId, [{ ...place, decisions }], people);
    return { vacancyId: place.vacancy.id, homeId: place.home.id, numbers };
  };
  const offerTo = async (vacancyId: string, number: string) => {
    const sent = await lettings.sendOffer(asked(), { vacancyId, number, key: v7() });
    if (!sent.ok) throw new Error(sent.refusal.code);
    return sent.value.offer;
  };
  const sweep = (secondsToAnswer = 60) =>
    sweepWebhooks({
      deliveries: webhookSendingStore(database.db),
      post: guardedPost(here, { seconds: secondsToAnswer }),
      logger,
      metrics,
      now: () => new Date(Date.now() + passed),
    });
  const later = (minutes: number) => {
    passed += minutes * minute;
  };
  const told = () => receiver.received.map(({ body }) => JSON.parse(body.toString('utf8')));
  const lines = async (endpointId: string): Promise<readonly DeliveryLine[]> =>
    (await webhooks.log(landlordId, endpointId, { state: null, page: 1 })).lines;
  const shown = async (endpointId: string): Promise<Endpoint> => {
    const found = await webhooks.find(landlordId, endpointId);
    if (found === null) throw new Error('no such connection');
    return found;
  };

  it('tells an offer, its answer and the lease, each once, by identifiers only', async () => {
    await connect();
    const { vacancyId, homeId, numbers } = await decide();
    const number = numbers[0] ?? '';
    const offer = await offerTo(vacancyId, number);
    const given = { answer: 'accepted', on: today, reason: null, adapted: null } as const;
    await lettings.answerOffer(asked(), { offerId: offer.id, given, key: v7() });
    await lettings.signLease(asked(), { vacancyId, number, signedOn: today, verified: false, key: v7() });
    expect(await sweep()).toEqual({ delivered: 3, failed: 0 });
    const place = { vacancyId, homeId };
    const own = { ...place, offerId: offer.id, applicationNumber: number };
    expect(told().map(({ version, type, landlord, data }) => ({ version, type, landlord, data }))).toEqual(
      expect.arrayContaining([
        { version: 1, type: 'offer.sent', landlord: landlordId, data: own },
        { version: 1, type: 'offer.answered', landlord: landlordId, data: { ...own, answer: 'accepted' } },
        {
          version: 1,
          type: 'lease.signed',
          landlord: landlordId,
          data: { ...place, leaseId: `BAIL-${vacancyId}`, signedOn: today, applicationNumber: number },
        },
      ]),
    );
    expect(await sweep()).toEqual({ delivered: 0, failed: 0 });
    expect(logged.join('')).not.toContain(number);
  });

  it('signs as the standard says, so that an independent reading of it verifies the message', async () => {
    const { secret } = await connect();
    const { vacancyId, numbers } = await decide();
    await offerTo(vacancyId, numbers[0] ?? '');
    await sweep();
    const [message] = receiver.received;
    if (!message) throw new Error('nothing came');
    expect(await verifies(message, secret)).toBe(true);
    expect(await verifies({ ...message, body: Buffer.from(`${message.body} `) }, secret)).toBe(false);
    const sentAt = Number(message.headers['webhook-timestamp']) * 1000;
    expect(Math.abs(Date.now() - sentAt)).toBeLessThan(minute);
    expect(message.headers['webhook-id']).toBe(JSON.parse(message.body.toString()).id);
  });

  it('keeps secrets sealed: the database alone signs nothing', async () => {
    const { endpointId, secret } = await connect();
    await webhooks.rotate(asked(), { endpointId, version: 1 });
    const [row] = await within(landlordId, (tx) =>
      tx.execute<{ secret: string; former: string }>(
        sql`select secret, former_secret as former from webhook_endpoints where id = ${endpointId}`,
      ),
    );
    expect(row?.secret).toMatch(/^v1:/);
    expect(row?.former).toMatch(/^v1:/);
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(JSON.stringify(row)).not.toContain('whsec_');
  });

  it('signs with both secrets after a rotation, with the new one alone after a day or at once', async () => {
    const { endpointId, secret: former } = await connect();
    const rotated = await webhooks.rotate(asked(), { endpointId, version: 1 });
    const secret = rotated.ok ? rotated.value : '';
    const again = await webhooks.rotate(asked(), { endpointId, version: 2 });
    expect(again).toMatchObject({ ok: false, refusal: { code: 'twoSecrets' } });
    const valid = async () => {
      const message = receiver.received.at(-1);
      if (!message) throw new Error('nothing came');
      return [await verifies(message, secret), await verifies(message, former)];
    };
    await webhooks.test(asked(), { endpointId, version: 2 });
    await sweep();
    expect(await valid()).toEqual([true, true]);
    later(24 * 60 + 1);
    await webhooks.test(asked(), { endpointId, version: 3 });
    await sweep();
    expect(await valid()).toEqual([true, false]);
    passed = 0;
    await webhooks.endRotation(asked(), { endpointId, version: 4, keep: 'new' });
    await webhooks.test(asked(), { endpointId, version: 5 });
    await sweep();
    expect(await valid()).toEqual([true, false]);
  });

  it('tries again at growing intervals while the receiver is down, then delivers the same bytes', async () => {
    const { endpointId } = await connect();
    const { vacancyId, numbers } = await decide();
    await offerTo(vacancyId, numbers[0] ?? '');
    receiver.answerWith(503, {}, 'no base for 570123456789012345');
    const failed: number[] = [];
    for (const minutes of [0, 0.5, 1, 5, 30]) {
      later(minutes);
      failed.push((await sweep()).failed);
    }
    // At once, not within the minute, then after 1, 5 and 30 minutes.
    expect(failed).toEqual([1, 0, 1, 1, 1]);
    expect((await shown(endpointId)).failingSince).not.toBeNull();
    receiver.answerWith(204);
    later(120);
    expect(await sweep()).toEqual({ delivered: 1, failed: 0 });
    expect(new Set(receiver.received.map(({ body }) => body.toString('hex'))).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [line] = await lines(endpointId);
    expect(line?.attempts.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['delivered', 204],
      ...Array.from({ length: 4 }, () => ['refused', 503]),
    ]);
    expect(line?.attempts.at(-1)?.excerpt).toBe('no base for …');
    expect((await shown(endpointId)).failingSince).toBeNull();
  });

  it('leaves others alone for a minute after a failure, but not what an administrator tries', async () => {
    const { endpointId } = await connect();
    const [first, second] = [await decide(), await decide()];
    receiver.answerWith(503);
    await offerTo(first.vacancyId, first.numbers[0] ?? '');
    await sweep();
    receiver.answerWith(204);
    await offerTo(second.vacancyId, second.numbers[0] ?? '');
    expect(await sweep()).toEqual({ delivered: 0, failed: 0 });
    await webhooks.test(asked(), { endpointId, version: 1 });
    expect(await sweep()).toEqual({ delivered: 2, failed: 0 });
  });

  it('leaves by itself while a service or a worker runs, and no more once it has stopped', async () => {
    const { endpointId } = await connect();
    const deliveries = webhookSendingStore(database.db);
    const running = startWebhooks({ deliveries, rule: here, logger, metrics }, 50);
    await webhooks.test(asked(), { endpointId, version: 1 });
    await expect.poll(() => receiver.received.length).toBe(1);
    await running.stop();
    await webhooks.test(asked(), { endpointId, version: 2 });
    expect((await lines(endpointId)).map(({ state }) => state).sort()).toEqual(['delivered', 'waiting']);
  });

  it('waits as long as the receiver asks, for every message, and counts what each attempt met', async () => {
    const { endpointId } = await connect();
    const first = await decide();
    const second = await decide();
    await offerTo(first.vacancyId, first.numbers[0] ?? '');
    metrics.webhookDeliveries.reset();
    receiver.answerWith(429, { 'retry-after': '600' });
    await sweep();
    receiver.answerWith(204);
    await offerTo(second.vacancyId, second.numbers[0] ?? '');
    later(9);
    expect(await sweep()).toEqual({ delivered: 0, failed: 0 });
    expect(receiver.received).toHaveLength(1);
    later(2);
    expect(await sweep()).toEqual({ delivered: 2, failed: 0 });
    expect((await shown(endpointId)).failingSince).toBeNull();
    const { values } = await metrics.webhookDeliveries.get();
    expect(values.map(({ labels, value }) => [labels.outcome, value])).toEqual([
      ['refused', 1],
      ['delivered', 2],
    ]);
  });

  it('gives a message up after six attempts, and sends it again when an administrator asks', async () => {
    const { endpointId } = await connect();
    const { vacancyId, numbers } = await decide();
    await offerTo(vacancyId, numbers[0] ?? '');
    receiver.answerWith(500);
    for (const minutes of [0, 1, 5, 30, 120, 720, 10_000]) {
      later(minutes);
      await sweep();
    }
    expect(receiver.received).toHaveLength(6);
    const [line] = await lines(endpointId);
    if (!line) throw new Error('nothing in the log');
    expect(line).toMatchObject({ state: 'failed', dueAt: null });
    receiver.answerWith(200);
    const replay = { deliveryId: line.id, version: line.version };
    await Promise.all([webhooks.replay(asked(), replay), webhooks.replay(asked(), replay)]);
    const counts = await Promise.all([sweep(), sweep()]);
    expect(counts.map(({ delivered }) => delivered).sort()).toEqual([0, 1]);
    const bodies = receiver.received.map(({ body }) => body.toString('hex'));
    expect(bodies).toHaveLength(7);
    expect(new Set(bodies).size).toBe(1);
  });

  it('attempts a delivery in one place at a time, however many senders sweep', async () => {
    await connect();
    for (let home = 0; home < 3; home += 1) {
      const { vacancyId, numbers } = await decide();
      await offerTo(vacancyId, numbers[0] ?? '');
    }
    const release = receiver.hold();
    onTestFinished(release);
    const sweeps = [sweep(), sweep(), sweep()];
    await expect.poll(() => receiver.received.length).toBe(3);
    release();
    const counts = await Promise.all(sweeps);
    expect(counts.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(3);
    expect(receiver.received).toHaveLength(3);
  });

  it('takes a delivery up again where the process that had it died, and not before', async () => {
    await connect();
    const { vacancyId, numbers } = await decide();
    await offerTo(vacancyId, numbers[0] ?? '');
    const store = webhookSendingStore(database.db);
    const now = new Date();
    const lost = await store.claim(landlordId, now, new Date(now.getTime() + minute));
    expect(await sweep()).toEqual({ delivered: 0, failed: 0 });
    later(1.1);
    expect(await sweep()).toEqual({ delivered: 1, failed: 0 });
    if (lost === null) throw new Error('nothing was due');
    const late = { at: now, outcome: 'refused', status: 500, durationMs: 1, excerpt: null } as const;
    const settled = store.settle(lost, late, () => {
      return {
        state: 'failed',
        dueAt: null,
        endpoint: { failingSince: now, pausedUntil: null, disable: null },
      };
    });
    expect(await settled).toBe(false);
  });

  it('tells nothing of what was rolled back, and nothing that nobody chose', async () => {
    const { endpointId } = await connect(['lease.signed']);
    const { vacancyId, numbers } = await decide();
    await offerTo(vacancyId, numbers[0] ?? '');
    await within(landlordId, async (tx) => {
      await appendActs(tx, landlordId, [
        {
          kind: 'lease.signed',
          at: new Date(),
          actor: asked().actor,
          subjects: [`vacancy:${vacancyId}`],
          before: null,
          after: { lease: 'BAIL-X', signedOn: today },
          why: null,
        },
      ]);
      const [inside] = await tx.select({ many: count() }).from(webhookEvents);
      expect(inside?.many).toBe(1);
      throw new Error('the database refused');
    }).catch((fault: unknown) => expect(String(fault)).toContain('the database refused'));
    expect(await sweep()).toEqual({ delivered: 0, failed: 0 });
    expect(await lines(endpointId)).toEqual([]);
    expect(await within(landlordId, (tx) => tx.select().from(webhookEvents))).toEqual([]);
  });

  it('never names the household of a protected file, even one protected before the message left', async () => {
    const { endpointId } = await connect();
    const protect = (number: string) =>
      within(landlordId, (tx) =>
        tx
          .insert(protections)
          .values({ landlordId, number, since: new Date(), by: 'Claire', newContact: null }),
      );
    const before = await decide();
    await protect(before.numbers[0] ?? '');
    await offerTo(before.vacancyId, before.numbers[0] ?? '');
    await sweep();
    expect(told().map(({ data }) => data.applicationNumber)).toEqual([null]);
    const after = await decide();
    await offerTo(after.vacancyId, after.numbers[0] ?? '');
    await protect(after.numbers[0] ?? '');
    await sweep();
    expect(receiver.received).toHaveLength(1);
    expect((await lines(endpointId)).map(({ state }) => state).sort()).toEqual(['delivered', 'stopped']);
  });

  it('sends again what an endpoint missed since a day, what it never got included', async () => {
    const { endpointId } = await connect(['offer.sent']);
    const first = await decide();
    await offerTo(first.vacancyId, first.numbers[0] ?? '');
    await sweep();
    await webhooks.setActive(asked(), { endpointId, version: 1, active: false });
    const second = await decide();
    await offerTo(second.vacancyId, second.numbers[0] ?? '');
    expect(await sweep()).toEqual({ delivered: 0, failed: 0 });
    await webhooks.setActive(asked(), { endpointId, version: 2, active: true });
    const tomorrow = civilDate('2026-11-22');
    const none = await webhooks.replaySince(asked(), { endpointId, version: 3, since: tomorrow });
    expect(none).toEqual({ ok: true, value: 0 });
    const both = await webhooks.replaySince(asked(), { endpointId, version: 4, since: today });
    expect(both).toEqual({ ok: true, value: 2 });
    expect(await sweep()).toEqual({ delivered: 2, failed: 0 });
    const [one, again, missed] = receiver.received.map(({ body }) => body.toString('utf8'));
    expect([again, missed]).toContain(one);
    const vacancies = told().map(({ data }) => data.vacancyId);
    expect(vacancies.sort()).toEqual([first.vacancyId, first.vacancyId, second.vacancyId].sort());
  });

  it('is disabled after three days without an answer, with an act and a message to administrators', async () => {
    const { endpointId } = await connect();
    const { vacancyId, numbers } = await decide();
    await offerTo(vacancyId, numbers[0] ?? '');
    receiver.answerWith(500);
    await sweep();
    later(3 * 24 * 60);
    await sweep();
    expect(await shown(endpointId)).toMatchObject({ state: 'disabled', disabledBecause: 'failures' });
    const mail = await within(landlordId, (tx) =>
      tx.select().from(outbox).where(eq(outbox.channel, 'email')),
    );
    const notice = mail.filter(({ subject }) => subject === 'Une liaison est désactivée');
    expect(notice.map(({ recipient }) => recipient)).toEqual(['admin@bailleur.example']);
    expect(await kindsOf(endpointId)).toEqual(['webhook.created', 'webhook.disabledByItself']);
    later(720);
    expect(await sweep()).toEqual({ delivered: 0, failed: 0 });
  });

  it('is disabled at once where the receiver says that it is no more', async () => {
    const { endpointId } = await connect();
    await webhooks.test(asked(), { endpointId, version: 1 });
    receiver.answerWith(410);
    await sweep();
    expect(await shown(endpointId)).toMatchObject({ state: 'disabled', disabledBecause: 'gone' });
  });

  it('follows no redirection', async () => {
    const { endpointId } = await connect();
    const elsewhere = await webhookReceiver();
    receiver.answerWith(307, { location: elsewhere.url });
    await webhooks.test(asked(), { endpointId, version: 1 });
    await sweep();
    expect(elsewhere.received).toEqual([]);
    expect((await lines(endpointId))[0]?.attempts[0]).toMatchObject({ outcome: 'redirected', status: 307 });
    await elsewhere.stop();
  });

  it('leaves a receiver that never answers once its time is over', async () => {
    const { endpointId } = await connect();
    onTestFinished(receiver.hold());
    await webhooks.test(asked(), { endpointId, version: 1 });
    expect(await sweep(1)).toEqual({ delivered: 0, failed: 1 });
    expect((await lines(endpointId))[0]?.attempts[0]).toMatchObject({ outcome: 'timeout', status: null });
  });

  it('keeps landlords apart: events, endpoints and deliveries of one are nothing to the other', async () => {
    const { endpointId } = await connect();
    await connect(chosenTypes, otherId);
    const { vacancyId, numbers } = await decide();
    await offerTo(vacancyId, numbers[0] ?? '');
    const counted = (id: string) =>
      within(id, async (tx) => {
        const [row] = await tx.select({ many: count() }).from(webhookDeliveries);
        return row?.many;
      });
    expect([await counted(landlordId), await counted(otherId)]).toEqual([1, 0]);
    expect(await webhooks.find(otherId, endpointId)).toBeNull();
    const refused = await webhooks.rotate(asked(otherId), { endpointId, version: 1 });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'unknownEndpoint' } });
    const deliveryId = (await lines(endpointId))[0]?.id ?? '';
    const replayed = await webhooks.replay(asked(otherId), { deliveryId, version: 1 });
    expect(replayed).toMatchObject({ ok: false, refusal: { code: 'unknownEndpoint' } });
    const stolen = within(otherId, (tx) =>
      tx.insert(webhookDeliveries).values({ landlordId, endpointId, eventId: v7() }),
    );
    await expect(stolen).rejects.toThrow();
  });

  it('makes one endpoint of a form sent twice, and gives its secret once', async () => {
    const input = { key: v7(), name: 'GRC', url: receiver.url, types: chosenTypes };
    const twice = await Promise.all([webhooks.create(asked(), input), webhooks.create(asked(), input)]);
    expect(new Set(twice.map(({ endpointId }) => endpointId)).size).toBe(1);
    expect(twice.filter(({ secret }) => secret !== null)).toHaveLength(1);
    expect(await webhooks.list(landlordId)).toHaveLength(1);
  });

  it('freezes a message: the database refuses to change one', async () => {
    await connect();
    const { vacancyId, numbers } = await decide();
    await offerTo(vacancyId, numbers[0] ?? '');
    const changed = within(landlordId, (tx) => tx.update(webhookEvents).set({ body: '{}' }));
    await expect(changed).rejects.toThrow();
  });

  it('erases after ninety days what is not about to leave', async () => {
    const { endpointId } = await connect();
    const { vacancyId, numbers } = await decide();
    await offerTo(vacancyId, numbers[0] ?? '');
    const store = webhookSendingStore(database.db);
    const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * minute);
    expect(await store.erase(landlordId, inDays(91))).toBe(0);
    await sweep();
    expect(await store.erase(landlordId, inDays(89))).toBe(0);
    expect(await store.erase(landlordId, inDays(91))).toBe(1);
    const other = await decide();
    await offerTo(other.vacancyId, other.numbers[0] ?? '');
    await webhooks.setActive(asked(), { endpointId, version: 1, active: false });
    expect(await store.erase(landlordId, inDays(91))).toBe(1);
  });

  const kindsOf = async (endpointId: string) => {
    const rows = await within(landlordId, (tx) =>
      tx
        .select({ kind: journalLines.kind })
        .from(journalLines)
        .where(sql`${journalLines.subjects} @> array[${`webhook:${endpointId}`}]`)
        .orderBy(journalLines.sequence),
    );
    return rows.map(({ kind }) => kind);
  };
});

/** The specification read again, with another library than the one that signs. */
async function verifies({ headers, body }: Received, secret: string): Promise<boolean> {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = headers;
  const raw = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('raw', raw, algorithm, false, ['verify']);
  const content = Buffer.concat([Buffer.from(`${id}.${at}.`), body]);
  const checks = String(signatures)
    .split(' ')
    .map((one) => one.split(','))
    .filter(([version]) => version === 'v1')
    .map(([, signature = '']) =>
      webcrypto.subtle.verify('HMAC', key, Buffer.from(signature, 'base64'), content),
    );
  return (await Promise.all(checks)).includes(true);
}
