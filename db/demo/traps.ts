/**
 * Planted illegal pairs: households made to be first for a home if the law were forgotten. The engine must propose
 * none of them for the home named. Each kind breaks one rule and no other, and breaks it for every home of the session
 * that the household wishes for: planted households are on no list.
 */
import type { Application } from '../../src/domain/application.ts';
import type { Financing, Home, Vacancy } from '../../src/domain/home.ts';
import { addDays, addYears, type CivilDate } from '../../src/kernel/civil-date.ts';
import { incomeCeiling } from '../../src/law/ceiling.ts';
import type { Grid } from '../../src/scoring/grid.ts';
import { numberOf } from './applications.ts';

export const trapKinds = ['ceiling', 'wrongHolder', 'classG', 'withoutNumber', 'labelTooLate'] as const;
export type TrapKind = (typeof trapKinds)[number];

export type Trap = { vacancyId: string; applicationNumber: string; kind: TrapKind };

const shares: Record<TrapKind, number> = {
  ceiling: 0.3,
  wrongHolder: 0.3,
  classG: 0.12,
  withoutNumber: 0.14,
  labelTooLate: 0.14,
};
// Numbers of planted households are far from those of the others.
const firstSerial = 900_000;

type Place = { vacancy: Vacancy; home: Home };

export function makeTraps(
  count: number,
  session: readonly Place[],
  classG: readonly Place[],
  grids: readonly Grid[],
  date: CivilDate,
): { traps: Trap[]; applications: Application[] } {
  const alike = ({ home }: Place) =>
    session.filter((other) => other.home.insee === home.insee && other.home.typology === home.typology);
  const reserved = session.filter((place) =>
    alike(place).every(({ vacancy }) => vacancy.holderId !== null && !vacancy.reservationFailed),
  );
  const places: Record<TrapKind, readonly Place[]> = {
    ceiling: session,
    wrongHolder: reserved,
    classG,
    withoutNumber: session,
    labelTooLate: reserved.filter((place) =>
      alike(place).every(({ vacancy }) => vacancy.holderId === 'prefet'),
    ),
  };
  const traps: Trap[] = [];
  const applications: Application[] = [];
  for (const kind of trapKinds) {
    const among = places[kind];
    for (let made = 0; made < Math.round(count * shares[kind]); made += 1) {
      const place = among[made % Math.max(1, among.length)];
      if (!place) break;
      const application = plant(kind, place, alike(place), grids, date, firstSerial + applications.length);
      applications.push(application);
      traps.push({ vacancyId: place.vacancy.id, applicationNumber: application.number, kind });
    }
  }
  return { traps, applications };
}

function plant(
  kind: TrapKind,
  { home }: Place,
  alike: readonly Place[],
  grids: readonly Grid[],
  date: CivilDate,
  serial: number,
): Application {
  const filedOn = addDays(addYears(date, -9), serial % 25);
  const persons = household(home, date);
  const application: Application = {
    number: numberOf(filedOn, serial),
    name: null,
    filedOn,
    renewedOn: addYears(filedOn, 8),
    status: 'live',
    household: {
      persons,
      visitingChildren: 0,
      monthlyResourcesCents: 120_000,
      resourcesEvidence: 'proved',
      taxIncome: { n2Cents: 500_000, n1Cents: null, last12MonthsCents: null },
    },
    wishes: { communes: [home.insee], typologies: [home.typology], accessibility: 'none' },
    current: {
      kind: 'SH',
      landlord: null,
      tenancyId: null,
      insee: home.insee,
      qpvCode: null,
      habitableRooms: 1,
      surfaceM2: 12,
      residents: persons.length,
      rentCents: null,
    },
    labels: [],
    gridFacts: highestFacts(grids, date),
    relocation: null,
    employment: 'other',
    refusals: [],
    arrears: null,
  };
  switch (kind) {
    case 'ceiling':
      return { ...application, household: aboveCeiling(application.household, [{ home }, ...alike], date) };
    case 'withoutNumber':
      return { ...application, withoutNumber: true };
    case 'labelTooLate':
      return {
        ...application,
        labels: [
          { category: 'c', by: 'Préfecture de la Moselle', on: addDays(date, 1 + (serial % 9)), until: null },
        ],
      };
    default:
      return application;
  }
}

/** A household of the size that the home is meant for: a parent and children of school age. */
function household(home: Home, date: CivilDate): Application['household']['persons'] {
  const size = Math.max(1, home.habitableRooms - 1);
  return Array.from({ length: size }, (_, index) => ({
    bornOn: addYears(date, index === 0 ? -40 : -6 - index),
    role: index === 0 ? 'holder' : 'dependant',
    disabled: false,
  }));
}

/** One euro above the highest ceiling of these homes, every year. */
function aboveCeiling(
  people: Application['household'],
  homes: readonly { home: { insee: string; financing: Financing } }[],
  date: CivilDate,
): Application['household'] {
  const ceilings = homes.map(({ home: { insee, financing } }) => {
    const { ceilingCents } = incomeCeiling({ date, insee, financing, persons: people.persons });
    if (ceilingCents === null) throw new Error('a trap needs a ceiling that is loaded');
    return ceilingCents;
  });
  const above = Math.max(...ceilings) + 100;
  return { ...people, taxIncome: { n2Cents: above, n1Cents: above, last12MonthsCents: null } };
}

function highestFacts(grids: readonly Grid[], date: CivilDate): Application['gridFacts'] {
  const grid = grids.find(({ kind }) => kind === 'general');
  return (grid?.criteria ?? []).flatMap((criterion) =>
    criterion.source === 'gridFact'
      ? [
          {
            criterion: criterion.id,
            value:
              criterion.kind === 'flag'
                ? true
                : criterion.kind === 'tiers'
                  ? (criterion.tiers[0]?.from ?? 0)
                  : 12,
            asOf: addDays(date, -30),
            evidence: 'verified' as const,
          },
        ]
      : [],
  );
}
