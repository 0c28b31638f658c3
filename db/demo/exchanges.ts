/** Exchanges of the demonstration: wishes that make a circle of three, a pair, a swap of right and two chains, and a plan under way. */
import type { Home } from '../../src/domain/home.ts';
import { addDays, addMonths, type CivilDate } from '../../src/kernel/civil-date.ts';
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
import {
  chainsIn,
  chainTo,
  freeKinds,
  kindOf,
  others,
  pairOf,
  type Sitting,
  sittingTenants,
  suits,
  swapOf,
  tripleOf,
} from './exchange-people.ts';
import { demoTenant } from './tenant.ts';

export type DemoWish = {
  tenancyId: string;
  number: string;
  wants: ExchangeWants;
  words: string | null;
  since: CivilDate;
  until: CivilDate;
};

export type DemoStep = {
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

export type DemoExchanges = {
  wishes: DemoWish[];
  plan: {
    madeOn: CivilDate;
    content: PlanContent;
    graph: ReturnType<typeof buildExchange>['graph'];
    steps: DemoStep[];
  } | null;
};

const ownWords = [
  'Balcon au soleil, école et arrêt de bus à côté.',
  'Calme, une cave et un local à vélos.',
  'Refait il y a deux ans, cuisine séparée.',
];

/** Reads the landlord; the homes of `busy` vacancies start no chain. */
export function makeExchanges(demo: DemoLandlord, busy: ReadonlySet<string>): DemoExchanges {
  const people = sittingTenants(demo);
  const kindsFree = freeKinds(demo);
  const isTaken = ({ home }: Sitting) => kindsFree.has(kindOf(home));
  const used = new Set<string>();
  const wanted = new Map<string, { of: Sitting; targets: Home[] }>();
  const want = (of: Sitting, ...targets: Home[]) => {
    used.add(of.tenancy.id);
    const known = wanted.get(of.tenancy.id);
    wanted.set(of.tenancy.id, { of, targets: [...(known?.targets ?? []), ...targets] });
  };
  const free = () => people.filter(({ tenancy }) => !used.has(tenancy.id));
  // Who would find the same home free already makes no circle.
  const lone = () => free().filter((one) => !isTaken(one));
  const tenant = people.find(({ application }) => application.number === demoTenant(demo).number);
  const partner = tenant && lone().find((one) => one !== tenant && suits(tenant, one) && suits(one, tenant));
  if (tenant) used.add(tenant.tenancy.id);
  if (tenant && partner) {
    want(tenant, partner.home);
    want(partner, tenant.home);
  }
  const asked = tripleOf(lone(), true);
  if (asked) {
    const [a, b, c] = asked;
    want(a, c.home);
    want(b, a.home);
    // Where the second says no, the third and the first still answer each other.
    want(c, b.home, a.home);
  }
  const swap = swapOf(free());
  if (swap) {
    want(swap[0], swap[1].home);
    want(swap[1], swap[0].home);
  }
  for (const vacancy of demo.vacancies.filter((one) => one.holderId === null && !busy.has(one.id))) {
    if (chainsIn(wanted) >= 2) break;
    const home = demo.homes.find(({ id }) => id === vacancy.homeId);
    if (home && ['notice', 'works', 'available'].includes(vacancy.status))
      chainTo(home, demo, free(), kindsFree, want);
  }
  const circle = tripleOf(lone(), false);
  if (circle) {
    const [a, b, c] = circle;
    want(a, c.home);
    want(b, a.home);
    want(c, b.home);
  }
  const pair = pairOf(lone());
  if (pair) {
    want(pair[0], pair[1].home);
    want(pair[1], pair[0].home);
  }
  const matched = [...wanted.values()];
  const places = new Set(matched.map(({ of }) => of.home.insee));
  const unmatched = free()
    .filter(({ application: { wishes } }) =>
      wishes.communes.every(
        (insee) =>
          !places.has(insee) && wishes.typologies.every((typology) => !kindsFree.has(`${insee} ${typology}`)),
      ),
    )
    .slice(0, others);
  const wishes = [
    ...matched.map(({ of, targets }, at) => wishOf(of, wantsOf(targets), at, demo.date)),
    ...unmatched.map((of, at) =>
      wishOf(
        of,
        {
          ...wantsOf([]),
          communes: of.application.wishes.communes,
          typologies: of.application.wishes.typologies,
        },
        at + matched.length,
        demo.date,
      ),
    ),
  ];
  return {
    wishes,
    plan: asked ? planOf(demo, asked, tenant && partner ? [tenant, partner] : null, wishes) : null,
  };
}

function wantsOf(targets: readonly Home[]): ExchangeWants {
  return {
    communes: [...new Set(targets.map(({ insee }) => insee))],
    typologies: [...new Set(targets.map(({ typology }) => typology))],
    highestRentCents: null,
    highestLeftToPayCents: null,
    withoutStairs: false,
    accessibility: 'none',
  };
}

function wishOf(
  { application, tenancy }: Sitting,
  wants: ExchangeWants,
  at: number,
  date: CivilDate,
): DemoWish {
  return {
    tenancyId: tenancy.id,
    number: application.number,
    wants,
    words: ownWords[at % (ownWords.length + 1)] ?? null,
    since: addDays(date, -40 + at),
    until: addMonths(date, 5 + (at % 4)),
  };
}

/** A circle of which one household said no, and the pair of the account's tenant, whose answer is awaited. */
function planOf(
  demo: DemoLandlord,
  circle: readonly [Sitting, Sitting, Sitting],
  pair: readonly [Sitting, Sitting] | null,
  wishes: readonly DemoWish[],
): DemoExchanges['plan'] {
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
