/** The metropolis as the files that a landlord imports: CSV, written line by line. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Application } from '../../src/domain/application.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import type { Cents } from '../../src/kernel/money.ts';

const linesPerChunk = 500;

type Column<Row> = readonly [string, (row: Row) => string | number | null];

const homeColumns: readonly Column<Home>[] = [
  ['home_id', (home) => home.id],
  ['insee', (home) => home.insee],
  ['typology', (home) => home.typology],
  ['habitable_rooms', (home) => home.habitableRooms],
  ['surface_m2', (home) => home.surfaceM2],
  ['financing', (home) => home.financing],
  ['rent', (home) => euros(home.rentCents)],
  ['charges', (home) => euros(home.chargesCents)],
  ['qpv_code', (home) => home.qpvCode],
  ['energy_class', (home) => home.energyClass],
  ['holder', () => null],
  ['acceptance', () => null],
  ['address', (home) => home.address],
  ['residence', (home) => home.residence],
  ['floor', (home) => home.floor],
  ['lift', (home) => (home.lift === null ? null : home.lift ? 'oui' : 'non')],
  ['accessibility', (home) => home.accessibility],
  ['construction_year', (home) => home.constructionYear],
];

const vacancyColumns: readonly Column<Vacancy>[] = [
  ['home_id', (vacancy) => vacancy.homeId],
  ['status', (vacancy) => vacancy.status],
  ['notice_received_on', (vacancy) => vacancy.noticeReceivedOn],
  ['available_on', (vacancy) => vacancy.availableOn],
  ['holder', (vacancy) => vacancy.holderId],
  ['oriented_on', (vacancy) => vacancy.orientedOn],
  ['designation_due_on', (vacancy) => vacancy.designationDueOn],
  ['acceptance', (vacancy) => (vacancy.acceptancePermille ?? 0) / 1000],
];

const applicationColumns: readonly Column<Application>[] = [
  ['nur', (row) => row.number],
  ['name', (row) => row.name],
  ['filed_on', (row) => row.filedOn],
  ['renewed_on', (row) => row.renewedOn],
  ['persons', ({ household }) => household.persons.map(personOf).join('|')],
  ['visiting_children', ({ household }) => household.visitingChildren],
  ['income_n2', ({ household }) => euros(household.taxIncome.n2Cents)],
  ['income_n1', ({ household }) => euros(household.taxIncome.n1Cents)],
  ['income_last12', ({ household }) => euros(household.taxIncome.last12MonthsCents)],
  ['monthly_resources', ({ household }) => euros(household.monthlyResourcesCents)],
  ['resources_evidence', ({ household }) => household.resourcesEvidence],
  ['wished_communes', ({ wishes }) => wishes.communes.join('|')],
  ['wished_typologies', ({ wishes }) => wishes.typologies.join('|')],
  ['accessibility', ({ wishes }) => wishes.accessibility],
  ['current_kind', ({ current }) => current.kind],
  ['current_landlord', ({ current }) => current.landlord],
  ['current_insee', ({ current }) => current.insee],
  ['current_rooms', ({ current }) => current.habitableRooms],
  ['current_surface', ({ current }) => current.surfaceM2],
  ['current_residents', ({ current }) => current.residents],
  ['current_rent', ({ current }) => euros(current.rentCents)],
  ['labels', ({ labels }) => labels.map(({ category, on, by }) => `${category}@${on}@${by}`).join('|')],
  [
    'grid_facts',
    ({ gridFacts }) =>
      gridFacts
        .map(
          ({ criterion, value, asOf, evidence }) =>
            `${criterion}=${value === true ? 'oui' : value}@${asOf}@${evidence}`,
        )
        .join('|'),
  ],
  ['employment', (row) => row.employment],
];

export const writeHomes = (file: string, homes: Iterable<Home>) => writeTable(file, homeColumns, homes);
export const writeVacancies = (file: string, rows: Iterable<Vacancy>) =>
  writeTable(file, vacancyColumns, rows);
export const writeApplications = (file: string, rows: Iterable<Application>) =>
  writeTable(file, applicationColumns, rows);

function personOf({ bornOn, role, disabled }: Application['household']['persons'][number]): string {
  return `${bornOn} ${role}${disabled ? ' disabled' : ''}`;
}

function euros(cents: Cents | null): string | null {
  return cents === null ? null : (cents / 100).toFixed(2).replace('.', ',');
}

async function writeTable<Row>(
  file: string,
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Promise<void> {
  await pipeline(Readable.from(chunksOf(columns, rows)), createWriteStream(file));
}

function* chunksOf<Row>(columns: readonly Column<Row>[], rows: Iterable<Row>): Generator<string> {
  let text = `${columns.map(([name]) => name).join(';')}\n`;
  let lines = 0;
  for (const row of rows) {
    text += `${columns.map(([, cell]) => cell(row) ?? '').join(';')}\n`;
    lines += 1;
    if (lines % linesPerChunk === 0) {
      yield text;
      text = '';
    }
  }
  yield text;
}
