/** The pool of a home as a page shows it: found once a state of the data, read again from memory after that. */
import type { PoolHome } from '../../../committee/candidates/pool-port.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HomePool, PoolDetail } from '../../../matching/pool-shape.ts';
import type { HttpDependencies } from '../../dependencies.ts';

export type PoolReading = {
  place: PoolHome;
  pool: HomePool;
  /** The run whose prices and lists it tells; null: computed for this home alone. */
  runId: string | null;
  details: (numbers: readonly string[]) => Promise<PoolDetail[]>;
};

// An officer goes through a few homes; colleagues do the same.
const poolsKept = 8;

/** Reads pools for pages. Throws a 404 where the landlord has no such home to let. */
export function poolReading(
  dependencies: Pick<HttpDependencies, 'pool' | 'calculations' | 'today'>,
): (landlordId: string, vacancyId: string) => Promise<PoolReading> {
  const kept = new Map<string, HomePool>();
  return async (landlordId, vacancyId) => {
    const place = await dependencies.pool.home(landlordId, vacancyId);
    if (!place) throw noSuchHome();
    const runId = place.run?.id ?? null;
    // A run never changes: only the data of the day have states to tell apart.
    const stamp = runId === null ? await dependencies.pool.stamp(landlordId) : '';
    const request = { landlordId, runId, date: dependencies.today(), vacancyId, stamp };
    const key = JSON.stringify([landlordId, vacancyId, runId, stamp, request.date]);
    const pool = kept.get(key) ?? (await dependencies.calculations.homePool(request));
    if (!pool) {
      throw new AppError('conflict', 'Ce logement n’est pas à louer aujourd’hui : il n’a pas de candidats.', {
        hint: 'Un logement retiré ou déjà loué n’a plus de vivier.',
      });
    }
    kept.delete(key);
    kept.set(key, pool);
    for (const oldest of kept.keys()) if (kept.size > poolsKept) kept.delete(oldest);
    return {
      place,
      pool,
      runId,
      details: (numbers) => dependencies.calculations.poolDetails({ ...request, numbers }),
    };
  };
}

function noSuchHome(): AppError {
  return new AppError('not-found', 'Ce logement n’est pas parmi ceux à louer.', {
    hint: 'Revenez à la liste des logements et choisissez-en un.',
  });
}
