/**
 * Everything that is calculated on a stored session: a new run, another plan with pins and bans, "why not?", replay.
 * Heavy and without a pause: the service calls it on a thread (calculation-thread.ts), tests directly.
 */
import { AppError } from '../kernel/app-error.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Result } from '../kernel/result.ts';
import { solveExchange } from '../matching/engines/exchange.ts';
import type { ExchangeGraph } from '../matching/exchange/graph.ts';
import type { ExchangeSolution } from '../matching/exchange/plan.ts';
import { poolReader } from '../matching/home-pool.ts';
import { pairCount } from '../matching/pair-table.ts';
import type { HomePool, PoolDetail, PoolReader, PricedRun } from '../matching/pool-shape.ts';
import { type PreparedSession, prepareSession } from '../matching/prepare.ts';
import type { ProblemRefusal } from '../matching/problem.ts';
import { type ReplayDifference, replayRun } from '../matching/replay.ts';
import { resolveWith, runPrepared } from '../matching/run.ts';
import type { RunResult, WhyNot } from '../matching/run-result.ts';
import type { Snapshot } from '../matching/snapshot.ts';
import type { CrewOptions, CrewUse } from '../matching/split/crew-types.ts';
import { whyNot } from '../matching/why-not.ts';
import type { FrozenRun, RunPort, SessionChoices, SnapshotPort } from './run-port.ts';

export type RunRequest = SessionChoices & {
  landlordId: string;
  date: CivilDate;
  /** Takes again what that run read, instead of the data of today; null: a new snapshot. */
  snapshotOf: string | null;
  requestedBy: string | null;
  /** The task that asks: taken twice, it gives one run. Absent: nobody takes the request up again. */
  jobId?: string | undefined;
  /** The homes of a new snapshot; absent: every available one. */
  vacancyIds?: readonly string[] | undefined;
};
/** `runId` null: the data of the day, for this home alone. `stamp` tells two states of those data apart. */
export type PoolRequest = {
  landlordId: string;
  runId: string | null;
  date: CivilDate;
  vacancyId: string;
  stamp: string;
};
export type PoolDetailRequest = PoolRequest & { numbers: readonly string[] };
export type ExploreRequest = SessionChoices & { landlordId: string; runId: string };
export type WhyNotRequest = { landlordId: string; runId: string; vacancyId: string; number: string };
export type ReplayRequest = { landlordId: string; runId: string };

export type ReplayCheck = { same: boolean; differences: readonly ReplayDifference[] };

export type Watch = {
  onProgress?: (share: number, step: string) => void;
  signal?: AbortSignal;
  /** Told once where other processes took parts of the run. */
  onShared?: (use: CrewUse) => void;
};

export type SessionCalculations = {
  /** Runs a session and stores it; gives the run's identifier. */
  run: (request: RunRequest, watch?: Watch) => Promise<string>;
  /** The plan with other pins and bans on what a run read. Nothing is stored. */
  explore: (request: ExploreRequest) => Promise<Result<RunResult, ProblemRefusal[]>>;
  /** Computes a stored run again and compares to the byte. */
  replay: (request: ReplayRequest) => Promise<ReplayCheck>;
  /** Why this household does not stand first for this home, from what the run read. */
  whyNot: (request: WhyNotRequest) => Promise<WhyNot>;
  /** The pool of one home, from what a run read or from the data of the day; null where there is no such home. */
  homePool: (request: PoolRequest) => Promise<HomePool | null>;
  /** The best exchanges and chains of a graph, with their proof. */
  exchange: (graph: ExchangeGraph) => Promise<ExchangeSolution>;
  /** What stands beside some households of that pool. */
  poolDetails: (request: PoolDetailRequest) => Promise<PoolDetail[]>;
};

/** An officer works on one session at a time; two colleagues make two. */
const preparedKept = 2;
/** Beside the latest session, others are kept as long as all of them have no more pairs: a gigabyte holds three million. */
const mostPairsKept = 1_000_000;

/** `crew`: workers elsewhere that may take parts of a large run; absent: this machine alone. */
export function sessionCalculations(
  runs: RunPort,
  snapshots: SnapshotPort,
  crew?: CrewOptions,
): SessionCalculations {
  const prepared = new Map<string, PreparedSession>();

  const foundRun = async (landlordId: string, runId: string) => {
    const run = await runs.find(landlordId, runId);
    if (!run) throw new AppError('not-found', 'Ce calcul n’existe pas.');
    return run;
  };
  const snapshotOf = async (landlordId: string, runId: string) => {
    const snapshot = await runs.snapshot(landlordId, runId);
    if (!snapshot) throw new AppError('not-found', 'Ce calcul n’existe pas.');
    return snapshot;
  };
  const remember = (landlordId: string, session: PreparedSession): PreparedSession => {
    const key = `${landlordId} ${session.text.hash()}`;
    prepared.delete(key);
    prepared.set(key, session);
    for (const oldest of prepared.keys()) {
      const pairs = [...prepared.values()].reduce((sum, { problem }) => sum + pairCount(problem), 0);
      const isTooMuch = prepared.size > preparedKept || pairs > mostPairsKept;
      if (isTooMuch && prepared.size > 1) prepared.delete(oldest);
    }
    return session;
  };
  // Kept by what was read: all variants of a session are prepared once.
  const preparedOf = async (landlordId: string, runId: string): Promise<PreparedSession> => {
    const { snapshotHash } = (await foundRun(landlordId, runId)).summary;
    const session = prepared.get(`${landlordId} ${snapshotHash}`);
    return remember(landlordId, session ?? prepareSession(await snapshotOf(landlordId, runId)));
  };
  const poolOf = poolSource(runs, snapshots, preparedOf);
  return {
    exchange: (graph) => solveExchange(graph),
    homePool: async (request) => {
      const { reader, result } = await poolOf(request);
      return reader.pool(request.vacancyId, result);
    },
    poolDetails: async (request) => {
      const { reader, result } = await poolOf(request);
      return reader.details(request.vacancyId, request.numbers, result);
    },
    run: async (request, watch = {}) => {
      const { landlordId, pins, bans, requestedBy, jobId } = request;
      const made = jobId === undefined ? null : await runs.ofJob(landlordId, jobId);
      if (made !== null) return made;
      const choices = { pins, bans };
      const isVariant = request.snapshotOf !== null;
      watch.onProgress?.(0, 'Lecture des données');
      const session =
        request.snapshotOf === null
          ? prepareTold(await chosenHomes(snapshots, request), watch)
          : await preparedOf(landlordId, request.snapshotOf);
      watch.signal?.throwIfAborted();
      let frozen: FrozenRun | undefined;
      const result = await runPrepared(session, choices, {
        ...watch,
        // An officer who pins a rank waits for one solve: the plain optimum stands beside the first proposal.
        plain: !isVariant,
        crew,
        meanwhile: async () => {
          frozen = await runs.freeze({
            text: isVariant ? null : session.text.parts(),
            problem: session.problem,
          });
        },
      });
      // Only now: its hash, under which it is kept, was computed while the engine worked.
      remember(landlordId, session);
      if (!result.check.holds) {
        throw new AppError(
          'internal',
          'La vérification indépendante refuse ce calcul : rien n’a été gardé.',
          {
            details: result.check.problems.map((message) => ({ path: 'certificate', message })),
          },
        );
      }
      watch.onProgress?.(0.97, 'Enregistrement');
      return runs.save({
        landlordId,
        snapshot: session.snapshot,
        frozen,
        result,
        startedBy: requestedBy,
        jobId,
      });
    },
    explore: async ({ landlordId, runId, pins, bans }) =>
      resolveWith(await preparedOf(landlordId, runId), { pins, bans }, { plain: false }),
    replay: async ({ landlordId, runId }) => {
      const [snapshot, stored] = await Promise.all([
        snapshotOf(landlordId, runId),
        runs.result(landlordId, runId),
      ]);
      const { same, differences } = await replayRun(snapshot, stored);
      return { same, differences };
    },
    whyNot: async ({ landlordId, runId, vacancyId, number }) => {
      const [snapshot, stored] = await Promise.all([
        prepared.get(`${landlordId} ${runId}`)?.snapshot ?? snapshotOf(landlordId, runId),
        runs.result(landlordId, runId),
      ]);
      if (!snapshot.vacancies.some(({ vacancy }) => vacancy.id === vacancyId)) {
        throw new AppError('not-found', 'Ce logement n’est pas dans ce calcul.');
      }
      return whyNot(snapshot, stored, vacancyId, number);
    },
  };
}

function prepareTold(snapshot: Snapshot, watch: Watch): PreparedSession {
  watch.onProgress?.(0.05, 'Recherche des candidats');
  return prepareSession(snapshot);
}

/** Readers of pools, each ready for the next question on the same data; the oldest leave first. */
function poolSource(
  runs: RunPort,
  snapshots: SnapshotPort,
  preparedOf: (landlordId: string, runId: string) => Promise<PreparedSession>,
) {
  const readers = new WeakMap<PreparedSession, PoolReader>();
  const ofTheDay = new Map<string, PreparedSession>();
  const results = new Map<string, PricedRun | null>();
  const readerOf = (session: PreparedSession): PoolReader => {
    const reader = readers.get(session) ?? poolReader(session);
    readers.set(session, reader);
    return reader;
  };
  return async ({ landlordId, runId, date, vacancyId, stamp }: PoolRequest) => {
    if (runId === null) {
      const key = `${landlordId} ${vacancyId} ${date} ${stamp}`;
      const session =
        ofTheDay.get(key) ??
        prepareSession(await snapshots.at(landlordId, date, { pins: [], bans: [] }, [vacancyId]));
      keepLast(ofTheDay, key, session);
      return { reader: readerOf(session), result: null };
    }
    const key = `${landlordId} ${runId}`;
    const result = results.get(key) ?? (await runs.result(landlordId, runId));
    keepLast(results, key, result);
    return { reader: readerOf(await preparedOf(landlordId, runId)), result };
  };
}

function keepLast<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) if (kept.size > preparedKept) kept.delete(oldest);
}

/** A new snapshot of the session's homes. One of chosen homes that holds none proposes nothing: its officer is told. */
async function chosenHomes(snapshots: SnapshotPort, request: RunRequest): Promise<Snapshot> {
  const { landlordId, date, pins, bans, vacancyIds } = request;
  const snapshot = await snapshots.at(landlordId, date, { pins, bans }, vacancyIds);
  if (vacancyIds === undefined || snapshot.vacancies.length > 0) return snapshot;
  throw new AppError('bad-request', 'Aucun des logements choisis n’est à louer.', {
    hint: 'Choisissez au moins un logement libre ou qui va l’être.',
  });
}
