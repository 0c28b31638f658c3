/** What officers know of a tenancy beside the lease file. Every gap is null: unknown is never no. */
import { z } from 'zod';
import { accessibilitySchema } from '../../domain/home.ts';
import { civilDateSchema } from '../../kernel/civil-date.ts';
import { centsSchema } from '../../kernel/money.ts';

const known = z.boolean().nullable().default(null);

export const tenancyFactsSchema = z.object({
  /** Name of the leaseholder, for officers; never in a journal or an export of indicators. */
  holderName: z.string().min(1).nullable().default(null),
  holderBornOn: civilDateSchema.nullable().default(null),
  /** Disabled tenant or dependant, or loss of autonomy (F-03). */
  disabledOrDependent: known,
  visitingChildren: z.number().int().min(0).max(20).nullable().default(null),
  professionalRooms: z.number().int().min(0).max(10).nullable().default(null),
  /** The home was in a priority neighbourhood when the tenant moved in (F-03). */
  qpvAtEntry: known,
  /** The home was adapted for a person's disability (F-04). */
  adaptedHome: known,
  /** Nobody with a disability lives there any longer (F-04). */
  disabledOccupantLeft: known,
  /** The disabled dependant died (F-04: a longer delay). */
  dependantDied: known,
  /** What a recognised disability or loss of autonomy asks of a home (C-12, 4°). */
  adaptedNeed: accessibilitySchema.nullable().default(null),
  /** Needs somebody beside them to move: a named adviser. */
  fragile: known,
  depositCents: centsSchema.nullable().default(null),
  arrears: z
    .object({ amountCents: centsSchema, asOf: civilDateSchema, underPlan: z.boolean() })
    .nullable()
    .default(null),
});
export type TenancyFacts = z.infer<typeof tenancyFactsSchema>;

/** Of a tenancy of which nothing more is known. */
export const noTenancyFacts: TenancyFacts = tenancyFactsSchema.parse({});
