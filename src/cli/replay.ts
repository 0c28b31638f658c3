/** `parcours replay`: a past run computed again, to the byte. */
import { stat } from 'node:fs/promises';
import { type CliCommand, UsageError } from './command.ts';
import { runWithProgress } from './match/compute.ts';
import { replayFolder } from './match/replay-folder.ts';

const usage = `Usage : parcours replay DOSSIER

Recalcule une séance à partir du dossier écrit par « parcours match » et des fichiers d'entrée qu'il nomme, puis
compare chaque fichier à l'octet près (sauf la durée du calcul). Statut 0 : identique ; 1 : différent, avec ce qui
diffère ; 2 : rien à rejouer.`;

export const command: CliCommand = {
  summary: 'recalcule une séance passée et la compare à l’octet près',
  usage,
  run: async (args, { stdout, stderr }) => {
    const [target, ...rest] = args;
    if (target === undefined || rest.length > 0) throw new UsageError('un dossier est attendu.');
    if (!(await isFolder(target))) {
      throw new UsageError(`« ${target} » n’est pas un dossier écrit par « parcours match ».`);
    }
    const { differences, solutionHash } = await replayFolder(target, (snapshot) =>
      runWithProgress(snapshot, stderr),
    );
    if (differences.length === 0) {
      stdout.write(`Rejeu identique : ${solutionHash ?? ''}\n`);
      return 0;
    }
    stdout.write(`Rejeu différent :\n${differences.map((text) => `- ${text}`).join('\n')}\n`);
    return 1;
  },
};

async function isFolder(target: string): Promise<boolean> {
  return stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
