/**
 * The facts from which letters of L441-1 are presumed (law P-01, P-03, P-05, I-05), as files and forms give them.
 * An absent fact is not claimed; a null one is unknown.
 */
import { z } from 'zod';
import { daySchema } from './calculators/frame.ts';

const claim = z.boolean().nullable().optional();

export const priorityFactsSchema = z.strictObject({
  disability: claim,
  therapeuticApartment: claim,
  badlyHoused: claim,
  hostedInStructure: claim,
  backToWorkAfterLongUnemployment: claim,
  unfitHousing: claim,
  exitProstitution: claim,
  trafficking: claim,
  minorChild: claim,
  overOccupied: claim,
  nonDecent: claim,
  withoutHousing: claim,
  evictionThreat: claim,
  divorcePending: claim,
  pacsDissolved: claim,
  protectedRefugeeAlone: claim,
  /** Decision of the mediation commission; only `logement` is a DALO (P-05). `lostOn`: first day without it. */
  dalo: z
    .strictObject({
      kind: z.enum(['logement', 'hebergement']),
      decidedOn: daySchema,
      lostOn: daySchema.nullable().optional(),
    })
    .nullable()
    .optional(),
  coupleViolence: z.strictObject({ protectionOrder: claim, complaint: claim }).nullable().optional(),
  forcedMarriage: z.strictObject({ protectionOrder: claim }).nullable().optional(),
  /** The judge's ban on places or on contact is the evidence that the statute asks for. */
  assaultAtHome: z.strictObject({ banOrdered: z.boolean() }).nullable().optional(),
  /** Last day of care by child welfare (ASE). */
  childWelfare: z.strictObject({ careEndedOn: daySchema }).nullable().optional(),
});
export type PriorityFacts = z.infer<typeof priorityFactsSchema>;

/** Paths of the facts that are unknown, in the order of their names: "facts.coupleViolence.complaint". */
export function unknownFactPaths(facts: PriorityFacts): string[] {
  return Object.entries(facts)
    .flatMap(([name, value]) => {
      if (value === null) return [`facts.${name}`];
      if (typeof value !== 'object') return [];
      return Object.entries(value).flatMap(([part, inner]) =>
        inner === null ? [`facts.${name}.${part}`] : [],
      );
    })
    .sort();
}
