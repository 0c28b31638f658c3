/** `parcours encryption`: which keys seal the sensitive values, and their passing under a new one. */
import { parseArgs } from 'node:util';
import type { Database } from '../../db/connection.ts';
import { cipherOf } from '../../db/encryption/cipher.ts';
import { addKey, readKeyFile } from '../../db/encryption/keys.ts';
import { prepareEncryption } from '../../db/encryption/prepare.ts';
import { resealAll, sealedCounts } from '../../db/encryption/reseal.ts';
import type { EncryptionKeys } from '../access/encryption-keys.ts';
import { type CliCommand, type CliStreams, type ExitStatus, UsageError } from './command.ts';
import { withOwnedDatabase } from './database.ts';

const usage = `Usage : parcours encryption status
        parcours encryption rotate [--new-key]

status : pour chaque colonne chiffrée, combien de valeurs chaque clé chiffre. Statut 0 : toutes sous la première clé ;
1 : d’autres clés servent encore, ne les retirez pas.
rotate : rechiffre sous la première clé tout ce qu’une autre a chiffré, par lots ; interrompu, il se reprend en le
relançant. --new-key met d’abord une clé neuve en tête du fichier « encryption-keys » du dossier de données ; quand les
clés viennent d’ENCRYPTION_KEYS, mettez-la vous-même en tête et redémarrez le service avant de lancer rotate.`;

export const command: CliCommand = {
  summary: 'dit quelles clés chiffrent les données sensibles, et en change',
  usage,
  run: async ([action, ...rest], streams) => {
    const newKey = hasNewKey(rest);
    if (action !== 'status' && action !== 'rotate') {
      throw new UsageError('une action est attendue : status ou rotate.');
    }
    if (action === 'status' && newKey) throw new UsageError('--new-key ne vaut que pour rotate.');
    return withOwnedDatabase(async (db, { ownerUrl, encryption }) => {
      if (action === 'status') return tellStatus(db, encryption, streams);
      const keys = newKey ? withNewKey(encryption, streams) : encryption;
      if (newKey) await prepareEncryption(ownerUrl, keys);
      const counts = await resealAll(db, cipherOf(keys), new Date(), (place, rows) =>
        streams.stderr.write(`${place} : ${rows} valeurs rechiffrées\n`),
      );
      const total = counts.reduce((sum, { rows }) => sum + rows, 0);
      streams.stdout.write(`${total} valeurs rechiffrées.\n`);
      if (newKey) streams.stdout.write(`${restartAdvice}\n`);
      return tellStatus(db, keys, streams);
    });
  },
};

const restartAdvice =
  'Redémarrez le service, puis relancez « parcours encryption rotate » : ce qu’il a écrit entre-temps porte l’ancienne clé.';

function withNewKey({ file }: EncryptionKeys, { stdout }: CliStreams): EncryptionKeys {
  if (file === null) {
    throw new UsageError(
      'les clés viennent d’ENCRYPTION_KEYS : mettez-y la nouvelle en tête, sans --new-key.',
    );
  }
  stdout.write(`Clé neuve : ${addKey(file)}. Sauvegardez ${file}, ailleurs que la base.\n`);
  return { keys: readKeyFile(file), file };
}

async function tellStatus(
  db: Database,
  { keys }: EncryptionKeys,
  { stdout }: CliStreams,
): Promise<ExitStatus> {
  const [first] = keys;
  const counts = await sealedCounts(db);
  stdout.write(`Clé qui chiffre : ${first?.name}\n`);
  for (const { place, key, rows } of counts) {
    stdout.write(`${place} : ${rows} valeurs ${key === null ? 'en clair' : `sous ${key}`}\n`);
  }
  const others = counts.filter(({ key }) => key !== first?.name);
  const idle = keys.slice(1).filter(({ name }) => !others.some(({ key }) => key === name));
  if (idle.length > 0) {
    stdout.write(
      `Ne servent plus : ${idle.map(({ name }) => name).join(', ')} (gardez-les avec vos sauvegardes).\n`,
    );
  }
  return others.length === 0 ? 0 : 1;
}

function hasNewKey(args: readonly string[]): boolean {
  try {
    return (
      parseArgs({ args: [...args], options: { 'new-key': { type: 'boolean' } } }).values['new-key'] === true
    );
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}
