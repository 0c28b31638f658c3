/** `law review`: when the triennial review of the occupancy falls due (C-12, L442-5-2). */
import { z } from 'zod';
import { reviewOn } from '../review.ts';
import { daySchema, defineCalculator } from './frame.ts';

const inputSchema = z.object({
  leaseSignedOn: daySchema,
  /** Absent: never reviewed; null: unknown. */
  lastReviewedOn: daySchema.nullish(),
  date: daySchema,
  tenseZone: z.boolean(),
});

export const reviewCalculator = defineCalculator({
  name: 'review',
  summary: 'Échéance de l’examen triennal de l’occupation en zone tendue',
  rules: ['C-12'],
  fields: ['dueOn', 'due'],
  input: inputSchema,
  compute({ leaseSignedOn, lastReviewedOn, date, tenseZone }) {
    const { dueOn, due, missing, awaiting } = reviewOn({ leaseSignedOn, lastReviewedOn, tenseZone }, date);
    return { kind: 'values', values: { dueOn, due }, missing, awaiting };
  },
});
