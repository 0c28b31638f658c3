/** Who is in a pool, told place by place, with how many they are: what "considered" counts. */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { ApplicantIndex } from './applicant-index.ts';
import type { ApplicantKind } from './grid-plan.ts';
import { carriesLabelOf } from './orientation.ts';
import type { PoolChoice } from './pool.ts';

export type Members = { has: (place: number) => boolean; count: number };

type Base = { bytes: Uint8Array; count: number };

/** The members of any pool; those of one holder and kind are walked through once for all its homes. */
export function memberFinder(index: ApplicantIndex, date: CivilDate): (pool: PoolChoice) => Members {
  const bases = new Map<string, Base>();
  const baseOf = (pool: PoolChoice): Base => {
    const holder = pool.kind === 'holder' ? pool.orientation.holder : null;
    const key = JSON.stringify([pool.kind, holder?.id ?? null, pool.only]);
    const known = bases.get(key);
    if (known) return known;
    const bytes = Uint8Array.from(index.applications, (application, place) => {
      if (pool.kind === 'daloDesignation' || !isOfKind(index, place, pool.only)) return 0;
      return holder === null || carriesLabelOf(holder, application, date) ? 1 : 0;
    });
    const base = { bytes, count: bytes.reduce((sum, one) => sum + one, 0) };
    bases.set(key, base);
    return base;
  };
  return (pool) => {
    const { bytes, count } = baseOf(pool);
    const designated = new Set(
      [...pool.orientation.designated]
        .flatMap((number) => index.placeOf.get(number) ?? [])
        .filter((place) => bytes[place] === 0 && isOfKind(index, place, pool.only)),
    );
    return {
      has: (place) => bytes[place] === 1 || (designated.size > 0 && designated.has(place)),
      count: count + designated.size,
    };
  };
}

/** Where a pool is for one kind of applicants only, whether an applicant is of it. */
function isOfKind(index: ApplicantIndex, place: number, only: ApplicantKind | null): boolean {
  return only === null || (index.isTransfer[place] === 1) === (only === 'transfer');
}
