/**
 * Objectives that are counted and never priced: essential workers and volunteer firefighters, the State's
 * numeric objectives by public. No rank of any list reads them.
 */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { inseeSchema } from './home.ts';

export const objectiveKinds = ['essentialWorkers', 'volunteerFirefighters', 'statePublic'] as const;

export const objectiveSchema = z.object({
  id: z.string().min(1),
  kind: z.enum(objectiveKinds),
  /** French name, as people read it. */
  name: z.string().min(1),
  /** For `statePublic`: which public; counts only, never a person. Null for the others. */
  public: z.string().nullable(),
  year: z.number().int().min(2000).max(2100),
  territory: z.object({
    level: z.enum(['landlord', 'departement', 'epci']),
    code: z.string().nullable(),
    communes: z.array(inseeSchema).nullable(),
  }),
  goal: z.union([
    z.object({ kind: z.literal('share'), share: z.number().min(0).max(1) }),
    z.object({ kind: z.literal('number'), number: z.number().int().min(0) }),
  ]),
  source: z.string(),
});
export type Objective = z.infer<typeof objectiveSchema>;

/** A body whose tenants count as tenants of social housing (M-01), from a day to another. */
export const socialBodySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  /** Other ways in which files write it. */
  aliases: z.array(z.string()),
  from: civilDateSchema.nullable(),
  until: civilDateSchema.nullable(),
  source: z.string(),
});
export type SocialBody = z.infer<typeof socialBodySchema>;

/** What a convention printed for a territory beside the year's target: the years before it, and its first rates. */
export type Commitment = {
  level: 'departement' | 'epci';
  /** Département code or SIREN, as the target of the same territory names it. */
  code: string;
  /** As the convention names the place. */
  name: string;
  reference: { years: string; number: number | null; share: number | null };
  rates: readonly { year: number; share: number | null }[];
  source: string;
};
