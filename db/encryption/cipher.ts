/**
 * AES-256-GCM of single values. The envelope names its key, `v1:name:…`, and the value is tied to its place (table,
 * column, landlord): copied elsewhere, it does not open.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { EncryptionKeys } from '../../src/access/encryption-keys.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { readKeyFile } from './keys.ts';

/** Where a value stands: `table.column` or more, then the landlord. */
export type Place = { column: string; landlordId: string; row?: string };

export type Cipher = {
  /** The name of the key that encrypts. */
  keyName: string;
  keyNames: () => readonly string[];
  /** `repeatable`: the same value at the same place gives the same envelope, so that SQL can see that nothing changed. */
  seal: (text: string, place: Place, repeatable?: boolean) => string;
  /** Throws an AppError where the key is missing or wrong, or where the value was altered or moved. */
  open: (envelope: string, place: Place) => string;
  sealBytes: (bytes: Buffer, place: Place) => Buffer;
  openBytes: (envelope: Buffer, place: Place) => Buffer;
};

const nonceBytes = 12;
const tagBytes = 16;
const envelopePattern = /^v1:([a-z0-9-]{1,20}):([A-Za-z0-9_-]+)$/;
// A zero byte first: no file that a household sends begins so.
const bytesMark = Buffer.from('\0v1:');

type Ring = Map<string, { key: KeyObject; nonceKey: Buffer }>;

/** True of what `seal` gives. */
export function isEnvelope(value: unknown): value is string {
  return typeof value === 'string' && envelopePattern.test(value);
}

/** True of what `sealBytes` gives. */
export function isBytesEnvelope(value: Buffer): boolean {
  return value.subarray(0, bytesMark.length).equals(bytesMark);
}

/** The name of the key of an envelope of either kind; null where the value is in clear. */
export function keyNameOf(value: string | Buffer): string | null {
  if (typeof value === 'string') return envelopePattern.exec(value)?.[1] ?? null;
  return isBytesEnvelope(value) ? nameInBytes(value) : null;
}

/** A cipher of these keys; the first encrypts. */
export function cipherOf({ keys, file }: EncryptionKeys): Cipher {
  const [first] = keys;
  if (!first) throw new AppError('bad-configuration', 'Aucune clé de chiffrement n’est donnée.');
  let ring = ringOf(keys);
  const keyNamed = (name: string) => {
    // Another process may have put a new key first since this one started.
    if (!ring.has(name) && file !== null) ring = ringOf(readKeyFile(file));
    const found = ring.get(name);
    if (!found) throw missingKey(name);
    return found;
  };
  const seal = (plain: Buffer, place: Place, repeatable: boolean): Buffer => {
    const { key, nonceKey } = keyNamed(first.name);
    const nonce = repeatable ? derivedNonce(nonceKey, place, plain) : randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(placeBytes(place));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  const open = (name: string, sealed: Buffer, place: Place): Buffer => {
    const { key } = keyNamed(name);
    try {
      const end = sealed.length - tagBytes;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(placeBytes(place));
      decipher.setAuthTag(sealed.subarray(end));
      const plain = decipher.update(sealed.subarray(nonceBytes, end));
      // In this mode nothing is left for the end, which throws where the tag does not hold.
      decipher.final();
      return plain;
    } catch (cause) {
      throw wrongKey(name, place, cause);
    }
  };
  return {
    keyName: first.name,
    keyNames: () => [...ring.keys()],
    seal: (text, place, repeatable = false) =>
      `v1:${first.name}:${seal(Buffer.from(text, 'utf8'), place, repeatable).toString('base64url')}`,
    open: (envelope, place) => {
      const [, name, body] = envelopePattern.exec(envelope) ?? [];
      if (name === undefined || body === undefined) throw inClear(place);
      return open(name, Buffer.from(body, 'base64url'), place).toString('utf8');
    },
    sealBytes: (bytes, place) =>
      Buffer.concat([bytesMark, Buffer.from(`${first.name}:`), seal(bytes, place, false)]),
    openBytes: (envelope, place) => {
      if (!isBytesEnvelope(envelope)) throw inClear(place);
      const name = nameInBytes(envelope);
      return open(name, envelope.subarray(bytesMark.length + name.length + 1), place);
    },
  };
}

function ringOf(keys: readonly { name: string; key: string }[]): Ring {
  return new Map(
    keys.map(({ name, key }) => {
      const bytes = Buffer.from(key, 'base64');
      const nonceKey = createHmac('sha256', bytes).update('parcours nonce').digest();
      return [name, { key: createSecretKey(bytes), nonceKey }];
    }),
  );
}

function nameInBytes(envelope: Buffer): string {
  return envelope.subarray(bytesMark.length, envelope.indexOf(':', bytesMark.length)).toString('latin1');
}

function placeBytes({ column, landlordId, row = '' }: Place): Buffer {
  return Buffer.from([column, landlordId, row].join('\n'), 'utf8');
}

/** Equal only for equal values at one place: two values never share a nonce under one key. */
function derivedNonce(nonceKey: Buffer, place: Place, plain: Buffer): Buffer {
  const digest = createHmac('sha256', nonceKey).update(placeBytes(place)).update('\0').update(plain).digest();
  return digest.subarray(0, nonceBytes);
}

const keysHint =
  'Rendez la clé à ENCRYPTION_KEYS (ou au fichier « encryption-keys » du dossier de données), puis relancez.';

function missingKey(name: string): AppError {
  return new AppError(
    'unavailable',
    `La clé de chiffrement « ${name} » manque : des données sensibles ne s’ouvrent pas.`,
    {
      hint: keysHint,
    },
  );
}

function wrongKey(name: string, { column }: Place, cause: unknown): AppError {
  return new AppError(
    'unavailable',
    `Une donnée sensible (${column}) ne s’ouvre pas : la clé « ${name} » n’est pas celle qui l’a chiffrée, ou la donnée a été altérée ou déplacée.`,
    { hint: keysHint, cause },
  );
}

function inClear({ column }: Place): AppError {
  return new AppError(
    'unavailable',
    `Une donnée sensible (${column}) n’est pas chiffrée : elle n’est pas lue.`,
    {
      hint: 'Relancez le service : il chiffre au démarrage ce qui vient d’une version d’avant.',
    },
  );
}
