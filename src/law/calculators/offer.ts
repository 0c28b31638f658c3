/** `law offer`: where an offer stands on a day (C-09, R441-10). */
import { z } from 'zod';
import { offerStateOn } from '../offer.ts';
import { daySchema, defineCalculator } from './frame.ts';

const inputSchema = z.object({
  sentOn: daySchema,
  /** The delay runs from the receipt where it is known: absent or null, from the sending. */
  receivedOn: daySchema.nullish(),
  replyDays: z.number().int().nonnegative('délai négatif').max(10_000),
  answer: z.enum(['accepted', 'refused']).nullish(),
  answeredOn: daySchema.nullish(),
  date: daySchema,
});

export const offerCalculator = defineCalculator({
  name: 'offer',
  summary: 'Validité, échéance et état d’une offre de logement',
  rules: ['C-09'],
  fields: ['valid', 'deadline', 'state', 'late'],
  input: inputSchema,
  compute(input) {
    const early = (['receivedOn', 'answeredOn'] as const).find((field) => {
      const day = input[field];
      return day !== undefined && day !== null && day < input.sentOn;
    });
    if (early !== undefined) {
      const message = 'date antérieure à l’envoi de l’offre';
      return { kind: 'refused', error: { code: 'impossible-date', path: early, message } };
    }
    const found = offerStateOn(
      {
        sentOn: input.sentOn,
        receivedOn: input.receivedOn ?? null,
        replyDays: input.replyDays,
        answer: input.answer,
        answeredOn: input.answeredOn ?? null,
      },
      input.date,
    );
    const { valid, deadline, state, late, missing, awaiting } = found;
    return { kind: 'values', values: { valid, deadline, state, late }, missing, awaiting };
  },
});
