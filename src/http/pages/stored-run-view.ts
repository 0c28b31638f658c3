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

// An officer compares a few runs; a colleague does the same.
const runsKept = 6;

/** Reads runs for pages. Throws a 404 where the landlord has no such run. */
export function shownRuns(runs: RunPort): (landlordId: string, runId: string) => Promise<ShownRun> {
  const kept = new Map<string, ShownRun>();
  return async (landlordId, runId) => {
    const key = `${landlordId} ${runId}`;
    const shown = kept.get(key) ?? (await readRun(runs, landlordId, runId));
    kept.delete(key);
    kept.set(key, shown);
    for (const oldest of kept.keys()) if (kept.size > runsKept) kept.delete(oldest);
    return shown;
  };
}

async function readRun(runs: RunPort, landlordId: string, runId: string): Promise<ShownRun> {
  const [run, result, snapshot] = await Promise.all([
    runs.find(landlordId, runId),
    runs.result(landlordId, runId),
    runs.snapshot(landlordId, runId),
  ]);
  if (!run || !result || !snapshot) throw new AppError('not-found', 'Ce calcul n’existe pas.');
  const { policy, pins, bans } = snapshot;
  return { run, view: runView(snapshot, result), policy, pins, bans };
}
