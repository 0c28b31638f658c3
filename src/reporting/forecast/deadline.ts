/** From which day a target would be out of reach, and the pace that it still needs. */
import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';

export type Outlook =
  /** No lease was signed and hardly one is expected: there is no rate to speak of. */
  | { kind: 'noLease' }
  /** Met whatever comes, even if none of the coming leases counts. */
  | { kind: 'secured' }
  /** Met with the leases expected, whichever they are; more leases than expected would ask for more. */
  | { kind: 'met' }
  /** Still to be made; if none counts until that day, all the leases expected from it on are not enough. */
  | { kind: 'open'; lostFrom: CivilDate }
  /** Not even all the leases expected are enough. */
  | { kind: 'outOfReach' };

export type Needs = {
  /** Leases that must still count, were as many signed as expected; and were as many signed as at most likely. */
  needed: number;
  neededAtMost: number;
  expected: number;
  /** Leases signed so far. */
  signed: number;
};

/** `cumulated[d]`: part of the coming leases signed d + 1 days after the day of the forecast; the last is 1. */
export function outlookOf(needs: Needs, asOf: CivilDate, cumulated: readonly number[]): Outlook {
  const { needed, neededAtMost, expected, signed } = needs;
  if (signed === 0 && expected < 0.5 && needed <= 1) return { kind: 'noLease' };
  if (needed === 0) return { kind: neededAtMost === 0 ? 'secured' : 'met' };
  if (needed > expected) return { kind: 'outOfReach' };
  const lost = cumulated.findIndex((part) => expected * (1 - part) < needed - 1e-9);
  return { kind: 'open', lostFrom: addDays(asOf, (lost === -1 ? cumulated.length - 1 : lost) + 1) };
}

/** Leases a week: those that must count, of those expected. Null on the last day of the year. */
export function weeklyPace(
  needed: number,
  expected: number,
  asOf: CivilDate,
  until: CivilDate,
): { needed: number; expected: number } | null {
  const weeks = daysBetween(asOf, until) / 7;
  return weeks <= 0 ? null : { needed: needed / weeks, expected: expected / weeks };
}
