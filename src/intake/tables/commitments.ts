/** The annex of the convention d'utilité sociale (PP-5): what it printed for each territory beside the year's target. */
import type { Commitment } from '../../domain/objective.ts';
import type { Cells } from '../cells.ts';
import type { Table } from '../csv/table.ts';
import { isWhole } from './homes.ts';
import { codePatterns, readGoal } from './targets.ts';

const rateColumn = /^rate_(\d{4})$/;

/** One territory a row, and one column a year that the annex gives a rate for (`rate_2023`). */
export const commitmentsTable: Table<Commitment> = {
  name: 'Annexe de la convention',
  key: [['level'], ['code']],
  mandatory: ['level', 'code', 'name'],
  optional: ['reference_years', 'reference_number', 'reference_share', 'source'],
  acceptsColumn: (column) => rateColumn.test(column),
  read: (cells, _context, header) => {
    const place = readPlace(cells);
    const commitment = {
      name: cells.required('name', 'nom du territoire, comme la convention l’écrit'),
      reference: readReference(cells),
      rates: readRates(cells, header),
      source: cells.text('source'),
    };
    return place && isWhole(commitment) ? { ...place, ...commitment } : undefined;
  },
};

/** Written exactly, because the two make the row's identifier: capitals would hide that one stands twice. */
function readPlace(cells: Cells): Pick<Commitment, 'level' | 'code'> | undefined {
  const level = cells.required('level', 'departement ou epci');
  const code = cells.required('code', 'numéro du département ou SIREN de l’EPCI');
  if (level === undefined || code === undefined) return undefined;
  if (level !== 'departement' && level !== 'epci') {
    return cells.note('level', level, 'valeur inconnue', 'departement ou epci');
  }
  return codePatterns[level].test(code)
    ? { level, code }
    : cells.note('code', code, 'code du territoire mal écrit', '57, ou un SIREN de neuf chiffres');
}

function readReference(cells: Cells): Commitment['reference'] | undefined {
  const reference = {
    number: cells.integer('reference_number', 0, 1_000_000),
    share: readShare(cells, 'reference_share'),
  };
  if (!isWhole(reference)) return undefined;
  const years = cells.text('reference_years');
  return years === '' && (reference.number !== null || reference.share !== null)
    ? cells.note('reference_years', '', 'valeur manquante', 'les années de la référence, comme 2018-2020')
    : { years, ...reference };
}

function readRates(cells: Cells, header: readonly string[]): Commitment['rates'] | undefined {
  const rates = header.flatMap((column) => {
    const year = rateColumn.exec(column)?.[1];
    return year === undefined ? [] : [{ year: Number(year), share: readShare(cells, column) }];
  });
  const read = rates.flatMap(({ year, share }) => (share === undefined ? [] : [{ year, share }]));
  return read.length === rates.length ? read.sort((a, b) => a.year - b.year) : undefined;
}

/** "30 %" or "0,3"; null where the annex prints words or nothing. */
function readShare(cells: Cells, column: string): number | null | undefined {
  const goal = readGoal(cells, column);
  if (goal === undefined) return undefined;
  if (goal.kind === 'number') {
    return cells.note(column, cells.text(column), 'ce n’est pas une part', 'une part, comme 30 % ou 0,3');
  }
  return goal.kind === 'share' ? goal.share : null;
}
