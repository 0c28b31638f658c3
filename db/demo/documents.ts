/** Documents that the demonstration's households gave: those whose resources are proved, some of them grown old. */
import type { HeldDocument } from '../../src/committee/candidates/documents.ts';
import type { Application } from '../../src/domain/application.ts';
import { addDays, addMonths, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { Chance } from './chance.ts';

export type DemoDocument = HeldDocument & { number: string };

// Months that each stays good, as the closed list says; null: it does not expire.
const given = [
  ['identity', null],
  ['tax-notice', 12],
  ['last-resources', 3],
] as const;
// Resources proved up to four months ago: about a quarter of them are to be asked again.
const oldestDays = 120;

export function makeDocuments(
  chance: Chance,
  applications: readonly Application[],
  date: CivilDate,
): DemoDocument[] {
  return applications
    .filter(({ household }) => household.resourcesEvidence === 'proved')
    .flatMap(({ number }) => {
      const receivedOn = addDays(date, -chance.integer(0, oldestDays));
      return given.map(([document, months]) => ({
        number,
        document,
        state: 'checked' as const,
        requestedOn: null,
        receivedOn,
        checkedOn: receivedOn,
        checkedBy: 'Camille Weber',
        validUntil: months === null ? null : addDays(addMonths(receivedOn, months), -1),
      }));
    });
}
