/** The abstract problem and its solution, as outside checks and integrators know them (README, "Le problème"). */
import { z } from 'zod';
import type { CrewOptions, CrewUse } from './split/crew-types.ts';

const problemHomeSchema = z.object({
  id: z.string().min(1),
  acceptance: z.number().gt(0).max(1),
  length: z.number().int().min(0).optional(),
});

const problemApplicantSchema = z.object({
  id: z.string().min(1),
  order: z.number().int().optional(),
  fullBonus: z.boolean().optional(),
});

/** (home, applicant, score 0…10 000 000, wish: 1 = most wanted). */
const problemPairSchema = z.union([
  z.tuple([z.string(), z.string(), z.number().int().min(0).max(10_000_000)]),
  z.tuple([z.string(), z.string(), z.number().int().min(0).max(10_000_000), z.number().int().min(1)]),
]);

const problemQuotaSchema = z.object({
  id: z.string().min(1),
  homes: z.array(z.string()),
  applicants: z.array(z.string()),
  share: z.number().min(0).max(1).optional(),
  number: z.number().min(0).optional(),
  signedTotal: z.number().min(0).optional(),
  signedInGroup: z.number().min(0).optional(),
  penalty: z.number().min(0),
  class: z.string().optional(),
});

export const problemSchema = z.object({
  shortlistLength: z.number().int().min(0),
  maxShortlistsPerApplicant: z.number().int().min(1).optional(),
  slotReward: z.number().min(0).optional(),
  priceUnit: z.number().gt(0).optional(),
  fairness: z.enum(['none', 'no-justified-envy']).optional(),
  bonusCaps: z.record(z.string(), z.number().min(0)).optional(),
  homes: z.array(problemHomeSchema),
  applicants: z.array(problemApplicantSchema),
  pairs: z.array(problemPairSchema),
  quotas: z.array(problemQuotaSchema).optional(),
  pins: z
    .array(z.object({ home: z.string(), applicant: z.string(), rank: z.number().int().min(1).optional() }))
    .optional(),
  bans: z.array(z.object({ home: z.string(), applicant: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export const solutionSchema = z.object({
  value: z.number(),
  bound: z.number(),
  gap: z.number(),
  optimal: z.boolean(),
  justifiedEnvy: z.number().int().min(0),
  engine: z.string(),
  seconds: z.number().min(0),
  shortlists: z.array(
    z.object({
      home: z.string(),
      entries: z.array(
        z.object({
          applicant: z.string(),
          rank: z.number().int().min(1),
          score: z.number(),
          bonus: z.number(),
          offered: z.number(),
          signs: z.number(),
          pinned: z.boolean().optional(),
        }),
      ),
    }),
  ),
  quotas: z.array(
    z.object({
      id: z.string(),
      expectedTotal: z.number(),
      expectedInGroup: z.number(),
      missing: z.number(),
      price: z.number(),
    }),
  ),
  unfilled: z.array(
    z.object({
      home: z.string(),
      slots: z.number().int().min(1),
      reason: z.enum(['no-candidate', 'no-candidate-left', 'banned']),
    }),
  ),
  certificate: z.object({
    prices: z.record(z.string(), z.number()),
    applicantPrices: z.record(z.string(), z.number()),
    dualBound: z.number(),
    search: z.enum(['none', 'proved', 'stopped']),
  }),
});
export type Solution = z.infer<typeof solutionSchema>;

/** A refused problem: which part, and what is wrong with it, in French. */
export type ProblemRefusal = { path: string; message: string };

export type SolveOptions = {
  /** Engine name; the README lists them. Undefined: chosen by size. */
  engine?: string;
  /** Safety limit; a search that it stops is discarded whole and said so. */
  seconds?: number;
  /** Told after each step of the search, from 0 to 1. */
  onProgress?: (share: number, step: string) => void;
  /** Stops the search; the promise then rejects with its reason. */
  signal?: AbortSignal;
  /** Threads that may share the search of a large problem; absent: by the machine. The plan is the same. */
  parts?: number;
  /** Workers elsewhere that may take parts of it too; absent: this machine alone. The plan is the same. */
  crew?: CrewOptions | undefined;
  /** Told once where workers elsewhere took parts: what they did. */
  onShared?: (use: CrewUse) => void;
};
