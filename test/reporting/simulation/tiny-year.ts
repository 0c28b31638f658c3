/**
 * A year that fits on a page: three homes, four sessions. Points are months of wait: four first applicants with 20, 18,
 * 16 and 14, one tenant of another landlord with 13. The convention asks for a transfer in every three lettings and
 * may weigh 9 points.
 */
import type { Target } from '../../../src/domain/target.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { defaultPolicy } from '../../../src/matching/policy.ts';
import { readYear, type YearTables } from '../../../src/reporting/simulation/tables.ts';
import type { YearApplicant, YearHome, YearWorld } from '../../../src/reporting/simulation/world.ts';
import { demonstrationGrids } from '../../../src/scoring/demo-grids.ts';
import {
  type ApplicationOverrides,
  makeApplication,
  makeHome,
  metzSiren,
} from '../../support/make-domain.ts';

const readOn = civilDate('2026-01-05');

const transfers: Target = {
  id: 'pp5',
  kind: 'transfersAnyLandlord',
  name: 'Mutations du parc social',
  class: 'convention',
  year: 2026,
  territory: { level: 'epci', code: metzSiren, communes: null },
  goal: { kind: 'share', share: 1 / 3 },
  source: 'essai',
};

export function applicant(
  index: number,
  filedOn: string,
  overrides: ApplicationOverrides = {},
  stay: Partial<YearApplicant> = {},
): YearApplicant {
  const application = makeApplication(index, {
    filedOn: civilDate(filedOn),
    renewedOn: readOn,
    ...overrides,
  });
  return { application, from: 0, until: 4, leaves: null, ...stay };
}

export function home(id: string, from: number, acceptancePermille = 1000): YearHome {
  return { home: makeHome(id), holderId: null, from, vacantSince: readOn, acceptancePermille };
}

export function tinyWorld(changes: Partial<YearWorld> = {}): YearWorld {
  const homes = [home('A', 0), home('B', 1), home('C', 3)];
  return {
    landlord: { id: 'essai', name: 'Essai', aliases: ['Essai'] },
    readOn,
    sessionDates: ['2026-01-05', '2026-04-05', '2026-07-05', '2026-10-05'].map((day) => civilDate(day)),
    sessionsToRelet: 2,
    sessionsToLapse: 2,
    homesPerSession: 10,
    homes,
    stock: homes.map((one) => one.home),
    leasesOfYear: 3,
    applicants: [
      applicant(1, '2024-05-01'),
      applicant(2, '2024-07-01'),
      applicant(3, '2024-09-01'),
      applicant(4, '2024-11-01'),
      applicant(5, '2024-12-01', { current: { landlord: 'Autre bailleur' } }),
    ],
    targets: [transfers],
    holders: [],
    grids: demonstrationGrids,
    policy: defaultPolicy,
    ...changes,
  };
}

export function tinyYear(changes: Partial<YearWorld> = {}): YearTables {
  return readYear(tinyWorld(changes));
}
