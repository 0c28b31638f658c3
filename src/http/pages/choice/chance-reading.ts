/** Like homes, among which a household may stand better than on the advert that it reads. */
import type { Advert } from '../../../portal/advert.ts';
import { readAdvertFilters } from '../../../portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../../portal/adverts/advert-port.ts';
import type { HttpDependencies } from '../../dependencies.ts';

/** Homes tried beside the one that is read. */
const homesTried = 8;

/**
 * Open homes of the same size at the same landlord, nearest rent first: where the household may stand better. None where
 * no chance is told yet: there is nothing to compare.
 */
export async function likeHomes(
  { adverts, chances, today }: Pick<HttpDependencies, 'chances' | 'adverts' | 'today'>,
  advert: Advert,
): Promise<readonly PublicAdvert[]> {
  if (!(await chances.isTold(advert.landlordId))) return [];
  const { typology, rentCents } = advert.facts;
  const open = await adverts.publicList(readAdvertFilters({}), today());
  return open
    .filter(
      (other) =>
        other.id !== advert.id && other.landlordId === advert.landlordId && other.facts.typology === typology,
    )
    .sort((a, b) => Math.abs(a.facts.rentCents - rentCents) - Math.abs(b.facts.rentCents - rentCents))
    .slice(0, homesTried);
}
