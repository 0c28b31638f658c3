/** `parcours replay`: a past run computed again, to the byte; from a folder of `match` or from the database. */
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runStore } from '../../db/stores/run-store.ts';
import { replayRun } from '../matching/replay.ts';
import { type CliCommand, type CliStreams, type ExitStatus, UsageError } from './command.ts';
import { chosenLandlord, withDatabase } from './database.ts';
import { runWithProgress } from './match/compute.ts';
import { replayFolder } from './match/replay-folder.ts';
import { progressOn } from './progress.ts';

const usage = `Usage : parcours replay DOSSIER
        parcours replay CALCUL [--landlord NOM]

DOSSIER : recalcule une séance à partir du dossier écrit par « parcours match » et des fichiers d'entrée qu'il nomme.
CALCUL : identifiant d'un calcul du service, recalculé à partir de la photographie enregistrée avec lui.
Tout est comparé à l'octet près (sauf la durée du calcul). Statut 0 : identique ; 1 : différent, avec ce qui diffère ;
2 : rien à rejouer.`;

export const command: CliCommand = {
  summary: 'recalcule une séance passée et la compare à l’octet près',
  usage,
  run: async (args, streams) => {
    const { target, landlord } = readArguments(args);
    if (await isFolder(target)) {
      const { differences, solutionHash: hash } = await replayFolder(target, (snapshot) =>
        runWithProgress(snapshot, streams.stderr),
      );
      return tell(streams, differences, hash);
    }
    if (z.uuid().safeParse(target).success) return replayStored(target, landlord, streams);
    throw new UsageError(
      `« ${target} » n’est ni un dossier écrit par « parcours match », ni l’identifiant d’un calcul.`,
    );
  },
};

async function replayStored(
  runId: string,
  wanted: string | undefined,
  streams: CliStreams,
): Promise<ExitStatus> {
  const read = await withDatabase(async (db) => {
    const runs = runStore(db);
    const { id } = await chosenLandlord(db, wanted);
    return { snapshot: await runs.snapshot(id, runId), stored: await runs.result(id, runId) };
  });
  const { snapshot, stored } = read;
  if (!snapshot || !stored) throw new UsageError('ce bailleur n’a pas de calcul de cet identifiant.');
  const progress = progressOn(streams.stderr);
  const replay = await replayRun(snapshot, stored, { onProgress: progress.tell });
  progress.end();
  const differences = replay.differences.map(
    ({ path, stored: before, recomputed }) => `${path} : ${before} enregistré, ${recomputed} recalculé`,
  );
  return tell(streams, differences, replay.recomputed.solutionHash);
}

function tell(
  { stdout }: CliStreams,
  differences: readonly string[],
  hash: string | null | undefined,
): ExitStatus {
  if (differences.length === 0) {
    stdout.write(`Rejeu identique : ${hash ?? ''}\n`);
    return 0;
  }
  stdout.write(`Rejeu différent :\n${differences.map((text) => `- ${text}`).join('\n')}\n`);
  return 1;
}

function readArguments(args: readonly string[]): { target: string; landlord: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { landlord: { type: 'string' } },
    });
    const [target, ...rest] = positionals;
    if (target !== undefined && rest.length === 0) return { target, landlord: values.landlord };
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
  throw new UsageError('un dossier, ou l’identifiant d’un calcul, est attendu.');
}

async function isFolder(target: string): Promise<boolean> {
  return stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
