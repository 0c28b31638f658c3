/**
 * Whose account the database server runs under. PostgreSQL refuses to run as root, so root lends it an
 * existing unprivileged account; an ordinary user runs it as itself. No account is ever created.
 */
import { spawnSync } from 'node:child_process';
import { AppError } from '../../src/kernel/app-error.ts';

export type ServerOwner = { uid: number; gid: number };

const candidates = ['postgres', 'nobody'] as const;

/** The account to run the server under; null: the present one. Throws where root finds none to lend. */
export function serverOwner(): ServerOwner | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of candidates) {
    const uid = idOf(name, '-u');
    const gid = idOf(name, '-g');
    if (uid !== null && gid !== null && uid !== 0) return { uid, gid };
  }
  throw new AppError(
    'bad-configuration',
    'PostgreSQL refuse de tourner en root, et aucun compte « postgres » ou « nobody » n’existe sur cette machine.',
    { hint: 'Lancez parcours sous un compte ordinaire, ou donnez une base extérieure par DATABASE_URL.' },
  );
}

/** Tells whether the owner can enter the folder; asked of the kernel, not guessed from modes. */
export function canEnter(owner: ServerOwner | null, folder: string): boolean {
  if (!owner) return true;
  const outcome = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    cwd: '/',
    stdio: 'ignore',
    ...owner,
  });
  return outcome.status === 0;
}

function idOf(name: string, flag: '-u' | '-g'): number | null {
  const outcome = spawnSync('id', [flag, name], { encoding: 'utf8' });
  const id = Number.parseInt(outcome.stdout ?? '', 10);
  return outcome.status === 0 && Number.isInteger(id) ? id : null;
}
