/** An offer of a home to a household after a committee's decision, and what came of it (C-09, N-07). */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';

export const refusalReasons = [
  'tooSmall',
  'tooLarge',
  'location',
  'rent',
  'condition',
  'floorOrLift',
  'neighbourhood',
  'otherHome',
  'noAnswer',
  'other',
] as const;

export const offerSchema = z.object({
  id: z.string().min(1),
  homeId: z.string().min(1),
  applicationNumber: z.string().min(1),
  rank: z.number().int().min(1),
  sentOn: civilDateSchema,
  answer: z.enum(['accepted', 'refused']).nullable(),
  answeredOn: civilDateSchema.nullable(),
  refusalReason: z.enum(refusalReasons).nullable(),
  /** Whether the home was adapted to the household's needs and capacities: only such refusals may weigh (S-08). */
  adapted: z.boolean().nullable(),
});
export type Offer = z.infer<typeof offerSchema>;
