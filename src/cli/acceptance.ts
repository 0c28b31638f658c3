/** `parcours acceptance`: what past offers teach, for a named person to read, validate and put into the policy. */
import { parseArgs } from 'node:util';
import { pastOffers } from '../../db/stores/offer-store.ts';
import { publishedRulesStore } from '../../db/stores/published-rules-store.ts';
import { todayOf } from '../config.ts';
import { learnAcceptance } from '../matching/learn-acceptance.ts';
import { defaultPolicy } from '../matching/policy.ts';
import { type CliCommand, UsageError } from './command.ts';
import { chosenLandlord, withDatabase } from './database.ts';

const usage = `Usage : parcours acceptance [--landlord NOM]

Lit les propositions passées du bailleur et écrit en JSON ce qu'elles apprennent de la chance qu'un logement proposé
soit accepté : partout, par commune et taille, par rang, par trimestre ; chaque part est ramenée vers le réglage en
vigueur quand les propositions sont peu nombreuses. Rien ne prend effet : une personne nommée reporte les lignes
qu'elle valide dans « acceptanceLearned » de la politique, avec son nom et la date, puis « parcours import policy ».`;

export const command: CliCommand = {
  summary: 'écrit ce que les propositions passées apprennent des chances d’acceptation',
  usage,
  run: async (args, { stdout }) => {
    const wanted = landlordOf(args);
    const learned = await withDatabase(async (db, config) => {
      const landlord = await chosenLandlord(db, wanted);
      const today = todayOf(config);
      const rules = (await publishedRulesStore(db)(today)).find((one) => one.landlordId === landlord.id);
      const { acceptancePermille } = rules?.policy ?? defaultPolicy;
      return learnAcceptance(await pastOffers(db, landlord.id), acceptancePermille, today);
    });
    stdout.write(`${JSON.stringify(learned, null, 1)}\n`);
    return 0;
  },
};

function landlordOf(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { landlord: { type: 'string' } } }).values.landlord;
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}
