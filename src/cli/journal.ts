/** `parcours journal verify`: reads the chain of acts again and tells any line that is not as it was written. */
import { parseArgs } from 'node:util';
import { journalStore } from '../../db/stores/journal-store.ts';
import { type CliCommand, UsageError } from './command.ts';
import { chosenLandlord, withDatabase } from './database.ts';

const usage = `Usage : parcours journal verify [--landlord BAILLEUR]

Relit tout le journal des actes : chaque ligne porte l’empreinte de la précédente, et les procès-verbaux portent celle
du journal à leur clôture. Une ligne modifiée, manquante, déplacée ou coupée est nommée. Statut 0 : le journal tient ;
1 : il ne tient pas, avec ce qui a été trouvé.`;

export const command: CliCommand = {
  summary: 'vérifie la chaîne du journal des actes',
  usage,
  run: async ([action, ...rest], { stdout }) => {
    if (action !== 'verify') throw new UsageError('une action est attendue : verify.');
    const wanted = landlordOf(rest);
    const check = await withDatabase(async (db) => {
      const { id } = await chosenLandlord(db, wanted);
      return journalStore(db).check(id);
    });
    const counted = `${check.lines} lignes, ${check.erased} contenus effacés par la durée de conservation`;
    if (check.faults.length === 0) {
      stdout.write(`Journal intact : ${counted}.\nDernière empreinte : ${check.head.hash}\n`);
      return 0;
    }
    stdout.write(`Le journal ne tient pas (${counted}) :\n`);
    for (const { sequence, message } of check.faults) stdout.write(`- ligne ${sequence} : ${message}\n`);
    return 1;
  },
};

function landlordOf(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { landlord: { type: 'string' } } }).values.landlord;
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}
