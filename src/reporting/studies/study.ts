/**
 * A study: the past year played again under another policy, before anyone adopts it. What it changes, what it gives
 * back, and the two together as the store keeps them.
 */
import { z } from 'zod';
import { targetKinds } from '../../domain/target.ts';

const points = z.number().int().min(0).max(500);
const byClass = z.object({ statutory: points, convention: points, own: points });

export const studyInputSchema = z.object({
  /** What the study's year stands beside: the engine as it is, or the order of the grid home by home. */
  against: z.enum(['engine', 'gridOrder']).default('engine'),
  /** Null: as in force. */
  penaltyPoints: byClass.nullable(),
  bonusCapsPoints: byClass.nullable(),
  /** Points of some criteria of the grids, in place of those voted. */
  weights: z.array(z.object({ gridId: z.string(), criterionId: z.string(), points })).max(10),
  newTarget: z
    .object({
      kind: z.enum(targetKinds).exclude(['scarceHomesFreed']),
      share: z.number().gt(0).max(1),
      /** SIREN of an EPCI; null: the whole landlord. */
      epci: z.string().nullable(),
    })
    .nullable(),
  /** Homes of this residence are emptied and pulled down; their tenants are to be relocated. */
  demolition: z.object({ residence: z.string(), homes: z.number().int().min(1).max(500) }).nullable(),
});
export type StudyInput = z.infer<typeof studyInputSchema>;

const partSchema = z.object({ count: z.number(), of: z.number() });

const boardSchema = z.object({
  statutoryHeld: partSchema,
  othersHeld: partSchema,
  missingStatutory: z.number(),
  missingOthers: z.number(),
  daloInTime: partSchema,
  daloOvertaken: z.number(),
  labelledWaitP90: z.number().nullable(),
  longWaitersNeverPresented: partSchema,
  overOccupied: partSchema,
  underOccupied: partSchema,
  medianEffortPermille: z.number().nullable(),
  effortAboveThird: partSchema,
  largeHomesFreed: z.number(),
  fromFirstList: partSchema,
  meanVacantDays: z.number().nullable(),
  stillEmpty: z.number(),
  ranksAsGrid: partSchema,
  movedBy: z.array(z.object({ name: z.string(), ranks: z.number() })),
});
export type BoardFigures = z.infer<typeof boardSchema>;

const quotaSchema = z.object({
  id: z.string(),
  name: z.string(),
  total: z.number(),
  reached: z.number(),
  missing: z.number(),
});

const sideSchema = z.object({
  leases: z.number(),
  score: z.number(),
  justifiedEnvy: z.number(),
  board: boardSchema,
  quotas: z.array(quotaSchema),
});
export type StudySide = z.infer<typeof sideSchema>;

const classRowSchema = z.object({
  by: z.enum(['size', 'age', 'quartile', 'priority', 'transfer']),
  value: z.string(),
  applicants: z.number(),
  housedBefore: z.number(),
  housedAfter: z.number(),
  /** Housed under the one and not under the other. */
  gain: z.number(),
  lose: z.number(),
});
export type ClassRow = z.infer<typeof classRowSchema>;

export const studyResultSchema = z.object({
  from: z.string(),
  until: z.string(),
  homes: z.number(),
  applicants: z.number(),
  before: sideSchema,
  after: sideSchema,
  classes: z.array(classRowSchema),
});
export type StudyResult = z.infer<typeof studyResultSchema>;

/** The names of the changes, as the list of studies tells them; empty where nothing is changed. */
export function changesOf(input: StudyInput): string[] {
  return [
    ...(input.against === 'gridOrder' ? ['rien : le moteur à côté de l’ordre de la grille'] : []),
    ...(input.penaltyPoints ? ['poids des objectifs'] : []),
    ...(input.bonusCapsPoints ? ['plafonds des points'] : []),
    ...(input.weights.length > 0 ? ['grille'] : []),
    ...(input.newTarget ? ['nouvel objectif'] : []),
    ...(input.demolition ? ['démolition'] : []),
  ];
}
