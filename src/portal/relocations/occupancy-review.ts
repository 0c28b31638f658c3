/** The triennial review of a tenancy (C-12): what its file shows of the five situations, then the committee's opinion. */
import { z } from 'zod';
import { type OccupancySituation, occupancySituations } from '../../committee/letters/letter-situation.ts';
import { forbiddenInNote } from '../../committee/note-check.ts';
import { accessibilitySchema } from '../../domain/home.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { articleOf } from '../../law/cards/index.ts';
import type { Verdict } from '../../law/rule.ts';
import type { TransferGround } from '../policy.ts';
import { findingsOf, type TenancyCase } from '../transfers/finding.ts';

const known = z.boolean().nullable().default(null);

/** What an officer gathers; every gap is null. */
export const reviewFactsSchema = z.object({
  residents: z.number().int().min(1).max(20).nullable(),
  visitingChildren: z.number().int().min(0).max(20).nullable(),
  professionalRooms: z.number().int().min(0).max(10).nullable(),
  adaptedHome: known,
  disabledOccupantLeft: known,
  adaptedNeed: accessibilitySchema.nullable(),
  /** Income above the ceiling of the home, as the officer read it on documents. */
  aboveCeiling: known,
  asOf: civilDateSchema,
});
export type ReviewFacts = z.infer<typeof reviewFactsSchema>;

export const opinionKinds = ['keep', 'suitableHome', 'adaptation', 'ownership'] as const;
export const opinionSchema = z.object({
  kind: z.enum(opinionKinds),
  situation: z.enum(occupancySituations),
  /** Features of a suitable home, in French. */
  suitableHome: z.string().trim().min(5).max(300),
  note: z.string().trim().max(500).nullable(),
});
export type OpinionInput = z.infer<typeof opinionSchema>;

const situationSchema = z.object({
  situation: z.enum(occupancySituations),
  verdict: z.enum(['yes', 'no', 'unknown']),
  article: z.string(),
});
export type ReviewedSituation = z.infer<typeof situationSchema>;

export const reviewContentSchema = z.object({
  facts: reviewFactsSchema.nullable(),
  situations: z.array(situationSchema),
  opinion: opinionSchema.extend({ by: z.string(), on: civilDateSchema }).nullable().default(null),
  /** Closed by an officer: none of the five situations, so no file for the committee. */
  withoutCommittee: z.object({ by: z.string(), on: civilDateSchema }).nullable().default(null),
});
export type ReviewContent = z.infer<typeof reviewContentSchema>;

export type ReviewState = 'gathering' | 'ready' | 'examined' | 'notified';
export type OccupancyReview = {
  id: string;
  tenancyId: string;
  dueOn: CivilDate;
  state: ReviewState;
  sessionId: string | null;
  content: ReviewContent;
  examinedOn: CivilDate | null;
  notifiedOn: CivilDate | null;
  version: number;
};

const foundAs = {
  overOccupied: 'overOccupied',
  underOccupied: 'underOccupied',
  adaptedHomeLeft: 'adaptedHomeLeft',
  adaptedHomeNeeded: 'adaptedHomeNeeded',
  aboveCeiling: 'aboveCeilings',
} as const satisfies Record<OccupancySituation, TransferGround>;
const rules = {
  overOccupied: 'F-05',
  underOccupied: 'F-02',
  adaptedHomeLeft: 'F-04',
  adaptedHomeNeeded: 'C-12',
  aboveCeiling: 'C-12',
} as const satisfies Record<OccupancySituation, string>;

/** The five situations of C-12 on the facts gathered: yes, no or unknown, with the article of each. */
export function situationsOf(one: TenancyCase, facts: ReviewFacts, date: CivilDate): ReviewedSituation[] {
  const gathered: TenancyCase = {
    ...one,
    tenancy: { ...one.tenancy, residents: facts.residents },
    facts: {
      ...one.facts,
      visitingChildren: facts.visitingChildren,
      professionalRooms: facts.professionalRooms,
      adaptedHome: facts.adaptedHome,
      disabledOccupantLeft: facts.disabledOccupantLeft,
      adaptedNeed: facts.adaptedNeed,
    },
    factsAsOf: facts.asOf,
    perimeters: [],
  };
  const found = new Map(findingsOf(gathered, date).map(({ ground, verdict }) => [ground, verdict]));
  return occupancySituations.map((situation) => ({
    situation,
    article: articleOf(rules[situation]),
    verdict: verdictOf(situation, gathered, facts, found),
  }));
}

function verdictOf(
  situation: OccupancySituation,
  { tenancy, application, facts: all }: TenancyCase,
  facts: ReviewFacts,
  found: ReadonlyMap<TransferGround, Verdict>,
): Verdict {
  const shown = found.get(foundAs[situation]);
  switch (situation) {
    case 'overOccupied':
    case 'underOccupied':
      return tenancy.residents === null ? 'unknown' : (shown ?? 'no');
    case 'adaptedHomeLeft':
      return shown ?? 'no';
    case 'adaptedHomeNeeded':
      if (shown !== undefined) return shown;
      return facts.adaptedNeed === null && application === null && all.disabledOrDependent !== false
        ? 'unknown'
        : 'no';
    case 'aboveCeiling':
      if (facts.aboveCeiling !== null) return facts.aboveCeiling ? 'yes' : 'no';
      if (shown !== undefined) return shown;
      return application === null || application.household.taxIncome.n2Cents === null ? 'unknown' : 'no';
  }
}

/** None of the five: the law sends the committee no file, and the review ends there. */
export function needsNoCommittee(situations: readonly ReviewedSituation[]): boolean {
  return situations.length > 0 && situations.every(({ verdict }) => verdict === 'no');
}

export type OpinionRefusal = { code: 'notNow' | 'situationMissing' | 'textForbidden' };

/** The review once the committee gave its opinion: on a situation that its file shows, or may show. */
export function examined(
  review: OccupancyReview,
  opinion: OpinionInput,
  { today, by }: { today: CivilDate; by: string },
): Result<OccupancyReview, OpinionRefusal> {
  if (review.state !== 'ready' && review.state !== 'examined') return refuse({ code: 'notNow' });
  const known = review.content.situations.find(({ situation }) => situation === opinion.situation);
  if (!known || known.verdict === 'no') return refuse({ code: 'situationMissing' });
  if (isForbidden(opinion.suitableHome) || (opinion.note !== null && isForbidden(opinion.note))) {
    return refuse({ code: 'textForbidden' });
  }
  const content = { ...review.content, opinion: { ...opinion, by, on: today } };
  return ok({ ...review, state: 'examined', examinedOn: today, content });
}

function isForbidden(text: string): boolean {
  return forbiddenInNote(text, []) !== null;
}

/** What the letter advises, one a line. */
export function adviceOf({ kind, note }: Pick<OpinionInput, 'kind' | 'note'>): string[] {
  const advice = {
    keep: 'Rester dans votre logement : la commission ne propose pas de changement.',
    suitableHome: 'Demander un rendez-vous pour étudier un changement de logement.',
    adaptation: 'Demander un rendez-vous pour étudier des travaux d’adaptation de votre logement.',
    ownership: 'Demander une information sur l’achat d’un logement (accession sociale).',
  }[kind];
  return note === null ? [advice] : [advice, note];
}

export const opinionNames: Readonly<Record<(typeof opinionKinds)[number], string>> = {
  keep: 'Rester dans ce logement',
  suitableHome: 'Proposer un logement adapté',
  adaptation: 'Adapter le logement',
  ownership: 'Conseiller l’accession',
};

export const situationNames: Readonly<Record<OccupancySituation, string>> = {
  overOccupied: 'Sur-occupation',
  underOccupied: 'Sous-occupation',
  adaptedHomeLeft: 'Logement adapté qui ne sert plus comme tel',
  adaptedHomeNeeded: 'Besoin reconnu d’un logement adapté',
  aboveCeiling: 'Ressources au-dessus du plafond du logement',
};
