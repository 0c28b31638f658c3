/**
 * Everything that is calculated on a stored session: a new run, another plan with pins and bans, "why not?", replay.
 * Heavy and without a pause: the service calls it on a thread (calculation-thread.ts), tests directly.
 */

import { AppError } from '../kernel/app-error.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Result } from '../kernel/result.ts';
import { type PreparedSession, prepareSession } from '../matching/prepare.ts';
import type { ProblemRefusal } from '../matching/problem.ts';
import { type ReplayDifference, replayRun } from '../matching/replay.ts';
import { resolveWith, runPrepared } from '../matching/run.ts';
import type { RunResult, WhyNot } from '../matching/run-result.ts';
import { whyNot } from '../matching/why-not.ts';
import type { RunPort, SessionChoices, SnapshotPort } from './run-port.ts';

export type RunRequest = SessionChoices & {
  landlordId: string;
  date: CivilDate;
  /** Takes again what that run read, instead of the data of today; null: a new snapshot. */
  snapshotOf: string | null;
  requestedBy: string | null;
};
export type ExploreRequest = SessionChoices & { landlordId: string; runId: string };
export type WhyNotRequest = { landlordId: string; runId: string; vacancyId: string; number: string };
export type ReplayRequest = { landlordId: string; runId: string };

export type ReplayCheck = { same: boolean; differences: readonly ReplayDifference[] };

export type Watch = { onProgress?: (share: number, step: string) => void; signal?: AbortSignal };

export type SessionCalculations = {
  /** Runs a session and stores it; gives the run's identifier. */
  run: (request: RunRequest, watch?: Watch) => Promise<string>;
  /** The plan with other pins and bans on what a run read. Nothing is stored. */
  explore: (request: ExploreRequest) => Promise<Result<RunResult, ProblemRefusal[]>>;
  /** Computes a stored run again and compares to the byte. */
  replay: (request: ReplayRequest) => Promise<ReplayCheck>;
  /** Why this household does not stand first for this home, from what the run read. */
  whyNot: (request: WhyNotRequest) => Promise<WhyNot>;
};

/** An officer works on one session at a time; two colleagues make two. */
const preparedKept = 2;

export function sessionCalculations(runs: RunPort, snapshots: SnapshotPort): SessionCalculations {
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
    const key = `${landlordId} ${session.snapshotHash}`;
    prepared.delete(key);
    prepared.set(key, session);
    for (const oldest of prepared.keys()) if (prepared.size > preparedKept) prepared.delete(oldest);
    return session;
  };
  // Kept by what was read: all variants of a session are prepared once.
  const preparedOf = async (landlordId: string, runId: string): Promise<PreparedSession> => {
    const { snapshotHash } = (await foundRun(landlordId, runId)).summary;
    const session = prepared.get(`${landlordId} ${snapshotHash}`);
    return remember(landlordId, session ?? prepareSession(await snapshotOf(landlordId, runId)));
  };
  return {
    run: async (request, watch = {}) => {
      const { landlordId, date, pins, bans, requestedBy } = request;
      const choices = { pins, bans };
      const isVariant = request.snapshotOf !== null;
      watch.onProgress?.(0, 'Recherche des candidats');
      const session =
        request.snapshotOf === null
          ? remember(landlordId, prepareSession(await snapshots.at(landlordId, date, choices)))
          : await preparedOf(landlordId, request.snapshotOf);
      watch.signal?.throwIfAborted();
      // An officer who pins a rank waits for one solve: the plain optimum stands beside the first proposal.
      const result = await runPrepared(session, choices, { ...watch, plain: !isVariant });
      if (!result.check.holds) {
        throw new AppError(
          'internal',
          'La vérification indépendante refuse ce calcul : rien n’a été gardé.',
          {
            details: result.check.problems.map((message) => ({ path: 'certificate', message })),
          },
        );
      }
      return runs.save({ landlordId, snapshot: session.snapshot, result, startedBy: requestedBy });
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
