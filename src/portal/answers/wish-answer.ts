/**
 * The dated answer to a wish for an advertised home: who decided, what came of this household's own candidacy, and where
 * it stood. Kept with the wish as it was told; nothing in it names another household, nor a single past letting (D-06).
 */
import { z } from 'zod';
import type { CandidateDecision } from '../../committee/decision.ts';
import type { Application } from '../../domain/application.ts';
import { isTransfer } from '../../domain/application.ts';
import type { Home } from '../../domain/home.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { type BonusCaps, fullBonusPoints } from '../../matching/bonus-caps.ts';
import { type GridPlan, pointsOn } from '../../matching/grid-plan.ts';
import { tierOf } from '../choice/advert-choice.ts';
import { compareTold, daloPointsOf, fitOfAsked, type ToldStanding } from '../choice/told-order.ts';

const spreadSchema = z.object({
  count: z.number().int(),
  low: z.number().int(),
  quarter: z.number().int(),
  middle: z.number().int(),
  threeQuarters: z.number().int(),
  high: z.number().int(),
});

/** Whether the home went to somebody else: a committee may refuse everybody, and then nobody has it. */
const toAnother = z.boolean().default(false);

/** What came of this candidacy alone. */
const outcomeSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('housed') }),
  z.object({
    code: z.literal('given'),
    rank: z.number().int().min(1),
    /** The missing document of a suspensive condition, as the household reads it, and its last day. */
    condition: z.object({ document: z.string(), dueOn: civilDateSchema }).nullable(),
  }),
  z.object({
    code: z.literal('refused'),
    irrecevable: z.boolean(),
    /** Codes of the committee's closed list of reasons. */
    reasons: z.array(z.string()),
    note: z.string().nullable(),
    toAnother,
  }),
  z.object({
    code: z.literal('notPresented'),
    /** What the household was told of its right to the home when it asked; null: nothing was kept. */
    told: z.enum(['yes', 'missing', 'notHere']).nullable(),
    toAnother,
  }),
  z.object({ code: z.literal('withdrawn') }),
]);
export type WishOutcomeTold = z.infer<typeof outcomeSchema>;

/** From 1, among those who asked for the home and stand on one scale with this household (L-04). */
const placeSchema = z.object({
  place: z.number().int().min(1),
  of: z.number().int().min(1),
  points: z.number().int(),
  /** Points of a recognised DALO beside them, and the most that late targets could add to anyone. */
  daloPoints: z.number().int().default(0),
  mostQuotaPoints: z.number().int().default(0),
  tier: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** True: counted among requests of its own kind only, first ones or transfers, whose points do not compare. */
  ownKindOnly: z.boolean().default(false),
});
export type PublishedPlace = z.infer<typeof placeSchema>;

export const wishAnswerSchema = z.object({
  /** Who decided, as the household reads it: "la commission d’attribution…", "le bailleur…". */
  decidedBy: z.string().min(1),
  decidedOn: civilDateSchema,
  outcome: outcomeSchema,
  place: placeSchema.nullable(),
  /** Scores that took like homes; null spread: fewer past lettings than the published minimum. */
  likeLettings: z.object({
    where: z.string(),
    minimum: z.number().int(),
    spread: spreadSchema.nullable(),
  }),
  /** Days within which a correction asked from the answer is answered. */
  correctionDays: z.number().int(),
});
export type WishAnswer = z.infer<typeof wishAnswerSchema>;

/** What ended the advert for this household, from the decision in force on its own candidacy. */
export function outcomeOf(facts: {
  because: 'let' | 'decided' | 'withdrawn';
  signed: boolean;
  own: CandidateDecision | null;
  /** The label of a document of the closed list. */
  documentLabel: (code: string) => string;
  told: 'yes' | 'missing' | 'notHere' | null;
  /** Somebody else was given the home; false where that is not known, or where nobody was. */
  toAnother: boolean;
}): WishOutcomeTold {
  const { own, toAnother } = facts;
  if (facts.signed) return { code: 'housed' };
  if (own !== null) return decidedOutcome(own, facts);
  return facts.because === 'withdrawn'
    ? { code: 'withdrawn' }
    : { code: 'notPresented', told: facts.told, toAnother };
}

/** Whether a decision gives the home to somebody other than this household. */
export function givesToAnother(
  candidates: readonly Pick<CandidateDecision, 'number' | 'kind'>[],
  number: string,
): boolean {
  return candidates.some(
    (one) => one.number !== number && one.kind !== 'nonAttribution' && one.kind !== 'irrecevability',
  );
}

function decidedOutcome(
  { kind, rank, condition, reasons, note }: CandidateDecision,
  { documentLabel, toAnother }: Parameters<typeof outcomeOf>[0],
): WishOutcomeTold {
  if (kind === 'nonAttribution' || kind === 'irrecevability') {
    return {
      code: 'refused',
      irrecevable: kind === 'irrecevability',
      reasons: [...reasons],
      note,
      toAnother,
    };
  }
  return {
    code: 'given',
    rank: rank ?? 1,
    condition: condition && { document: documentLabel(condition.document), dueOn: condition.dueOn },
  };
}

/**
 * The place of a household among those who asked, in the order that it was told (ADR 4). Where first requests and
 * transfers have grids that do not compare, among those of its own kind.
 */
export function publishedPlace(
  own: Application,
  others: readonly Application[],
  by: {
    home: Pick<Home, 'habitableRooms' | 'accessibility'>;
    plan: GridPlan;
    caps: BonusCaps;
    date: CivilDate;
  },
): PublishedPlace {
  const { plan, caps, date, home } = by;
  const comparable = others.filter(
    ({ number, current }) =>
      number !== own.number && (plan.mixed || isTransfer({ current }) === isTransfer(own)),
  );
  const standingOf = (application: Application): ToldStanding => ({
    gridPoints: pointsOn(isTransfer(application) ? plan.transfer : plan.general, application),
    daloPoints: daloPointsOf(application, caps, date),
    fit: fitOfAsked(home, application),
    filedOn: application.filedOn,
    number: application.number,
  });
  const mine = standingOf(own);
  const ahead = comparable.filter((other) => compareTold(standingOf(other), mine) < 0);
  return {
    place: ahead.length + 1,
    of: comparable.length + 1,
    points: mine.gridPoints,
    daloPoints: mine.daloPoints,
    mostQuotaPoints: fullBonusPoints(caps),
    tier: tierOf(own, date),
    ownKindOnly: !plan.mixed,
  };
}
