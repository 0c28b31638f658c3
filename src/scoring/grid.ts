/** A cotation grid as voted: versioned data of a territory, for general applications or for transfers (S-03, S-06). */
import { z } from 'zod';
import { priorityLetterSchema } from '../domain/application.ts';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { gridProblems } from './grid-check.ts';

const criterionBase = {
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** French, as voted. */
  label: z.string().min(1),
  /** Criteria of one group add up, or only the best counts: see `groups`. */
  group: z.string().min(1),
  evidence: z.enum(['declared', 'verified']),
  /** Letters of L441-1 that the criterion implements (S-02). */
  l4411: z.array(priorityLetterSchema).default([]),
};

/** The fact that a criterion reads: one given in the file (`gridFact`), or one that the application itself holds. */
const criterionSourceSchema = z.enum([
  'gridFact',
  'seniorityMonths',
  'seniorityYears',
  'daloLabel',
  'l4411Label',
  'overOccupied',
  'tooFewRooms',
  'underOccupied',
  'waitBeyondAbnormalDelay',
]);

const criterionSchema = z.discriminatedUnion('kind', [
  z.object({
    ...criterionBase,
    kind: z.literal('flag'),
    source: criterionSourceSchema,
    points: z.number().int(),
  }),
  z.object({
    ...criterionBase,
    kind: z.literal('tiers'),
    source: criterionSourceSchema,
    /** The first tier whose `from` is reached counts; tiers in descending order of `from`. */
    tiers: z.array(z.object({ from: z.number(), points: z.number().int() })).min(1),
  }),
  z.object({
    ...criterionBase,
    kind: z.literal('perUnit'),
    /** Points for each whole unit (month, year, person…) of the fact. */
    source: criterionSourceSchema,
    pointsPerUnit: z.number().int(),
    cap: z.number().int().nullable(),
  }),
]);
export type Criterion = z.infer<typeof criterionSchema>;

const gridFields = z.object({
  id: z.string().min(1),
  version: z.number().int().min(1),
  name: z.string().min(1),
  /** SIREN of the territory requested, or null: wherever no other grid stands. */
  epci: z.string().nullable(),
  kind: z.enum(['general', 'transfer']),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
  /** True: invented for the demonstration; pages say so. */
  fictive: z.boolean(),
  source: z.string(),
  groups: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      cumul: z.enum(['sum', 'maxInGroup']),
      cap: z.number().int().nullable(),
    }),
  ),
  criteria: z.array(criterionSchema).min(1),
  /** Points taken away for refusals of a home adapted to the household's needs (S-08). */
  refusalMalus: z
    .object({
      points: z.number().int().min(0),
      minRefusals: z.number().int().min(1),
      expiresAfterMonths: z.number().int().nullable(),
    })
    .nullable(),
  /** Délai anormalement long of the département, in months (N-06); null: not loaded, the criterion is unknown. */
  abnormalDelayMonths: z.number().int().nullable(),
  /** The published conversion of this grid's points into those of another grid, or null (no shared shortlist). */
  conversions: z.array(
    z.object({
      toGrid: z.string(),
      numerator: z.number().int().positive(),
      denominator: z.number().int().positive(),
    }),
  ),
});

/** A grid as data; refuses criteria that the law keeps out and lines that could not be computed. */
export const gridSchema = gridFields.superRefine((grid, context) => {
  for (const problem of gridProblems(grid)) {
    context.addIssue({ code: 'custom', path: problem.path, message: problem.message });
  }
});
export type Grid = z.infer<typeof gridSchema>;

/** One line of a score: its criterion, its fact and its date. Lines add up to the total. */
export type ScoreLine = {
  criterion: string;
  group: string;
  label: string;
  points: number;
  /** The fact that earned it, in words or figures; null where a group or cap adjusts the sum. */
  fact: string | number | boolean | null;
  asOf: string | null;
  evidence: 'declared' | 'verified' | 'computed';
  /** True: prints everywhere as "situation prioritaire (L441-1)" (D-04). */
  sensitive: boolean;
};

export type Score = {
  gridId: string;
  gridVersion: number;
  total: number;
  lines: readonly ScoreLine[];
  /** Criteria that could not be read for want of a datum: counted 0 and said. */
  unknown: readonly string[];
};
