/** A wish "I would move if": what a tenant would move to, what it says of its own home, and until when. */
import { z } from 'zod';
import { forbiddenInNote } from '../../committee/note-check.ts';
import { accessibilitySchema, inseeSchema, typologySchema } from '../../domain/home.ts';
import { addMonths, type CivilDate } from '../../kernel/civil-date.ts';
import { centsSchema } from '../../kernel/money.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { speaksOfIllegalCriterion } from '../transfers/refusal-reasons.ts';

export const exchangeWantsSchema = z.object({
  communes: z.array(inseeSchema).min(1).max(30),
  typologies: z.array(typologySchema).min(1),
  /** Rent with charges, a month; null: no limit said. */
  highestRentCents: centsSchema.nullable(),
  /** What is left to pay after housing benefit, a month; null: no limit said. */
  highestLeftToPayCents: centsSchema.nullable(),
  /** A lift, or the ground floor. */
  withoutStairs: z.boolean(),
  accessibility: accessibilitySchema,
});
export type ExchangeWants = z.infer<typeof exchangeWantsSchema>;

export const exchangeOwnSchema = z.object({
  /** In its own words; the facts of the home come from the landlord. Null: nothing said. */
  words: z.string().max(500).nullable(),
});
export type ExchangeOwn = z.infer<typeof exchangeOwnSchema>;

export type ExchangeWish = {
  id: string;
  tenancyId: string;
  /** The household's application; null where it has none. */
  number: string | null;
  wants: ExchangeWants;
  own: ExchangeOwn;
  by: string;
  /** Last day on which it holds. */
  until: CivilDate;
};

export type NewExchangeWish = { wants: ExchangeWants; own: ExchangeOwn; until: CivilDate };

export type WishRefusal =
  | { code: 'noLease' | 'nothingWanted' | 'untilPast' | 'wordsForbidden' | 'noSuchWish' }
  | { code: 'untilTooFar'; last: CivilDate };

/** A wish that nobody renews ends: what was true a year ago is not asked about. */
const longestMonths = 12;

/** The last day that a wish may hold until. */
export function lastDayOfWish(today: CivilDate): CivilDate {
  return addMonths(today, longestMonths);
}

/** The wish as it may be kept: a place and a size, an end within a year, and words that others may read (D-03, D-04). */
export function checkedWish(wish: NewExchangeWish, today: CivilDate): Result<NewExchangeWish, WishRefusal> {
  if (wish.wants.communes.length === 0 || wish.wants.typologies.length === 0) {
    return refuse({ code: 'nothingWanted' });
  }
  if (wish.until < today) return refuse({ code: 'untilPast' });
  const last = lastDayOfWish(today);
  if (wish.until > last) return refuse({ code: 'untilTooFar', last });
  const words = wish.own.words?.trim() ?? '';
  if (words !== '' && (forbiddenInNote(words, []) !== null || speaksOfIllegalCriterion(words))) {
    return refuse({ code: 'wordsForbidden' });
  }
  return ok({ ...wish, own: { words: words === '' ? null : words } });
}
