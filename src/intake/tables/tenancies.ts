/** The tenancies table: leases of the landlord's stock, with the number of the tenant's transfer application and its contact. */
import { numberPattern } from '../../domain/application.ts';
import type { Tenancy } from '../../domain/tenancy.ts';
import { leaseBounds, maxEuros, planBounds } from '../bounds.ts';
import type { Cells } from '../cells.ts';
import type { RowContext, Table } from '../csv/table.ts';
import type { TenancyContact } from '../import-port.ts';
import { isWhole } from './homes.ts';

/** Running and ended tenancies, one row each. */
export const tenanciesTable: Table<Tenancy> = {
  name: 'Baux',
  key: [['tenancy_id']],
  mandatory: ['tenancy_id', 'home_id', 'signed_on'],
  optional: ['ended_on', 'residents', 'rent', 'last_reviewed_on', 'application_number', 'email', 'phone'],
  read: tenancyOf,
};

function tenancyOf(cells: Cells, { today }: RowContext): Tenancy | undefined {
  const tenancy = {
    id: cells.required('tenancy_id', 'identifiant du bail', 100),
    homeId: cells.required('home_id', 'identifiant du logement', 100),
    signedOn: cells.requiredDate('signed_on', leaseBounds(today)),
    endedOn: cells.date('ended_on', planBounds(today)),
    residents: cells.integer('residents', 1, 30),
    rentCents: cells.cents('rent', maxEuros.rent),
    lastReviewedOn: cells.date('last_reviewed_on', leaseBounds(today)),
    applicationNumber:
      cells.text('application_number') === ''
        ? null
        : cells.pattern(
            'application_number',
            numberPattern,
            'numéro unique mal écrit',
            '18 chiffres ou majuscules',
          ),
  };
  return isWhole(tenancy) ? tenancy : undefined;
}

/** A tenancy and, where the file tells one, how its tenant is reached: the portal sends its codes there. */
type TenancyRow = { tenancy: Tenancy; contact: TenancyContact | null };

/** The same rows with the contact of the tenant. */
export const tenancyRowsTable: Table<TenancyRow> = {
  ...tenanciesTable,
  read: (cells, context) => {
    const tenancy = tenancyOf(cells, context);
    const email = optional(cells, 'email', /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/, 'nom@domaine.fr');
    const telephone = optional(cells, 'phone', /^\+?(?:[ .-]?\d){6,15}$/, '06 12 34 56 78');
    if (tenancy === undefined || email === undefined || telephone === undefined) return undefined;
    const told = email !== null || telephone !== null;
    return { tenancy, contact: told ? { tenancyId: tenancy.id, email, telephone } : null };
  },
};

/** Null where the cell is empty; undefined, and noted, where it is badly written. */
function optional(
  cells: Cells,
  column: string,
  pattern: RegExp,
  expected: string,
): string | null | undefined {
  return cells.text(column) === '' ? null : cells.pattern(column, pattern, 'mal écrit', expected);
}
