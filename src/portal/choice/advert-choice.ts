/** What the personal part of an advert's page tells: may I apply, what it would cost, where I would stand. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { HomeCost } from '../../matching/home-cost.ts';
import type { WhyNot, WhyNotChange } from '../../matching/run-result.ts';
import type { Wish } from './wish.ts';

/** `notHere`: the law allows it, but the home draws on others today (holder, kind, published size scale). */
export type MayApply = 'yes' | 'missing' | 'notHere' | 'no';

/** What a home costs a month, in cents; null where the file does not tell. */
export type MonthlyCost = {
  rentCents: number;
  /** Garage, cellar and the like. */
  annexRentCents: number;
  /** Charges and the landlord's flat amount for water and heating. */
  chargesCents: number | null;
  cost: HomeCost | null;
};

export type PersonalChoice = {
  mayApply: MayApply;
  checks: WhyNot['checks'];
  wouldChange: readonly WhyNotChange[];
  cost: MonthlyCost;
  /** A sitting tenant's home of today; null for anyone else. */
  today: MonthlyCost | null;
  /** From 1, among the eligible interested and this household; null where the law says no. */
  rank: number | null;
  /** What orders: 0 recognised DALO, 1 recognised priority, 2 other (P-04); then points of the grid. */
  tier: 0 | 1 | 2;
  gridPoints: number | null;
  /** The wish that stands, where one does. */
  wish: Wish | null;
  liveWishes: number;
};

export type AdvertChoice = {
  /** False once the home is no longer to let: figures then are not computed. */
  isToLet: boolean;
  /** Households that asked for it, this one included where it did. */
  interested: number;
  /** Of these, those whom the law and the home's pool admit. */
  eligible: number;
  maxLiveWishes: number;
  onDay: CivilDate;
  personal: PersonalChoice | null;
};
