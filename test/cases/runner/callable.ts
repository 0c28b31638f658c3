/** What a rule must be for a YAML case to call it by name. */
import type { z } from 'zod';
import type { Outcome } from '../../../src/law/rule.ts';

export type CallableRule = (input: unknown) => Record<string, unknown>;

/** A rule that reads its case through a schema, so that a misspelt datum fails loudly. */
export function callable<Input>(
  schema: z.ZodType<Input>,
  run: (input: Input) => Record<string, unknown>,
): CallableRule {
  return (input) => run(schema.parse(input));
}

/** What cases expect of an outcome: its verdict, the code of its first reason, what is missing or awaited. */
export function said(outcome: Outcome): Record<string, unknown> {
  return {
    verdict: outcome.verdict,
    code: outcome.because[0]?.code,
    missing: outcome.missing,
    awaiting: outcome.awaiting,
  };
}
