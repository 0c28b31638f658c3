/** The dated list of bodies whose tenants count as tenants of social housing (M-01). */
import type { SocialBody } from '../../domain/objective.ts';
import { leaseBounds, planBounds } from '../bounds.ts';
import type { Table } from '../csv/table.ts';
import { isWhole } from './homes.ts';

/** One body a row; a body that left the list and came back is two rows. */
export const socialBodiesTable: Table<SocialBody> = {
  name: 'Organismes de logement social',
  key: [['body_id']],
  mandatory: ['body_id', 'name'],
  optional: ['aliases', 'from', 'until', 'source'],
  read: (cells, { today }) => {
    const body = {
      id: cells.required('body_id', 'identifiant de l’organisme (SIREN)', 100),
      name: cells.required('name', 'nom de l’organisme'),
      aliases: cells.parts('aliases'),
      from: cells.date('from', { ...leaseBounds(today), to: planBounds(today).to }),
      until: cells.date('until', { ...leaseBounds(today), to: planBounds(today).to }),
      source: cells.text('source'),
    };
    if (!isWhole(body)) return undefined;
    const { from, until } = body;
    return from !== null && until !== null && until < from
      ? cells.note('until', until, 'la fin vient avant le début', `une date à partir du ${from}`)
      : body;
  },
};
