/** A commitment with a territory, a year and a share or number (quota of the Code, convention, own aim). */
import { z } from 'zod';
import { inseeSchema, typologySchema } from './home.ts';

export const targetKinds = [
  'q1OutsideQpv',
  'nonQ1InQpv',
  'quarterLandlord',
  'quarterCollectivity',
  'quarterActionLogement',
  'transfersAnyLandlord',
  'internalTransfers',
  'scarceHomesFreed',
] as const;
export type TargetKind = (typeof targetKinds)[number];

/** How strong a target is, for the caps of what it may weigh. */
const targetClassSchema = z.enum(['statutory', 'convention', 'own']);
export type TargetClass = z.infer<typeof targetClassSchema>;

/** Homes that the landlord lacks: of these typologies, in these communes or in the whole territory of the target. */
const scarceHomesSchema = z.object({
  typologies: z.array(typologySchema).min(1),
  communes: z.array(inseeSchema).nullable(),
});
export type ScarceHomes = z.infer<typeof scarceHomesSchema>;

const targetGoalSchema = z.union([
  z.object({ kind: z.literal('share'), share: z.number().min(0).max(1) }),
  z.object({
    kind: z.literal('number'),
    number: z.number().int().min(0),
    /** The homes that those leases must free, where the target is about homes freed. */
    freeing: scarceHomesSchema.optional(),
  }),
  /** The CUS writes "Parc en vente", "non significatif" or nothing in a cell: no rate is computed, none is missed. */
  z.object({ kind: z.literal('none'), because: z.enum(['forSale', 'notSignificant', 'empty']) }),
]);
export type TargetGoal = z.infer<typeof targetGoalSchema>;

const plainTargetSchema = z.object({
  id: z.string().min(1),
  kind: z.enum(targetKinds),
  /** French name, as people read it. */
  name: z.string().min(1),
  class: targetClassSchema,
  year: z.number().int().min(2000).max(2100),
  territory: z.object({
    level: z.enum(['landlord', 'departement', 'epci', 'holder', 'residence']),
    /** Département code, SIREN, holder id or residence; null for the whole landlord. */
    code: z.string().nullable(),
    /** The perimeter of the commitment, kept as its own list: it survives a merger of EPCI. Null: the code's own. */
    communes: z.array(inseeSchema).nullable(),
  }),
  goal: targetGoalSchema,
  /** Where the figure comes from ("CUS 2021-2026, PP-5; 2023 reconduit, à confirmer par avenant"). */
  source: z.string(),
});

export const targetSchema = plainTargetSchema.refine(
  ({ kind, goal }) =>
    goal.kind === 'none' || (kind === 'scarceHomesFreed') === (scarceHomesOf(goal) !== null),
  {
    message: 'un objectif de logements libérés est un nombre de baux et dit quels logements',
    path: ['goal'],
  },
);
export type Target = z.infer<typeof plainTargetSchema>;

/** What the leases of a goal must free; null where it asks for nothing of the kind. */
export function scarceHomesOf(goal: TargetGoal): ScarceHomes | null {
  return goal.kind === 'number' ? (goal.freeing ?? null) : null;
}

/** What was signed this year before the session: the leases of the target's population, and those that count. */
export type TargetProgress = { signedTotal: number; signedInGroup: number; unknown: number };
