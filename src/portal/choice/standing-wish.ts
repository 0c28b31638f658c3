/** "Candidatez pour moi à tout logement comme celui-ci": what a household asks for, until when, and what answers it. */
import { z } from 'zod';
import { type Accessibility, accessibilitySchema, inseeSchema, typologySchema } from '../../domain/home.ts';
import { addMonths, type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { centsSchema } from '../../kernel/money.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Advert } from '../advert.ts';
import type { PersonalChoice } from './advert-choice.ts';

export const standingCriteriaSchema = z.object({
  /** Empty: anywhere at this landlord. */
  communes: z.array(inseeSchema).max(60),
  typologies: z.array(typologySchema).min(1),
  /** Rent and charges less the estimated APL, a month; null: no limit. */
  maxLeftToPayCents: centsSchema.nullable(),
  accessibility: accessibilitySchema,
  /** Adverts that open on this day or later are answered. */
  setOn: civilDateSchema,
});
export type StandingCriteria = z.infer<typeof standingCriteriaSchema>;

export type StandingWish = {
  id: string;
  number: string;
  criteria: StandingCriteria;
  /** Last day on which it answers adverts. */
  until: CivilDate;
  by: string;
  ended: boolean;
};

export type StandingRefusal =
  | { code: 'noSuchFile' }
  | { code: 'tooMany'; limit: number }
  | { code: 'untilPast' }
  | { code: 'untilTooFar'; last: CivilDate }
  | { code: 'noSuchWish' };

/** A household tells again what it wants at least twice a year: lives change. */
const longestMonths = 6;
const mostAtOnce = 3;

/** The last day that a standing wish set today may have. */
export function lastStandingDay(today: CivilDate): CivilDate {
  return addMonths(today, longestMonths);
}

/** Whether it may be set: a date to come, not too far, and few at once. */
export function checkStanding(
  until: CivilDate,
  running: number,
  today: CivilDate,
): Result<null, StandingRefusal> {
  if (until <= today) return refuse({ code: 'untilPast' });
  const last = lastStandingDay(today);
  if (until > last) return refuse({ code: 'untilTooFar', last });
  if (running >= mostAtOnce) return refuse({ code: 'tooMany', limit: mostAtOnce });
  return ok(null);
}

/** True while it answers adverts. */
export function isRunning(
  { ended, until }: Pick<StandingWish, 'ended' | 'until'>,
  today: CivilDate,
): boolean {
  return !ended && today <= until;
}

const levels: readonly Accessibility[] = accessibilitySchema.options;

/** Whether an advert is such a home, by what anyone can read of it. */
export function isSuchAHome(
  { communes, typologies, accessibility, setOn }: StandingCriteria,
  { facts, opensOn }: Pick<Advert, 'facts' | 'opensOn'>,
): boolean {
  return (
    opensOn >= setOn &&
    (communes.length === 0 || communes.includes(facts.insee)) &&
    typologies.includes(facts.typology) &&
    levels.indexOf(facts.accessibility) >= levels.indexOf(accessibility)
  );
}

/**
 * Whether it is answered for this household: what it may have as things are, and not dearer than it said. Where the cost
 * cannot be computed and a limit was set, nothing is done in its name.
 */
export function isWorthAsking({ maxLeftToPayCents }: StandingCriteria, personal: PersonalChoice): boolean {
  if (personal.mayApply !== 'yes' && personal.mayApply !== 'missing') return false;
  if (maxLeftToPayCents === null) return true;
  const left = personal.cost.cost?.netCostCents ?? null;
  return left !== null && left <= maxLeftToPayCents;
}
