/** Random but well-formed domain values for property tests: small worlds in which wishes, holders and rules meet. */
import fc from 'fast-check';
import type { Application, GridFact, Label } from '../../src/domain/application.ts';
import { priorityLetters } from '../../src/domain/application.ts';
import { accessibilitySchema, type Typology } from '../../src/domain/home.ts';
import { holderKinds } from '../../src/domain/reservation.ts';
import { addDays, type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
import { defaultPolicy } from '../../src/matching/policy.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import type { Criterion, Grid } from '../../src/scoring/grid.ts';
import {
  makeApplication,
  makeDesignation,
  makeHolder,
  makeHome,
  makePersons,
  makeTarget,
  makeVacancy,
  metzInsee,
  sessionDate,
} from './make-domain.ts';

/** Metz, Woippy (same EPCI) and Forbach (another one). */
const communes = [metzInsee, '57751', '57227'] as const;
const someTypologies: readonly Typology[] = ['T1', 'T2', 'T3', 'T4'];
const criterionIds = ['c1', 'c2', 'c3', 'c4'] as const;

const day = (from: string, days: number): fc.Arbitrary<CivilDate> =>
  fc.integer({ min: 0, max: days }).map((count) => addDays(civilDate(from), count));
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

const labels: fc.Arbitrary<Label> = fc.record({
  category: fc.constantFrom('dalo' as const, ...priorityLetters),
  by: fc.constantFrom('prefet', 'ville', 'als'),
  on: day('2026-01-01', 360),
  until: orNull(day('2026-10-01', 120)),
});

const gridFacts: fc.Arbitrary<GridFact> = fc.record({
  criterion: fc.constantFrom(...criterionIds, 'unknown-criterion'),
  value: fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 60 }), fc.constant('texte')),
  asOf: day('2026-06-01', 200),
  evidence: fc.constantFrom('declared' as const, 'verified' as const),
});

const filing = fc.record({ filedOn: day('2020-01-01', 2500), renewedOn: day('2025-09-01', 440) });

/** An application with its index as number; a third are transfers, some are expired or not filed yet. */
export function randomApplication(index: number): fc.Arbitrary<Application> {
  return fc
    .record({
      filing,
      adults: fc.integer({ min: 1, max: 2 }),
      children: fc.array(fc.integer({ min: 0, max: 17 }), { maxLength: 4 }),
      visitingChildren: fc.integer({ min: 0, max: 2 }),
      monthlyResourcesCents: orNull(fc.integer({ min: 0, max: 400_000 })),
      n2Cents: orNull(fc.integer({ min: 0, max: 6_000_000 })),
      wishes: fc.record({
        communes: fc.uniqueArray(fc.constantFrom(...communes), { maxLength: 3 }),
        typologies: fc.uniqueArray(fc.constantFrom(...someTypologies), { maxLength: 3 }),
        accessibility: fc.constantFrom(...accessibilitySchema.options),
      }),
      landlord: fc.constantFrom(null, null, 'BAILLEUR', 'AUTRE HLM'),
      current: fc.record({
        habitableRooms: orNull(fc.integer({ min: 1, max: 6 })),
        surfaceM2: orNull(fc.integer({ min: 9, max: 110 })),
        residents: orNull(fc.integer({ min: 1, max: 8 })),
        insee: fc.constantFrom(null, ...communes),
      }),
      labels: fc.array(labels, { maxLength: 3 }),
      gridFacts: fc.array(gridFacts, { maxLength: 6 }),
      employment: fc.constantFrom(null, 'employee' as const, 'jobSeeker' as const, 'other' as const),
      refusals: fc.array(
        fc.record({ homeId: fc.constant('x'), on: day('2025-01-01', 700), adapted: fc.boolean() }),
        { maxLength: 4 },
      ),
      status: fc.constantFrom('live' as const, 'live' as const, 'live' as const, 'housed' as const),
    })
    .map(({ filing: dates, adults, children, landlord, current, n2Cents, ...rest }) =>
      makeApplication(index, {
        ...dates,
        household: {
          persons: makePersons(adults, children),
          visitingChildren: rest.visitingChildren,
          monthlyResourcesCents: rest.monthlyResourcesCents,
          resourcesEvidence: 'declared',
          taxIncome: { n2Cents, n1Cents: null, last12MonthsCents: null },
        },
        wishes: rest.wishes,
        current: { ...current, landlord },
        labels: rest.labels,
        gridFacts: rest.gridFacts,
        employment: rest.employment,
        refusals: rest.refusals,
        status: rest.status,
      }),
    );
}

const letters = fc.uniqueArray(fc.constantFrom(...priorityLetters), { maxLength: 2 });
const points = fc.integer({ min: -10, max: 60 });

function randomCriterion(id: string): fc.Arbitrary<Criterion> {
  const base = fc.record({
    group: fc.constantFrom('g1', 'g2'),
    evidence: fc.constantFrom('declared' as const, 'verified' as const),
    l4411: letters,
    source: fc.constantFrom<Criterion['source'][]>(
      'gridFact',
      'gridFact',
      'seniorityMonths',
      'seniorityYears',
      'daloLabel',
      'l4411Label',
      'overOccupied',
      'tooFewRooms',
      'underOccupied',
      'waitBeyondAbnormalDelay',
    ),
  });
  const kinds = fc.oneof(
    points.map((value) => ({ kind: 'flag' as const, points: value })),
    fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 3 }).map((steps) => ({
      kind: 'tiers' as const,
      tiers: steps.sort((a, b) => b - a).map((from) => ({ from, points: from })),
    })),
    fc
      .record({
        pointsPerUnit: fc.integer({ min: -2, max: 5 }),
        cap: orNull(fc.integer({ min: 1, max: 80 })),
      })
      .map((perUnit) => ({ kind: 'perUnit' as const, ...perUnit })),
  );
  return fc.tuple(base, kinds).map(([common, kind]) => ({ id, label: id, ...common, ...kind }));
}

/** A grid of four criteria in two groups, with every way of adding up. */
export function randomGrid(kind: Grid['kind'] = 'general'): fc.Arbitrary<Grid> {
  const group = fc.record({
    cumul: fc.constantFrom('sum' as const, 'maxInGroup' as const),
    cap: orNull(fc.integer({ min: 0, max: 90 })),
  });
  return fc
    .record({
      criteria: fc.tuple(...criterionIds.map(randomCriterion)),
      groups: fc.tuple(group, group),
      refusalMalus: orNull(
        fc.record({
          points: fc.integer({ min: 0, max: 40 }),
          minRefusals: fc.integer({ min: 1, max: 3 }),
          expiresAfterMonths: orNull(fc.integer({ min: 1, max: 24 })),
        }),
      ),
      abnormalDelayMonths: orNull(fc.integer({ min: 1, max: 48 })),
    })
    .map(({ criteria, groups: [first, second], ...rest }) => ({
      id: `random-${kind}`,
      version: 1,
      name: 'Grille aléatoire',
      epci: null,
      kind,
      from: civilDate('2024-01-01'),
      until: null,
      fictive: true,
      source: 'test',
      groups: [
        { id: 'g1', label: 'Premier groupe', ...first },
        { id: 'g2', label: 'Second groupe', ...second },
      ],
      criteria,
      ...rest,
      conversions: [],
    }));
}

const lettings = fc.record({
  insee: fc.constantFrom(...communes),
  typology: fc.constantFrom(...someTypologies),
  financing: fc.constantFrom('PLAI' as const, 'PLUS' as const, 'PLS' as const),
  accessibility: fc.constantFrom(...accessibilitySchema.options),
  energyClass: fc.constantFrom('D' as const, 'D' as const, 'G' as const, null),
  qpvCode: fc.constantFrom(null, 'QN05701M'),
  holderId: fc.constantFrom(null, null, 'prefet', 'als', 'ville', 'inconnu'),
  orientedOn: orNull(day('2026-09-01', 80)),
  reservationFailed: fc.boolean(),
  opened: fc.boolean(),
  designated: fc.array(fc.record({ index: fc.nat(20), dalo: fc.boolean(), on: day('2026-10-01', 70) }), {
    maxLength: 3,
  }),
});

/** A session of up to four homes and twenty applications, with holders, designations, targets and one or two grids. */
export function randomSnapshot(): fc.Arbitrary<Snapshot> {
  const size = fc.integer({ min: 0, max: 20 });
  return size.chain((count) =>
    fc
      .record({
        applications: fc.tuple(...Array.from({ length: count }, (_, index) => randomApplication(index + 1))),
        homes: fc.array(lettings, { minLength: 1, maxLength: 4 }),
        general: randomGrid('general'),
        transfer: orNull(randomGrid('transfer')),
        converts: fc.boolean(),
        defaultPool: fc.constantFrom('general' as const, 'transfer' as const),
        behind: fc.boolean(),
      })
      .map((world) => snapshotOf(world)),
  );
}

type World = {
  applications: Application[];
  homes: {
    insee: string;
    typology: Typology;
    financing: 'PLAI' | 'PLUS' | 'PLS';
    accessibility: 'none' | 'stepFree' | 'wheelchair';
    energyClass: 'D' | 'G' | null;
    qpvCode: string | null;
    holderId: string | null;
    orientedOn: CivilDate | null;
    reservationFailed: boolean;
    opened: boolean;
    designated: { index: number; dalo: boolean; on: CivilDate }[];
  }[];
  general: Grid;
  transfer: Grid | null;
  converts: boolean;
  defaultPool: 'general' | 'transfer';
  behind: boolean;
};

function snapshotOf(world: World): Snapshot {
  const conversions = world.converts ? [{ toGrid: world.general.id, numerator: 3, denominator: 2 }] : [];
  const rooms = (typology: Typology) => Number(typology.slice(1));
  return {
    landlord: { id: 'bailleur', name: 'Bailleur de test', aliases: ['BAILLEUR'] },
    date: sessionDate,
    vacancies: world.homes.map((letting, index) => {
      const { insee, typology, financing, accessibility, energyClass, qpvCode } = letting;
      const { holderId, orientedOn, reservationFailed } = letting;
      return {
        vacancy: makeVacancy(`h${index}`, { holderId, orientedOn, reservationFailed }),
        home: makeHome(`h${index}`, {
          insee,
          typology,
          habitableRooms: rooms(typology),
          financing,
          accessibility,
          energyClass,
          qpvCode,
        }),
      };
    }),
    applications: world.applications,
    holders: [
      makeHolder('prefet', 'state'),
      makeHolder('als', 'actionLogement'),
      makeHolder('ville', holderKinds[3]),
    ],
    designations: world.homes.flatMap((letting, index) =>
      letting.designated.flatMap(({ index: place, dalo, on }) => {
        const application = world.applications[place];
        return application && letting.holderId !== null
          ? [makeDesignation(`v-h${index}`, application.number, letting.holderId, { dalo, on })]
          : [];
      }),
    ),
    targets: [
      {
        target: makeTarget('t1'),
        progress: { signedTotal: 40, signedInGroup: world.behind ? 5 : 20, unknown: 0 },
      },
    ],
    grids: world.transfer ? [world.general, { ...world.transfer, conversions }] : [world.general],
    policy: { ...defaultPolicy, defaultPool: world.defaultPool },
    pins: [],
    sizeScaleOpened: world.homes.flatMap((letting, index) => (letting.opened ? [`v-h${index}`] : [])),
    bans: [],
  };
}
