/** What the landlord publishes of its portal where the law is silent: versioned data, safe defaults that say they are. */
import { z } from 'zod';
import { inseeSchema, typologySchema } from '../domain/home.ts';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { centsSchema } from '../kernel/money.ts';

/**
 * How homes of a place are advertised. *Tense*: a closing date, then the order of law and grid. *Slack*: continuous
 * publication with a weekly closing and wider preferences, for landlords with vacancy.
 */
export const advertRegimes = ['tense', 'slack'] as const;
export type AdvertRegime = (typeof advertRegimes)[number];

/** The grounds of a transfer request, in the words of the texts that found them. */
export const transferGrounds = [
  'relocation',
  'underOccupied',
  'overOccupied',
  'adaptedHomeLeft',
  'adaptedHomeNeeded',
  'aboveCeilings',
  'effort',
  'priority',
  'family',
  'workplace',
  'comfort',
] as const;
export type TransferGround = (typeof transferGrounds)[number];

/** Each amount with the day from which it holds and where it was read. */
const movingGrantSchema = z.object({
  /** A firm, paid up to this amount; or this flat amount where the household moves by itself. */
  firmCents: centsSchema,
  flatCents: centsSchema,
  asOf: civilDateSchema,
  source: z.string().trim().min(3).max(200),
});
export type UpdatedGrant = z.infer<typeof movingGrantSchema>;

export const portalPolicySchema = z.object({
  version: z.number().int().min(0),
  /** True while nobody of the landlord has validated it: pages say so. */
  isDefault: z.boolean(),
  /** Regime of the communes that are not listed. */
  regime: z.enum(advertRegimes),
  regimeByCommune: z.record(inseeSchema, z.enum(advertRegimes)),
  /** Days that an advert of a tense place stays open at least (L-04). */
  tenseOpenDays: z.number().int().min(1).max(60),
  /** Day of the weekly closing in a slack place: 1 Monday … 7 Sunday. */
  slackClosingWeekday: z.number().int().min(1).max(7),
  /** A second person reads an advert before it goes out. */
  reviewBeforePublication: z.boolean(),
  /**
   * Households that may have a home and asked for it, from which it is proposed among them only, with those whom the law
   * or a holder names for it; fewer: every application that fits is examined (C-06).
   */
  minimumInterested: z.number().int().min(1).max(20).default(3),
  /** FranceConnect opens the file of the household's holder, where the service is known there; else codes alone do. */
  opensByIdentity: z.boolean().default(false),
  /** Wishes that a household may hold at once. */
  maxLiveWishes: z.number().int().min(1).max(30),
  /** Days within which each candidate has a dated answer after an advert's list is decided. */
  answerDays: z.number().int().min(1).max(60),
  /** Days within which a correction asked from an explanation is answered. */
  correctionDays: z.number().int().min(1).max(60),
  /** Working day added for what travels by post, in days counted in deadlines. */
  postalDays: z.number().int().min(0).max(15),
  /** Past lettings of like homes under which no score is shown (D-06): never under eleven, whatever is published. */
  minimumCell: z.number().int().min(11).max(100),
  /** Past outcomes under which no chance is shown. */
  minimumChanceOutcomes: z.number().int().min(30).max(10_000),
  /** Messages do not leave between these hours of Paris; equal: no quiet hours. */
  quietFromHour: z.number().int().min(0).max(23),
  quietToHour: z.number().int().min(0).max(23),
  /** Days to the next answer that each transfer request is owed. */
  transferAnswerDays: z.number().int().min(1).max(90),
  /** Order of priority among transfer requests, equal for all (M-09); grounds of one list are equal. */
  transferOrder: z.array(z.array(z.enum(transferGrounds)).min(1)).min(1),
  /** Typologies whose freeing puts a transfer in the fast lane. */
  scarceTypologies: z.array(typologySchema),
  /**
   * Communes of the tense zone of R442-3-3 (F-03, C-12): the list is an order that is not loaded, the landlord gives it.
   * Null: unknown, and rules that need it say so.
   */
  tenseZoneCommunes: z.array(inseeSchema).nullable().default(null),
  /** Internal moves prepared by exchanges in a year, at most (Q-12, M-08b); null: no cap. */
  exchangeMovesAYear: z.number().int().min(0).nullable(),
  /** Days that a home of a chain stands empty before the next household moves in: works, keys. */
  chainDaysBetweenMoves: z.number().int().min(0).max(180).default(15),
  /** Days before the last home of a chain is let outside it. */
  chainDaysToLetLast: z.number().int().min(0).max(365).default(45),
  /**
   * The help to move of R442-3-2 as the landlord brought it up to date: the law indexes the amounts of 2009 each year,
   * and the series is not loaded. Null: the amounts of 2009 are shown, as floors.
   */
  movingGrant: movingGrantSchema.nullable().default(null),
});
export type PortalPolicy = z.infer<typeof portalPolicySchema>;

/** Safe defaults; a landlord's own policy replaces them by a dated version. */
export const defaultPortalPolicy: PortalPolicy = {
  version: 0,
  isDefault: true,
  regime: 'tense',
  regimeByCommune: {},
  tenseOpenDays: 9,
  slackClosingWeekday: 4,
  reviewBeforePublication: true,
  minimumInterested: 3,
  opensByIdentity: false,
  maxLiveWishes: 6,
  answerDays: 15,
  correctionDays: 15,
  postalDays: 3,
  minimumCell: 11,
  minimumChanceOutcomes: 200,
  quietFromHour: 20,
  quietToHour: 8,
  transferAnswerDays: 15,
  transferOrder: [
    ['relocation'],
    ['underOccupied', 'adaptedHomeLeft'],
    ['priority', 'overOccupied', 'adaptedHomeNeeded'],
    ['effort', 'aboveCeilings'],
    ['family', 'workplace'],
    ['comfort'],
  ],
  scarceTypologies: ['T1', 'T4', 'T5'],
  tenseZoneCommunes: null,
  exchangeMovesAYear: null,
  chainDaysBetweenMoves: 15,
  chainDaysToLetLast: 45,
  movingGrant: null,
};

/** The regime of a home's commune. */
export function regimeOf(policy: PortalPolicy, insee: string): AdvertRegime {
  return policy.regimeByCommune[insee] ?? policy.regime;
}

/** Whether a commune lies in the tense zone of R442-3-3; null while the landlord gave no list. */
export function inTenseZone(policy: PortalPolicy, insee: string): boolean | null {
  return policy.tenseZoneCommunes === null ? null : policy.tenseZoneCommunes.includes(insee);
}
