/** `parcours orders`: which yearly orders are loaded, and what a new one would change before it is. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { reportingStore } from '../../db/stores/reporting-facts.ts';
import { todayOf } from '../config.ts';
import { type CivilDate, civilDate, civilDateOf, isCivilDate, yearOf } from '../kernel/civil-date.ts';
import { eurosOfCents } from '../kernel/money.ts';
import { ceilingKey, ceilingRowOn, ceilingsOfFile } from '../law/parameters/income-ceilings.ts';
import {
  lastQuartileOrderYear,
  quartileOrders,
  thresholdsOfFile,
} from '../law/parameters/quartile-thresholds.ts';
import { ceilingChanges, quartileChanges } from '../reporting/new-orders/class-changes.ts';
import { ordersOn } from '../reporting/new-orders/loaded-orders.ts';
import { type CliCommand, UsageError } from './command.ts';
import { chosenLandlord, withDatabase } from './database.ts';

// What a schema says of a row without a sentence of ours is said in French too.
z.config(z.locales.fr());

const usage = `Usage : parcours orders [--date DATE] [--landlord NOM] [--thresholds FICHIER] [--ceilings FICHIER] [--numbers]

Sans fichier : les arrêtés annuels chargés (seuils du premier quartile, plafonds, APL) et ceux que la date attend.
Avec un fichier : ce qu'un nouvel arrêté changerait pour les demandes en cours du bailleur, avant de le charger. Âges,
personnes et ressources sont ceux de la date : seul l'arrêté bouge. Rien n'est modifié ; le résultat est du JSON.

  --thresholds FICHIER  colonnes de src/law/parameters/quartile-thresholds.csv ; la dernière année est comparée
  --ceilings FICHIER    colonnes de src/law/parameters/income-ceilings.csv ; la dernière année est comparée
  --date DATE           aujourd'hui par défaut (AAAA-MM-JJ)
  --numbers             ajoute les numéros des ménages qui changent de classe (donnée personnelle)
  --landlord NOM        le bailleur, s'il y en a plusieurs`;

export const command: CliCommand = {
  summary: 'dit quels arrêtés sont chargés, et qui changerait de classe sous un nouveau',
  usage,
  run: async (args, { stdout }) => {
    const asked = readArguments(args);
    const thresholds = asked.thresholds && (await readThresholds(asked.thresholds));
    const ceilings = asked.ceilings && (await readCeilings(asked.ceilings));
    const told =
      thresholds || ceilings
        ? await withDatabase(async (db, config) => {
            const landlord = await chosenLandlord(db, asked.landlord);
            const date = asked.date ?? todayOf(config);
            const pool = await reportingStore(db).pool(landlord.id);
            const live = pool.filter(({ status }) => status === 'live');
            const toTell = (numbers: readonly string[]) => (asked.numbers ? numbers : numbers.length);
            return {
              date,
              households: live.length,
              ...(thresholds && {
                firstQuartile: quartileChanges(
                  live,
                  { before: thresholdsOn(date), after: thresholds },
                  date,
                ).map((change) => ({
                  ...change,
                  beforeCents: undefined,
                  afterCents: undefined,
                  before: change.beforeCents && eurosOfCents(change.beforeCents),
                  after: change.afterCents && eurosOfCents(change.afterCents),
                  entering: toTell(change.entering),
                  leaving: toTell(change.leaving),
                })),
              }),
              ...(ceilings && {
                ceilings: ceilingChanges(
                  live,
                  { before: (zone, financing) => ceilingRowOn(date, zone, financing), after: ceilings },
                  date,
                ).map((change) => ({ ...change, numbers: undefined, households: toTell(change.numbers) })),
              }),
            };
          })
        : ordersOn(asked.date ?? todayOf({ fixedToday: null }));
    stdout.write(`${JSON.stringify(told, null, 1)}\n`);
    return 0;
  },
};

/** The order of the day's year, or the last one that stands in for it. */
function thresholdsOn(date: CivilDate): ReadonlyMap<string, number> {
  const orders = quartileOrders();
  const order = orders.get(yearOf(date)) ?? orders.get(lastQuartileOrderYear());
  if (!order) throw new Error('no quartile order is loaded');
  return order.thresholdCentsBySiren;
}

async function readThresholds(file: string) {
  const years = readRows(file, await textOf(file), thresholdsOfFile);
  return years.get(Math.max(...years.keys())) ?? new Map<string, number>();
}

async function readCeilings(file: string) {
  const rows = readRows(file, await textOf(file), ceilingsOfFile);
  const year = yearOf(
    [...rows.values()]
      .map(({ from }) => from)
      .sort()
      .at(-1) ?? civilDateOf(1900, 1, 1),
  );
  return (zone: Parameters<typeof ceilingKey>[1], financing: Parameters<typeof ceilingKey>[2]) =>
    rows.get(ceilingKey(year, zone, financing));
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new UsageError(`le fichier « ${file} » ne peut pas être lu.`);
  });
}

/** What a reader of rows gives. UsageError with each wrong row and column where it refuses them. */
function readRows<Rows extends { size: number }>(
  file: string,
  text: string,
  read: (text: string) => Rows,
): Rows {
  try {
    const rows = read(text);
    if (rows.size > 0) return rows;
  } catch (fault) {
    if (!(fault instanceof z.ZodError)) throw new UsageError(`« ${file} » n'est pas un CSV lisible.`);
    const lines = fault.issues.slice(0, 20).map(({ path: [row, column], message }) => {
      const line = typeof row === 'number' ? `ligne ${row + 2}` : 'fichier';
      return `  ${line}, ${String(column ?? '')} : ${message}`;
    });
    throw new UsageError(`« ${file} » est refusé :\n${lines.join('\n')}`);
  }
  throw new UsageError(`« ${file} » ne contient aucune ligne.`);
}

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const values = (() => {
    try {
      const options = {
        thresholds: text,
        ceilings: text,
        date: text,
        landlord: text,
        numbers: { type: 'boolean' },
      } as const;
      return parseArgs({ args: [...args], options }).values;
    } catch (fault) {
      throw new UsageError(fault instanceof Error ? fault.message : String(fault));
    }
  })();
  if (values.date !== undefined && !isCivilDate(values.date)) {
    throw new UsageError(`--date : « ${values.date} » n'est pas une date (AAAA-MM-JJ).`);
  }
  return {
    ...values,
    date: values.date === undefined ? undefined : civilDate(values.date),
    numbers: values.numbers === true,
  };
}
