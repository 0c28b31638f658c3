/** Runs as pages show them. A stored run never changes, so what was read once is kept for the next page. */

import type { RunPort, StoredRun } from '../../jobs/run-port.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Snapshot } from '../../matching/snapshot.ts';
import { type RunView, runView } from '../../views/run-view.ts';

export type ShownRun = {
  run: StoredRun;
  view: RunView;
  policy: Snapshot['policy'];
  pins: Snapshot['pins'];
  bans: Snapshot['bans'];
};

/** The part of a snapshot that pages show beside a result; all variants of a session share it. */
type Setting = Pick<Snapshot, 'landlord' | 'vacancies' | 'holders' | 'targets' | 'policy'>;

// An officer compares a few runs; a colleague does the same.
const runsKept = 6;

/** Reads runs for pages. Throws a 404 where the landlord has no such run. */
export function shownRuns(runs: RunPort): (landlordId: string, runId: string) => Promise<ShownRun> {
  const kept = new Map<string, ShownRun>();
  const settings = new Map<string, Setting>();
  return async (landlordId, runId) => {
    const shown = kept.get(`${landlordId} ${runId}`) ?? (await readRun(runs, settings, landlordId, runId));
    keepLast(kept, `${landlordId} ${runId}`, shown);
    return shown;
  };
}

async function readRun(
  runs: RunPort,
  settings: Map<string, Setting>,
  landlordId: string,
  runId: string,
): Promise<ShownRun> {
  const [run, result] = await Promise.all([runs.find(landlordId, runId), runs.result(landlordId, runId)]);
  if (!run || !result) throw noSuchRun();
  const key = `${landlordId} ${result.snapshotHash}`;
  const setting = settings.get(key) ?? (await runs.snapshot(landlordId, runId));
  if (!setting) throw noSuchRun();
  const { landlord, vacancies, holders, targets, policy } = setting;
  keepLast(settings, key, { landlord, vacancies, holders, targets, policy });
  return { run, view: runView(setting, result), policy, ...result.choices };
}

function keepLast<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) if (kept.size > runsKept) kept.delete(oldest);
}

function noSuchRun(): AppError {
  return new AppError('not-found', 'Ce calcul n’existe pas.');
}
