/** At the start of a process: the keys are those of this database, and nothing that should be sealed is in clear. */
import { setTimeout as pause } from 'node:timers/promises';
import { inArray, sql } from 'drizzle-orm';
import type { EncryptionKeys } from '../../src/access/encryption-keys.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { connect, type Database } from '../connection.ts';
import { encryptionKeys, sealedColumns } from '../schema/encryption.ts';
import { type Cipher, cipherOf, keyNameOf, type Place } from './cipher.ts';
import { everySealedColumn, sealClear, sealedCounts } from './reseal.ts';

const word = 'parcours';
const place: Place = { column: 'encryption_keys.proof', landlordId: '' };
const lockKey = 702_317_004;

/**
 * Checks the keys against the proofs that the database keeps, adds those of new keys, and seals the columns that an
 * older version filled in clear. Throws an AppError naming the key that is missing or wrong; one that seals nothing any
 * more is not missed.
 */
export async function prepareEncryption(ownerUrl: string, keys: EncryptionKeys): Promise<void> {
  const { db, close } = connect(ownerUrl, keys, 1);
  try {
    // One connection: of several processes that start at once, one seals and the others wait.
    while (!(await isLocked(db))) await pause(500);
    const cipher = cipherOf(keys);
    await proveKeys(db, keys, cipher);
    await sealColumns(db, cipher);
  } finally {
    await close();
  }
}

/** Asked again and again: a long wait in one statement would pass for a database that went silent. */
async function isLocked(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ taken: boolean }>(sql`select pg_try_advisory_lock(${lockKey}) as taken`);
  return row?.taken === true;
}

async function proveKeys(db: Database, { keys }: EncryptionKeys, cipher: Cipher): Promise<void> {
  const proofs = await db
    .select({ name: encryptionKeys.name, proof: encryptionKeys.proof })
    .from(encryptionKeys);
  const given = new Set(keys.map(({ name }) => name));
  const gone = await retiredOf(
    db,
    proofs.map(({ name }) => name).filter((name) => !given.has(name)),
  );
  if (gone.length > 0) await db.delete(encryptionKeys).where(inArray(encryptionKeys.name, gone));
  const held = proofs.filter(({ name }) => !gone.includes(name));
  for (const { name, proof } of held) {
    if (keyNameOf(proof) !== name || cipher.open(proof, place) !== word) {
      throw new AppError(
        'bad-configuration',
        `La clé de chiffrement « ${name} » n’est pas celle de cette base.`,
      );
    }
  }
  const known = new Set(held.map(({ name }) => name));
  const added = keys
    .filter(({ name }) => !known.has(name))
    .map((key) => ({ name: key.name, proof: cipherOf({ keys: [key], file: null }).seal(word, place) }));
  if (added.length > 0) await db.insert(encryptionKeys).values(added).onConflictDoNothing();
}

/** Of the keys that are not given any more, those that seal nothing: they were taken away after everything was sealed anew. */
async function retiredOf(db: Database, missing: readonly string[]): Promise<string[]> {
  if (missing.length === 0) return [];
  const used = new Set((await sealedCounts(db)).map(({ key }) => key));
  return missing.filter((name) => !used.has(name));
}

async function sealColumns(db: Database, cipher: Cipher): Promise<void> {
  const done = await db.select({ place: sealedColumns.place }).from(sealedColumns);
  const places = new Set(done.map((row) => row.place));
  for (const column of await everySealedColumn()) {
    if (places.has(column.place)) continue;
    await sealClear(db, cipher, column);
    await db.insert(sealedColumns).values({ place: column.place }).onConflictDoNothing();
  }
}
