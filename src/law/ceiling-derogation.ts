/** Cases where income ceilings do not apply (I-10): recorded by a person with their source, never presumed. */
import { z } from 'zod';
import { inseeSchema } from '../domain/home.ts';
import { type CivilDate, civilDateSchema } from '../kernel/civil-date.ts';

export const ceilingDerogationSchema = z.object({
  /** Rehousing for under-occupation or from an adapted home; or a local order of R441-1-1 or R441-1-2. */
  ground: z.enum(['underOccupation', 'adaptedHomeLeft', 'prefetOrder', 'delegatedAuthority']),
  /** Homes that it covers; null: every home of its communes. */
  homeIds: z.array(z.string()).nullable(),
  communes: z.array(inseeSchema).nullable(),
  /** Households that it covers; null: all. */
  applicationNumbers: z.array(z.string()).nullable(),
  /** How far over the ceiling, in thousandths of it; null: the ceiling does not apply. */
  overPermille: z.number().int().min(0).max(1000).nullable(),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
  /** The order, or the officer's note and date. */
  source: z.string().min(1),
});
export type CeilingDerogation = z.infer<typeof ceilingDerogationSchema>;

/** The derogations that cover a home on a date, whoever the household. */
export function derogationsOfHome(
  derogations: readonly CeilingDerogation[],
  home: { id: string; insee: string },
  date: CivilDate,
): CeilingDerogation[] {
  return derogations.filter(
    ({ homeIds, communes, from, until }) =>
      from <= date &&
      (until === null || date <= until) &&
      (homeIds === null || homeIds.includes(home.id)) &&
      (communes === null || communes.includes(home.insee)),
  );
}

/** The first derogation under which an income over the ceiling may still enter the home. */
export function derogationFor(
  derogations: readonly CeilingDerogation[],
  household: { number: string; incomeCents: number; ceilingCents: number },
): CeilingDerogation | undefined {
  return derogations.find(
    ({ applicationNumbers, overPermille }) =>
      (applicationNumbers === null || applicationNumbers.includes(household.number)) &&
      (overPermille === null ||
        household.incomeCents * 1000 <= household.ceilingCents * (1000 + overPermille)),
  );
}
