/** How far a validation may go: the policy's caps, and how far from one session to the next. */
import type { Target } from '../../domain/target.ts';
import { addDays, type CivilDate, civilDateOf, yearOf } from '../../kernel/civil-date.ts';
import type { BonusCaps } from '../../matching/bonus-caps.ts';
import type { Policy } from '../../matching/policy.ts';

/** Safe defaults where the landlord has set none; pages say that they are. */
export const steeringBounds = {
  /** Part of its cap by which the price of a target may rise from one session to the next. */
  priceStep: 0.5,
  /** Most that an acceptance figure may move at once, in thousandths. */
  acceptanceStepPermille: 150,
  /** Fewer offers than this teach nothing of a place. */
  acceptanceOffers: 20,
  /** Longest that a validation stays in force, its first day included. */
  days: 31,
} as const;

export type PriceBounds = {
  /** Most points that the published policy lets the target weigh. */
  policyPoints: number;
  /** Price of the last session where homes of the target were proposed; null where there was none. */
  lastPoints: number | null;
  /** Most points for the coming sessions. */
  mostPoints: number;
};

/** The policy's cap, and no more than a step above the last price. */
export function priceBounds(
  target: Pick<Target, 'class'>,
  policy: Policy,
  caps: BonusCaps,
  lastPoints: number | null,
): PriceBounds {
  const policyPoints = Math.min(caps[target.class], policy.penaltyPoints[target.class]);
  if (lastPoints === null) return { policyPoints, lastPoints, mostPoints: policyPoints };
  const step = Math.ceil(policyPoints * steeringBounds.priceStep);
  return { policyPoints, lastPoints, mostPoints: Math.min(policyPoints, Math.round(lastPoints) + step) };
}

/** The learned figure, no further than a step from the one in force. */
export function boundedAcceptance(learnedPermille: number, beforePermille: number): number {
  const { acceptanceStepPermille: step } = steeringBounds;
  return Math.min(beforePermille + step, Math.max(beforePermille - step, learnedPermille));
}

/** Last day that a validation from that day may be in force: the needs of a year end with it. */
export function latestUntil(effectiveOn: CivilDate): CivilDate {
  const last = addDays(effectiveOn, steeringBounds.days - 1);
  const yearEnd = civilDateOf(yearOf(effectiveOn), 12, 31);
  return last < yearEnd ? last : yearEnd;
}
