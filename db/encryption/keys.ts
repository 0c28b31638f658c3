/** Where the keys of sensitive columns come from: the environment, or a file of the data folder; never the database. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EncryptionKeys, NamedKey } from '../../src/access/encryption-keys.ts';
import type { Config } from '../../src/config.ts';
import { AppError } from '../../src/kernel/app-error.ts';

const fileName = 'encryption-keys';
const linePattern = /^([a-z0-9-]{1,20}):([A-Za-z0-9+/]{43}=)$/;

/** The keys of a configuration; the file is made on first use. Throws an AppError where it cannot be read. */
export function encryptionKeysOf(config: Pick<Config, 'encryptionKeys' | 'dataDir'>): EncryptionKeys {
  if (config.encryptionKeys !== null) return { keys: config.encryptionKeys, file: null };
  const file = path.resolve(config.dataDir, fileName);
  try {
    if (!existsSync(file)) {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o711 });
      // Of two first starts at once, one writes and both read the same.
      writeFileSync(file, fileText([newKey()]), { mode: 0o600, flag: 'wx' });
    }
  } catch (cause) {
    if (!existsSync(file)) throw unreadable(file, cause);
  }
  return { keys: readKeyFile(file), file };
}

/** Puts a new key first in the file: what is written from now on bears it. Gives its name. */
export function addKey(file: string): string {
  const key = newKey();
  const passing = `${file}.${process.pid}`;
  writeFileSync(passing, fileText([key, ...readKeyFile(file)]), { mode: 0o600 });
  renameSync(passing, file);
  return key.name;
}

/** The keys of the file, one a line, the one that encrypts first. */
export function readKeyFile(file: string): NamedKey[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, cause);
  }
  const keys = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name, key] = linePattern.exec(line.trim()) ?? [];
      if (name === undefined || key === undefined) throw unreadable(file);
      return { name, key };
    });
  if (keys.length === 0) throw unreadable(file);
  return keys;
}

/** A name of its own: a file that was lost and made again never passes for the first. */
function newKey(): NamedKey {
  return { name: `k-${randomBytes(4).toString('hex')}`, key: randomBytes(32).toString('base64') };
}

function fileText(keys: readonly NamedKey[]): string {
  return keys.map(({ name, key }) => `${name}:${key}\n`).join('');
}

function unreadable(file: string, cause?: unknown): AppError {
  return new AppError('bad-configuration', `Le fichier des clés de chiffrement « ${file} » est illisible.`, {
    hint: 'Chaque ligne est « nom:clé », la clé en base64 de 32 octets. Rendez ce fichier lisible, ou reprenez sa sauvegarde : sans lui, les données sensibles ne s’ouvrent plus.',
    ...(cause === undefined ? {} : { cause }),
  });
}
