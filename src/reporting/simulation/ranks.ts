/**
 * Ranks beside those of the voted grid: a rank stands as the grid has it where nobody on the list below, nor anybody
 * free for the home, has more of its points. Each other rank is put down to what moved it: the targets that gave its
 * household points, or a recognised DALO.
 */
import type { SessionHome, Shortlist, Sight } from './session.ts';
import type { YearTables } from './tables.ts';

export type RankCounts = {
  all: number;
  asGrid: number;
  /** Ranks moved, by target id; `dalo` for the full cap of a recognised DALO. A rank counts once for each cause. */
  movedBy: Map<string, number>;
  /** DALO households, on no list of the session, for a home where somebody with fewer points of the grid is listed. */
  daloOvertaken: number;
};

/** Lists of a session with the prices published for it, by target id. */
type RankedPlan = { lists: readonly Shortlist[]; prices: ReadonlyMap<string, number> };

export function noRanks(): RankCounts {
  return { all: 0, asGrid: 0, movedBy: new Map(), daloOvertaken: 0 };
}

/** Adds those of a session. */
export function countRanks(counts: RankCounts, tables: YearTables, sight: Sight, plan: RankedPlan): void {
  const listed = new Set(plan.lists.flatMap(({ places }) => places));
  const homeOf = new Map(sight.homes.map((home) => [home.open.home.home.id, home]));
  const overtaken = new Set<number>();
  for (const { open, places } of plan.lists) {
    const home = homeOf.get(open.home.home.id);
    if (!home) continue;
    const scoreOf = scoresOf(home);
    const freeBest = bestFree(home, listed);
    for (const [at, place] of places.entries()) {
      counts.all += 1;
      const score = scoreOf.get(place)!;
      const below = places.slice(at + 1).some((other) => scoreOf.get(other)! > score);
      if (!below && freeBest <= score) counts.asGrid += 1;
      else addCauses(counts, tables, home, plan, place);
    }
    const least = Math.min(...places.map((place) => scoreOf.get(place)!));
    for (const [row, place] of home.places.entries()) {
      if (tables.dalo[place] === 1 && !listed.has(place) && home.scores[row]! > least) overtaken.add(place);
    }
  }
  counts.daloOvertaken += overtaken.size;
}

function scoresOf({ places, scores }: SessionHome): Map<number, number> {
  return new Map(Array.from(places, (place, row) => [place, scores[row]!]));
}

/** Most points among those who stand on no list of the session. */
function bestFree({ places, scores }: SessionHome, listed: ReadonlySet<number>): number {
  let best = -1;
  for (const [row, place] of places.entries()) {
    if (!listed.has(place) && scores[row]! > best) best = scores[row]!;
  }
  return best;
}

function addCauses(
  counts: RankCounts,
  tables: YearTables,
  { open }: SessionHome,
  { prices }: Pick<RankedPlan, 'prices'>,
  place: number,
): void {
  const add = (cause: string) => counts.movedBy.set(cause, (counts.movedBy.get(cause) ?? 0) + 1);
  if (tables.dalo[place] === 1) {
    add('dalo');
    return;
  }
  for (const k of tables.targetsOf(open.home, open.free && open.home.holderId !== null)) {
    const { id } = tables.targets[k]!;
    if ((prices.get(id) ?? 0) > 0 && tables.isMember(k, place)) add(id);
  }
}
