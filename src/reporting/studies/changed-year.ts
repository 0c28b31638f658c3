/** The same year under the changes of a study: weights, caps, grid, a target more, a residence pulled down. */
import type { Application } from '../../domain/application.ts';
import type { Home } from '../../domain/home.ts';
import type { Target } from '../../domain/target.ts';
import { addYears, type CivilDate, yearOf } from '../../kernel/civil-date.ts';
import type { Criterion, Grid } from '../../scoring/grid.ts';
import type { YearApplicant, YearWorld } from '../simulation/world.ts';
import type { StudyInput } from './study.ts';

/** Everything that a study does not change stays as it is. */
export function changedYear(world: YearWorld, input: StudyInput): YearWorld {
  const demolished = input.demolition === null ? [] : homesOf(world, input.demolition);
  const gone = new Set(demolished.map(({ id }) => id));
  return {
    ...world,
    policy: {
      ...world.policy,
      ...(input.penaltyPoints ? { penaltyPoints: input.penaltyPoints } : {}),
      ...(input.bonusCapsPoints ? { bonusCapsPoints: input.bonusCapsPoints } : {}),
    },
    grids: world.grids.map((grid) => weighted(grid, input.weights)),
    targets: input.newTarget ? [...world.targets, targetOf(input.newTarget, world.readOn)] : world.targets,
    homes: world.homes.filter(({ home }) => !gone.has(home.id)),
    stock: world.stock.filter(({ id }) => !gone.has(id)),
    applicants: [
      ...world.applicants.map((one) => (one.leaves && gone.has(one.leaves.home.id) ? relocated(one) : one)),
      ...tenantsToRelocate(world, demolished),
    ],
  };
}

function weighted(grid: Grid, weights: StudyInput['weights']): Grid {
  const own = new Map(
    weights.filter(({ gridId }) => gridId === grid.id).map((one) => [one.criterionId, one.points]),
  );
  if (own.size === 0) return grid;
  return { ...grid, criteria: grid.criteria.map((criterion) => reweighed(criterion, own.get(criterion.id))) };
}

/** Tiers keep their proportions to the highest; units give the points each. */
function reweighed(criterion: Criterion, points: number | undefined): Criterion {
  if (points === undefined) return criterion;
  switch (criterion.kind) {
    case 'flag':
      return { ...criterion, points };
    case 'perUnit':
      return { ...criterion, pointsPerUnit: points };
    case 'tiers': {
      const highest = Math.max(1, ...criterion.tiers.map((tier) => tier.points));
      return {
        ...criterion,
        tiers: criterion.tiers.map((tier) => ({
          ...tier,
          points: Math.round((tier.points * points) / highest),
        })),
      };
    }
  }
}

function targetOf({ kind, share, epci }: NonNullable<StudyInput['newTarget']>, date: CivilDate): Target {
  return {
    id: 'etude',
    kind,
    name: 'Objectif de l’étude',
    class: 'own',
    year: yearOf(date),
    territory: { level: epci === null ? 'landlord' : 'epci', code: epci, communes: null },
    goal: { kind: 'share', share },
    source: 'étude',
  };
}

function homesOf(world: YearWorld, { residence, homes }: NonNullable<StudyInput['demolition']>): Home[] {
  return world.stock.filter((home) => home.residence === residence).slice(0, homes);
}

/** A tenant of a home pulled down who asks for a transfer already: it is relocated, and gives nothing back to let. */
function relocated(one: YearApplicant): YearApplicant {
  return { ...one, application: asRelocated(one.application), leaves: null };
}

function asRelocated(application: Application): Application {
  const facts = application.gridFacts.filter(({ criterion }) => criterion !== 'relogement');
  const { filedOn } = application;
  return {
    ...application,
    relocation: 'urbanRenewal',
    gridFacts: [...facts, { criterion: 'relogement', value: true, asOf: filedOn, evidence: 'verified' }],
  };
}

/**
 * One application for each other home pulled down: a household as large as its home is made for, resources unknown,
 * asking for the same commune. The tenancies themselves are not read: a study needs no name.
 */
function tenantsToRelocate(world: YearWorld, demolished: readonly Home[]): YearApplicant[] {
  const asking = new Set(world.applicants.flatMap(({ leaves }) => (leaves ? [leaves.home.id] : [])));
  return demolished
    .filter(({ id }) => !asking.has(id))
    .map((home, index) => ({
      application: tenantOf(home, index, world),
      from: Math.min(world.sessionDates.length - 1, Math.floor(index / 4)),
      until: world.sessionDates.length,
      leaves: null,
    }));
}

function tenantOf(home: Home, index: number, { readOn, landlord }: YearWorld): Application {
  const persons = Math.max(1, home.habitableRooms - 1);
  return asRelocated({
    number: `RELOGEMENT${String(index).padStart(8, '0')}`,
    name: null,
    filedOn: addYears(readOn, -1),
    renewedOn: readOn,
    status: 'live',
    household: {
      persons: Array.from({ length: persons }, (_, place) => ({
        bornOn: addYears(readOn, place === 0 ? -45 : -10),
        role: place === 0 ? ('holder' as const) : ('dependant' as const),
        disabled: null,
      })),
      visitingChildren: 0,
      monthlyResourcesCents: null,
      resourcesEvidence: 'declared',
      taxIncome: { n2Cents: null, n1Cents: null, last12MonthsCents: null },
    },
    wishes: { communes: [home.insee], typologies: [], accessibility: 'none' },
    current: {
      kind: 'HLM',
      landlord: landlord.name,
      tenancyId: null,
      insee: home.insee,
      qpvCode: home.qpvCode,
      habitableRooms: home.habitableRooms,
      surfaceM2: home.surfaceM2,
      residents: persons,
      rentCents: home.rentCents,
    },
    labels: [],
    gridFacts: [],
    relocation: null,
    employment: null,
    refusals: [],
    arrears: null,
  });
}
