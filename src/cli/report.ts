/** `parcours report`: one indicator of a year or of a period, as JSON, CSV or a workbook, from the database. */
import { parseArgs } from 'node:util';
import { reportingStore } from '../../db/stores/reporting-facts.ts';
import { todayOf } from '../config.ts';
import { writeCsv } from '../documents/csv.ts';
import { writeOds } from '../documents/ods.ts';
import { type CivilDate, civilDate, civilDateOf, isCivilDate } from '../kernel/civil-date.ts';
import type { ReportingFacts } from '../reporting/facts.ts';
import { type Indicator, type IndicatorName, indicatorNames, type Period } from '../reporting/indicator.ts';
import { figuresTable, indicatorJson, indicatorSheets } from '../reporting/indicators/export.ts';
import { indicatorOf } from '../reporting/indicators/indicator-of.ts';
import { firstDayRead } from '../reporting/indicators/question.ts';
import { reconcile } from '../reporting/reconciliation/register-lettings.ts';
import { type CliCommand, UsageError } from './command.ts';
import { chosenLandlord, withDatabase } from './database.ts';
import { readRegisterExtract } from './register-extract.ts';

const formats = ['json', 'csv', 'ods'] as const;
type Format = (typeof formats)[number];

const usage = `Usage : parcours report <indicateur> --year ANNÉE [--from DATE --to DATE] [--format json|csv|ods] [--landlord NOM] [--sne FICHIER]

Calcule un indicateur sur les baux signés du bailleur et l'écrit sur la sortie standard. Rien n'est modifié.
Indicateurs : ${indicatorNames.join(', ')}

  --year ANNÉE      l'année civile, du 1er janvier au 31 décembre ; rien n'est compté après aujourd'hui
  --from, --to      une autre période (AAAA-MM-JJ), les deux jours compris ; --to seul part du 1er janvier de l'année
  --format FORMAT   json (tout : chiffres, définition, ce qui n'est pas compté, données manquantes), csv (les
                    chiffres), ods (un classeur : chiffres, tableaux, définition) ; json par défaut
  --landlord NOM    le bailleur, s'il y en a plusieurs
  --sne FICHIER     un extrait du SNE (XML ou CSV) : le JSON dit en plus, numéro par numéro, quels baux de la période
                    le SNE ne dit pas relogés, lesquels lui seul connaît, et ce qui diffère`;

type Asked = {
  name: IndicatorName;
  period: Period;
  format: Format;
  landlord: string | undefined;
  extract: string | undefined;
};

export const command: CliCommand = {
  summary: 'calcule un indicateur : quotas, flux, mutations, délais, vacance…',
  usage,
  run: async (args, { stdout }) => {
    const { name, period, format, landlord: wanted, extract } = readArguments(args);
    const { indicator, register } = await withDatabase(async (db, config) => {
      const landlord = await chosenLandlord(db, wanted);
      const asOf = todayOf(config);
      const facts = await reportingStore(db).facts(landlord.id, { from: firstDayRead(period), asOf });
      return {
        indicator: indicatorOf(name, facts, { period, asOf }),
        register: extract === undefined ? null : await reconciled(facts, period, extract),
      };
    });
    stdout.write(written(indicator, register, format));
    return 0;
  },
};

/** Leases by their own identifiers; a number of the register without a lease is all that there is to name it by. */
async function reconciled(facts: ReportingFacts, period: Period, extract: string) {
  const { rows, rejected } = await readRegisterExtract(extract, facts.asOf);
  const found = reconcile(facts.leases, rows, period);
  const lease = ({ leaseId }: { leaseId: string }) => leaseId;
  return {
    agreeing: found.agreeing,
    notRemoved: found.notRemoved.map(lease),
    removedOtherwise: found.removedOtherwise.map(lease),
    absent: found.absent.map(lease),
    withoutNumber: found.withoutNumber.map(lease),
    withoutLease: found.withoutLease.map(({ number }) => number),
    differing: found.differing.map(({ leaseId, divergences }) => ({ lease: leaseId, divergences })),
    rejectedRows: rejected,
  };
}

function written(
  indicator: Indicator,
  register: Awaited<ReturnType<typeof reconciled>> | null,
  format: Format,
): string | Buffer {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ ...indicatorJson(indicator), ...(register && { register }) }, null, 1)}\n`;
    case 'csv':
      return writeCsv(figuresTable(indicator));
    case 'ods':
      return writeOds(indicatorSheets(indicator));
  }
}

function readArguments(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args);
  const [given, ...others] = positionals;
  const name = indicatorNames.find((known) => known === given);
  if (name === undefined || others.length > 0) {
    throw new UsageError(
      given === undefined ? 'dites quel indicateur.' : `indicateur inconnu « ${positionals.join(' ')} ».`,
    );
  }
  const format = formats.find((known) => known === (values.format ?? 'json'));
  if (format === undefined) throw new UsageError(`--format : ${formats.join(', ')}.`);
  if (values.sne !== undefined && format !== 'json')
    throw new UsageError('--sne : avec --format json seulement.');
  return { name, format, period: periodOf(values), landlord: values.landlord, extract: values.sne };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { year: text, from: text, to: text, format: text, landlord: text, sne: text },
    });
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}

function periodOf(values: {
  year?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}): Period {
  const year = values.year ?? values.to?.slice(0, 4) ?? values.from?.slice(0, 4);
  if (year === undefined || !/^20\d{2}$/.test(year)) throw new UsageError('--year : une année, comme 2026.');
  const from = dayOf('--from', values.from) ?? civilDateOf(Number(year), 1, 1);
  const until = dayOf('--to', values.to) ?? civilDateOf(Number(year), 12, 31);
  if (until < from) throw new UsageError('--to vient avant --from.');
  return { from, until };
}

function dayOf(option: string, text: string | undefined): CivilDate | undefined {
  if (text === undefined) return undefined;
  if (!isCivilDate(text)) throw new UsageError(`${option} : une date qui existe, comme 2026-06-30.`);
  return civilDate(text);
}
