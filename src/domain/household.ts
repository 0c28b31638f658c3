/** The people who will live together, and what they declare or prove of their income. */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { centsSchema } from '../kernel/money.ts';

const personSchema = z.object({
  bornOn: civilDateSchema,
  role: z.enum(['holder', 'partner', 'dependant', 'other']),
  /** Carte mobilité inclusion "invalidité"; null unknown. */
  disabled: z.boolean().nullable(),
});
export type Person = z.infer<typeof personSchema>;

export const householdSchema = z.object({
  /** The first person is the first adult. */
  persons: z.array(personSchema).min(1).max(30),
  /** Children with visiting and accommodation rights who do not live there. */
  visitingChildren: z.number().int().min(0).max(20),
  /** "Ressources mensuelles" of the form, without housing benefit (U-02); null unknown, 0 a real value. */
  monthlyResourcesCents: centsSchema.nullable(),
  resourcesEvidence: z.enum(['proved', 'declared']),
  /** Tax income (RFR) of the years before; null unknown (I-08). */
  taxIncome: z.object({
    n2Cents: centsSchema.nullable(),
    n1Cents: centsSchema.nullable(),
    last12MonthsCents: centsSchema.nullable(),
  }),
});
export type Household = z.infer<typeof householdSchema>;
