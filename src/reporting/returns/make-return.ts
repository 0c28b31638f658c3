/** The door of returns: a return of the calendar, and the facts of its period, to its content. Pure. */
import { type CivilDate, civilDateOf, yearOf } from '../../kernel/civil-date.ts';
import type { ReportingFacts } from '../facts.ts';
import { firstDayRead } from '../indicators/question.ts';
import type { DueReturn } from './calendar.ts';
import { conventionReturn } from './convention-return.ts';
import { conferenceReturn, holderFlowReturn } from './flow-report.ts';
import { halfYearReturn } from './half-year.ts';
import type { ReturnBody, ReturnContent } from './return-content.ts';
import { returnKindWords } from './return-kinds.ts';
import { committeeReturn, designationsReturn, quartersReturn } from './yearly-returns.ts';

/** What facts a return reads: back to the controls before it, on to the year that it announces. */
export function factsPeriodOf({ kind, covers }: DueReturn): { from: CivilDate; asOf: CivilDate } {
  const announced = civilDateOf(yearOf(covers.until) + 1, 12, 31);
  return { from: firstDayRead(covers), asOf: kind === 'flow' ? announced : covers.until };
}

/** `k`: households under which a public count is hidden. Nothing after today is counted. */
export function makeReturn(
  due: DueReturn,
  facts: ReportingFacts,
  { today, k }: { today: CivilDate; k: number },
): ReturnContent {
  const until = today < due.covers.until ? today : due.covers.until;
  // Only the forecast of the year after is read beyond the period: a lease of January is of no report on December.
  const known = { ...facts, leases: facts.leases.filter(({ signedOn }) => signedOn <= until) };
  return {
    due,
    title: `${returnKindWords[due.kind].title}, ${due.periodName}`,
    landlordName: facts.landlord.name,
    asOf: until,
    corrects: null,
    ...bodyOf(due, known, today, k),
  };
}

function bodyOf(due: DueReturn, facts: ReportingFacts, today: CivilDate, k: number): ReturnBody {
  switch (due.kind) {
    case 'half-year':
      return halfYearReturn(facts, due, today);
    case 'flow':
      return holderFlowReturn(facts, due, today);
    case 'conference':
      return conferenceReturn(facts, due, today);
    case 'designations':
      return designationsReturn(facts, due, today, k);
    case 'quarters':
      return quartersReturn(facts, due, today);
    case 'committee':
      return committeeReturn(facts, due, today);
    case 'convention':
      return conventionReturn(facts, due, today);
  }
}
