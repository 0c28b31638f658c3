/** Computes a folder of results again from the files that made it, and compares every file to the byte. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { RunResult } from '../../matching/run-result.ts';
import type { Snapshot } from '../../matching/snapshot.ts';
import { UsageError } from '../command.ts';
import { readSession, type SessionPaths } from './read-session.ts';
import { runFileNames, runFiles } from './run-files.ts';
import { inputNames, type RunInputs, runInputsSchema, sha256 } from './run-inputs.ts';

/** What differs, in French; empty where the replay is identical. */
export type FolderReplay = { differences: readonly string[]; solutionHash: string | null };

/**
 * `run` computes a snapshot. Throws a UsageError where the folder is no result of `match`, or a file that made it is
 * no longer where it was.
 */
export async function replayFolder(
  folder: string,
  run: (snapshot: Snapshot) => Promise<RunResult>,
): Promise<FolderReplay> {
  const inputs = await readInputs(folder);
  const paths = pathsOf(folder, inputs);
  const changed = await changedInputs(paths, inputs);
  if (changed.length > 0) {
    return {
      differences: changed.map((name) => `le fichier d’entrée « ${name} » a changé depuis ce calcul`),
      solutionHash: null,
    };
  }
  const read = await readSession(paths, inputs);
  const result = await run(read.snapshot);
  const differences = [
    ...versionDifferences(inputs, result),
    ...(await fileDifferences(
      folder,
      runFiles({ snapshot: read.snapshot, run: result, rejects: read.rejects, warnings: read.warnings }),
    )),
  ];
  return { differences, solutionHash: result.solutionHash };
}

async function readInputs(folder: string): Promise<RunInputs> {
  const file = path.join(folder, 'inputs.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`« ${file} » est illisible : donnez un dossier écrit par « parcours match ».`);
  });
  try {
    return runInputsSchema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`« ${file} » n’a pas la forme attendue : il a été modifié.`);
  }
}

function pathsOf(folder: string, inputs: RunInputs): SessionPaths {
  const found = Object.fromEntries(
    inputNames.flatMap((name) => {
      const file = inputs.files[name];
      return file ? [[name, path.resolve(folder, file.path)]] : [];
    }),
  );
  const { homes, applications, ...rest } = found;
  if (homes === undefined || applications === undefined) {
    throw new UsageError('inputs.json ne nomme pas les fichiers de logements et de demandes.');
  }
  return { ...rest, homes, applications };
}

async function changedInputs(paths: SessionPaths, inputs: RunInputs): Promise<string[]> {
  const changed: string[] = [];
  for (const name of inputNames) {
    const file = paths[name];
    if (file === undefined) continue;
    const hash = await sha256(file).catch(() => {
      throw new UsageError(`le fichier d’entrée « ${file} » n’est plus là : remettez-le pour rejouer.`);
    });
    if (hash !== inputs.files[name]?.sha256) changed.push(file);
  }
  return changed;
}

function versionDifferences(inputs: RunInputs, run: RunResult): string[] {
  const differences: string[] = [];
  if (inputs.snapshotHash !== run.snapshotHash) differences.push('les données lues ne sont plus les mêmes');
  if (canonicalJson(inputs.versions) !== canonicalJson(run.versions)) {
    differences.push(
      `versions : ${canonicalJson(inputs.versions)} à l’époque, ${canonicalJson(run.versions)} ici`,
    );
  }
  return differences;
}

async function fileDifferences(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const differences: string[] = [];
  for (const name of runFileNames) {
    if (name === 'inputs.json') continue;
    const stored = await readFile(path.join(folder, name), 'utf8').catch(() => undefined);
    const recomputed = files.get(name);
    if (comparable(name, stored) !== comparable(name, recomputed)) differences.push(`${name} diffère`);
  }
  return differences;
}

/** Everything is compared to the byte, save the seconds that a solution took. */
function comparable(name: string, text: string | undefined): string | undefined {
  if (name !== 'solution.json') return text;
  return text?.replace(/"seconds":[-+.\deE]+/, '"seconds":0');
}
