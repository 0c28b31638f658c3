/**
 * Wishes that households expressed on adverts, as a run reads them (L-01: the choices expressed are taken into account;
 * L-03: law, ceilings and grid still order). A wish opens a home to a household whose application names another place,
 * and orders its own homes. Where enough of those who asked may have a home whose advert is closed, it is proposed among
 * them: nobody passes before someone with more points because of a click.
 */
import { z } from 'zod';
import type { CivilDate } from '../kernel/civil-date.ts';
import { priorityLabels } from '../law/priority.ts';
import type { ApplicantIndex, Wishing } from './applicant-index.ts';

export const interestsSchema = z.object({
  /** Eligible households that must have asked for a home before it is proposed among them only: published policy. */
  minimum: z.number().int().min(1),
  homes: z.array(
    z.object({
      vacancyId: z.string(),
      /** The advert's last day has passed: who has not asked by then is known. */
      closed: z.boolean(),
      /** `wish`: 1 = the most wanted of the household's own wishes. */
      households: z.array(z.object({ number: z.string(), wish: z.number().int().min(1) })),
    }),
  ),
});
export type Interests = z.infer<typeof interestsSchema>;

/** What wishes did to one home's list: told beside it. */
export type InterestInPool = {
  closed: boolean;
  minimum: number;
  /** Eligible households that asked for the home. */
  interested: number;
  /** True: proposed among those who asked, and whom the law or a holder names for it. */
  narrowed: boolean;
  /** Eligible households that had not asked and are left out for that. */
  leftOut: number;
};

export type HomeInterest = {
  closed: boolean;
  /** The household's own order, by number. */
  wishes: ReadonlyMap<string, number>;
};

export type InterestReader = {
  minimum: number;
  /** Null: the home has no advert. */
  ofHome: (vacancyId: string) => HomeInterest | null;
  /** The last wish that each household ordered, by number; nothing of those who expressed none. */
  lastWishes: ReadonlyMap<string, number>;
};

/** Lays out the wishes of a snapshot; one without any reads as if the portal did not exist. */
export function interestReader(interests: Interests | undefined): InterestReader {
  const homes = new Map(
    (interests?.homes ?? []).map(({ vacancyId, closed, households }) => [
      vacancyId,
      { closed, wishes: new Map(households.map(({ number, wish }) => [number, wish])) },
    ]),
  );
  const last = new Map<string, number>();
  for (const { wishes } of homes.values()) {
    for (const [number, wish] of wishes) last.set(number, Math.max(last.get(number) ?? 0, wish));
  }
  return {
    minimum: interests?.minimum ?? 1,
    ofHome: (vacancyId) => homes.get(vacancyId) ?? null,
    lastWishes: last,
  };
}

/** Those whose applications name the place, and those who asked for this very home. */
export function withInterested(
  index: ApplicantIndex,
  wishing: Wishing,
  interest: HomeInterest | null,
): Wishing {
  if (interest === null || interest.wishes.size === 0) return wishing;
  const named = new Set(wishing.places);
  const asked = [...interest.wishes.keys()]
    .flatMap((number) => index.placeOf.get(number) ?? [])
    .filter((place) => !named.has(place));
  if (asked.length === 0) return wishing;
  const rows = [
    ...Array.from(wishing.places, (place, row) => ({ place, communePlace: wishing.communePlaces[row]! })),
    // Asked for, it is wanted as much as what the application names first.
    ...asked.map((place) => ({ place, communePlace: 0 })),
  ].sort((a, b) => a.place - b.place);
  return {
    places: Int32Array.from(rows, ({ place }) => place),
    communePlaces: Uint8Array.from(rows, (row) => row.communePlace),
  };
}

/**
 * Which of the eligible places stay: those who asked, where the advert is closed and at least the minimum of them may
 * have the home. Whom a holder designated for it and recognised DALO households stay whatever they clicked: a duty of
 * the law never hangs on a click.
 */
export function narrowToInterested(
  { index, minimum }: { index: ApplicantIndex; minimum: number },
  designated: ReadonlySet<string>,
  interest: HomeInterest,
  eligible: readonly number[],
  date: CivilDate,
): { stays: (place: number) => boolean; told: InterestInPool } {
  const hasAsked = (place: number) => interest.wishes.has(index.applications[place]!.number);
  const interested = eligible.filter(hasAsked).length;
  const narrowed = interest.closed && interested >= minimum;
  const stays = (place: number) => {
    if (!narrowed || hasAsked(place)) return true;
    const { number, labels } = index.applications[place]!;
    return designated.has(number) || priorityLabels(labels, date).dalo;
  };
  const leftOut = eligible.filter((place) => !stays(place)).length;
  return { stays, told: { closed: interest.closed, minimum, interested, narrowed, leftOut } };
}

/**
 * The wish of a pair in the problem, 1 = most wanted: homes that the household asked for in its own order, then those
 * of the places that its application names.
 */
export function wishOfPair(
  /** The last wish that the household ordered itself. */
  lastWish: number,
  /** The home's place in the household's own order; undefined where it did not ask for it. */
  askedAs: number | undefined,
  place: number,
): number {
  return askedAs ?? lastWish + place + 1;
}
