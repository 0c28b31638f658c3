/** `parcours solve`: one problem in, one certified solution out. */
import { parseArgs } from 'node:util';
import { engineNames } from '../matching/engines/registry.ts';
import { solveProblem } from '../matching/engines/solve.ts';
import { type CliCommand, UsageError } from './command.ts';
import { readJsonFile, tellRefusals } from './json-file.ts';
import { progressOn } from './progress.ts';

const usage = `Usage : parcours solve <probleme.json> [--engine NOM] [--seconds N]

Résout le problème et écrit la solution en JSON sur la sortie standard.
  --engine NOM   moteur : ${engineNames.join(', ')} (par défaut, selon le problème)
  --seconds N    limite de sécurité : une recherche qu'elle arrête est écartée en entier, et la solution le dit`;

export const command: CliCommand = {
  summary: 'résout un problème de listes et en donne la solution certifiée',
  usage,
  run: async (args, streams) => {
    const { file, engine, seconds } = readArguments(args);
    const problem = await readJsonFile(file);
    const progress = progressOn(streams.stderr);
    const solved = await solveProblem(problem, {
      ...(engine === undefined ? {} : { engine }),
      ...(seconds === undefined ? {} : { seconds }),
      onProgress: progress.tell,
    });
    progress.end();
    if (!solved.ok) {
      tellRefusals(streams.stderr, file, solved.refusal);
      return 2;
    }
    streams.stdout.write(`${JSON.stringify(solved.value)}\n`);
    return 0;
  },
};

function readArguments(args: readonly string[]): {
  file: string;
  engine: string | undefined;
  seconds: number | undefined;
} {
  const { values, positionals } = parsed(args);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new UsageError('un seul fichier de problème est attendu.');
  const { engine, seconds } = values;
  if (engine !== undefined && !engineNames.some((name) => name === engine))
    throw new UsageError(`moteur inconnu « ${engine} » ; moteurs : ${engineNames.join(', ')}.`);
  const limit = seconds === undefined ? undefined : Number(seconds);
  if (limit !== undefined && !(limit > 0 && Number.isFinite(limit)))
    throw new UsageError(`--seconds attend un nombre de secondes positif, pas « ${seconds} ».`);
  return { file, engine, seconds: limit };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { engine: { type: 'string' }, seconds: { type: 'string' } },
    });
  } catch {
    throw new UsageError('option inconnue ou sans valeur.');
  }
}
