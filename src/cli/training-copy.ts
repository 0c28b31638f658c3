/** `parcours training-copy`: a copy of a landlord's data for training, disguised, into an empty database. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { connect } from '../../db/connection.ts';
import { readyDatabase } from '../../db/ready-database.ts';
import { copyForTraining } from '../../db/training/training-copy.ts';
import { disguiseOf } from '../access/training/disguise.ts';
import { type CliCommand, UsageError } from './command.ts';
import { chosenLandlord, withDatabase } from './database.ts';

const usage = `Usage : parcours training-copy --to URL --data-dir DOSSIER [--landlord BAILLEUR]

Copie les données d’un bailleur dans une base vide, pour s’exercer : noms, numéros, adresses, courriels, téléphones et
identifiants remplacés, dates décalées de 1 à 28 jours par ménage, ressources à 3 % près. Ni journal, ni courriers, ni
pièces, ni séances, ni motifs sensibles, ni dossiers protégés. Le secret qui a tout remplacé est jeté.
Ce n’est pas une anonymisation parfaite : une commune, une composition et un âge peuvent désigner un ménage à qui le
connaît. Gardez la copie comme des données personnelles, et effacez-la après la formation.

  --to URL            la base de destination, vide (postgres://…)
  --data-dir DOSSIER  où ranger ses clés de chiffrement : le PARCOURS_DATA_DIR du service d’exercice
  --landlord NOM      le bailleur, s’il y en a plusieurs`;

export const command: CliCommand = {
  summary: 'copie des données déguisées dans une base d’exercice',
  usage,
  run: async (args, { stdout }) => {
    const { to, dataDir, landlord } = readArguments(args);
    const counts = await withDatabase(async (source) => {
      const { id } = await chosenLandlord(source, landlord);
      const address = { url: to, ownerUrl: to };
      const ready = await readyDatabase(address, { encryptionKeys: null, dataDir }, null);
      const { db, close } = connect(ready.url, ready.encryption, 2);
      try {
        return await copyForTraining(source, id, db, disguiseOf(randomBytes(32).toString('base64url')));
      } finally {
        await close();
      }
    });
    for (const [name, count] of Object.entries(counts)) stdout.write(`${name} : ${count}\n`);
    return 0;
  },
};

function readArguments(args: readonly string[]): {
  to: string;
  dataDir: string;
  landlord: string | undefined;
} {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { to: { type: 'string' }, 'data-dir': { type: 'string' }, landlord: { type: 'string' } },
    });
    const { to, 'data-dir': dataDir, landlord } = values;
    if (to !== undefined && dataDir !== undefined) return { to, dataDir, landlord };
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
  throw new UsageError('--to et --data-dir sont attendus.');
}
