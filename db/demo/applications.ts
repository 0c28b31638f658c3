/** About twelve thousand live applications, a third of them transfers, wishing where the landlord has homes. */
import type { Application, Label, PriorityLetter } from '../../src/domain/application.ts';
import type { Home, Typology } from '../../src/domain/home.ts';
import type { Household } from '../../src/domain/household.ts';
import { addDays, addMonths, ageOn, type CivilDate, monthsElapsed } from '../../src/kernel/civil-date.ts';
import type { Grid } from '../../src/scoring/grid.ts';
import type { Chance } from './chance.ts';
import { factsOf } from './grid-facts.ts';
import { makeHousehold } from './households.ts';
import type { DemoTerritory } from './territories.ts';

// 32 % of requests come from social tenants (USH 2024), of whom most live with us by assumption.
const transferShare = 0.32;
const ownTenantShare = 0.6;
// 47 % wait for more than a year (2019); the finer steps are assumptions. Bounds in months.
const waits: readonly (readonly [readonly [number, number], number])[] = [
  [[0, 11], 0.53],
  [[12, 23], 0.17],
  [[24, 35], 0.1],
  [[36, 59], 0.11],
  [[60, 119], 0.07],
  [[120, 170], 0.02],
];
const wishedTypologies: Record<number, readonly (readonly [readonly Typology[], number])[]> = {
  1: [
    [['T1', 'T2'], 0.4],
    [['T2'], 0.5],
    [['T1'], 0.1],
  ],
  2: [
    [['T2', 'T3'], 0.5],
    [['T3'], 0.35],
    [['T2'], 0.15],
  ],
  3: [
    [['T3'], 0.6],
    [['T3', 'T4'], 0.4],
  ],
  4: [
    [['T4'], 0.6],
    [['T3', 'T4'], 0.2],
    [['T4', 'T5'], 0.2],
  ],
  5: [
    [['T4', 'T5'], 0.6],
    [['T5'], 0.4],
  ],
  6: [
    [['T5', 'T6'], 0.7],
    [['T5'], 0.3],
  ],
};
// Letters that a household seems to fall under, and how often a body has recognised them: assumptions.
const presumedShare = 0.3;
const labelledShare = 0.5;
const daloShare = 0.009;
const letterShares: readonly (readonly [PriorityLetter, number])[] = [
  ['c', 0.28],
  ['k', 0.2],
  ['d', 0.14],
  ['a', 0.12],
  ['j', 0.1],
  ['l', 0.06],
  ['f', 0.04],
  ['e', 0.03],
  ['g', 0.02],
  ['m', 0.01],
];

/** How applications name this landlord. */
export const demoLandlordAlias = 'Habitat Lorraine Démonstration';

/** The letters that a household can seem to fall under: no overcrowded child without a child. */
function lettersOf(household: Household, date: CivilDate): readonly (readonly [PriorityLetter, number])[] {
  const [holder, ...others] = household.persons;
  const hasMinor = others.some(({ bornOn }) => ageOn(bornOn, date) < 18);
  return letterShares.filter(([letter]) => {
    if (letter === 'j') return hasMinor;
    if (letter === 'g') return others.length > 0;
    if (letter === 'm') return holder !== undefined && ageOn(holder.bornOn, date) < 21;
    return letter !== 'e' || (holder !== undefined && ageOn(holder.bornOn, date) < 62);
  });
}

export type ApplicationWorld = {
  chance: Chance;
  date: CivilDate;
  territories: readonly DemoTerritory[];
  /** An occupied home of ours in the commune, each given once: the tenant of one home asks for one transfer. */
  takeOccupiedHome: (insee: string) => Home | null;
  grids: readonly Grid[];
};

export function makeApplication(world: ApplicationWorld, serial: number): Application {
  const { chance, date } = world;
  const territory = chance.weighted(world.territories.map((place) => [place, place.weight] as const));
  const filedOn = addDays(addMonths(date, -monthsWaited(chance)), -chance.integer(0, 27));
  const household = makeHousehold(chance, date);
  const presumed = chance.happens(presumedShare) ? chance.weighted(lettersOf(household, date)) : null;
  const current = makeCurrentHousing(world, territory, household);
  const application: Application = {
    number: numberOf(filedOn, serial),
    name: `${chance.faker.person.lastName()} ${chance.faker.person.firstName()}`,
    filedOn,
    renewedOn: lastRenewal(filedOn, date),
    status: 'live',
    household,
    wishes: {
      communes: wishedCommunes(chance, territory),
      typologies: [
        ...chance.weighted(wishedTypologies[Math.min(6, household.persons.length)] ?? [[['T3'] as const, 1]]),
      ],
      accessibility: chance.weighted([
        ['none', 0.93],
        ['stepFree', 0.06],
        ['wheelchair', 0.01],
      ]),
    },
    current,
    labels: makeLabels(chance, presumed, filedOn, date),
    gridFacts: [],
    relocation:
      current.landlord !== null && chance.happens(0.015)
        ? chance.one(['urbanRenewal', 'sale'] as const)
        : null,
    employment: chance.happens(0.05)
      ? null
      : chance.weighted([
          ['employee', 0.47],
          ['jobSeeker', 0.2],
          ['other', 0.33],
        ]),
    refusals: chance.happens(0.08)
      ? [{ homeId: 'LGT-00001', on: addDays(date, -chance.integer(20, 300)), adapted: chance.happens(0.8) }]
      : [],
    arrears: chance.happens(0.07)
      ? {
          amountCents: chance.integer(100, 2500) * 100,
          asOf: addDays(date, -chance.integer(1, 60)),
          underPlan: chance.happens(0.5),
        }
      : null,
  };
  const grid = gridOf(world.grids, application);
  return { ...application, gridFacts: grid ? factsOf(chance, grid, application, presumed, date) : [] };
}

function monthsWaited(chance: Chance): number {
  const [from, to] = chance.weighted(waits);
  return chance.integer(from, to);
}

function lastRenewal(filedOn: CivilDate, date: CivilDate): CivilDate {
  return addMonths(filedOn, Math.floor(monthsElapsed(filedOn, date) / 12) * 12);
}

/** A number in the shape that is often seen (N-01); nothing is ever read from it. */
export function numberOf(filedOn: CivilDate, serial: number): string {
  return `057${filedOn.slice(5, 7)}${filedOn.slice(2, 4)}${String(serial).padStart(6, '0')}G5701`;
}

function wishedCommunes(chance: Chance, territory: DemoTerritory): string[] {
  const first = chance.weighted(
    territory.communes.map((commune) => [commune.insee, commune.weight] as const),
  );
  const others = chance.some(
    territory.communes.map((commune) => commune.insee).filter((insee) => insee !== first),
    chance.integer(0, 3),
  );
  return [first, ...others];
}

function makeCurrentHousing(
  world: ApplicationWorld,
  territory: DemoTerritory,
  household: Household,
): Application['current'] {
  const { chance } = world;
  const residents = household.persons.length;
  if (!chance.happens(transferShare)) {
    const kind = chance.weighted([
      ['LP', 0.42],
      ['CP', 0.2],
      ['CPE', 0.2],
      ['SH', 0.06],
      ['RS', 0.05],
      ['SD', 0.03],
      ['LTG', 0.04],
    ]);
    const housed = kind === 'LP' || kind === 'CPE';
    return {
      kind,
      landlord: null,
      tenancyId: null,
      insee: chance.one(territory.communes).insee,
      qpvCode: null,
      habitableRooms: housed ? chance.integer(1, 4) : null,
      surfaceM2: housed ? chance.integer(18, 85) : null,
      residents: housed ? residents + (kind === 'CPE' ? 2 : 0) : null,
      rentCents: kind === 'LP' ? chance.integer(380, 750) * 100 : null,
    };
  }
  const commune = chance.weighted(territory.communes.map((place) => [place, place.weight] as const));
  const home = chance.happens(ownTenantShare) ? world.takeOccupiedHome(commune.insee) : null;
  return {
    kind: 'HLM',
    landlord: home ? demoLandlordAlias : 'Autre bailleur social (fictif)',
    tenancyId: home ? `TEN-${home.id.slice(4)}` : null,
    insee: commune.insee,
    qpvCode: home?.qpvCode ?? null,
    habitableRooms: home?.habitableRooms ?? chance.integer(1, 5),
    surfaceM2: home?.surfaceM2 ?? chance.integer(28, 90),
    residents,
    rentCents: home?.rentCents ?? chance.integer(230, 480) * 100,
  };
}

function makeLabels(
  chance: Chance,
  presumed: PriorityLetter | null,
  filedOn: CivilDate,
  date: CivilDate,
): Label[] {
  const days = Math.max(1, Math.min(400, monthsElapsed(filedOn, date) * 30));
  const on = () => addDays(date, -chance.integer(1, days));
  const labels: Label[] = [];
  if (chance.happens(daloShare)) {
    labels.push({ category: 'dalo', by: 'Commission de médiation de la Moselle', on: on(), until: null });
  }
  if (presumed !== null && chance.happens(labelledShare)) {
    const by = chance.one([
      'Préfecture de la Moselle',
      'SIAO de la Moselle',
      'Département de la Moselle',
    ] as const);
    labels.push({ category: presumed, by, on: on(), until: null });
  }
  return labels;
}

function gridOf(grids: readonly Grid[], application: Application): Grid | undefined {
  const kind = application.current.landlord === null ? 'general' : 'transfer';
  return grids.find((grid) => grid.kind === kind) ?? grids[0];
}
