/** Tenants of the demonstration whose homes answer each other: pairs, triples, swaps and chains. */
import { type Application, numberPattern } from '../../src/domain/application.ts';
import type { Home } from '../../src/domain/home.ts';
import type { Tenancy } from '../../src/domain/tenancy.ts';
import {
  mayHaveHome,
  type PreparedApplicant,
  type PreparedHome,
  prepareApplicant,
  prepareHome,
} from '../../src/law/eligibility.ts';
import { swapOfRight } from '../../src/law/transfer.ts';
import { isSameComplex } from '../../src/portal/exchanges/build.ts';
import type { DemoLandlord } from './demo-landlord.ts';
import { demoTenant } from './tenant.ts';

export type Sitting = {
  application: Application;
  tenancy: Tenancy;
  home: Home;
  applicant: PreparedApplicant;
  offered: PreparedHome;
};

const searched = 60;

export const others = 8;

export function kindOf({ insee, typology }: Home): string {
  return `${insee} ${typology}`;
}

/** Places and sizes of which a home is free and nobody’s. */
export function freeKinds({ homes, vacancies }: DemoLandlord): ReadonlySet<string> {
  const free = new Set(vacancies.filter(({ holderId }) => holderId === null).map(({ homeId }) => homeId));
  return new Set(homes.filter(({ id }) => free.has(id)).map(kindOf));
}

/** Tenants with a live application: some of the first, large families and their neighbours. */
export function sittingTenants(demo: DemoLandlord): Sitting[] {
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
export function suits(
  { application, applicant, home }: Sitting,
  there: Pick<Sitting, 'home' | 'offered'>,
): boolean {
  const persons = application.household.persons.length;
  const sizes = scale[Math.min(persons, scale.length) - 1] ?? [];
  return (
    there.home.id !== home.id &&
    (there.home.insee !== home.insee || there.home.typology !== home.typology) &&
    sizes.includes(there.home.typology) &&
    mayHaveHome(applicant, there.offered).verdict === 'yes'
  );
}

export function pairOf(people: readonly Sitting[]): [Sitting, Sitting] | null {
  for (const a of people) {
    const b = people.find((one) => suits(a, one) && suits(one, a) && one.home.residence !== a.home.residence);
    if (b) return [a, b];
  }
  return null;
}

/** `back`: the third could also have the first's home. */
export function tripleOf(people: readonly Sitting[], back: boolean): [Sitting, Sitting, Sitting] | null {
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

export function swapOf(people: readonly Sitting[]): [Sitting, Sitting] | null {
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
export function chainTo(
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

export function chainsIn(wanted: ReadonlyMap<string, { of: Sitting; targets: Home[] }>): number {
  const left = new Set([...wanted.values()].map(({ of }) => of.home.id));
  return [...wanted.values()].filter(({ targets }) => targets.some(({ id }) => !left.has(id))).length;
}
