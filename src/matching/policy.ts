/** The landlord's published policy where the law is silent: versioned data, safe defaults that say they are. */
import { z } from 'zod';
import { typologySchema } from '../domain/home.ts';

/** Scores are grid points × 1 000 plus the fit of home and household (0–999), which only breaks ties. */
export const SCORE_PER_POINT = 1000;

const pointsByClass = z.object({
  statutory: z.number().int().min(0),
  convention: z.number().int().min(0),
  own: z.number().int().min(0),
});

export const policySchema = z.object({
  id: z.string().min(1),
  version: z.number().int().min(1),
  /** True while nobody of the landlord has validated it: pages say "réglages par défaut". */
  isDefault: z.boolean(),
  shortlistLength: z.number().int().min(1).max(10),
  maxShortlistsPerApplicant: z.number().int().min(1).max(5),
  /** Households of n persons (index n−1, the last for more) are looked for in these typologies. */
  sizeScale: z.array(z.array(typologySchema).min(1)).min(1),
  /** Effort rate above which the household is flagged "à examiner", in thousandths. */
  effortRateFlagPermille: z.number().int().min(0).max(1000),
  /** Residual income under which it is flagged, in cents per consumption unit and day. */
  residualFlagCents: z.number().int().min(0),
  /** Income ceilings or facts unknown: flagged, never refused. Arrears above this are flagged. */
  arrearsFlagCents: z.number().int().min(0),
  /** Most points that the quotas of a class may give one household for one home; null: derived from the grid. */
  bonusCapsPoints: pointsByClass.nullable(),
  /** Points per missing expected lease, by class: what a quota may cost and the cap of its price. */
  penaltyPoints: pointsByClass,
  /** Chance that a home offered is signed, in thousandths, where nothing was learned (sourced default). */
  acceptancePermille: z.number().int().min(1).max(1000),
  acceptanceSource: z.string(),
  /** Chance learned from the landlord's own refusals by commune and typology, validated by a person. */
  acceptanceLearned: z.array(
    z.object({
      insee: z.string().nullable(),
      typology: typologySchema.nullable(),
      permille: z.number().int().min(1).max(1000),
      validatedBy: z.string(),
      validatedOn: z.string(),
    }),
  ),
  /** "lt" is the letter of the law; "lte" what one regional tool does (U-04). */
  q1Comparison: z.enum(['lt', 'lte']),
  /** Days that a holder has to designate where no convention says (Q-13: one month in tense zones). */
  designationMonths: z.number().int().min(1).max(3),
  /** Which pool a home without a published conversion goes to: transfers where the transfer target is behind. */
  defaultPool: z.enum(['general', 'transfer']),
});
export type Policy = z.infer<typeof policySchema>;

/** Safe defaults; a landlord's own policy replaces them by a dated version. */
export const defaultPolicy: Policy = {
  id: 'defaut',
  version: 1,
  isDefault: true,
  shortlistLength: 3,
  maxShortlistsPerApplicant: 1,
  sizeScale: [
    ['T1', 'T2'],
    ['T2', 'T3'],
    ['T3', 'T4'],
    ['T4', 'T5'],
    ['T4', 'T5', 'T6'],
    ['T5', 'T6'],
  ],
  effortRateFlagPermille: 330,
  residualFlagCents: 1000,
  arrearsFlagCents: 1,
  bonusCapsPoints: null,
  penaltyPoints: { statutory: 300, convention: 200, own: 150 },
  acceptancePermille: 500,
  acceptanceSource:
    'Eurométropole de Strasbourg, 2017 : la moitié des propositions deviennent un bail (Adeus)',
  acceptanceLearned: [],
  q1Comparison: 'lt',
  designationMonths: 1,
  defaultPool: 'general',
};
