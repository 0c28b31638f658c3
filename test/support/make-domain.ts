/**
 * Builders of domain values for tests: a plain, lawful default, and the one fact that a test is about as an override.
 * The default place is Metz (57463, Metz Métropole 200039865), the default day that of the demonstration.
 */
import type { Application, Label } from '../../src/domain/application.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import type { Household, Person } from '../../src/domain/household.ts';
import type { Designation, ReservationHolder } from '../../src/domain/reservation.ts';
import type { Target } from '../../src/domain/target.ts';
import { type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
import { defaultPolicy } from '../../src/matching/policy.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import type { Grid } from '../../src/scoring/grid.ts';

export const sessionDate: CivilDate = civilDate('2026-11-21');
export const metzInsee = '57463';
export const metzSiren = '200039865';

/** A unique number of 18 characters that tells only its index apart. */
export function makeNumber(index: number): string {
  return `05711260000${String(index).padStart(7, '0')}`;
}

function makePerson(overrides: Partial<Person> = {}): Person {
  return { bornOn: civilDate('1985-05-05'), role: 'holder', disabled: false, ...overrides };
}

/** One adult, 1 200 € a month proved, RFR 12 000 €. */
export function makeHousehold(overrides: Partial<Household> = {}): Household {
  return {
    persons: [makePerson()],
    visitingChildren: 0,
    monthlyResourcesCents: 120_000,
    resourcesEvidence: 'proved',
    taxIncome: { n2Cents: 1_200_000, n1Cents: null, last12MonthsCents: null },
    ...overrides,
  };
}

/** Adults then children: `makePersons(2, [8, 15])` is a couple with children of 8 and 15 on the session's day. */
export function makePersons(adults: number, childAges: readonly number[] = []): Person[] {
  const roles = ['holder', 'partner'] as const;
  return [
    ...Array.from({ length: adults }, (_, index) => makePerson({ role: roles[index] ?? 'other' })),
    ...childAges.map((age) => makePerson({ role: 'dependant', bornOn: civilDate(`${2026 - age}-03-03`) })),
  ];
}

export type ApplicationOverrides = Omit<Partial<Application>, 'wishes' | 'current'> & {
  wishes?: Partial<Application['wishes']>;
  current?: Partial<Application['current']>;
};

/** A live first application (no social landlord) for a T2 in Metz, filed on 2024-11-21 and renewed in 2026. */
export function makeApplication(index: number, overrides: ApplicationOverrides = {}): Application {
  const { wishes, current, ...rest } = overrides;
  return {
    number: makeNumber(index),
    name: null,
    filedOn: civilDate('2024-11-21'),
    renewedOn: civilDate('2026-06-01'),
    status: 'live',
    household: makeHousehold(),
    wishes: { communes: [metzInsee], typologies: ['T2'], accessibility: 'none', ...wishes },
    current: {
      kind: null,
      landlord: null,
      tenancyId: null,
      insee: null,
      qpvCode: null,
      habitableRooms: null,
      surfaceM2: null,
      residents: null,
      rentCents: null,
      ...current,
    },
    labels: [],
    gridFacts: [],
    relocation: null,
    employment: null,
    refusals: [],
    arrears: null,
    ...rest,
  };
}

/** A label in force since 1 March 2026. */
export function makeLabel(category: Label['category'], overrides: Partial<Label> = {}): Label {
  return { category, by: 'Préfet de la Moselle', on: civilDate('2026-03-01'), until: null, ...overrides };
}

/** A PLUS T2 of 46 m² in Metz, outside QPV, class D. */
export function makeHome(id: string, overrides: Partial<Home> = {}): Home {
  return {
    id,
    rplsId: null,
    insee: metzInsee,
    address: '1 rue des Tanneurs',
    residence: null,
    typology: 'T2',
    habitableRooms: 2,
    surfaceM2: 46,
    floor: 1,
    lift: true,
    accessibility: 'none',
    constructionYear: 1995,
    financing: 'PLUS',
    adaptedPlai: false,
    rentCents: 32_000,
    annexRentCents: 0,
    chargesCents: 8_000,
    flatChargesCents: 5_000,
    qpvCode: null,
    energyClass: 'D',
    ...overrides,
  };
}

/** An available home that no holder reserves; its id is `v-` and the home's. */
export function makeVacancy(homeId: string, overrides: Partial<Vacancy> = {}): Vacancy {
  return {
    id: `v-${homeId}`,
    homeId,
    status: 'available',
    noticeReceivedOn: null,
    availableOn: civilDate('2026-12-15'),
    withdrawal: null,
    holderId: null,
    orientedOn: null,
    designationDueOn: null,
    reservationFailed: false,
    acceptancePermille: null,
    ...overrides,
  };
}

export function makeHolder(
  id: string,
  kind: ReservationHolder['kind'],
  overrides: Partial<ReservationHolder> = {},
): ReservationHolder {
  return { id, kind, name: id, territory: null, flowPermille: null, ...overrides };
}

export function makeDesignation(
  vacancyId: string,
  applicationNumber: string,
  holderId: string,
  overrides: Partial<Designation> = {},
): Designation {
  return { vacancyId, applicationNumber, holderId, on: civilDate('2026-11-10'), dalo: false, ...overrides };
}

/** 30 % of transfers of any landlord in Metz Métropole this year. */
export function makeTarget(id: string, overrides: Partial<Target> = {}): Target {
  return {
    id,
    kind: 'transfersAnyLandlord',
    name: 'Mutations, Metz Métropole',
    class: 'convention',
    year: 2026,
    territory: { level: 'epci', code: metzSiren, communes: null },
    goal: { kind: 'share', share: 0.3 },
    source: 'test',
    ...overrides,
  };
}

/** A general grid of the whole country: one point a month of seniority up to 60, 50 for a DALO label. */
export function makeGrid(overrides: Partial<Grid> = {}): Grid {
  return {
    id: 'test-general',
    version: 1,
    name: 'Grille de test',
    epci: null,
    kind: 'general',
    from: civilDate('2024-01-01'),
    until: null,
    fictive: true,
    source: 'test',
    groups: [
      { id: 'anciennete', label: 'Ancienneté', cumul: 'sum', cap: null },
      { id: 'priorites', label: 'Priorités', cumul: 'sum', cap: null },
    ],
    criteria: [
      {
        id: 'anciennete-mois',
        label: 'Ancienneté de la demande, un point par mois',
        group: 'anciennete',
        evidence: 'declared',
        l4411: [],
        kind: 'perUnit',
        source: 'seniorityMonths',
        pointsPerUnit: 1,
        cap: 60,
      },
      {
        id: 'dalo',
        label: 'Décision DALO',
        group: 'priorites',
        evidence: 'verified',
        l4411: [],
        kind: 'flag',
        source: 'daloLabel',
        points: 50,
      },
    ],
    refusalMalus: null,
    abnormalDelayMonths: null,
    conversions: [],
    ...overrides,
  };
}

/** One T2 in Metz, one applicant, one grid for everybody, the default policy, the session's day. */
export function makeSnapshot(overrides: Partial<Snapshot> = {}): Snapshot {
  const home = makeHome('h1');
  return {
    landlord: { id: 'bailleur', name: 'Bailleur de test', aliases: ['BAILLEUR'] },
    date: sessionDate,
    vacancies: [{ vacancy: makeVacancy('h1'), home }],
    applications: [makeApplication(1)],
    holders: [],
    designations: [],
    targets: [],
    grids: [makeGrid()],
    policy: defaultPolicy,
    pins: [],
    bans: [],
    ...overrides,
  };
}
