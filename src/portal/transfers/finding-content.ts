/** A finding as it is kept beside its tenancy and ground, and when two are the same. */
import { z } from 'zod';
import { contentHash } from '../../kernel/canonical-json.ts';
import { civilDateSchema } from '../../kernel/civil-date.ts';
import type { Reason } from '../../law/rule.ts';
import type { TransferGround } from '../policy.ts';

const reasonSchema = z.object({
  rule: z.string(),
  article: z.string(),
  verdict: z.enum(['yes', 'no', 'unknown']),
  code: z.string(),
  facts: z.array(
    z.object({
      field: z.string(),
      value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      asOf: civilDateSchema.nullable(),
    }),
  ),
});

/** As it is kept beside its tenancy and ground. */
export const findingContentSchema = z.object({
  verdict: z.enum(['yes', 'unknown']),
  because: z.array(reasonSchema),
  /** What takes the tenant out of the duty, or keeps a right: age, disability, neighbourhood, zone. */
  exemptions: z.array(reasonSchema),
  missing: z.array(z.string()),
});
export type FindingContent = z.infer<typeof findingContentSchema>;
export type Finding = FindingContent & { ground: TransferGround };

/** Equal for the same facts, whatever the day: a finding set aside opens again only where this changes. */
export function fingerprintOf(finding: FindingContent): string {
  const values = (reasons: readonly Reason[]) =>
    reasons.map(({ code, verdict, facts }) => ({
      code,
      verdict,
      facts: facts.map(({ field, value }) => ({ field, value })),
    }));
  return contentHash({
    verdict: finding.verdict,
    because: values(finding.because),
    exemptions: values(finding.exemptions),
    missing: finding.missing,
  });
}
