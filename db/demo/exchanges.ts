/** Exchanges of the demonstration: wishes that make a circle of three, a pair, a swap of right and two chains, and a plan under way. */
import { type Application, numberPattern } from '../../src/domain/application.ts';
import type { Home } from '../../src/domain/home.ts';
import type { Tenancy } from '../../src/domain/tenancy.ts';
import { addDays, addMonths, type CivilDate } from '../../src/kernel/civil-date.ts';
import {
  mayHaveHome,
  type PreparedApplicant,
  type PreparedHome,
  prepareApplicant,
  prepareHome,
} from '../../src/law/eligibility.ts';
import { swapOfRight } from '../../src/law/transfer.ts';
import {
  buildExchange,
  type ExchangeHousehold,
  homeOfNodes,
  isSameComplex,
  moveKey,
} from '../../src/portal/exchanges/build.ts';
import type { Consent } from '../../src/portal/exchanges/consent.ts';
import type { MoveChecks } from '../../src/portal/exchanges/move-checks.ts';
import { groupOf, movesOfGroup, type PlanContent } from '../../src/portal/exchanges/plan.ts';
import type { ExchangeWants } from '../../src/portal/exchanges/wish.ts';
import { defaultPortalPolicy } from '../../src/portal/policy.ts';
import type { DemoLandlord } from './demo-landlord.ts';
import { demoTenant } from './tenant.ts';

type Sitting = {
  application: Application;
  tenancy: Tenancy;
  home: Home;
  applicant: PreparedApplicant;
  offered: PreparedHome;
};

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

const searched = 60;
const others = 8;
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

function kindOf({ insee, typology }: Home): string {
  return `${insee} ${typology}`;
}

/** Places and sizes of which a home is free and nobody’s. */
function freeKinds({ homes, vacancies }: DemoLandlord): ReadonlySet<string> {
  const free = new Set(vacancies.filter(({ holderId }) => holderId === null).map(({ homeId }) => homeId));
  return new Set(homes.filter(({ id }) => free.has(id)).map(kindOf));
}

/** Tenants with a live application: some of the first, large families and their neighbours. */
function sittingTenants(demo: DemoLandlord): Sitting[] {
  const tenancyOf = new Map(demo.tenancies.map((tenancy) => [tenancy.id, tenancy]));
  const homeOf = new Map(demo.homes.map((home) => [home.id, home]));
  const trapped = new Set(demo.traps.map(({ applicationNumber }) => applicationNumber));
  const named = new Set(demo.designations.map(({ applicationNumber }) => applicationNumber));
  const own = demoTenant(demo).number;
  const sitting = demo.applications.flatMap((application) => {
    const tenancy = tenancyOf.get(application.current.tenancyId ?? '');
    const home = tenancy && homeOf.get(tenancy.homeId);
    const isFit =
      application.status === 'live' &&
      numberPattern.test(application.number) &&
      application.relocation === null &&
      !trapped.has(application.number) &&
      !named.has(application.number) &&
      tenancy?.applicationNumber === application.number;
    if (!tenancy || !home || !isFit || tenancy.endedOn !== null) return [];
    return [{ application: { ...application, name: null }, tenancy, home }];
  });
  // The tenant of the account, and large families, whom the law of 1989 gives a right.
  const large = sitting.filter(({ application }) => childrenOf(application) >= 3).slice(0, searched);
  const complexOf = ({ insee, residence }: Home) => `${insee} ${residence}`;
  const near = new Set(large.map(({ home }) => complexOf(home)));
  const neighbours = sitting.filter(({ home }) => near.has(complexOf(home))).slice(0, 2 * searched);
  const account = sitting.filter(({ application }) => application.number === own);
  const chosen = new Set([...account, ...sitting.slice(0, searched), ...large, ...neighbours]);
  return [...chosen].map((one) => ({
    ...one,
    applicant: prepareApplicant(one.application, demo.date),
    offered: prepareHome({ home: one.home, date: demo.date }),
  }));
}

function childrenOf({ household }: Application): number {
  return household.persons.filter(({ role }) => role === 'dependant').length;
}

const scale = [
  ['T1', 'T2'],
  ['T2', 'T3'],
  ['T3', 'T4'],
  ['T4', 'T5'],
  ['T4', 'T5', 'T6'],
  ['T5', 'T6'],
];

/** The law says yes, and the size suits. */
function suits({ application, applicant, home }: Sitting, there: Pick<Sitting, 'home' | 'offered'>): boolean {
  const persons = application.household.persons.length;
  const sizes = scale[Math.min(persons, scale.length) - 1] ?? [];
  return (
    there.home.id !== home.id &&
    (there.home.insee !== home.insee || there.home.typology !== home.typology) &&
    sizes.includes(there.home.typology) &&
    mayHaveHome(applicant, there.offered).verdict === 'yes'
  );
}

function pairOf(people: readonly Sitting[]): [Sitting, Sitting] | null {
  for (const a of people) {
    const b = people.find((one) => suits(a, one) && suits(one, a) && one.home.residence !== a.home.residence);
    if (b) return [a, b];
  }
  return null;
}

/** `back`: the third could also have the first's home. */
function tripleOf(people: readonly Sitting[], back: boolean): [Sitting, Sitting, Sitting] | null {
  for (const a of people) {
    for (const b of people) {
      if (!suits(b, a) || suits(a, b)) continue;
      const c = people.find(
        (one) => one !== a && one !== b && suits(one, b) && suits(a, one) && (suits(one, a) || !back),
      );
      if (c) return [a, b, c];
    }
  }
  return null;
}

function swapOf(people: readonly Sitting[]): [Sitting, Sitting] | null {
  for (const large of people.filter(({ application }) => childrenOf(application) >= 3)) {
    const small = people.find((one) => isSwap(large, one));
    if (small) return [large, small];
  }
  return null;
}

function isSwap(large: Sitting, small: Sitting): boolean {
  if (large === small || isSameComplex(large.home, small.home) !== true) return false;
  const households = [large, small].map(({ application, home }) => ({
    persons: application.household.persons.length,
    children: childrenOf(application),
    surfaceM2: home.surfaceM2,
  }));
  const [first, second] = households;
  if (!first || !second) return false;
  const date = large.offered.date;
  return (
    swapOfRight({ sameOwner: true, sameComplex: true, households: [first, second] }, date).verdict === 'yes'
  );
}

/** A household into the freed home, and another into the home that it leaves. */
function chainTo(
  home: Home,
  demo: DemoLandlord,
  people: readonly Sitting[],
  kinds: ReadonlySet<string>,
  want: (of: Sitting, ...targets: Home[]) => void,
): void {
  const offered = prepareHome({ home, date: demo.date });
  for (const first of people.filter((one) => suits(one, { home, offered }))) {
    if (kinds.has(kindOf(first.home))) continue;
    const second = people.find((one) => one !== first && suits(one, first));
    if (!second) continue;
    want(first, home);
    want(second, first.home);
    return;
  }
}

function chainsIn(wanted: ReadonlyMap<string, { of: Sitting; targets: Home[] }>): number {
  const left = new Set([...wanted.values()].map(({ of }) => of.home.id));
  return [...wanted.values()].filter(({ targets }) => targets.some(({ id }) => !left.has(id))).length;
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
  const { scarceTypologies } = defaultPortalPolicy;
  const material = {
    date: madeOn,
    households,
    freed: [],
    policy: demo.policy,
    scarceTypologies,
    refused: new Set<string>(),
  };
  const built = buildExchange(material);
  const homeOf = homeOfNodes(material);
  const nodes = [circle, ...(pair ? [pair] : [])].map((list) => list.map(({ tenancy }) => tenancy.id));
  const groups = nodes.map((list) => groupOf('cycle', list, homeOf, scarceTypologies));
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
