/** Messages leave once, wait longer after each failure, stop at a protection, and leave no address in the log. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { letters, outbox } from '../../db/schema/correspondence.ts';
import { protections } from '../../db/schema/instruction.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import { outboxStore } from '../../db/stores/outbox-store.ts';
import type { Json } from '../../src/domain/act.ts';
import { createMailer } from '../../src/jobs/mail.ts';
import { startOutbox, sweepOutbox } from '../../src/jobs/outbox.ts';
import { writeMessage } from '../../src/jobs/outbox-folder.ts';
import { createSmsSender } from '../../src/jobs/sms.ts';
import { createLogger } from '../../src/logging.ts';
import { type LetterScene, oldEmail, oldStreet, protect, writeLetterScene } from '../db/letter-scene.ts';
import { done, landlordId, officer } from '../db/session-scene.ts';
import { type MailServer, mailServer } from '../support/mail-server.ts';
import { makeNumber } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const everywhere = { landlordId, communes: null };
const sender = 'attributions@bailleur.example';

const isOf = (after: Json, letterId: string | null | undefined): boolean =>
  after !== null && typeof after === 'object' && 'letter' in after && after.letter === letterId;

describe('the outbox', () => {
  let database: TestDatabase;
  let scene: LetterScene;
  let server: MailServer;
  let folder: string;
  let clock = officer.now;
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
  // Drawing takes longer than sending: one test draws the letters for good.
  const pdfOf = async () => Buffer.from('%PDF-1.7');

  beforeAll(async () => {
    database = await testDatabase();
    server = await mailServer();
    folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-outbox-'));
    scene = await writeLetterScene(database.db);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
    await database.drop();
  });
  beforeEach(async () => {
    clock = officer.now;
    server.received.length = 0;
    server.refuseWith(null);
    await withLandlord(database.db, landlordId, async (tx) => {
      await tx.delete(outbox);
      await tx.delete(letters);
      await tx.delete(protections);
    });
    await done(scene.letters.writeForSession(officer, scene.sessionId));
  });

  const messages = () => withLandlord(database.db, landlordId, (tx) => tx.select().from(outbox));
  const meansWith = (settings: { smtpUrl: string | null }) => ({
    outbox: outboxStore(database.db),
    mailer: createMailer({ ...settings, mailFrom: sender, dataDir: folder }),
    sms: createSmsSender({ smsUrl: null, dataDir: folder }),
    publicUrl: null,
    logger,
    pdfOf,
    now: () => clock,
  });
  const bySmtp = () => meansWith({ smtpUrl: server.url });
  const drawing = () => {
    const { pdfOf: _pdfOf, ...means } = bySmtp();
    return means;
  };
  const later = (minutes: number) => {
    clock = new Date(clock.getTime() + minutes * 60_000);
  };

  it('sends each message once, whoever sweeps at the same time, with the letter as PDF', async () => {
    const counts = await Promise.all([1, 2, 3].map(() => sweepOutbox(drawing())));
    expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(2);
    expect(server.received.map(({ to }) => to)).toEqual([oldEmail, oldEmail]);
    const [first] = server.received;
    const attached = /application\/pdf[\s\S]*?\n\n([A-Za-z0-9+/=\n]+)/.exec(first?.message ?? '')?.[1] ?? '';
    expect(Buffer.from(attached, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(first?.message).toContain(sender);
    // The subject is seen by whoever sees the telephone: it does not tell the decision.
    const subject = /^Subject: (.*(?:\n .*)*)/m.exec(first?.message ?? '')?.[1] ?? '';
    expect(subject).not.toMatch(/rang|attribu|refus/i);
    const lines = await scene.letters.list(everywhere, { number: makeNumber(1) });
    expect(lines.map(({ state, sentBy }) => [state, sentBy])).toEqual([
      ['sent', 'email'],
      ['sent', 'email'],
    ]);
    expect(await sweepOutbox(bySmtp())).toEqual({ sent: 0, failed: 0 });
  });

  it('waits longer after each failure, then gives up with its cause in French', async () => {
    server.refuseWith('451 try again later');
    const attempts: number[] = [];
    for (const minutes of [0, 1, 1, 10, 60, 240, 720, 10_000]) {
      later(minutes);
      attempts.push((await sweepOutbox(bySmtp())).failed);
    }
    // Two messages: at once, not before two minutes, then after each longer wait, never after the last.
    expect(attempts).toEqual([2, 0, 2, 2, 2, 2, 2, 0]);
    const rows = await messages();
    expect(rows.map(({ state, attempts: tried }) => [state, tried])).toEqual([
      ['failed', 6],
      ['failed', 6],
    ]);
    const [line] = await scene.letters.list(everywhere, { number: makeNumber(1) });
    expect(line).toMatchObject({ state: 'failed' });
    expect(line?.cause).toBe('Le serveur de courriel demande de réessayer plus tard.');

    server.refuseWith(null);
    await done(scene.letters.send({ ...officer, now: clock }, line?.id ?? ''));
    expect(await sweepOutbox(bySmtp())).toEqual({ sent: 1, failed: 0 });
  });

  it('does not insist on an address that the server refuses', async () => {
    server.refuseWith('550 no such user');
    expect(await sweepOutbox(bySmtp())).toEqual({ sent: 0, failed: 2 });
    expect((await messages()).map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect((await messages())[0]?.lastError).toContain('refuse cette adresse');
  });

  it('tries again what a process that died had taken', async () => {
    const store = outboxStore(database.db);
    const lease = new Date(clock.getTime() + 5 * 60_000);
    expect(await store.claim(clock, lease)).not.toBeNull();
    expect(await store.claim(clock, lease)).not.toBeNull();
    expect(await sweepOutbox(bySmtp())).toEqual({ sent: 0, failed: 0 });
    later(6);
    expect(await sweepOutbox(bySmtp())).toEqual({ sent: 2, failed: 0 });
  });

  it('taken again from a process thought dead, is told once by both and failed by neither', async () => {
    const store = outboxStore(database.db);
    const leaseOf = (minutes: number) => new Date(clock.getTime() + minutes * 60_000);
    const slow = await store.claim(clock, leaseOf(1));
    await store.claim(clock, leaseOf(60));
    later(2);
    const second = await store.claim(clock, leaseOf(60));
    if (!slow || slow.id !== second?.id) throw new Error('both take the same message in turn');
    await store.failed(slow, 'trop tard', null, clock);
    await store.sent(second, clock);
    await store.sent(slow, clock);
    const message = (await messages()).find(({ id }) => id === slow.id);
    expect(message).toMatchObject({ state: 'sent', attempts: 2 });
    const acts = await journalStore(database.db).page(landlordId, null, 20);
    const told = acts.filter(({ kind, after }) => kind === 'letter.sent' && isOf(after, message?.letterId));
    expect(told).toHaveLength(1);
  });

  it('sends nothing to a file protected since the letter was written', async () => {
    await protect(database.db, makeNumber(1), null);
    expect(await sweepOutbox(bySmtp())).toEqual({ sent: 0, failed: 0 });
    expect(server.received).toEqual([]);
    expect((await messages()).map(({ state }) => state)).toEqual(['stopped', 'stopped']);
    const lines = await scene.letters.list(everywhere, { number: makeNumber(1) });
    expect(lines.map(({ state }) => state)).toEqual(['toHand', 'toHand']);
  });

  it('sends to the new contact alone once there is one', async () => {
    const newContact = { email: 'nouvelle@exemple.example', telephone: null, address: [] };
    await protect(database.db, makeNumber(1), newContact);
    expect(await sweepOutbox(bySmtp())).toEqual({ sent: 2, failed: 0 });
    expect(server.received.map(({ to }) => to)).toEqual([
      'nouvelle@exemple.example',
      'nouvelle@exemple.example',
    ]);
    const all = server.received.map(({ message }) => message).join('\n');
    expect(all).not.toContain(oldEmail);
    expect(all).not.toContain(oldStreet);
  });

  it('writes files that only this account reads until a mail server is set', async () => {
    expect(await sweepOutbox(meansWith({ smtpUrl: null }))).toEqual({ sent: 2, failed: 0 });
    const outFolder = path.join(folder, 'outbox');
    const files = readdirSync(outFolder);
    expect(files.filter((name) => name.endsWith('.eml'))).toHaveLength(2);
    expect(files.every((name) => !name.startsWith('.'))).toBe(true);
    const file = path.join(outFolder, files[0] ?? '');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(`To: ${oldEmail}`);
  });

  it('leaves nothing half-written of a message that cannot be put in place', async () => {
    const taken = path.join(folder, 'taken');
    mkdirSync(path.join(taken, 'm1.eml'), { recursive: true });
    expect(await writeMessage(taken, 'm1.eml', 'À : une personne')).toMatchObject({ lasting: false });
    expect(readdirSync(taken)).toEqual(['m1.eml']);
  });

  it('sweeps by itself once started, and ends what it was doing before it stops', async () => {
    const running = startOutbox(bySmtp());
    await running.stop();
    expect(server.received).toHaveLength(2);
  });

  it('leaves no address, name or number in the log', async () => {
    server.refuseWith('550 no such user');
    await sweepOutbox(bySmtp());
    const log = logged.join('');
    expect(log).toContain('messages');
    for (const personal of [oldEmail, 'nouvelle@', makeNumber(1), 'NOMDETEST', 'Ancienne']) {
      expect(log).not.toContain(personal);
    }
  });
});
