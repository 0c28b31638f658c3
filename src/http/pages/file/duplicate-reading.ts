/** Which households stand in a likely pair of duplicates that nobody has judged: compared once a state of the data. */
import { type DuplicatePair, findDuplicates, isStrong } from '../../../committee/candidates/duplicates.ts';
import type { HttpDependencies } from '../../dependencies.ts';

// One landlord's officers read the same pairs; another's theirs.
const statesKept = 4;

/** Gives the numbers of a landlord's doubtful files. A telephone alone raises no doubt on a list. */
export function doubtfulNumbers({
  duplicates,
  pool,
}: Pick<HttpDependencies, 'duplicates' | 'pool'>): (landlordId: string) => Promise<ReadonlySet<string>> {
  const kept = new Map<string, readonly DuplicatePair[]>();
  return async (landlordId) => {
    const key = `${landlordId} ${await pool.stamp(landlordId)}`;
    const pairs = kept.get(key) ?? findDuplicates(await duplicates.records(landlordId)).filter(isStrong);
    kept.delete(key);
    kept.set(key, pairs);
    for (const oldest of kept.keys()) if (kept.size > statesKept) kept.delete(oldest);
    const reviews = await duplicates.reviews(landlordId);
    const judged = new Set(reviews.map(({ first, second }) => `${first} ${second}`));
    const open = pairs.filter(({ first, second }) => !judged.has(`${first} ${second}`));
    return new Set(open.flatMap(({ first, second }) => [first, second]));
  };
}
