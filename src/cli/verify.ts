/** `parcours verify`: the independent check of a solution against its problem. */
import { frenchNumber } from '../kernel/french.ts';
import { verifySolution } from '../matching/certificate/verify.ts';
import { solutionSchema } from '../matching/problem.ts';
import { checkProblem } from '../matching/problem-check.ts';
import { type CliCommand, UsageError } from './command.ts';
import { readJsonAs, readJsonFile, tellRefusals } from './json-file.ts';

export const command: CliCommand = {
  summary: 'vérifie une solution par un code indépendant des moteurs',
  usage: `Usage : parcours verify <probleme.json> <solution.json>

Recalcule les règles du plan, sa valeur, les envies justifiées et la borne du certificat.
Écrit le résultat en JSON ; statut 1 où quelque chose ne tient pas, avec la raison sur la sortie d'erreur.`,
  run: async (args, streams) => {
    const [problemFile, solutionFile, ...others] = args;
    if (problemFile === undefined || solutionFile === undefined || others.length > 0)
      throw new UsageError('deux fichiers sont attendus : le problème, puis la solution.');
    const problem = checkProblem(await readJsonFile(problemFile));
    if (!problem.ok) {
      tellRefusals(streams.stderr, problemFile, problem.refusal);
      return 2;
    }
    const solution = await readJsonAs(solutionFile, solutionSchema, streams.stderr);
    if (!solution) return 2;
    const found = verifySolution(problem.value, solution);
    streams.stdout.write(`${JSON.stringify(found)}\n`);
    for (const note of found.notes) streams.stderr.write(`À savoir : ${note}\n`);
    for (const fault of found.problems) streams.stderr.write(`Ne tient pas : ${fault}\n`);
    if (found.holds)
      streams.stderr.write(
        `La solution tient : valeur ${frenchNumber(found.value, 3)}, borne ${frenchNumber(found.bound, 3)}, envies justifiées : ${found.justifiedEnvy}.\n`,
      );
    return found.holds ? 0 : 1;
  },
};
