/** What a landlord does without an engine: home by home, those with most points of the grid, quotas ignored. */
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import { countJustifiedEnvy } from '../../matching/engines/fair-envy.ts';
import { type Instance, pairOf } from '../../matching/engines/instance.ts';
import { instanceFromArrays } from '../../matching/engines/instance-arrays.ts';
import type { Strategy } from './play.ts';
import { type SessionHome, type Shortlist, sessionArrays } from './session.ts';
import type { YearTables } from './tables.ts';
import type { YearChances } from './world.ts';

/** The lists of the grid alone; a household stands on one list of a session, as under the engine. */
export function greedyStrategy(tables: YearTables, chances: YearChances): Strategy {
  const { shortlistLength } = tables.world.policy;
  return (sight) => {
    const taken = new Set<number>();
    const homes = [...sight.homes].sort((a, b) => compareCodeUnits(a.open.home.home.id, b.open.home.home.id));
    const lists = homes.map((one): Shortlist => {
      const places = bestByPoints(tables, one, taken, shortlistLength);
      for (const place of places) taken.add(place);
      return { open: one.open, places };
    });
    const { arrays } = sessionArrays(tables, sight, [], chances);
    const instance = instanceFromArrays(arrays);
    return {
      lists,
      justifiedEnvy: countJustifiedEnvy(instance, slotsOf(tables, instance, lists), new Float64Array(0)),
      lines: [],
      prices: new Map(),
    };
  };
}

function bestByPoints(
  { order }: YearTables,
  { places, scores }: SessionHome,
  taken: ReadonlySet<number>,
  most: number,
): number[] {
  return Array.from(places, (place, row) => ({ place, score: scores[row]! }))
    .filter(({ place }) => !taken.has(place))
    .sort((a, b) => b.score - a.score || order[a.place]! - order[b.place]!)
    .slice(0, most)
    .map(({ place }) => place);
}

/** Lists as a plan of the instance: pair by slot. */
function slotsOf(tables: YearTables, instance: Instance, lists: readonly Shortlist[]): Int32Array {
  const slots = new Int32Array(instance.slotHome.length).fill(-1);
  const homeOf = new Map(instance.homeIds.map((id, h) => [id, h]));
  const applicantOf = new Map(instance.applicantIds.map((id, a) => [id, a]));
  for (const { open, places } of lists) {
    const home = homeOf.get(open.home.home.id)!;
    for (const [rank, place] of places.entries()) {
      const applicant = applicantOf.get(tables.numbers[place]!)!;
      slots[instance.slotStart[home]! + rank] = pairOf(instance, home, applicant);
    }
  }
  return slots;
}
