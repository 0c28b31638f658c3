/** `law priority`: presumed letters, legal tier, labels that quotas count, own resources (P-01…P-08, I-05). */
import { z } from 'zod';
import { priorityLetters } from '../../domain/application.ts';
import { presumePriority, recognisedCategories } from '../priority.ts';
import { priorityFactsSchema } from '../priority-facts.ts';
import { daySchema, defineCalculator } from './frame.ts';

const inputSchema = z.object({
  date: daySchema,
  bornOn: daySchema,
  /** An absent fact is not claimed; a null one is unknown, and so is every field that it could change. */
  facts: priorityFactsSchema,
  labels: z
    .array(z.object({ category: z.enum(['dalo', ...priorityLetters]), by: z.string().min(1), on: daySchema }))
    .nullish(),
});

export const priorityCalculator = defineCalculator({
  name: 'priority',
  summary: 'Catégories prioritaires présumées, rang légal et labels reconnus',
  rules: ['P-01', 'P-03', 'P-04', 'P-05', 'P-08', 'I-05'],
  fields: ['letters', 'tier', 'recognised', 'ownResourcesOnly'],
  input: inputSchema,
  compute({ date, bornOn, facts, labels }) {
    if (bornOn > date) {
      const message = 'naissance postérieure à la date de la question';
      return { kind: 'refused', error: { code: 'impossible-date', path: 'bornOn', message } };
    }
    const presumed = presumePriority(facts, bornOn, date);
    return {
      kind: 'values',
      values: {
        letters: presumed.letters,
        tier: presumed.tier,
        recognised: labels === null ? null : recognisedCategories(labels ?? [], date),
        ownResourcesOnly: presumed.ownResourcesOnly,
      },
      missing: [...presumed.missing, ...(labels === null ? ['labels'] : [])],
      awaiting: presumed.awaiting,
    };
  },
});
