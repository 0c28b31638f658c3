/**
 * What steers a session towards the year (solver "sessions in a row"): for each steered target, the share of this
 * session's leases that the year still needs, and how much it may weigh. A named person validated it before the session.
 */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';

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

const steeringLineSchema = z.object({
  targetId: z.string().min(1),
  /** Part of the leases still expected that must count: what this session is asked for. */
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

/** The line of a target; null where nothing steers it: its year then falls on this session as it stands. */
export function steeringLineOf(steering: Steering | undefined, targetId: string): SteeringLine | null {
  return steering?.lines.find((line) => line.targetId === targetId) ?? null;
}
