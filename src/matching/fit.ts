/**
 * Fit of home and household, from 0 to 999: thousandths of one point of the grid, so that it only tells apart
 * households with the same points. It reads rooms, accessibility and the order of the household's own wishes, never
 * income, age, sex, nationality or where the household comes from. Nearness is that of the wished communes.
 */
import type { Accessibility, Home } from '../domain/home.ts';

/** What fit reads of a household. `communePlace`: place of the home's commune among those it wished, from 0. */
export type FitHousehold = {
  persons: number;
  visitingChildren: number;
  accessibility: Accessibility;
  communePlace: number;
};

/** The greatest fit: below one point of the grid. */
export const MAX_FIT = 999;

const roomsWeight = 500;
const lastPlace = 10;

/** Rooms less persons → part of the weight: as many rooms as persons is best, one more is nearly as good. */
const roomsByDifference: ReadonlyMap<number, number> = new Map([
  [-2, 150],
  [-1, 350],
  [0, roomsWeight],
  [1, 450],
  [2, 200],
]);

/** Accessible homes to those who need them (C-11): an unneeded level leaves the home for someone else. */
const accessibilityFit: Record<Accessibility, Record<Accessibility, number>> = {
  none: { none: 300, stepFree: 200, wheelchair: 0 },
  stepFree: { none: 0, stepFree: 300, wheelchair: 100 },
  wheelchair: { none: 0, stepFree: 0, wheelchair: 300 },
};

/** The fit of a home for a household; the parts for rooms (500), accessibility (300) and wishes (199) add up. */
export function fitOf(home: Pick<Home, 'habitableRooms' | 'accessibility'>, household: FitHousehold): number {
  const rooms = Math.max(
    roomsFit(home.habitableRooms - household.persons),
    // Children who visit may be given their room, or not: the better reading counts.
    roomsFit(home.habitableRooms - household.persons - household.visitingChildren),
  );
  const accessible = accessibilityFit[household.accessibility][home.accessibility];
  const wish = MAX_FIT - roomsWeight - 300 - 18 * Math.min(lastPlace, household.communePlace);
  return rooms + accessible + wish;
}

function roomsFit(difference: number): number {
  return roomsByDifference.get(difference) ?? 0;
}
