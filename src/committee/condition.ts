/** The suspensive condition (decision c): one document of the closed list, expected by a day of the règlement. */
import { addDays, type CivilDate } from '../kernel/civil-date.ts';
import type { Bylaws } from './bylaws.ts';
import { documentListOn } from './candidates/document-list.ts';

/** Minutes never speak of health (C-14): this one would. */
const neverACondition: ReadonlySet<string> = new Set(['expected-child']);

/** Documents that a condition may name on a day, with their French names. */
export function conditionDocuments(date: CivilDate): readonly { code: string; label: string }[] {
  const listed = documentListOn(date)?.documents ?? [];
  return listed.filter(({ code }) => !neverACondition.has(code)).map(({ code, label }) => ({ code, label }));
}

/** The French name of a document; its code where no list of that day knows it. */
export function conditionDocumentName(code: string, date: CivilDate): string {
  return documentListOn(date)?.documents.find((row) => row.code === code)?.label ?? code;
}

/** The days between which a missing document may be due, under the règlement. */
export function conditionDays(
  bylaws: Pick<Bylaws, 'suspensiveDays'>,
  decidedOn: CivilDate,
): { from: CivilDate; until: CivilDate } {
  return { from: addDays(decidedOn, 1), until: addDays(decidedOn, bylaws.suspensiveDays) };
}
