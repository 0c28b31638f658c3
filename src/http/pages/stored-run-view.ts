/** Runs as pages show them. A stored run never changes, so what was read once is kept for the next page. */

import type { RunPort, StoredRun } from '../../jobs/run-port.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Snapshot } from '../../matching/snapshot.ts';
import { type RunView, runView } from '../../views/run-view.ts';
import type { HttpDependencies } from '../dependencies.ts';
import type { CurrentUser } from '../middleware/current-user.ts';
import { listWithin, outsideHomeId, type RunReach, runReach } from '../run-reach.ts';

export type ShownRun = {
  run: StoredRun;
  view: RunView;
  policy: Snapshot['policy'];
  pins: Snapshot['pins'];
  bans: Snapshot['bans'];
  /** False where the reader is held to places that are not all of the run's. */
  isWhole: boolean;
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
  return { run, view: runView(setting, result), policy, ...result.choices, isWhole: true };
}

function keepLast<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) if (kept.size > runsKept) kept.delete(oldest);
}

/** The run as a person held to places reads it; null: the whole run. */
function runWithin(showing: ShownRun, reach: RunReach | null): ShownRun {
  if (reach === null) return showing;
  const { view, pins, bans } = showing;
  const isWithin = ({ vacancyId }: { vacancyId: string }) => reach.vacancyIds.has(vacancyId);
  const homes = view.homes
    .filter(({ vacancy }) => reach.vacancyIds.has(vacancy.id))
    .map((place) => ({ ...place, shortlist: listWithin(place.shortlist, reach) }));
  const homeTitles = new Map([
    ...homes.map(({ home }) => [home.id, view.homeTitles.get(home.id) ?? home.id] as const),
    [outsideHomeId, 'un logement hors de votre périmètre'] as const,
  ]);
  const shortlists = view.result.shortlists.filter(isWithin).map((list) => listWithin(list, reach));
  return {
    ...showing,
    view: { ...view, homes, homeTitles, result: { ...view.result, shortlists } },
    pins: pins.filter(isWithin),
    bans: bans.filter(isWithin),
    isWhole: false,
  };
}

/** Reads runs as each person may. Throws a 404 for an unknown run, a 403 where no home of it is the person's. */
export function readableRuns(
  dependencies: Pick<HttpDependencies, 'runs' | 'scopes'>,
  shown = shownRuns(dependencies.runs),
): (user: CurrentUser, runId: string) => Promise<ShownRun> {
  return async (user, runId) => {
    const reach = await runReach(dependencies, user, runId);
    return runWithin(await shown(user.landlordId, runId), reach);
  };
}

function noSuchRun(): AppError {
  return new AppError('not-found', 'Ce calcul n’existe pas.');
}
