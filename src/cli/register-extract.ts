/** An extract of the SNE given to a command: its numbers as reconciliation reads them. Nothing is kept of it. */
import { statSync } from 'node:fs';
import type { Application } from '../domain/application.ts';
import { geography } from '../domain/territory.ts';
import { fileSource } from '../intake/byte-source.ts';
import type { ApplicationEnding } from '../intake/import-port.ts';
import { readApplicationsFile } from '../intake/readers.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { type RegisterRow, registerRows } from '../reporting/reconciliation/register-lettings.ts';
import { UsageError } from './command.ts';

export type RegisterExtract = { rows: RegisterRow[]; rejected: number };

/** Reads SNE messages (XML) or the table of applications (CSV). Throws a UsageError where the file cannot be read. */
export async function readRegisterExtract(path: string, today: CivilDate): Promise<RegisterExtract> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`--sne : aucun fichier « ${path} ».`);
  }
  const live: Application[] = [];
  const endings: ApplicationEnding[] = [];
  let rejected = 0;
  const report = await readApplicationsFile(
    fileSource(path),
    {
      onRow: (row) => {
        if (row.kind === 'application') live.push(row.application);
        else endings.push(row.ending);
      },
      onReject: () => {
        rejected += 1;
      },
    },
    { today, communes: new Set(geography().communes.keys()), encoding: 'utf-8' },
  );
  if (!report.ok) throw new UsageError(`--sne : ${report.refusal.message} ${report.refusal.hint}`);
  return { rows: registerRows(live, endings, today), rejected };
}
