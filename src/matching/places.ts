/** Where every household stands in a plan, and whether a place is as good for it as another (contracts §4). */
import type { Solution } from './problem.ts';

export type Place = { vacancyId: string; rank: number; offered: number };

/** The places of every placed household, best chance first, then by vacancy. */
export function placesOf(solution: Pick<Solution, 'shortlists'>): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const { home, entries } of solution.shortlists) {
    for (const { applicant, rank, offered } of entries) {
      const place = { vacancyId: home, rank, offered };
      places.set(applicant, [...(places.get(applicant) ?? []), place]);
    }
  }
  for (const own of places.values()) {
    own.sort((a, b) => b.offered - a.offered || (a.vacancyId < b.vacancyId ? -1 : 1));
  }
  return places;
}
