/** Short messages: one each, on any telephone, to the number that the file has when they leave, or to nobody. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { letters, outbox } from '../../db/schema/correspondence.ts';
import { applicantContacts, protections } from '../../db/schema/instruction.ts';
import { outboxStore } from '../../db/stores/outbox-store.ts';
import { notifyWithin } from '../../db/stores/portal-notify.ts';
import { createMailer } from '../../src/jobs/mail.ts';
import { sweepOutbox } from '../../src/jobs/outbox.ts';
import { createSmsSender } from '../../src/jobs/sms.ts';
import { longestSms, places, smsText } from '../../src/jobs/sms-text.ts';
import { createLogger } from '../../src/logging.ts';
import { protect, writeLetterScene } from '../db/letter-scene.ts';
import { landlordId } from '../db/session-scene.ts';
import { makeNumber } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { type SmsGateway, smsGateway } from '../support/sms-gateway.ts';

const number = makeNumber(2);
const telephone = '06 39 98 01 02';
const noon = new Date('2026-11-23T11:00:00Z');

describe('the text of a short message', () => {
  it('has only the letters of every telephone, French ones among them', () => {
    expect(smsText('Votre pièce a été reçue à l’agence : où êtes-vous ? Ça ira, cœur « léger »…')).toBe(
      'Votre pièce a été recue à l\'agence : où etes-vous ? Ça ira, coeur " léger "...',
    );
    expect(smsText('Prix : 450 € 🙂')).toBe('Prix : 450 €');
  });

  it('is one message, cut at a word, with the whole address that closes it', () => {
    const long = `${'Une information vous attend '.repeat(10)}https://portail.exemple.example/demandeur`;
    const text = smsText(long);
    expect(places(text)).toBeLessThanOrEqual(longestSms);
    expect(text).toMatch(
      /(Une|information|vous|attend)\.\.\. https:\/\/portail\.exemple\.example\/demandeur$/,
    );
    expect(smsText('€'.repeat(100))).toBe(`${'€'.repeat(78)}...`);
    expect(smsText('a'.repeat(160))).toHaveLength(160);
  });
});

describe('the gateway of short messages', () => {
  let gateway: SmsGateway;
  beforeAll(async () => {
    gateway = await smsGateway();
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    gateway.received.length = 0;
    gateway.answerWith(202);
  });
  const send = () =>
    createSmsSender({ smsUrl: gateway.url, dataDir: os.tmpdir() }).send({
      id: 'm-1',
      to: telephone,
      text: 'Bonjour',
    });

  it('takes one message in JSON, with the credentials in a header and never in the address', async () => {
    expect(await send()).toBeNull();
    expect(gateway.received).toEqual([
      {
        authorization: `Basic ${Buffer.from('nom:sécret').toString('base64')}`,
        key: 'm-1',
        body: { id: 'm-1', to: '+33639980102', text: 'Bonjour' },
      },
    ]);
  });

  it.each([
    [401, false],
    [429, false],
    [503, false],
    [400, true],
    [404, true],
  ])(
    'that answers %i is tried again: lasting %s, and its own words are not repeated',
    async (status, lasting) => {
      gateway.answerWith(status);
      const failure = await send();
      expect(failure).toMatchObject({ lasting });
      expect(failure?.cause).not.toMatch(/\d/);
    },
  );

  it('is not followed elsewhere, and its silence is a failure to try again', async () => {
    gateway.answerWith(307, { location: 'http://127.0.0.1:1/' });
    expect(await send()).toMatchObject({ lasting: false });
    const nobody = createSmsSender({ smsUrl: 'http://127.0.0.1:1/', dataDir: os.tmpdir() });
    expect(await nobody.send({ id: 'm', to: telephone, text: 'x' })).toEqual({
      cause: 'La passerelle de SMS ne répond pas.',
      lasting: false,
    });
  });
});

describe('a household that prefers short messages', () => {
  let database: TestDatabase;
  let gateway: SmsGateway;
  let folder: string;
  let clock = noon;
  beforeAll(async () => {
    database = await testDatabase();
    gateway = await smsGateway();
    folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-sms-'));
    await writeLetterScene(database.db);
  });
  afterAll(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
    await database.drop();
  });
  beforeEach(async () => {
    clock = noon;
    gateway.received.length = 0;
    gateway.answerWith(202);
    await withLandlord(database.db, landlordId, async (tx) => {
      await tx.delete(outbox);
      await tx.delete(letters);
      await tx.delete(protections);
      await tx.delete(applicantContacts).where(eq(applicantContacts.number, number));
      await tx.insert(applicantContacts).values({
        landlordId,
        number,
        email: 'autre@exemple.example',
        telephone,
        address: [],
        preferred: 'sms',
      });
    });
  });
  const notify = () =>
    withLandlord(database.db, landlordId, (tx) =>
      notifyWithin(
        tx,
        landlordId,
        {
          number,
          eventKey: 'piece-recue',
          subject: 'Une pièce est arrivée',
          paragraphs: ['Nous avons reçu votre avis d’imposition.'],
          sms: 'Du nouveau pour votre demande.',
          path: '/demandeur',
        },
        clock,
      ),
    );
  const sweep = (smsUrl: string | null) =>
    sweepOutbox({
      outbox: outboxStore(database.db),
      mailer: createMailer({ smtpUrl: null, mailFrom: null, dataDir: folder }),
      sms: createSmsSender({ smsUrl, dataDir: folder }),
      publicUrl: 'https://portail.exemple.example',
      logger: createLogger('silent'),
      now: () => clock,
    });
  const letter = async () => {
    const [row] = await withLandlord(database.db, landlordId, (tx) =>
      tx.select().from(letters).where(eq(letters.number, number)),
    );
    return row;
  };

  it('receives one for one event, with the address of the page and nothing of what it says', async () => {
    await notify();
    await notify();
    const counts = await Promise.all([sweep(gateway.url), sweep(gateway.url)]);
    expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(1);
    expect(gateway.received.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        to: '+33639980102',
        text: 'Du nouveau pour votre demande. https://portail.exemple.example/demandeur',
      }),
    ]);
    expect(await letter()).toMatchObject({ channel: 'sms', sentBy: 'sms', sentAt: noon });
  });

  it('finds it in a file that only this account reads until a gateway is set', async () => {
    await notify();
    expect(await sweep(null)).toEqual({ sent: 1, failed: 0 });
    const [name = ''] = readdirSync(path.join(folder, 'outbox'));
    const file = path.join(folder, 'outbox', name);
    expect(name).toMatch(/\.sms\.txt$/);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^\+33639980102\n\nDu nouveau /);
  });

  it('is tried again later, then no more where the gateway refuses the number', async () => {
    await notify();
    gateway.answerWith(503);
    expect(await sweep(gateway.url)).toEqual({ sent: 0, failed: 1 });
    expect(await sweep(gateway.url)).toEqual({ sent: 0, failed: 0 });
    clock = new Date(noon.getTime() + 3 * 60_000);
    gateway.answerWith(400);
    expect(await sweep(gateway.url)).toEqual({ sent: 0, failed: 1 });
    clock = new Date(noon.getTime() + 100 * 3_600_000);
    expect(await sweep(gateway.url)).toEqual({ sent: 0, failed: 0 });
    const [row] = await withLandlord(database.db, landlordId, (tx) => tx.select().from(outbox));
    expect(row).toMatchObject({ state: 'failed', attempts: 2 });
    expect((await letter())?.sentAt).toBeNull();
  });

  it('under protection since then, hears nothing on the old telephone', async () => {
    await notify();
    await protect(database.db, number, null);
    expect(await sweep(gateway.url)).toEqual({ sent: 0, failed: 0 });
    expect(gateway.received).toEqual([]);
    expect((await letter())?.sentAt).toBeNull();
  });

  it('under protection with a new telephone, hears there alone', async () => {
    await notify();
    await protect(database.db, number, { email: null, telephone: '0639980999', address: [] });
    expect(await sweep(gateway.url)).toEqual({ sent: 1, failed: 0 });
    expect(gateway.received.map(({ body }) => body)).toEqual([
      expect.objectContaining({ to: '+33639980999' }),
    ]);
  });
});
