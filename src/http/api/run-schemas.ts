/** Runs as the API tells them: amounts in euros, dates as text, nothing that D-03 and D-04 keep from screens. */
import { z } from 'zod';
import type { RunLine, StoredRun } from '../../jobs/run-port.ts';
import { eurosOfCents } from '../../kernel/money.ts';
import type { CandidateSheet, RunResult, ShortlistResult } from '../../matching/run-result.ts';

const placeSchema = z.object({ homeId: z.string(), rank: z.number().int() });
const verdictSchema = z.enum(['yes', 'no', 'unknown']);

const reasonSchema = z.object({
  rule: z.string(),
  article: z.string(),
  verdict: verdictSchema,
  code: z.string(),
  facts: z.array(
    z.object({
      field: z.string(),
      value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
      asOf: z.string().nullable(),
    }),
  ),
});

export const runLineSchema = z.object({
  id: z.string(),
  sessionOn: z.string(),
  createdAt: z.string(),
  engine: z.string(),
  value: z.number(),
  bound: z.number(),
  gap: z.number(),
  justifiedEnvy: z.number().int(),
  homes: z.number().int(),
  applicants: z.number().int(),
  pairs: z.number().int(),
});

const quotaSchema = z.object({
  targetId: z.string(),
  name: z.string(),
  class: z.enum(['statutory', 'convention', 'own']),
  share: z.number().nullable(),
  number: z.number().nullable(),
  signedTotal: z.number(),
  signedInGroup: z.number(),
  unknown: z.number(),
  expectedTotal: z.number(),
  expectedInGroup: z.number(),
  missing: z.number(),
  pricePoints: z.number(),
  candidatesInGroup: z.number(),
  atCap: z.boolean(),
  shortage: z.string().nullable(),
  /** The pace that a person validated for the session; absent where nothing steered it. */
  pace: z
    .object({
      askedShare: z.number(),
      mostPoints: z.number().int(),
      isBehind: z.boolean(),
      expectedTotalHere: z.number(),
      expectedInGroupHere: z.number(),
      because: z.object({
        signedInGroup: z.number(),
        signedTotal: z.number(),
        stillExpectedLeases: z.number(),
        neededLeases: z.number(),
      }),
    })
    .optional(),
});

export const runSchema = runLineSchema.extend({
  versions: z.object({
    software: z.string(),
    rules: z.string(),
    grids: z.array(z.string()),
    policy: z.string(),
  }),
  steering: z.object({ id: z.string(), validatedBy: z.string(), validatedOn: z.string() }).optional(),
  snapshotHash: z.string(),
  problemHash: z.string(),
  solutionHash: z.string(),
  check: z.object({
    holds: z.boolean(),
    justifiedEnvy: z.number(),
    bound: z.number(),
    problems: z.array(z.string()),
  }),
  plain: z.object({ value: z.number(), bound: z.number(), gap: z.number() }).nullable(),
  bonusCapsPoints: z.object({ statutory: z.number(), convention: z.number(), own: z.number() }),
  quotas: z.array(quotaSchema),
});

const candidateSchema = z.object({
  number: z.string(),
  household: z.string(),
  persons: z.number().int(),
  monthlyResources: z.number().nullable(),
  resourcesEvidence: z.enum(['proved', 'declared']),
  seniorityMonths: z.number(),
  dalo: z.boolean(),
  priority: z.boolean(),
  firstQuartile: z.boolean().nullable(),
  transfer: z.enum(['none', 'internal', 'otherLandlord']),
  freedHome: z.object({ typology: z.string(), communeName: z.string(), relet: z.boolean() }).optional(),
  apl: z.number().nullable(),
  aplEstimated: z.boolean(),
  netCost: z.number().nullable(),
  effortRate: z.number().nullable(),
  residualPerUnitPerDay: z.number().nullable(),
  toExamine: z.array(z.object({ code: z.string(), reasons: z.array(reasonSchema) })),
});

const entrySchema = z.object({
  rank: z.number().int(),
  pinned: z.boolean(),
  candidate: candidateSchema,
  scoreLines: z.array(
    z.object({
      criterion: z.string(),
      label: z.string(),
      points: z.number(),
      fact: z.union([z.string(), z.number(), z.boolean()]).nullable(),
      asOf: z.string().nullable(),
    }),
  ),
  gridPoints: z.number(),
  fit: z.number(),
  bonusLines: z.array(
    z.object({
      kind: z.string(),
      quotaId: z.string().nullable(),
      label: z.string(),
      points: z.number(),
    }),
  ),
  bonusPoints: z.number(),
  totalPoints: z.number(),
  tieBreak: z.enum(['none', 'fit', 'seniority', 'number']),
  next: z.object({ number: z.string(), behindPoints: z.number() }).nullable(),
  offered: z.number(),
  signs: z.number(),
  elsewhere: z.array(placeSchema),
});

export const shortlistSchema = z.object({
  vacancyId: z.string(),
  homeId: z.string(),
  pool: z.object({
    kind: z.string(),
    holderId: z.string().nullable(),
    gridId: z.string(),
    considered: z.number(),
    outsideWish: z.number(),
    outsideSizeScale: z.number(),
    refusedByLaw: z.number(),
    eligible: z.number(),
    interest: z
      .object({
        closed: z.boolean(),
        minimum: z.number(),
        interested: z.number(),
        narrowed: z.boolean(),
        leftOut: z.number(),
      })
      .optional(),
    ruleCounts: z.array(
      z.object({ rule: z.string(), article: z.string(), no: z.number(), unknown: z.number() }),
    ),
  }),
  entries: z.array(entrySchema),
  next: z.array(
    z.object({
      candidate: candidateSchema,
      totalPoints: z.number(),
      gridPoints: z.number(),
      placedAt: placeSchema.nullable(),
    }),
  ),
  unfilled: z.object({ slots: z.number(), reason: z.string() }).nullable(),
});

export const exploredSchema = z.object({
  check: runSchema.shape.check,
  value: z.number(),
  bound: z.number(),
  gap: z.number(),
  quotas: z.array(quotaSchema),
  shortlists: z.array(shortlistSchema),
});

export const whyNotSchema = z.object({
  vacancyId: z.string(),
  number: z.string(),
  outcome: z.string(),
  rank: z.number().nullable(),
  checks: z.array(z.object({ step: z.string(), verdict: verdictSchema, reasons: z.array(reasonSchema) })),
  totalPoints: z.number().nullable(),
  lastPlacedPoints: z.number().nullable(),
  placedAt: placeSchema.nullable(),
  /** What the household or the officer could do: data to give, correct or renew. */
  wouldChange: z.array(z.object({ code: z.string(), about: z.array(z.string()) })).optional(),
});

export const replaySchema = z.object({
  same: z.boolean(),
  differences: z.array(z.object({ path: z.string(), stored: z.string(), recomputed: z.string() })),
});

export function runLineJson(run: RunLine) {
  return { ...run, ...run.counts, createdAt: run.createdAt.toISOString() };
}

export function runJson(run: StoredRun) {
  return { ...run.summary, ...runLineJson(run) };
}

export function shortlistJson(shortlist: ShortlistResult) {
  return {
    ...shortlist,
    entries: shortlist.entries.map(({ sheet, ...entry }) => ({ ...entry, candidate: candidateJson(sheet) })),
    next: shortlist.next.map(({ sheet, ...next }) => ({ ...next, candidate: candidateJson(sheet) })),
  };
}

export function exploredJson({ solution, check, quotas, shortlists }: RunResult) {
  const { value, bound, gap } = solution;
  return { check, value, bound, gap, quotas, shortlists: shortlists.map(shortlistJson) };
}

function candidateJson(sheet: CandidateSheet) {
  const euros = (cents: number | null) => (cents === null ? null : eurosOfCents(cents));
  return {
    ...sheet,
    household: sheet.householdInWords,
    monthlyResources: euros(sheet.monthlyResourcesCents),
    apl: euros(sheet.aplCents),
    netCost: euros(sheet.netCostCents),
    residualPerUnitPerDay: euros(sheet.residualPerUnitPerDayCents),
  };
}
