/** A transfer request: who follows it, where it stands, the next answer that the household is owed. */
import { z } from 'zod';
import { inseeSchema, typologySchema } from '../../domain/home.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import type { TransferGround } from '../policy.ts';
import { movingPlanSchema } from './moving-plan.ts';
import { refusalReasonCodes } from './refusal-reasons.ts';

export const requestStates = [
  'received',
  'examined',
  'accepted',
  'searching',
  'proposed',
  'moving',
  'done',
  'refused',
  'closed',
] as const;
export type RequestState = (typeof requestStates)[number];

/** Those that wait for something: an answer is owed. */
export const liveStates = ['received', 'examined', 'accepted', 'searching', 'proposed', 'moving'] as const;

export const requestOrigins = ['tenant', 'finding', 'landlord', 'fellowLandlord'] as const;
export type RequestOrigin = (typeof requestOrigins)[number];

export const recommendations = ['favourable', 'moreInformation', 'unfavourable'] as const;
export type Recommendation = (typeof recommendations)[number];

export const closingReasons = ['withdrawn', 'housedElsewhere', 'notRegistered', 'leftHome'] as const;
export type ClosingReason = (typeof closingReasons)[number];

const examinationSchema = z.object({
  on: civilDateSchema,
  /** Null: examined by an officer without the body, in the fast lane or for a relocation of the law. */
  meetingId: z.string().nullable(),
  recommendation: z.enum(recommendations),
  reason: z.enum(refusalReasonCodes).nullable(),
  note: z.string().nullable(),
  by: z.string(),
});

/** The rest of a request: loose, since relocations of the law keep their own facts beside. */
export const requestDetailsSchema = z.looseObject({
  /** The household's own words. */
  words: z.string().nullable().default(null),
  wishes: z
    .object({ communes: z.array(inseeSchema), typologies: z.array(typologySchema) })
    .nullable()
    .default(null),
  /** M-08c: who moves, where only a part of the household does. */
  part: z
    .object({
      persons: z.number().int().min(1).max(20),
      who: z.string(),
      /** True once the request stands under the number of those who leave, no longer of the whole household. */
      ownNumber: z.boolean().optional(),
    })
    .nullable()
    .default(null),
  findingId: z.string().nullable().default(null),
  examination: examinationSchema.nullable().default(null),
  refusal: z
    .object({
      reason: z.enum(refusalReasonCodes),
      note: z.string().nullable(),
      by: z.string(),
      on: civilDateSchema,
    })
    .nullable()
    .default(null),
  closing: z
    .object({ reason: z.enum(closingReasons), by: z.string(), on: civilDateSchema })
    .nullable()
    .default(null),
  proposal: z
    .object({ vacancyId: z.string(), homeId: z.string(), on: civilDateSchema })
    .nullable()
    .default(null),
  plan: movingPlanSchema.nullable().default(null),
  /** What the household was told, newest last. */
  answers: z
    .array(z.object({ on: civilDateSchema, text: z.string(), nextOn: civilDateSchema.nullable() }))
    .default([]),
});
export type RequestDetails = z.infer<typeof requestDetailsSchema>;

export type TransferRequest = {
  id: string;
  /** The application; null until the household is registered (C-05). */
  number: string | null;
  tenancyId: string | null;
  ground: TransferGround;
  origin: RequestOrigin;
  state: RequestState;
  tier: number;
  fastLane: boolean;
  ownerAccountId: string | null;
  ownerName: string | null;
  receivedOn: CivilDate;
  /** The next answer that the household is owed. */
  dueOn: CivilDate;
  details: RequestDetails;
  version: number;
};

/** Whether something is still owed to the household. */
export function isLive({ state }: Pick<TransferRequest, 'state'>): boolean {
  return liveStates.some((live) => live === state);
}

/** Late answers: those that the page shows first. */
export function isOverdue(request: Pick<TransferRequest, 'state' | 'dueOn'>, today: CivilDate): boolean {
  return isLive(request) && request.dueOn < today;
}
