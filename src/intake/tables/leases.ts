/** Leases signed this year, with the facts that quotas count, as they were on the day of signing. */
import type { Lease } from '../../domain/tenancy.ts';
import { leaseBounds } from '../bounds.ts';
import type { Cells } from '../cells.ts';
import { yesNoWords } from '../cells.ts';
import type { RowContext, Table } from '../csv/table.ts';
import type { ToldLeaseFacts } from '../import-port.ts';
import { employmentWords } from './applications.ts';
import { financingWords, isWhole, readInsee, readQpv, readTypologyCell } from './homes.ts';
import { leaseFactColumns, readLeaseFacts } from './lease-facts.ts';

const transferWords = {
  none: 'none',
  non: 'none',
  internal: 'internal',
  interne: 'internal',
  otherlandlord: 'otherLandlord',
  autre: 'otherLandlord',
} as const;

/** A signed lease and, where the file tells more of it, what indicators read. */
type LeaseRow = { lease: Lease; told: ToldLeaseFacts | null };

/** One signed lease a row; an empty `first_quartile` is unknown (Q-04b), every other empty flag is no. */
export const leasesTable: Table<LeaseRow> = {
  name: 'Baux signés',
  key: [['lease_id']],
  mandatory: [
    'lease_id',
    'home_id',
    'signed_on',
    'insee',
    'typology',
    'financing',
    'qpv_code',
    'first_quartile',
    'transfer',
  ],
  optional: [
    ...['holder', 'reservation_failed', 'relocated', 'dalo', 'priority', 'employment'],
    ...leaseFactColumns,
  ],
  read: (cells, context) => {
    const lease = leaseOf(cells, context);
    const told = readLeaseFacts(cells, lease?.id ?? '', context);
    return lease && { lease, told };
  },
};

function leaseOf(cells: Cells, { today, communes }: RowContext): Lease | undefined {
  const lease = {
    id: cells.required('lease_id', 'identifiant du bail', 100),
    homeId: cells.required('home_id', 'identifiant du logement', 100),
    signedOn: cells.requiredDate('signed_on', leaseBounds(today)),
    insee: readInsee(cells, 'insee', communes),
    qpvCode: readQpv(cells, 'qpv_code'),
    typology: readTypologyCell(cells, 'typology'),
    financing: cells.word('financing', financingWords, 'PLAI, PLUS ou PLS'),
    holderId: cells.textOrNull('holder'),
    reservationFailed: cells.word('reservation_failed', yesNoWords, 'oui ou non', false),
    firstQuartile: cells.word('first_quartile', yesNoWords, 'oui, non, ou vide si inconnu', null),
    relocated: cells.word('relocated', yesNoWords, 'oui ou non', false),
    dalo: cells.word('dalo', yesNoWords, 'oui ou non', false),
    priority: cells.word('priority', yesNoWords, 'oui ou non', false),
    employment: cells.word('employment', employmentWords, 'employee, jobSeeker ou other', null),
    transfer: cells.word('transfer', transferWords, 'none, internal ou otherLandlord', 'none'),
  };
  return isWhole(lease) ? lease : undefined;
}
