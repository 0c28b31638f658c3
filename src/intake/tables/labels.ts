/** Labels as their bodies send them: DALO decisions, the préfet's pool, recognitions by letter of L441-1 (P-08). */
import { numberPattern } from '../../domain/application.ts';
import { pastBounds, planBounds } from '../bounds.ts';
import { readCategory } from '../compact-values.ts';
import type { Table } from '../csv/table.ts';
import type { ApplicationLabel } from '../import-port.ts';
import { isWhole } from './homes.ts';

/** One label a row; the body is mandatory here, because quotas count what a named body recognised. */
export const labelsTable: Table<ApplicationLabel> = {
  name: 'Labels',
  key: [['nur'], ['category'], ['by']],
  mandatory: ['nur', 'category', 'by', 'on'],
  optional: ['until'],
  read: (cells, { today }) => {
    const category = cells.required('category', 'dalo, ou une lettre de a à m (gbis)');
    const row = {
      applicationNumber: cells.pattern(
        'nur',
        numberPattern,
        'numéro unique mal écrit',
        '18 chiffres ou majuscules',
      ),
      category:
        category &&
        (readCategory(category) ??
          cells.note('category', category, 'label inconnu', 'dalo, ou une lettre de a à m (gbis)')),
      by: cells.required('by', 'organisme qui a reconnu, comme prefet57', 100),
      on: cells.requiredDate('on', pastBounds(today)),
      until: cells.date('until', planBounds(today)),
    };
    if (!isWhole(row) || row.category === '') return undefined;
    const { applicationNumber, category: kind, by, on, until } = row;
    return { applicationNumber, label: { category: kind, by, on, until } };
  },
};
