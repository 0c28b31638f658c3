/** Sensitive values at rest: nothing in clear in the tables, keys that change, and what a wrong key says. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, connect, withLandlord } from '../../db/connection.ts';
import { cipherOf } from '../../db/encryption/cipher.ts';
import { prepareEncryption } from '../../db/encryption/prepare.ts';
import { resealAll, sealedCounts } from '../../db/encryption/reseal.ts';
import { sealedPlaces } from '../../db/encryption/sealed-columns.ts';
import { applications } from '../../db/schema/application.ts';
import { outbox } from '../../db/schema/correspondence.ts';
import { protections } from '../../db/schema/instruction.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { uploadPieces, uploads } from '../../db/schema/portal.ts';
import { runSnapshots } from '../../db/schema/run.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import { bulkInsert } from '../../db/stores/bulk-insert.ts';
import { fileStore } from '../../db/stores/file-store.ts';
import type { EncryptionKeys } from '../../src/access/encryption-keys.ts';
import { makeApplication, sessionDate } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase, testEncryption } from '../support/postgres.ts';

const landlordId = 'l1';
const told = 'un secret que personne ne lit en base';
const victim = {
  ...makeApplication(1),
  labels: [
    { category: 'dalo' as const, by: 'commission de médiation', on: sessionDate, until: null },
    { category: 'g' as const, by: `association ${told}`, on: sessionDate, until: null },
  ],
  gridFacts: [{ criterion: told, value: true, asOf: sessionDate, evidence: 'verified' as const }],
};
const later = { ...makeApplication(2), labels: victim.labels };
const newContact = { email: `refuge@${told}`, telephone: null, address: [told, '57000 Metz'] };

const key = (name: string, byte: number) => ({ name, key: Buffer.alloc(32, byte).toString('base64') });
const [old] = testEncryption.keys;
if (!old) throw new Error('the tests have a key');

describe('sensitive values at rest', () => {
  let database: TestDatabase;
  const opened: Connection[] = [];
  const withKeys = (keys: EncryptionKeys['keys']) => {
    const connection = connect(database.ownerUrl, { keys, file: null }, 1);
    opened.push(connection);
    return connection.db;
  };
  const read = (db = database.db) =>
    withLandlord(db, landlordId, async (tx) => ({
      applications: await tx.select().from(applications).orderBy(applications.number),
      protections: await tx.select().from(protections),
      outbox: await tx.select().from(outbox),
      pieces: await tx.select().from(uploadPieces),
      snapshots: await tx.select().from(runSnapshots),
    }));

  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
    await withLandlord(database.db, landlordId, async (tx) => {
      await tx.insert(applications).values(applicationRow(landlordId, victim));
      await bulkInsert(tx, applications, [applicationRow(landlordId, later)]);
      await tx.insert(protections).values({
        ...{ landlordId, number: victim.number, since: new Date(), by: 'Camille Weber', newContact },
      });
      await tx.insert(outbox).values({
        ...{ landlordId, recipient: told, subject: 'Votre demande', text: told, state: 'waiting' as const },
      });
      const [sent] = await tx
        .insert(uploads)
        .values({
          ...{ landlordId, number: victim.number, document: 'identity', fileName: 'plainte.pdf' },
          ...{ mediaType: 'application/pdf', declaredBytes: 9, receivedBytes: 9 },
          ...{ state: 'complete' as const, by: 'le ménage' },
        })
        .returning({ id: uploads.id });
      const content = Buffer.from(told);
      await tx.insert(uploadPieces).values({ landlordId, uploadId: sent?.id ?? '', offset: 0, content });
      await tx.insert(runSnapshots).values({ landlordId, hash: 'h', content });
    });
  });
  afterAll(async () => {
    for (const { close } of opened) await close();
    await database.drop();
  });

  it('are read back as they were written, labels in their order', async () => {
    const held = await read();
    expect(held.applications.map(({ content }) => content)).toEqual(
      [victim, later].map(({ name: _name, ...content }) => content),
    );
    expect(held.protections[0]?.newContact).toEqual(newContact);
    expect(held.outbox[0]).toMatchObject({ recipient: told, text: told });
    expect([held.pieces[0], held.snapshots[0]].map((row) => row?.content.toString())).toEqual([told, told]);
  });

  it('stand nowhere in clear, in any column of any table', async () => {
    const tables = await database.db.execute<{ name: string }>(
      sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    const hex = Buffer.from(told).toString('hex');
    for (const { name } of tables) {
      const rows = await withLandlord(database.db, landlordId, (tx) =>
        tx.execute<{ line: string }>(sql`select row_to_json(t)::text as line from ${sql.identifier(name)} t`),
      );
      const lines = rows.map(({ line }) => line).join('\n');
      expect(lines, name).not.toContain(told);
      expect(lines, name).not.toContain(hex);
      expect(lines, name).not.toMatch(/"category": ?"g"/);
    }
  });

  it('leave the same row whether there is something to hide or not, up to its length', async () => {
    const [hidden, plain] = await withLandlord(database.db, landlordId, async (tx) => {
      await tx.insert(applications).values(applicationRow(landlordId, makeApplication(3)));
      return tx.execute<{ keys: string[] }>(
        sql`select array(select jsonb_object_keys(content) order by 1) as keys from applications order by number`,
      );
    });
    expect(hidden?.keys).toEqual(plain?.keys);
    expect(hidden?.keys).toContain('sealed');
  });

  it('do not open in another row, another column or for another landlord', () => {
    const cipher = cipherOf(testEncryption);
    const place = { column: 'protections.new_contact', landlordId, row: '1' };
    const envelope = cipher.seal(told, place);
    expect(cipher.open(envelope, place)).toBe(told);
    expect(envelope).not.toBe(cipher.seal(told, place));
    for (const other of [{ landlordId: 'l2' }, { column: 'outbox.text' }, { row: '2' }]) {
      expect(() => cipher.open(envelope, { ...place, ...other })).toThrow('ne s’ouvre pas');
    }
    expect(() => cipher.open(told, place)).toThrow('n’est pas chiffrée');
  });

  it('say which key is missing or wrong, instead of an empty page', async () => {
    await expect(read(withKeys([key('autre', 1)]))).rejects.toThrow('La clé de chiffrement « test » manque');
    await expect(read(withKeys([key('test', 1)]))).rejects.toThrow('la clé « test » n’est pas celle');
  });

  it('are refused at the start of a service whose keys are not those of the database', async () => {
    const ready = (keys: EncryptionKeys['keys']) =>
      prepareEncryption(database.ownerUrl, { keys, file: null });
    await ready([old]);
    await expect(ready([key('test', 1)])).rejects.toThrow('la clé « test » n’est pas celle');
    await expect(ready([key('nouvelle', 2)])).rejects.toThrow('La clé de chiffrement « test » manque');
    await ready([old, key('nouvelle', 2)]);
  });

  it('pass under a new key in batches, frozen snapshots included, and then no longer need the old one', async () => {
    const before = await read();
    const both = [key('nouvelle', 2), old];
    const db = withKeys(both);
    const counts = await resealAll(db, cipherOf({ keys: both, file: null }), new Date());
    expect(counts.filter(({ rows }) => rows > 0).map(({ place }) => place)).toEqual([
      'applications.content',
      'outbox.recipient',
      'outbox.text',
      'protections.new_contact',
      'run_snapshots.content',
      'upload_pieces.content',
    ]);
    expect(new Set((await sealedCounts(db)).map((count) => count.key))).toEqual(new Set(['nouvelle']));
    expect(await resealAll(db, cipherOf({ keys: both, file: null }), new Date())).toEqual(
      [...sealedPlaces.keys()].sort().map((place) => ({ place, rows: 0 })),
    );
    const [line] = await withLandlord(db, landlordId, (tx) => tx.select().from(journalLines));
    expect(line?.kind).toBe('encryption.rotated');
    expect(await read(withKeys([key('nouvelle', 2)]))).toEqual(before);
    await expect(read(withKeys([old]))).rejects.toThrow('La clé de chiffrement « nouvelle » manque');
    // A service starts without the key that was taken away, and again with it, as a backup may need.
    const ready = (keys: EncryptionKeys['keys']) =>
      prepareEncryption(database.ownerUrl, { keys, file: null });
    await ready([key('nouvelle', 2)]);
    await ready(both);
    await expect(ready([old])).rejects.toThrow('La clé de chiffrement « nouvelle » manque');
  });

  it('that an older version left in clear are sealed at the start', async () => {
    const keys = [key('nouvelle', 2), old];
    const db = withKeys(keys);
    await withLandlord(db, landlordId, async (tx) => {
      const { name: _name, ...content } = victim;
      await tx.execute(
        sql`update applications set content = ${JSON.stringify(content)}::jsonb where number = ${victim.number}`,
      );
      await tx.execute(sql`update protections set new_contact = ${JSON.stringify(newContact)}::jsonb`);
      await tx.execute(sql`update upload_pieces set content = ${Buffer.from(told)}`);
    });
    await db.execute(sql`delete from sealed_columns`);
    const reading = await read(db).catch((fault: Error) => fault.message);
    expect(reading).toContain('n’est pas chiffrée');
    await prepareEncryption(database.ownerUrl, { keys, file: null });
    const held = await read(db);
    expect(held.applications[0]?.content.labels).toEqual(victim.labels);
    expect(held.protections[0]?.newContact).toEqual(newContact);
    expect(held.pieces[0]?.content.toString()).toBe(told);
  });

  it('are journalled when a page shows how to reach a protected person, once a day and a reader', async () => {
    const { opened: open } = fileStore(withKeys([key('nouvelle', 2)]));
    const by = { accountId: '01900000-0000-7000-8000-000000000001', name: 'Camille Weber', role: 'agent' };
    for (const hour of ['09', '10']) {
      await open(landlordId, victim.number, by, new Date(`2026-11-21T${hour}:00:00Z`));
      await open(landlordId, later.number, by, new Date('2026-11-21T11:00:00Z'));
    }
    const lines = await withLandlord(database.db, landlordId, (tx) =>
      tx.select().from(journalLines).orderBy(journalLines.sequence),
    );
    const told = lines.filter(({ kind }) => kind !== 'encryption.rotated');
    expect(told.map(({ kind, subjects }) => `${kind} ${subjects.join()}`)).toEqual([
      `file.opened application:${victim.number}`,
      `protected.contactRead application:${victim.number}`,
      `file.opened application:${later.number}`,
    ]);
  });

  it('cannot be changed in a frozen snapshot by a service, whatever it sets', async () => {
    await expect(
      withLandlord(database.db, landlordId, async (tx) => {
        await tx.execute(sql`select set_config('parcours.resealing', 'on', true)`);
        await tx.update(runSnapshots).set({ hash: 'other' }).where(eq(runSnapshots.hash, 'h'));
      }),
    ).rejects.toThrow();
  });
});
