/** The plan of exchanges under way in the demonstration: a circle of which one household said no, and a pair. */
import type { Home } from '../../src/domain/home.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import {
  buildExchange,
  type ExchangeHousehold,
  homeOfNodes,
  moveKey,
} from '../../src/portal/exchanges/build.ts';
import type { Consent } from '../../src/portal/exchanges/consent.ts';
import type { MoveChecks } from '../../src/portal/exchanges/move-checks.ts';
import { groupOf, movesOfGroup, type PlanContent } from '../../src/portal/exchanges/plan.ts';
import type { ExchangeWants } from '../../src/portal/exchanges/wish.ts';
import { defaultPortalPolicy } from '../../src/portal/policy.ts';
import type { DemoLandlord } from './demo-landlord.ts';
import type { Sitting } from './exchange-people.ts';

export type DemoWish = {
  tenancyId: string;
  number: string;
  wants: ExchangeWants;
  words: string | null;
  since: CivilDate;
  until: CivilDate;
};

type DemoStep = {
  group: number;
  position: number;
  tenancyId: string;
  fromHomeId: string;
  toHomeId: string;
  vacancyId: null;
  checks: MoveChecks;
  consent: Consent;
  consentOn: CivilDate | null;
  dueOn: CivilDate;
};

export type DemoPlan = {
  madeOn: CivilDate;
  content: PlanContent;
  graph: ReturnType<typeof buildExchange>['graph'];
  steps: DemoStep[];
};

export function wantsOf(targets: readonly Home[]): ExchangeWants {
  return {
    communes: [...new Set(targets.map(({ insee }) => insee))],
    typologies: [...new Set(targets.map(({ typology }) => typology))],
    highestRentCents: null,
    highestLeftToPayCents: null,
    withoutStairs: false,
    accessibility: 'none',
  };
}

/** A circle of which one household said no, and the pair of the account's tenant, whose answer is awaited. */
export function planOf(
  demo: DemoLandlord,
  circle: readonly [Sitting, Sitting, Sitting],
  pair: readonly [Sitting, Sitting] | null,
  wishes: readonly DemoWish[],
): DemoPlan | null {
  const madeOn = addDays(demo.date, -6);
  const members = [...circle, ...(pair ?? [])];
  const households = members.map(({ application, tenancy, home, applicant }): ExchangeHousehold => {
    const wish = wishes.find(({ tenancyId }) => tenancyId === tenancy.id);
    return {
      tenancyId: tenancy.id,
      wants: wish?.wants ?? wantsOf([]),
      words: wish?.words ?? null,
      home,
      leaseRentCents: tenancy.rentCents,
      application,
      prepared: applicant,
      isProtected: false,
    };
  });
  const { scarceTypologies, chainDaysBetweenMoves, chainDaysToLetLast } = defaultPortalPolicy;
  const chainDays = { daysBetweenMoves: chainDaysBetweenMoves, daysToLetLast: chainDaysToLetLast };
  const material = {
    date: madeOn,
    households,
    freed: [],
    policy: demo.policy,
    scarceTypologies,
    chainDays,
    refused: new Set<string>(),
  };
  const built = buildExchange(material);
  const homeOf = homeOfNodes(material);
  const nodes = [circle, ...(pair ? [pair] : [])].map((list) => list.map(({ tenancy }) => tenancy.id));
  const groups = nodes.map((list) => groupOf('cycle', list, homeOf, { scarceTypologies, chainDays }));
  const moves = groups.flatMap((group, at) =>
    movesOfGroup(group).map((move, position) => ({ ...move, at, position })),
  );
  if (moves.some(({ home, household }) => !built.moves.has(moveKey(home, household)))) return null;
  const refuser = circle[1].tenancy.id;
  const waited = new Set([circle[2].tenancy.id, pair?.[0].tenancy.id]);
  const value = moves.reduce(
    (sum, { home, household }) =>
      sum + (built.graph.arcs.find(([from, to]) => from === home && to === household)?.[2] ?? 0),
    0,
  );
  return {
    madeOn,
    graph: built.graph,
    content: {
      groups,
      value,
      bound: value,
      optimal: true,
      households: households.length,
      freedHomes: 0,
      arcs: built.graph.arcs.length,
      stopped: built.stopped,
      ifRefused: [],
      communes: [...new Set(members.map(({ home }) => home.insee))].sort(),
    },
    steps: moves.flatMap(({ home, household, at, position }): DemoStep[] => {
      const checks = built.moves.get(moveKey(home, household));
      if (!checks) return [];
      const consent = household === refuser ? 'refused' : waited.has(household) ? 'asked' : 'given';
      return [
        {
          group: at,
          position,
          tenancyId: household,
          fromHomeId: homeOf(household).id,
          toHomeId: homeOf(home).id,
          vacancyId: null,
          checks,
          consent,
          consentOn: consent === 'asked' ? null : addDays(madeOn, 3),
          dueOn: addDays(madeOn, defaultPortalPolicy.transferAnswerDays),
        },
      ];
    }),
  };
}
