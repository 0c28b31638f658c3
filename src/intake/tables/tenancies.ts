/** The tenancies table: leases of the landlord's stock, with the number of the tenant's transfer application. */
import { numberPattern } from '../../domain/application.ts';
import type { Tenancy } from '../../domain/tenancy.ts';
import { leaseBounds, maxEuros, planBounds } from '../bounds.ts';
import type { Table } from '../csv/table.ts';
import { isWhole } from './homes.ts';

/** Running and ended tenancies, one row each. */
export const tenanciesTable: Table<Tenancy> = {
  name: 'Baux',
  key: [['tenancy_id']],
  mandatory: ['tenancy_id', 'home_id', 'signed_on'],
  optional: ['ended_on', 'residents', 'rent', 'last_reviewed_on', 'application_number'],
  read: (cells, { today }) => {
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
  },
};
