/** From the paths of a command to a snapshot, with every refusal told in words: shared by `match` and `replay`. */

import { type MatchFiles, type MatchPaths, readMatchFiles } from '../../intake/match-files.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { demonstrationGrids } from '../../scoring/demo-grids.ts';
import { UsageError } from '../command.ts';
import type { InputName } from './run-inputs.ts';

export type SessionPaths = Partial<Record<InputName, string>> & Pick<MatchPaths, 'homes' | 'applications'>;

/** Throws a UsageError where a file cannot be taken whole; bad rows are in the answer. */
export async function readSession(
  paths: SessionPaths,
  session: { date: CivilDate; landlord: string | null },
): Promise<MatchFiles> {
  const { date, landlord } = session;
  const read = await readMatchFiles(paths, {
    date,
    defaultGrids: demonstrationGrids,
    ...(landlord === null ? {} : { landlord: { id: landlord, name: landlord, aliases: [] } }),
  });
  if (read.ok) return read.value;
  const { file, row, message, hint } = read.refusal;
  const where = row === null ? file : `${file}, ligne ${row}`;
  throw new UsageError(`${where} : ${message} ${hint}`);
}
