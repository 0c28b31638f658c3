/** `parcours simulate`: plays a year of sessions under several strategies and tells what each reaches. */
import { parseArgs } from 'node:util';
import { demoYearPlan, makeYear } from '../../db/demo/simulated-year.ts';
import { slackYearPlan } from '../../db/demo/slack-landlord.ts';
import { type StrategyName, simulateYear, strategyNames } from '../reporting/simulation/simulate.ts';
import { readYear } from '../reporting/simulation/tables.ts';
import { frenchTable } from '../reporting/simulation/words.ts';
import { type CliCommand, UsageError } from './command.ts';

const usage = `Usage : parcours simulate --landlord demo|slack [--seed N] [--strategies greedy,priced,hindsight] [--json]
                          [--belief-error POINTS] [--missing-income PART]

Joue une année de 48 séances : les logements libérés semaine après semaine, les demandes qui arrivent et qui partent, les
refus. Le même tirage (--seed, 1 par défaut) donne la même année et les mêmes réponses des ménages à chaque stratégie ; la
commission suit toujours la proposition.
  greedy     logement par logement, dans l’ordre des points de la grille, objectifs ignorés
  priced     le moteur, séance par séance, avec le rythme de l’année et les prix reportés d’une séance à l’autre
  hindsight  toute l’année résolue d’un coup, arrivées, départs et refus connus, aux mêmes règles
« demo » est le bailleur de la démonstration, « slack » un bailleur détendu aux chiffres de Territoire habitat (2021).
--belief-error 15 : l’acceptation que le bailleur croit est fausse de 15 points, en plus ou en moins selon les lieux.
--missing-income 0.25 : ressources inconnues sur un quart des dossiers.
Avec --json, une ligne JSON par stratégie ; sinon un tableau.

Plays a year of sessions; one JSON line a strategy on stdout with --json.`;

export const command: CliCommand = {
  summary: 'joue une année de séances et compare le moteur, l’ordre de la grille et l’année connue d’avance',
  usage,
  run: async (args, { stdout, stderr }) => {
    const asked = readArgs(args);
    const plan =
      asked.landlord === 'demo' ? demoYearPlan(asked.missingIncome) : slackYearPlan(asked.missingIncome);
    const tables = readYear(makeYear(plan, asked.seed));
    stderr.write(
      `Année ${plan.year}, ${plan.name} : ${tables.world.homes.length} logements à louer, ${tables.applicants.length} demandes.\n`,
    );
    const chances = { seed: asked.seed, beliefErrorPermille: asked.beliefErrorPermille };
    const results = simulateYear(tables, chances, { strategies: asked.strategies });
    const lines = results.map(({ line }) => line);
    stdout.write(asked.json ? lines.map((line) => `${JSON.stringify(line)}\n`).join('') : frenchTable(lines));
    return 0;
  },
};

type Asked = {
  landlord: 'demo' | 'slack';
  seed: number;
  strategies: StrategyName[];
  beliefErrorPermille: number;
  missingIncome: number;
  json: boolean;
};

function readArgs(args: readonly string[]): Asked {
  const values = parsed(args);
  const { landlord } = values;
  if (landlord !== 'demo' && landlord !== 'slack')
    throw new UsageError('--landlord demo ou slack est attendu.');
  return {
    landlord,
    seed: numberIn('--seed', values.seed ?? '1', 0, 1_000_000, true),
    strategies: strategiesOf(values.strategies ?? strategyNames.join(',')),
    beliefErrorPermille: 10 * numberIn('--belief-error', values['belief-error'] ?? '0', 0, 50, false),
    missingIncome: numberIn('--missing-income', values['missing-income'] ?? '0', 0, 1, false),
    json: values.json === true,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        landlord: { type: 'string' },
        seed: { type: 'string' },
        strategies: { type: 'string' },
        'belief-error': { type: 'string' },
        'missing-income': { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values;
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}

function strategiesOf(text: string): StrategyName[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !strategyNames.some((known) => known === name));
  if (unknown.length > 0) throw new UsageError(`stratégie inconnue « ${unknown.join(', ')} ».`);
  return strategyNames.filter((name) => names.includes(name));
}

function numberIn(option: string, text: string, from: number, to: number, whole: boolean): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= from && value <= to) || (whole && !Number.isInteger(value)))
    throw new UsageError(`${option} : un nombre ${whole ? 'entier ' : ''}de ${from} à ${to} est attendu.`);
  return value;
}
