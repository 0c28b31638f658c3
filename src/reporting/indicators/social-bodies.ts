/** M-01: whether the landlord that a household left is one of the social bodies of a dated list. */
import type { SocialBody } from '../../domain/objective.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Standing } from './count.ts';

/** How a lease stands in PP-5, and the reason that keeps a sitting tenant out of it. */
export type TransferStanding = { standing: Standing; notCounted: 'unlisted' | 'membersOnly' | null };

/** Makes the test of PP-5's group: the landlord's own tenants, and those of bodies listed on the day of the lease. */
export function transferTest({
  socialBodies,
}: Pick<ReportingFacts, 'socialBodies'>): (lease: LeaseRecord) => TransferStanding {
  const listed = new Map<string, SocialBody[]>();
  for (const body of socialBodies) {
    for (const name of new Set([body.name, ...body.aliases].map(plain))) {
      listed.set(name, [...(listed.get(name) ?? []), body]);
    }
  }
  const isListed = (name: string, on: CivilDate) =>
    (listed.get(plain(name)) ?? []).some(
      ({ from, until }) => (from === null || from <= on) && (until === null || on <= until),
    );
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

/** Names as files write them: accents, case and punctuation tell nothing apart. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
