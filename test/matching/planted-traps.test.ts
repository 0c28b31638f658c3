import { expect, it } from 'vitest';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { pairsOf } from '../../src/matching/candidate-sets.ts';
import { findCandidates } from '../../src/matching/candidates.ts';

it('none of the illegal pairs planted in the demonstration is ever a candidate', () => {
  const demo = makeDemoLandlord('full');
  const homes = new Map(demo.homes.map((home) => [home.id, home]));
  const trapped = new Set(demo.traps.map(({ vacancyId }) => vacancyId));
  const sets = findCandidates({
    landlord: demo.landlord,
    date: demo.date,
    vacancies: demo.vacancies
      .filter(({ id }) => trapped.has(id))
      .map((vacancy) => ({ vacancy, home: homes.get(vacancy.homeId)! })),
    applications: demo.applications,
    holders: demo.holders,
    designations: demo.designations,
    targets: [],
    grids: demo.grids,
    policy: demo.policy,
    pins: [],
    bans: [],
  });
  const found = new Map(
    sets.vacancies.map((candidates) => [
      candidates.vacancy.id,
      new Set(pairsOf(sets, candidates).map(({ number }) => number)),
    ]),
  );
  const proposed = demo.traps.filter(({ vacancyId, applicationNumber }) =>
    found.get(vacancyId)?.has(applicationNumber),
  );
  expect(demo.traps).toHaveLength(500);
  expect(proposed).toEqual([]);
});
