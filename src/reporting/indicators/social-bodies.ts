/** M-01: whether the landlord that a household left is one of the social bodies of a dated list. */
import { socialBodyTest } from '../../law/social-body.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Standing } from './count.ts';

/** How a lease stands in PP-5, and the reason that keeps a sitting tenant out of it. */
export type TransferStanding = { standing: Standing; notCounted: 'unlisted' | 'membersOnly' | null };

/** Makes the test of PP-5's group: the landlord's own tenants, and those of bodies listed on the day of the lease. */
export function transferTest({
  socialBodies,
}: Pick<ReportingFacts, 'socialBodies'>): (lease: LeaseRecord) => TransferStanding {
  const isListed = socialBodyTest(socialBodies);
  return ({ transfer, facts, signedOn }) => {
    if (transfer === 'none') return { standing: 'out', notCounted: null };
    if (facts?.membersOnly === true) return { standing: 'out', notCounted: 'membersOnly' };
    if (transfer === 'internal') return { standing: 'proved', notCounted: null };
    const left = facts?.originLandlord ?? null;
    // No list, or no name: nothing tells whether this landlord is a social one.
    if (left === null || socialBodies.length === 0) return { standing: 'unknown', notCounted: null };
    return isListed(left, signedOn)
      ? { standing: 'declared', notCounted: null }
      : { standing: 'out', notCounted: 'unlisted' };
  };
}
