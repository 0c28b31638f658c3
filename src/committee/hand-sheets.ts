/** Sheets of candidates whom a person puts on an agenda, made as a run makes them (same facts, same order). */
import type { Application } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { prepareSession } from '../matching/prepare.ts';
import type { CandidateSheet } from '../matching/run-result.ts';
import type { Snapshot } from '../matching/snapshot.ts';
import { letterInWords } from '../wording/priority-words.ts';

/** By number, for the only vacancy of the snapshot; an application that is not live on the day has none. */
export function handSheets(snapshot: Snapshot): ReadonlyMap<string, CandidateSheet> {
  const session = prepareSession(snapshot);
  const vacancyId = snapshot.vacancies[0]?.vacancy.id ?? '';
  return new Map(
    session.sets.applicants.map(({ number }) => [number, session.sheetOf(vacancyId, number)] as const),
  );
}

/** The recognised priorities as a committee reads them: sensitive ones have one wording only (D-04); null: none. */
export function priorityOf(application: Pick<Application, 'labels'>, date: CivilDate): string | null {
  const words = application.labels
    .filter(({ on, until }) => on <= date && (until === null || date <= until))
    .flatMap(({ category }) => (category === 'dalo' ? [] : [letterInWords(category)]));
  return words.length === 0 ? null : [...new Set(words)].sort().join(' ; ');
}
