/** An application (demande) with its unique national number, and the labels that named bodies gave it. */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { centsSchema } from '../kernel/money.ts';
import { accessibilitySchema, inseeSchema, typologySchema } from './home.ts';
import { householdSchema } from './household.ts';

/** Letters of L441-1 (P-01); "g bis" is written `gbis`. */
export const priorityLetters = [
  'a',
  'b',
  'c',
  'd',
  'e',
  'f',
  'g',
  'gbis',
  'h',
  'i',
  'j',
  'k',
  'l',
  'm',
] as const;
export const priorityLetterSchema = z.enum(priorityLetters);
export type PriorityLetter = z.infer<typeof priorityLetterSchema>;

/** Letters whose ground never leaves its screen (D-03, D-04): violence, trafficking, prostitution, health. */
export const sensitiveLetters: ReadonlySet<PriorityLetter> = new Set(['a', 'b', 'g', 'gbis', 'h', 'i']);

/** A recognition by a named body on a day (P-08): what quotas count. */
const labelSchema = z.object({
  category: z.union([z.literal('dalo'), priorityLetterSchema]),
  by: z.string().min(1),
  on: civilDateSchema,
  /** Last day in force, where it was lost or ended. */
  until: civilDateSchema.nullable(),
});
export type Label = z.infer<typeof labelSchema>;

/** A fact that a criterion of the voted grid reads, with its date and how far it is proved. */
const gridFactSchema = z.object({
  criterion: z.string().min(1),
  value: z.union([z.boolean(), z.number(), z.string()]),
  asOf: civilDateSchema,
  evidence: z.enum(['declared', 'verified']),
});
export type GridFact = z.infer<typeof gridFactSchema>;

export const numberPattern = /^[0-9A-Z]{18}$/;
/** N-01: length and character set only; no fact is ever derived from the number. */
const uniqueNumberSchema = z
  .string()
  .regex(numberPattern, 'numéro unique de 18 caractères attendu (chiffres et majuscules)');

export const applicationStatuses = [
  'live',
  'housed',
  'renounced',
  'unreachable',
  'inadmissible',
  'expired',
] as const;

/** Where the household lives today. */
const currentHousingSchema = z.object({
  /** Code of the SNE list "modeleLogement" (HLM, LP, CP, SD…); null unknown. */
  kind: z.string().nullable(),
  /** The social landlord, where the household is a social tenant; null: none. */
  landlord: z.string().nullable(),
  tenancyId: z.string().nullable(),
  insee: inseeSchema.nullable(),
  qpvCode: z.string().nullable(),
  habitableRooms: z.number().int().min(1).max(20).nullable(),
  surfaceM2: z.number().positive().nullable(),
  residents: z.number().int().min(1).nullable(),
  rentCents: centsSchema.nullable(),
});

export const applicationSchema = z.object({
  number: uniqueNumberSchema,
  /**
   * True: the household is known to the landlord but not registered; `number` is then the landlord's own key, and no
   * home can be attributed before registration (C-05, L441-2-1).
   */
  withoutNumber: z.literal(true).optional(),
  /** Name for the people who instruct; never in a hash, a log or an export of indicators. */
  name: z.string().nullable(),
  filedOn: civilDateSchema,
  renewedOn: civilDateSchema,
  status: z.enum(applicationStatuses),
  household: householdSchema,
  wishes: z.object({
    /** In the order of preference. */
    communes: z.array(inseeSchema),
    typologies: z.array(typologySchema),
    accessibility: accessibilitySchema,
  }),
  current: currentHousingSchema,
  labels: z.array(labelSchema),
  gridFacts: z.array(gridFactSchema),
  /** Relocated by an operation of the law (M-07, Q-02 ii, Q-11). */
  relocation: z.enum(['urbanRenewal', 'orcod', 'unfitHousing', 'sale', 'demolition']).nullable(),
  /** For Q-07: employees and job-seekers only; null unknown. */
  employment: z.enum(['employee', 'jobSeeker', 'other']).nullable(),
  refusals: z.array(z.object({ homeId: z.string(), on: civilDateSchema, adapted: z.boolean() })),
  /** Debt towards a landlord with its date and plan; shown, never scored (M-08d). */
  arrears: z.object({ amountCents: centsSchema, asOf: civilDateSchema, underPlan: z.boolean() }).nullable(),
});
export type Application = z.infer<typeof applicationSchema>;

/** A household that lives in social housing asks for a transfer (mutation); others apply for the first time. */
export function isTransfer(application: Pick<Application, 'current'>): boolean {
  return application.current.landlord !== null;
}
