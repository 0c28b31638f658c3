/** Which part of the coming leases should count: what the recent lettings were, and who asks for such homes. */
import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.ts';
import type { Beta } from './counts.ts';
import type { TargetReader } from './population.ts';

export type Part = { inGroup: number; total: number };

export type Mix = {
  /** Leases of the twelve months before. */
  recent: Part;
  /** Live applications that ask for such a home; null where who counts cannot be told from an application. */
  pool: Part | null;
  /** Share expected of the coming leases, and how surely. */
  share: number;
  law: Beta;
};

/** Leases that the pool weighs as much as; leases beyond which older ones tell no more, since the mix drifts. */
export const poolWeight = 5;
export const mostRecent = 200;

export function mixOf(reader: TargetReader, asOf: CivilDate, pool: Part | null): Mix {
  const first = addDays(addMonths(asOf, -12), 1);
  const held = reader.leases.filter(({ signedOn }) => first <= signedOn && signedOn <= asOf);
  const recent = { inGroup: held.filter(reader.counts).length, total: held.length };
  const law = mixLaw(recent, pool);
  return { recent, pool, share: law.yes / (law.yes + law.no), law };
}

/** Beta after the recent leases; before them the pool, where it tells something, and half a lease on each side. */
export function mixLaw(recent: Part, pool: Part | null): Beta {
  const isTelling = pool !== null && pool.total > 0;
  const weight = Math.min(1, mostRecent / Math.max(1, recent.total));
  const askers = isTelling ? (poolWeight * pool.inGroup) / pool.total : 0;
  const others = isTelling ? poolWeight - askers : 0;
  return {
    yes: 0.5 + askers + weight * recent.inGroup,
    no: 0.5 + others + weight * (recent.total - recent.inGroup),
  };
}
