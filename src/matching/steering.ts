/**
 * What steers a session towards the year (solver "sessions in a row"): for each steered target, the share of this
 * session's leases that the year still needs, and how much it may weigh. A named person validated it before the session.
 */
import { z } from 'zod';
import type { Target } from '../domain/target.ts';
import { type CivilDate, civilDateOf, civilDateSchema, daysBetween, yearOf } from '../kernel/civil-date.ts';

/** The figures that the asked share comes from, as the day of the validation knew them. */
const steeringFiguresSchema = z.object({
  /** Leases of the year that count, and all those of the target's homes. */
  signedInGroup: z.number().min(0),
  signedTotal: z.number().min(0),
  /** Leases that the target's homes should still bring by 31 December. */
  stillExpectedLeases: z.number().min(0),
  /** Leases that must still count by 31 December. */
  neededLeases: z.number().min(0),
});

export const steeringLineSchema = z.object({
  targetId: z.string().min(1),
  /** Part of its leases that this session is asked for: what the year still needs, a margin for chance included. */
  askedShare: z.number().min(0).max(1),
  /** Most points of the grid that the target may weigh in this session; never above what the policy allows. */
  mostPoints: z.number().int().min(0),
  because: steeringFiguresSchema,
});
export type SteeringLine = z.infer<typeof steeringLineSchema>;

export const steeringSchema = z.object({
  id: z.string().min(1),
  validatedBy: z.string().min(1),
  validatedOn: civilDateSchema,
  lines: z
    .array(steeringLineSchema)
    .refine((lines) => new Set(lines.map(({ targetId }) => targetId)).size === lines.length, {
      message: 'un objectif n’a qu’une ligne de rythme',
    }),
});
export type Steering = z.infer<typeof steeringSchema>;

/** The pace of one target: its line, and whether the year to date is behind what it should be. */
export type Pace = SteeringLine & { isBehind: boolean };

/** The pace of a target on a day; null where nothing steers it: its year then falls on this session as it stands. */
export function paceOf(steering: Steering | undefined, target: Target, date: CivilDate): Pace | null {
  const line = steering?.lines.find(({ targetId }) => targetId === target.id);
  return line ? { ...line, isBehind: isBehind(line, target, date) } : null;
}

/** Part of the leases still expected that the year needs, without any margin; 1 where too few are to come. */
export function neededShare({ because }: Pick<SteeringLine, 'because'>): number {
  const { neededLeases, stillExpectedLeases } = because;
  if (neededLeases === 0) return 0;
  return stillExpectedLeases <= neededLeases ? 1 : neededLeases / stillExpectedLeases;
}

/** A share is behind where more than itself is needed from now on; a number, where the days gone asked for more. */
function isBehind(line: SteeringLine, { goal }: Target, date: CivilDate): boolean {
  if (goal.kind === 'share') return neededShare(line) > goal.share;
  return goal.kind === 'number' && line.because.signedInGroup < dueByDay(goal.number, date);
}

/** What a number for the year asks by a day, that day included: in March a quarter of it is not yet behind. */
export function dueByDay(number: number, date: CivilDate): number {
  const firstDay = civilDateOf(yearOf(date), 1, 1);
  const days = daysBetween(firstDay, civilDateOf(yearOf(date) + 1, 1, 1));
  return (number * (daysBetween(firstDay, date) + 1)) / days;
}
