/**
 * Runs stored before homes freed and steering existed replay to the byte: the hashes below were written by the version
 * that knew neither (commit 79a8f09).
 */
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { runSession } from '../../src/matching/run.ts';
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
} from '../support/make-domain.ts';

const progress = { signedTotal: 40, signedInGroup: 5, unknown: 1 };
const typologies = ['T2', 'T3', 'T4'] as const;

/** Every kind of target that existed, transfers of both kinds, a DALO, unknown resources. */
const before = makeSnapshot({
  vacancies: typologies.map((typology, index) => ({
    vacancy: makeVacancy(`h${index}`, { acceptancePermille: 500 }),
    home: makeHome(`h${index}`, {
      typology,
      habitableRooms: index + 2,
      surfaceM2: 20 * (index + 2),
      qpvCode: index === 2 ? 'QN05720M' : null,
    }),
  })),
  applications: Array.from({ length: 18 }, (_, index) =>
    makeApplication(index, {
      filedOn: civilDate(`${2022 + (index % 4)}-0${1 + (index % 9)}-01`),
      household: makeHousehold({
        persons: makePersons(1, [3, 9].slice(0, index % 3)),
        monthlyResourcesCents: [70_000, 120_000, null][index % 3] ?? null,
      }),
      wishes: { typologies: [...typologies] },
      current: {
        landlord: [null, 'BAILLEUR', 'Autre'][index % 3] ?? null,
        habitableRooms: 4,
        insee: '57463',
      },
      labels: index === 7 ? [makeLabel('dalo')] : index === 4 ? [makeLabel('c')] : [],
    }),
  ),
  targets: [
    makeTarget('pp5'),
    makeTarget('q1', { kind: 'q1OutsideQpv', class: 'statutory', goal: { kind: 'share', share: 0.25 } }),
    makeTarget('q3', { kind: 'nonQ1InQpv', class: 'statutory', goal: { kind: 'share', share: 0.5 } }),
    makeTarget('quart', { kind: 'quarterLandlord', class: 'statutory' }),
    makeTarget('internes', { kind: 'internalTransfers', class: 'own', goal: { kind: 'number', number: 12 } }),
  ].map((target) => ({ target, progress })),
  grids: [demonstrationGrids[0]!],
});

describe('a run stored before homes freed and steering existed', () => {
  it('has the same data, problem, plan and explanations to the byte', async () => {
    const run = await runSession(before);
    const { seconds: _seconds, ...solution } = run.solution;
    // Rules and software name their version: what they compute is what must not move.
    const { versions: _versions, ...told } = { ...run, solution };
    expect({
      snapshot: run.snapshotHash,
      problem: run.problemHash,
      plan: run.solutionHash,
      told: contentHash(told),
    }).toEqual({
      snapshot: 'a1a66aed01cbc89d331ae95a0f41b1f848682b72d77dab91ed2981ec11206300',
      problem: '10bcd6514b0d18849ecbe881ca35f1873ce027fdc4f316d8111d9b641067dc3b',
      plan: '1bfd870b748f2c4bcbae0ec6851125425280f95991e43ca880e8765a44a90e9f',
      told: '2e447316927393259ccaec498ad36927f0318d0d652d071d964300a104fb9e0e',
    });
  });
});
