/** The file of keys of a data folder: made once, closed to others, and never guessed again. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cipherOf } from '../../db/encryption/cipher.ts';
import { addKey, encryptionKeysOf } from '../../db/encryption/keys.ts';

const place = { column: 'protections.new_contact', landlordId: 'l1' };

describe('the keys of sensitive values', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'parcours-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const keys = () => encryptionKeysOf({ encryptionKeys: null, dataDir: folder });
  const file = () => path.join(folder, 'encryption-keys');

  it('are made once in the data folder, in a file that its owner alone reads', () => {
    const first = keys();
    expect(keys()).toEqual(first);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(Buffer.from(first.keys[0]?.key ?? '', 'base64')).toHaveLength(32);
  });

  it('come from the environment alone where it gives them', () => {
    const given = [{ name: 'a', key: Buffer.alloc(32, 1).toString('base64') }];
    expect(encryptionKeysOf({ encryptionKeys: given, dataDir: folder })).toEqual({ keys: given, file: null });
    expect(() => readFileSync(file())).toThrow();
  });

  it('are read again where a value bears a key that another process added since', () => {
    const running = cipherOf(keys());
    const written = running.seal('avant', place);
    const name = addKey(file());
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const newer = cipherOf(keys());
    expect(newer.keyName).toBe(name);
    expect(newer.open(written, place)).toBe('avant');
    expect(running.open(newer.seal('après', place), place)).toBe('après');
  });

  it('are never replaced silently: another file is another key, and a damaged one is told', () => {
    const written = cipherOf(keys()).seal('avant', place);
    rmSync(file());
    expect(() => cipherOf(keys()).open(written, place)).toThrow('manque');
    writeFileSync(file(), 'pas une clé\n');
    expect(keys).toThrow('illisible');
  });
});
