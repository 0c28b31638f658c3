/** Which households stand in a likely pair of duplicates that nobody has judged. */
import { isStrong } from '../../../committee/candidates/duplicates.ts';
import type { HttpDependencies } from '../../dependencies.ts';

/** Gives the numbers of a landlord's doubtful files. A telephone alone raises no doubt on a list. */
export function doubtfulNumbers({
  duplicates,
}: Pick<HttpDependencies, 'duplicates'>): (landlordId: string) => Promise<ReadonlySet<string>> {
  return async (landlordId) => {
    const [{ pairs }, reviews] = await Promise.all([
      duplicates.pairs(landlordId),
      duplicates.reviews(landlordId),
    ]);
    const judged = new Set(reviews.map(({ first, second }) => `${first} ${second}`));
    const open = pairs.filter((pair) => isStrong(pair) && !judged.has(`${pair.first} ${pair.second}`));
    return new Set(open.flatMap(({ first, second }) => [first, second]));
  };
}
