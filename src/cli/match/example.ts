/** The files of `match --example`: a complete small session that runs, the same at each writing. */
import { defaultPolicy } from '../../matching/policy.ts';
import { demonstrationGrids } from '../../scoring/demo-grids.ts';
import type { Grid } from '../../scoring/grid.ts';
import { exampleApplications, exampleNumber } from './example-applications.ts';
import { exampleHomes, exampleTargets } from './example-homes.ts';

/** Names that the example writes. */
export const exampleFileNames: ReadonlySet<string> = new Set([
  'homes.csv',
  'applications.csv',
  'tenancies.csv',
  'targets.csv',
  'policy.json',
  'grids.json',
  'LISEZ-MOI.txt',
]);

/** Contents by name. */
export function exampleFiles(): Map<string, string> {
  return new Map([
    ['homes.csv', exampleHomes()],
    ['applications.csv', exampleApplications()],
    ['tenancies.csv', exampleTenancies()],
    ['targets.csv', exampleTargets()],
    ['policy.json', indented({ ...defaultPolicy, id: 'exemple' })],
    ['grids.json', indented(exampleGrids())],
    ['LISEZ-MOI.txt', readMe],
  ]);
}

/** The demonstration's grids with a published conversion, so that first requests and transfers share a shortlist. */
function exampleGrids(): readonly Grid[] {
  const general = demonstrationGrids.find((grid) => grid.kind === 'general');
  if (!general) return demonstrationGrids;
  return demonstrationGrids.map((grid) =>
    grid.kind === 'transfer'
      ? { ...grid, conversions: [{ toGrid: general.id, numerator: 1, denominator: 1 }] }
      : grid,
  );
}

/** Running leases of tenants who ask for a transfer. */
function exampleTenancies(): string {
  const rows = [3, 8, 21, 34].map(
    (household, index) =>
      `BAIL-${index + 1};LOGT-${index + 1};201${index + 2}-03-01;;${index + 1};${310 + index * 25}.50;;${exampleNumber(household)}`,
  );
  const columns = 'tenancy_id;home_id;signed_on;ended_on;residents;rent;last_reviewed_on;application_number';
  return `${[columns, ...rows].join('\n')}\n`;
}

function indented(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const readMe = `Exemple de séance pour « parcours match » : 12 logements libérés en Moselle, 150 demandes, à la date du
21 novembre 2026. Les lieux sont réels, les ménages et les logements sont inventés, la grille est fictive.
La dernière ligne d’applications.csv est fautive exprès : elle ressort dans rejects.csv.

parcours match --homes homes.csv --applications applications.csv --tenancies tenancies.csv \\
  --targets targets.csv --policy policy.json --grids grids.json --date 2026-11-21 --out resultat
`;
