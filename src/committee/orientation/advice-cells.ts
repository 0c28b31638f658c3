/** What the advice weighs: shares due, kinds of homes, limits of the law. */
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { obligationShare } from '../../law/obligation-figures.ts';
import type {
  OrientationCell,
  OrientationLimit,
  OrientationProblem,
} from '../../matching/engines/orientation-problem.ts';
import { inHolderTerritory, isDeducted, isOwnUse } from './destination.ts';
import {
  categoryOf,
  type FlowDimension,
  guarantorTerritories,
  isState,
  territoryFlow,
} from './flow-balance.ts';
import { conventionOf, type FlowPlan } from './flow-plan.ts';
import type { Due, FlowYear, FreedHome, Use } from './flow-year.ts';

const shareWeight = 10;

const kindWeight = 1;

/** Distances as parts of what is due, with the slope up to each: the further behind, the sooner served. */
const stepParts = [0.02, 0.05, 0.1, 0.2, 0.4] as const;

const stepSlopes = [1, 2, 3, 4, 6, 9] as const;

/** A thousandth of a home beyond a limit of law weighs more than any balance can. */
const limitSlope = 20;

const balancedDimensions = ['typology', 'financing', 'qpv', 'territory'] as const satisfies FlowDimension[];

export type Aim = Due & {
  /** Homes that have it as destination before the batch. */
  used: number;
  /** Its part of the homes of the year once the batch is oriented. */
  aim: number;
};

export type Context = {
  year: FlowYear;
  plan: FlowPlan;
  uses: readonly Use[];
  base: number;
  aims: readonly Aim[];
  batch: readonly FreedHome[];
  items: OrientationProblem['items'];
};

/** The homes of the batch that may go to a destination, with the place of that choice. */
function membersOf(
  { items, batch }: Context,
  destination: string,
  accepts: (home: FreedHome) => boolean = () => true,
) {
  return items.flatMap(({ choices }, item) => {
    const choice = choices.indexOf(destination);
    const freed = batch[item];
    return choice >= 0 && freed && accepts(freed) ? [{ item, choice }] : [];
  });
}

export function shareCells(context: Context): OrientationCell[] {
  return context.aims.flatMap((aim) => {
    const members = membersOf(context, aim.destination);
    return members.length === 0
      ? []
      : [cell(`part ${aim.destination}`, members, aim.used, aim.aim, shareWeight)];
  });
}

/** Within a share: each size, financing, neighbourhood and territory in its part of the flow where the share stands. */
export function kindCells(
  context: Context,
  { destination, aim }: Aim,
): { cell: OrientationCell; category: string }[] {
  const { year, uses, batch } = context;
  const holder = year.holders.find(({ id }) => id === destination);
  const within = (place: { insee: string }) => !holder || inHolderTerritory(holder, place, year.date);
  const flow = [
    ...uses.filter((use) => !isDeducted(use.destination)).map(({ place }) => place),
    ...batch.map(({ home }) => home),
  ].filter(within);
  return balancedDimensions.flatMap((dimension) => {
    const counts = countBy(flow, dimension, year.date);
    const own = countBy(
      uses.filter((use) => use.destination === destination).map(({ place }) => place),
      dimension,
      year.date,
    );
    return [...counts.keys()].sort(compareCodeUnits).flatMap((category) => {
      const members = membersOf(
        context,
        destination,
        ({ home }) => categoryOf(home, dimension, year.date) === category,
      );
      if (members.length === 0 || flow.length === 0) return [];
      const part = ((counts.get(category) ?? 0) / flow.length) * aim;
      const id = `${dimension} ${category} ${destination}`;
      return [{ cell: cell(id, members, own.get(category) ?? 0, part, kindWeight), category }];
    });
  });
}

function countBy(
  places: readonly Parameters<typeof categoryOf>[0][],
  dimension: FlowDimension,
  date: CivilDate,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) {
    const category = categoryOf(place, dimension, date);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}

function cell(
  id: string,
  members: OrientationCell['members'],
  used: number,
  aim: number,
  weight: number,
): OrientationCell {
  let reached = 0;
  const steps = stepParts.map((part, index) => {
    // Steps of at least half a home, so that small shares have slopes too.
    reached = Math.max(reached + 5, Math.round(10 * part * aim));
    return { upToTenths: reached, slope: weight * (stepSlopes[index] ?? 1) };
  });
  return {
    id,
    members,
    startTenths: 10 * used - Math.round(10 * aim),
    steps,
    lastSlope: weight * (stepSlopes.at(-1) ?? 1),
  };
}

export function limitsOf(context: Context): OrientationLimit[] {
  const { year, plan, uses, base } = context;
  const { holders, date } = year;
  const countIn = (ids: readonly string[]) => uses.filter((use) => ids.includes(use.destination)).length;
  const atMost = (
    id: string,
    ids: readonly string[],
    share: ReturnType<typeof obligationShare>,
    flow: number,
  ) => {
    if (share === null || ids.length === 0) return [];
    const most = share.mul(flow).floor().valueOf();
    const members = ids.flatMap((destination) =>
      membersOf(context, destination).map((member) => ({ ...member, coefficient: 1000 })),
    );
    // A limit already passed is told by the balance; the batch only must not add to it.
    return [{ id, members, room: 1000 * Math.max(0, most - countIn(ids)), slope: limitSlope }];
  };
  const state = holders.filter(({ id }) => isState(holders, id)).map(({ id }) => id);
  const agents = holders.filter(({ kind }) => kind === 'stateCivilServants').map(({ id }) => id);
  return [
    ...atMost('state.maxShare', state, obligationShare('state.maxShare', date), base),
    ...atMost(
      'state.maxCivilServantsShare',
      agents,
      obligationShare('state.maxCivilServantsShare', date),
      base,
    ),
    ...outsideQpvMinimum(context, state),
    ...guarantorTerritories(year, plan).flatMap(({ holder, holderIds }) =>
      atMost(
        `guarantors ${holder.id}`,
        holderIds,
        obligationShare('guarantors.maxShare', date),
        territoryFlow(holder, uses, base, date),
      ),
    ),
  ];
}

/** outside QPV the State's part may not be under its minimum; a batch may not widen what already misses. */
function outsideQpvMinimum(context: Context, state: readonly string[]): OrientationLimit[] {
  const { year, plan, uses, items, batch } = context;
  const minimum = obligationShare('state.minOutsideQpvShare', year.date);
  const stateHolder = year.holders.find(({ kind }) => kind === 'state');
  if (minimum === null || !stateHolder || conventionOf(plan, stateHolder.id).outsideQpvMinimumWaived)
    return [];
  const permille = Math.round(minimum.mul(1000).valueOf());
  const outside = uses.filter((use) => !isDeducted(use.destination) && use.place.qpvCode === null);
  const used = outside.filter((use) => state.includes(use.destination)).length;
  const members = items.flatMap(({ choices }, item) =>
    batch[item]?.home.qpvCode !== null
      ? []
      : choices.flatMap((destination, choice) => {
          if (isOwnUse(destination) && isDeducted(destination)) return [];
          const coefficient = state.includes(destination) ? permille - 1000 : permille;
          return [{ item, choice, coefficient }];
        }),
  );
  // Homes are whole, and the year is not over: the minimum of the flow to date is rounded to the nearest home.
  const room = Math.max(0, 1000 * used - permille * outside.length) + 499;
  return [{ id: 'state.minOutsideQpvShare', members, room, slope: limitSlope }];
}
