/** What a year's flow should be and what each convention stipulates (Q-09…Q-14): data of the landlord, with its source. */
import { z } from 'zod';
import { financings, inseeSchema, typologies } from '../../domain/home.ts';

const count = z.number().int().min(0).max(1_000_000);

const conventionSchema = z.object({
  holderId: z.string().min(1),
  /** Months to designate where no rule of public order shortens them; null: the policy's. */
  designationMonths: z.number().int().min(1).max(3).nullable(),
  /** its rights come from loan guarantees, and count in the common limit of the territory. */
  guarantor: z.boolean(),
  /** the convention stipulates otherwise than the minimum outside QPV. */
  outsideQpvMinimumWaived: z.boolean(),
  /** Null: no restriction. */
  communes: z.array(inseeSchema).nullable(),
  typologies: z.array(z.enum(typologies)).nullable(),
  financings: z.array(z.enum(financings)).nullable(),
  /** Homes that came back for want of a candidate still use up the holder's share, where it stipulates so. */
  returnedHomesCount: z.boolean(),
});
export type FlowConvention = z.infer<typeof conventionSchema>;

export const flowPlanSchema = z.object({
  year: z.number().int().min(2000).max(2100),
  /** Where the figures come from, in French; pages show it. */
  source: z.string().min(1),
  /** True: made from the year to date, because nobody entered a forecast. */
  estimated: z.boolean(),
  vacated: count,
  newDeliveries: count,
  newProgrammesInFlow: z.boolean(),
  /** The five deductions of R441-5 I. */
  deducted: z.object({
    internalTransfers: count,
    urbanRenewal: count,
    orcod: count,
    unfitHousing: count,
    sale: count,
  }),
  prefetSubstituted: count,
  namedHomes: count,
  /** The decree gives no rounding of a share: the convention does. */
  rounding: z.enum(['down', 'nearest', 'up']),
  /** Communes of the tense zones (art. 17 I of the law of 1989); null: the list is not loaded. */
  tenseCommunes: z.array(inseeSchema).nullable(),
  /** Départements with six months for a DALO offer (R441-16-1); null: the list is not loaded. */
  largeAreaDepartements: z.array(z.string()).nullable(),
  conventions: z.array(conventionSchema),
});
export type FlowPlan = z.infer<typeof flowPlanSchema>;

/** The convention of a holder; safe values where none was entered. */
export function conventionOf(plan: FlowPlan, holderId: string): FlowConvention {
  return (
    plan.conventions.find((convention) => convention.holderId === holderId) ?? {
      holderId,
      designationMonths: null,
      guarantor: false,
      outsideQpvMinimumWaived: false,
      communes: null,
      typologies: null,
      financings: null,
      returnedHomesCount: false,
    }
  );
}
