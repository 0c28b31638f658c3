import { expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { boardFigures } from '../../../src/reporting/simulation/figures.ts';
import { makeLabel } from '../../support/make-domain.ts';
import { applicant, tinyYear } from './tiny-year.ts';

it('DALO households housed within their delay are those whose delay ends within the year that is played', () => {
  const dalo = (index: number, on: string) =>
    applicant(index, '2025-01-05', { labels: [makeLabel('dalo', { on: civilDate(on) })] });
  // Sessions run from January to October 2026; an offer is due three months after the decision.
  const tables = tinyYear({
    applicants: [dalo(1, '2025-08-05'), dalo(2, '2025-12-20'), dalo(3, '2026-01-04'), dalo(4, '2026-09-01')],
  });
  const { daloInTime } = boardFigures(tables, [], [], null);
  expect(daloInTime).toEqual({ count: 0, of: 2 });
});
