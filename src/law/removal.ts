/** N-04 (R441-2-8): the closed list of grounds on which an application leaves the register. */
import { addDays, addMonths, type CivilDate } from '../kernel/civil-date.ts';
import { awaitedObligation, obligationNumber } from './obligation-figures.ts';
import { answer, fact } from './outcome.ts';
import type { Outcome } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type RemovalCode =
  | 'removal-due'
  | 'removal-needs-warning'
  | 'removal-warning-running'
  | 'removal-not-yet'
  | 'removal-not-loaded'
  | 'refusal-no-removal';

/**
 * a) lease signed, b) written renunciation, c) no reply, d) irrecevability decided by a committee, e) not renewed,
 * f) merged with another; and the refusal of an offer, which is no ground (N-07).
 */
export type RemovalEvent =
  | { ground: 'leaseSigned' | 'renunciation' | 'merged'; on: CivilDate }
  /** The warning must be traceable: null where none was delivered so. */
  | { ground: 'noReply' | 'inadmissible'; warnedOn: CivilDate | null }
  | { ground: 'notRenewed'; expiredOn: CivilDate }
  | { ground: 'offerRefused'; on: CivilDate };

/** Whether an event removes the application on a day, and from when (`removedOn`; null: not, or not yet known). */
export function removalOn(
  event: RemovalEvent,
  date: CivilDate,
): { removedOn: CivilDate | null; outcome: Outcome } {
  switch (event.ground) {
    case 'offerRefused':
      return {
        removedOn: null,
        outcome: answer('N-07', 'no', 'refusal-no-removal', [fact('refusedOn', event.on)]),
      };
    case 'noReply':
    case 'inadmissible':
      return afterWarning(event.warnedOn, date);
    case 'notRenewed':
      return from(addDays(event.expiredOn, 1), date, event.ground);
    case 'leaseSigned':
    case 'renunciation':
    case 'merged':
      return from(event.on, date, event.ground);
  }
}

function afterWarning(warnedOn: CivilDate | null, date: CivilDate) {
  if (warnedOn === null) {
    const outcome = answer('N-04', 'no', 'removal-needs-warning', [fact('warnedOn', null)]);
    return { removedOn: null, outcome };
  }
  const months = obligationNumber('removal.warningMonths', warnedOn);
  if (months === null) {
    const awaiting = [awaitedObligation('removal.warningMonths', warnedOn)];
    return { removedOn: null, outcome: answer('N-04', 'unknown', 'removal-not-loaded', [], { awaiting }) };
  }
  const removedOn = addMonths(warnedOn, months);
  const facts = [fact('warnedOn', warnedOn), fact('removedOn', removedOn)];
  return date >= removedOn
    ? { removedOn, outcome: answer('N-04', 'yes', 'removal-due', facts) }
    : { removedOn, outcome: answer('N-04', 'no', 'removal-warning-running', facts) };
}

function from(removedOn: CivilDate, date: CivilDate, ground: string) {
  const facts = [fact('ground', ground), fact('removedOn', removedOn)];
  return date >= removedOn
    ? { removedOn, outcome: answer('N-04', 'yes', 'removal-due', facts) }
    : { removedOn, outcome: answer('N-04', 'no', 'removal-not-yet', facts) };
}
