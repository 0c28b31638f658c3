/**
 * Past lettings of homes like another: same typology in the same EPCI, scored on one grid. What a household is shown of
 * them is never one alone, and nothing at all under the published minimum (D-06).
 */
import type { Typology } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';

export type PastLetting = {
  signedOn: CivilDate;
  epci: string | null;
  typology: Typology;
  gridId: string;
  /** Points of the household that signed. */
  points: number;
};

/** A place and a kind of home. */
export type Likeness = { epci: string | null; typology: Typology };

/** Lettings of like homes, on the grid of the latest of them: points of two grids are never compared. Oldest first. */
export function likeLettings<Letting extends PastLetting>(
  lettings: readonly Letting[],
  { epci, typology }: Likeness,
): Letting[] {
  const like = lettings
    .filter((letting) => letting.epci === epci && letting.typology === typology)
    .sort((a, b) => (a.signedOn < b.signedOn ? -1 : a.signedOn > b.signedOn ? 1 : a.points - b.points));
  const grid = like.at(-1)?.gridId;
  return like.filter(({ gridId }) => gridId === grid);
}

/** How the points of at least `minimumCell` past lettings spread; null under it. */
export type PointsSpread = {
  count: number;
  low: number;
  quarter: number;
  middle: number;
  threeQuarters: number;
  high: number;
};

/** Quartiles of the points, and the tenth and ninetieth hundredths as ends: an extreme would be a single letting's. */
export function spreadOf(points: readonly number[], minimumCell: number): PointsSpread | null {
  if (points.length < minimumCell) return null;
  const sorted = [...points].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    count: sorted.length,
    low: at(0.1),
    quarter: at(0.25),
    middle: at(0.5),
    threeQuarters: at(0.75),
    high: at(0.9),
  };
}
