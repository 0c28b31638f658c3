/** The priced engine session by session: paced quotas, prices carried from one session to the next (solver §9.2). */
import { verifySolution } from '../../matching/certificate/verify.ts';
import { solveDual } from '../../matching/engines/dual.ts';
import { solveFair } from '../../matching/engines/fair.ts';
import { countJustifiedEnvy } from '../../matching/engines/fair-envy.ts';
import type { Instance } from '../../matching/engines/instance.ts';
import { instanceFromArrays } from '../../matching/engines/instance-arrays.ts';
import { assembleSolution } from '../../matching/engines/plan.ts';
import { paceTargets } from '../../matching/pacing/pacing.ts';
import type { SteeringLine } from '../../matching/steering.ts';
import { leasesStillExpected } from './expected.ts';
import type { Strategy, YearToDate } from './play.ts';
import { capsOf, problemOf, type Shortlist, type Sight, sessionArrays } from './session.ts';
import type { YearTables } from './tables.ts';
import type { YearChances } from './world.ts';

export type PricedOptions = {
  /** Evaluations of the dual and of the price search in each session: what a year in seconds allows. */
  dualEvaluations: number;
  searchEvaluations: number;
};

const precision = { tolerance: 1e-4, epsilonShare: 1e-5 } as const;

/** Throws where a session's answer does not hold before the independent checker: a fault of the engine. */
export function pricedStrategy(tables: YearTables, chances: YearChances, options: PricedOptions): Strategy {
  let carried: ReadonlyMap<string, number> = new Map();
  return (sight, toDate) => {
    const lines = linesOf(tables, sight.session, toDate);
    if (sight.homes.length === 0) return { lists: [], justifiedEnvy: 0, lines, prices: carried };
    const { arrays } = sessionArrays(tables, sight, lines, chances);
    const instance = instanceFromArrays(arrays);
    const dual = solveDual(instance, {
      ...precision,
      maxEvaluations: options.dualEvaluations,
      startPrices: Float64Array.from(instance.quotas, ({ id }) => carried.get(id) ?? 0),
    });
    const { slots, prices } = solveFair(instance, dual, { budget: options.searchEvaluations });
    const solution = assembleSolution(instance, {
      slots,
      prices,
      certificate: { ...dual, dualBound: dual.bound, search: 'none' },
      justifiedEnvy: countJustifiedEnvy(instance, slots, prices),
      engine: 'fair',
      seconds: 0,
    });
    const checked = verifySolution(problemOf(arrays), solution);
    if (!checked.holds) throw new Error(`a session's plan does not hold: ${checked.problems.join(' ')}`);
    carried = new Map([...carried, ...instance.quotas.map(({ id }, k) => [id, prices[k]!] as const)]);
    return {
      lists: listsOf(tables, sight, instance, slots),
      justifiedEnvy: checked.justifiedEnvy,
      lines,
      prices: new Map(instance.quotas.map(({ id }, k) => [id, prices[k]!])),
    };
  };
}

function linesOf(
  tables: YearTables,
  session: number,
  { signedTotal, signedInGroup }: YearToDate,
): SteeringLine[] {
  const caps = capsOf(tables);
  const { penaltyPoints } = tables.world.policy;
  const expected = leasesStillExpected(tables, session, signedTotal);
  return paceTargets(
    tables.targets.map((target, k) => ({
      target,
      signedTotal: signedTotal[k]!,
      signedInGroup: signedInGroup[k]!,
      stillExpectedLeases: expected[k]!,
      mostPoints: Math.min(penaltyPoints[target.class], caps[target.class]),
    })),
  );
}

function listsOf(tables: YearTables, sight: Sight, instance: Instance, slots: Int32Array): Shortlist[] {
  const openOf = new Map(sight.homes.map(({ open }) => [open.home.home.id, open]));
  const placeOf = new Map(
    sight.homes.flatMap(({ places }) =>
      Array.from(places, (place) => [tables.numbers[place]!, place] as const),
    ),
  );
  return instance.homeIds.map((id, h) => ({
    open: openOf.get(id)!,
    places: Array.from(slots.subarray(instance.slotStart[h]!, instance.slotStart[h + 1]!))
      .filter((pair) => pair >= 0)
      .map((pair) => placeOf.get(instance.applicantIds[instance.pairApplicant[pair]!]!)!),
  }));
}
