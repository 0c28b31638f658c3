/** Vacancies of the stock: notice, date of availability, works and withdrawals, orientation to a holder. */
import type { Vacancy } from '../../domain/home.ts';
import { planBounds } from '../bounds.ts';
import { yesNoWords } from '../cells.ts';
import type { Table } from '../csv/table.ts';
import { isWhole, readAcceptance, withdrawalWords } from './homes.ts';

const statusWords = {
  notice: 'notice',
  preavis: 'notice',
  works: 'works',
  travaux: 'works',
  available: 'available',
  libre: 'available',
  withdrawn: 'withdrawn',
  retire: 'withdrawn',
  let: 'let',
  loue: 'let',
} as const;

/** One vacancy a row; its identifier is the home's where no column gives it. */
export const vacanciesTable: Table<Vacancy> = {
  name: 'Vacances',
  key: [['vacancy_id', 'home_id']],
  mandatory: ['home_id', 'status'],
  optional: [
    'vacancy_id',
    'notice_received_on',
    'available_on',
    'withdrawal',
    'holder',
    'oriented_on',
    'designation_due_on',
    'reservation_failed',
    'acceptance',
  ],
  read: (cells, { today }) => {
    const bounds = planBounds(today);
    const homeId = cells.required('home_id', 'identifiant du logement', 100);
    const vacancy = {
      id: cells.textOrNull('vacancy_id') ?? homeId,
      homeId,
      status: cells.word('status', statusWords, 'notice, works, available, withdrawn ou let'),
      noticeReceivedOn: cells.date('notice_received_on', bounds),
      availableOn: cells.date('available_on', bounds),
      withdrawal: cells.word('withdrawal', withdrawalWords, 'vente, démolition, travaux ou autre', null),
      holderId: cells.textOrNull('holder'),
      orientedOn: cells.date('oriented_on', bounds),
      designationDueOn: cells.date('designation_due_on', bounds),
      reservationFailed: cells.word('reservation_failed', yesNoWords, 'oui ou non', false),
      acceptancePermille: readAcceptance(cells, 'acceptance'),
    };
    return isWhole(vacancy) ? vacancy : undefined;
  },
};
