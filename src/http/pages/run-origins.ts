/** Where runs come from: the tasks that made them remember what they took again, and with which choices. */
import type { Job } from '../../jobs/job.ts';
import type { JobService } from '../../jobs/job-service.ts';
import { runSessionParameters } from '../../jobs/run-session-job.ts';
import { frenchNumber } from '../../kernel/french.ts';

export type RunOrigin = {
  /** The run whose data this one took again; null: data read afresh. */
  parentId: string | null;
  pins: number;
  bans: number;
};

// As many as the list of runs shows, with room for tasks that failed.
const tasksRead = 200;

/** Origins by run. A run older than the tasks that are kept has none. */
export async function runOrigins(
  jobs: Pick<JobService, 'list'>,
  landlordId: string,
): Promise<ReadonlyMap<string, RunOrigin>> {
  return originsOf(await jobs.list(landlordId, 'run-session', tasksRead));
}

function originsOf(tasks: readonly Job[]): ReadonlyMap<string, RunOrigin> {
  return new Map(
    tasks.flatMap(({ kind, result, parameters }) => {
      const runId = result?.runId;
      const asked = kind === 'run-session' ? runSessionParameters.safeParse(parameters) : null;
      if (typeof runId !== 'string' || !asked?.success) return [];
      const { snapshotOf, pins, bans } = asked.data;
      return [[runId, { parentId: snapshotOf, pins: pins.length, bans: bans.length }] as const];
    }),
  );
}

/** The proposal that a run varies, through other variants where need be; null for a proposal or an unknown origin. */
export function proposalOf(origins: ReadonlyMap<string, RunOrigin>, runId: string): string | null {
  const seen = new Set<string>();
  let at = runId;
  while (!seen.has(at)) {
    seen.add(at);
    const parentId = origins.get(at)?.parentId ?? null;
    if (parentId === null) break;
    at = parentId;
  }
  return at === runId ? null : at;
}

/** "Variante : 1 fixé, 2 écartés"; null where nobody chose anything. */
export function variantInWords({ pins, bans }: Pick<RunOrigin, 'pins' | 'bans'>): string | null {
  const parts = [
    ...(pins > 0 ? [`${frenchNumber(pins, 0)} ${pins > 1 ? 'fixés' : 'fixé'}`] : []),
    ...(bans > 0 ? [`${frenchNumber(bans, 0)} ${bans > 1 ? 'écartés' : 'écarté'}`] : []),
  ];
  return parts.length === 0 ? null : `Variante : ${parts.join(', ')}`;
}
