/**
 * What indicators, returns and the equity audit read of a signed lease beyond what quotas count: the facts as they
 * stood on the day of the signature. They hold no name, no date of birth and no sensitive letter (D-03, D-04).
 */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { priorityLetters, sensitiveLetters } from './application.ts';
import { inseeSchema, typologySchema } from './home.ts';

/** Categories of L441-1 as they may be counted: sensitive letters stand together, without their ground. */
export const countedCategories = [
  ...priorityLetters.filter((letter) => !sensitiveLetters.has(letter)),
  'protected',
] as const;

/** Whether a figure rests on a document, on what the household said, or on nothing. */
const evidenceSchema = z.enum(['proved', 'declared', 'unknown']);

/** Why a letting is not in the yearly flow of reservations. */
export const deductions = ['internalTransfer', 'urbanRenewal', 'orcod', 'unfitHousing', 'sale'] as const;

export const leaseFactsSchema = z.object({
  /** How the first quartile is known. */
  income: evidenceSchema,
  filedOn: civilDateSchema.nullable(),
  noticeReceivedOn: civilDateSchema.nullable(),
  availableOn: civilDateSchema.nullable(),
  orientedOn: civilDateSchema.nullable(),
  /** The day of the commission's decision. */
  decidedOn: civilDateSchema.nullable(),
  daloRecognisedOn: civilDateSchema.nullable(),
  categories: z.array(z.enum(countedCategories)),
  /** P-08: a public that the CIA or an accord collectif targets. */
  targetedPublic: z.boolean().nullable(),
  persons: z.number().int().min(1).nullable(),
  /** Age of the first adult in whole years. */
  holderAge: z.number().int().min(0).max(120).nullable(),
  loneParent: z.boolean().nullable(),
  /** An adapted home was asked for: the technical need, never its ground. */
  adaptedNeed: z.boolean().nullable(),
  originInsee: inseeSchema.nullable(),
  /** Whether the household came from a QPV. */
  originInQpv: z.boolean().nullable(),
  /** The social landlord that the household left, as its file names it. */
  originLandlord: z.string().nullable(),
  channel: z.enum(['online', 'counter', 'post']).nullable(),
  /** objectives of the CIA, never a priority. */
  essentialWorker: z.boolean().nullable(),
  volunteerFirefighter: z.boolean().nullable(),
  /** Effort after APL in the new home, in thousandths. */
  effortPermille: z.number().int().min(0).nullable(),
  occupancyAfter: z.enum(['under', 'over', 'fits']).nullable(),
  /** The rank that signed, and whether it was the home's first list (1) or a later one. */
  rank: z.number().int().min(1).nullable(),
  list: z.number().int().min(1).nullable(),
  proposedRank: z.number().int().min(1).nullable(),
  gridPoints: z.number().int().nullable(),
  /** What an internal transfer gives back to let. */
  freedHome: z.object({ homeId: z.string(), typology: typologySchema, insee: inseeSchema }).nullable(),
  deducted: z.enum(deductions).nullable(),
  /** Attributed by the préfet after an order: outside the flow. */
  substituted: z.boolean(),
  /** Let to a body, not to a household (Q-02 excludes it). */
  legalPerson: z.boolean(),
  /** First letting of a new programme. */
  firstLetting: z.boolean(),
  /** M-08: two tenants of one estate took over each other's lease of right: no attribution, in no count. */
  swapOfRight: z.boolean().optional(),
  /** M-08c: some members of a tenant's household left it, the leaseholder stayed: no transfer in PP-5. */
  membersOnly: z.boolean().optional(),
});
export type LeaseFacts = z.infer<typeof leaseFactsSchema>;

/** Some of the facts: what a file tells, and nothing of the others. */
export const someLeaseFactsSchema = leaseFactsSchema.partial();
export type SomeLeaseFacts = z.infer<typeof someLeaseFactsSchema>;
