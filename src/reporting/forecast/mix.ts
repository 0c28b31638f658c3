/** Which part of the coming leases should count: what the recent lettings were, and who asks for such homes. */
import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.ts';
import type { Beta } from './counts.ts';
import type { TargetReader } from './population.ts';

export type Part = { inGroup: number; total: number };

export type Mix = {
  /** Leases of the twelve months before. */
  recent: Part;
  /** The same over all the landlord's targets of the same kind: what a place with few leases is drawn to. */
  sameKind: Part;
  /** Live applications that ask for such a home; null where who counts cannot be told from an application. */
  pool: Part | null;
  /** Share expected of the coming leases, and how surely. */
  share: number;
  law: Beta;
};

/** Leases that the other places and the pool weigh as much as. */
export const sameKindWeight = 8;
export const poolWeight = 2;
/** Leases beyond which older ones tell no more, since the mix drifts. */
export const mostRecent = 200;

/** Leases of the target signed in the twelve months before a day, and those that count. */
export function recentPart(reader: TargetReader, asOf: CivilDate): Part {
  const first = addDays(addMonths(asOf, -12), 1);
  const held = reader.leases.filter(({ signedOn }) => first <= signedOn && signedOn <= asOf);
  return { inGroup: held.filter(reader.counts).length, total: held.length };
}

export function mixOf(recent: Part, sameKind: Part, pool: Part | null): Mix {
  const law = mixLaw(recent, sameKind, pool);
  return { recent, sameKind, pool, share: law.yes / (law.yes + law.no), law };
}

/** Beta after the recent leases; before them what the others tell, or half a lease on each side where nothing does. */
export function mixLaw(recent: Part, sameKind: Part, pool: Part | null): Beta {
  const told = [
    weighted(recent, Math.min(recent.total, mostRecent)),
    weighted(sameKind, sameKindWeight),
    weighted(pool ?? { inGroup: 0, total: 0 }, poolWeight),
  ];
  const yes = told.reduce((sum, one) => sum + one.yes, 0);
  const no = told.reduce((sum, one) => sum + one.no, 0);
  // A share of exactly none or all would make certain what no figure can.
  return { yes: Math.max(0.5, yes), no: Math.max(0.5, no) };
}

function weighted({ inGroup, total }: Part, weight: number): Beta {
  if (total === 0) return { yes: 0, no: 0 };
  return { yes: (weight * inGroup) / total, no: (weight * (total - inGroup)) / total };
}
