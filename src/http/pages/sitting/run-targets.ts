/** What a stored run says of targets, kept for the pages of its sitting: a run never changes. */
import type { SessionAtHome } from '../../../committee/session-excerpt.ts';
import type { AgendaHomeView } from '../../../committee/session-view.ts';
import type { RunPort } from '../../../jobs/run-port.ts';
import type { QuotaResult } from '../../../matching/run-result.ts';
import type { ShownMove } from './move-view.tsx';
import { countingFor, type Orders, type TargetMap, targetMap, targetMoves } from './target-moves.ts';

export type RunTargets = { map: TargetMap; quotas: readonly QuotaResult[]; proposed: Orders };

const runsKept = 8;

/** Reads the targets of a run; null where the landlord has no such run. */
export function runTargets(
  runs: Pick<RunPort, 'find' | 'problem' | 'solution'>,
): (landlordId: string, runId: string) => Promise<RunTargets | null> {
  const kept = new Map<string, RunTargets>();
  return async (landlordId, runId) => {
    const key = `${landlordId} ${runId}`;
    const known = kept.get(key);
    if (known) return known;
    const [run, problem, solution] = await Promise.all([
      runs.find(landlordId, runId),
      runs.problem(landlordId, runId),
      runs.solution(landlordId, runId),
    ]);
    if (!run || !problem || !solution) return null;
    const proposed = new Map(
      solution.shortlists.map(({ home, entries }) => [
        home,
        entries.toSorted((a, b) => a.rank - b.rank).map(({ applicant }) => applicant),
      ]),
    );
    const targets = { map: targetMap(problem), quotas: run.summary.quotas, proposed };
    kept.set(key, targets);
    for (const oldest of kept.keys()) if (kept.size > runsKept) kept.delete(oldest);
    return targets;
  };
}

/** The targets that the home moves, were `chosen` its order; null: as things stand. */
export function movesOf(
  targets: RunTargets | null,
  view: Pick<SessionAtHome, 'homes'>,
  place: AgendaHomeView,
  chosen: readonly string[] | null,
): ShownMove[] {
  if (!targets) return [];
  const decided = new Map(
    view.homes.flatMap(({ agenda, order }) => (order === null ? [] : [[agenda.vacancyId, order] as const])),
  );
  const numbers = place.candidates.map(({ number }) => number);
  const { vacancyId } = place.agenda;
  const asItStands = decided.get(vacancyId) ?? targets.proposed.get(vacancyId) ?? [];
  return targetMoves({ ...targets, decided, vacancyId, chosen: chosen ?? asItStands }).map((move) => ({
    ...move,
    counting: countingFor(targets.map, move.quota.targetId, numbers),
  }));
}

/** Numbers in the order of their ranks; those without a rank receive no offer. */
export function orderOf(candidates: readonly { number: string; rank: number | null }[]): string[] {
  return candidates
    .flatMap(({ number, rank }) => (rank === null ? [] : [{ number, rank }]))
    .sort((a, b) => a.rank - b.rank)
    .map(({ number }) => number);
}
