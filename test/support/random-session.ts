/** Small random sessions for properties of whole runs: a few homes, some transfers, a DALO now and then, four targets. */
import fc from 'fast-check';
import { civilDate } from '../../src/kernel/civil-date.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';
import {
  makeApplication,
  makeHome,
  makeHousehold,
  makeLabel,
  makePersons,
  makeSnapshot,
  makeTarget,
  makeVacancy,
} from './make-domain.ts';

/** The sizes of homes of a session, and what every household wishes. */
export const typologies = ['T2', 'T3', 'T4'] as const;

const householdArbitrary = fc.record({
  children: fc.integer({ min: 0, max: 2 }),
  filed: fc.integer({ min: 0, max: 47 }),
  resources: fc.constantFrom(null, 70_000, 90_000, 120_000, 160_000),
  label: fc.constantFrom(null, null, null, 'dalo' as const, 'c' as const, 'g' as const),
  landlord: fc.constantFrom(null, null, 'BAILLEUR', 'Autre'),
  safety: fc.boolean(),
});

/** Two to six homes, up to thirty households, targets more or less behind. */
export const snapshotArbitrary = fc
  .record({
    homes: fc.array(
      fc.record({
        typology: fc.constantFrom(...typologies),
        qpv: fc.boolean(),
        acceptance: fc.constantFrom(300, 500, 700, 1000),
      }),
      { minLength: 2, maxLength: 6 },
    ),
    households: fc.array(householdArbitrary, { minLength: 3, maxLength: 30 }),
    signed: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ homes, households, signed }) => sessionOf(homes, households, signed));

export type HomeDraw = { typology: (typeof typologies)[number]; qpv: boolean; acceptance: number };
export type HouseholdDraw = {
  children: number;
  filed: number;
  resources: number | null;
  label: 'dalo' | 'c' | 'g' | null;
  landlord: string | null;
  safety: boolean;
};

/** The session of some homes and households, with `signed` leases of forty already in each target's group. */
export function sessionOf(
  homes: readonly HomeDraw[],
  households: readonly HouseholdDraw[],
  signed: number,
): Snapshot {
  const progress = { signedTotal: 40, signedInGroup: Math.min(40, signed), unknown: 0 };
  const general = demonstrationGrids[0]!;
  return makeSnapshot({
    vacancies: homes.map(({ typology, qpv, acceptance }, index) => ({
      vacancy: makeVacancy(`h${index}`, { acceptancePermille: acceptance }),
      home: makeHome(`h${index}`, {
        typology,
        habitableRooms: Number(typology[1]),
        surfaceM2: 20 * Number(typology[1]),
        qpvCode: qpv ? 'QN05720M' : null,
      }),
    })),
    applications: households.map((draw, index) =>
      makeApplication(index, {
        filedOn: civilDate(`${2022 + Math.floor(draw.filed / 12)}-0${1 + (draw.filed % 9)}-01`),
        household: makeHousehold({
          persons: makePersons(1, [3, 9].slice(0, draw.children)),
          monthlyResourcesCents: draw.resources,
        }),
        wishes: { typologies: [...typologies] },
        current: { landlord: draw.landlord },
        labels: draw.label === null ? [] : [makeLabel(draw.label)],
        gridFacts: draw.safety
          ? [
              {
                criterion: 'mise-en-securite',
                value: true,
                asOf: civilDate('2026-05-01'),
                evidence: 'verified',
              },
            ]
          : [],
      }),
    ),
    targets: [
      { target: makeTarget('pp5'), progress },
      { target: makeTarget('q1', { kind: 'q1OutsideQpv', class: 'statutory' }), progress },
      { target: makeTarget('quart', { kind: 'quarterLandlord', class: 'statutory' }), progress },
      {
        target: makeTarget('internes', {
          kind: 'internalTransfers',
          class: 'own',
          goal: { kind: 'number', number: 12 },
        }),
        progress,
      },
    ],
    grids: [general],
  });
}
