/** A folder of results appears whole or not at all: written beside, then put in place. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../command.ts';

/**
 * Throws a UsageError where the folder holds anything but files of these names: only our own results are replaced.
 * A folder that does not exist yet is fine.
 */
export async function checkFolder(folder: string, ownNames: ReadonlySet<string>): Promise<void> {
  const foreign = (await namesIn(folder)).filter((name) => !ownNames.has(name));
  if (foreign.length === 0) return;
  throw new UsageError(
    `le dossier « ${folder} » contient autre chose (${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? '…' : ''}). Choisissez un dossier vide, ou un ancien résultat de cette commande.`,
  );
}

/** Writes the files, then puts the folder in place of the former one. Throws as `checkFolder` does; nothing half-written. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
  ownNames: ReadonlySet<string>,
): Promise<void> {
  await checkFolder(folder, ownNames);
  const target = await realpath(folder).catch(() => path.resolve(folder));
  await mkdir(path.dirname(target), { recursive: true });
  const mark = randomUUID().slice(0, 8);
  const fresh = `${target}.nouveau-${mark}`;
  const former = `${target}.ancien-${mark}`;
  try {
    await mkdir(fresh);
    for (const [name, content] of files) await writeFile(path.join(fresh, name), content);
    const replaced = await rename(target, former).then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw error;
      },
    );
    try {
      await rename(fresh, target);
    } catch (error) {
      if (replaced) await rename(former, target);
      throw error;
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(former, { recursive: true, force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') {
      throw new UsageError(`« ${folder} » est un fichier : donnez un dossier.`);
    }
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
