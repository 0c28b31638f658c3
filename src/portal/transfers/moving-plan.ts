/** The moving plan of an accepted request: dates aligned so that no rent is paid twice, deposit, help, adviser. */
import { z } from 'zod';
import { addDays, type CivilDate, civilDateSchema, daysBetween } from '../../kernel/civil-date.ts';
import { type Cents, centsSchema } from '../../kernel/money.ts';
import { type RemovalGrant, removalGrant } from '../../law/removal-grant.ts';
import { transferNoticeEndsOn } from '../../law/transfer.ts';
import type { TransferGround, UpdatedGrant } from '../policy.ts';

export const movingPlanSchema = z.object({
  /** The day on which the tenant's notice was received (M-06). */
  noticeReceivedOn: civilDateSchema,
  /** Last day of the present lease; the landlord may agree to one earlier than the notice gives. */
  oldLeaseEndsOn: civilDateSchema,
  newLeaseStartsOn: civilDateSchema,
  oldDepositCents: centsSchema.nullable(),
  newDepositCents: centsSchema.nullable(),
  /** How the household moves, where the grant of F-03 is due. */
  removal: z.enum(['firm', 'own', 'undecided']),
  /** Who accompanies a fragile household. */
  adviser: z.string().trim().min(2).max(80).nullable(),
});
export type MovingPlan = z.infer<typeof movingPlanSchema>;

export type PlanWarning =
  | { code: 'doubleRent'; days: number; costCents: Cents | null }
  | { code: 'daysWithoutHome'; days: number }
  | { code: 'endsAfterNotice'; noticeEndsOn: CivilDate }
  | { code: 'depositHigher'; byCents: Cents }
  | { code: 'adviserMissing' };

/** The help that is due; `updatedOn` null: the floors of 2009, which the law has moved since. */
export type DueGrant = RemovalGrant & { updatedOn: CivilDate | null };

export type ReadPlan = {
  noticeEndsOn: CivilDate | null;
  /** Null where none is due: the law gives it for under-occupation and for an adapted home left. */
  grant: DueGrant | null;
  warnings: readonly PlanWarning[];
};

/** What the plan of a request should start with: one month's notice, and the new lease on the day after. */
export function proposedPlan(today: CivilDate, depositCents: Cents | null): MovingPlan {
  const ends = transferNoticeEndsOn(today) ?? addDays(today, 30);
  return {
    noticeReceivedOn: today,
    oldLeaseEndsOn: ends,
    newLeaseStartsOn: addDays(ends, 1),
    oldDepositCents: depositCents,
    newDepositCents: depositCents,
    removal: 'undecided',
    adviser: null,
  };
}

/** Whether the grant of R442-3-2 comes with a move on that ground (F-03, and F-04 by the same mechanism). */
export function grantFor(
  ground: TransferGround,
  date: CivilDate,
  updated: UpdatedGrant | null,
): DueGrant | null {
  const floor = ground === 'underOccupied' || ground === 'adaptedHomeLeft' ? removalGrant(date) : null;
  if (floor === null) return null;
  if (updated === null || updated.asOf > date) return { ...floor, updatedOn: null };
  return {
    ...floor,
    // Indexed amounts never fall under those of the text.
    firmCents: Math.max(floor.firmCents, updated.firmCents),
    flatCents: Math.max(floor.flatCents, updated.flatCents),
    source: updated.source,
    updatedOn: updated.asOf,
  };
}

/** Checks the plan; nothing in it is refused, everything that costs the household is said. */
export function readPlan(
  plan: MovingPlan,
  about: {
    ground: TransferGround;
    oldRentCents: Cents | null;
    fragile: boolean | null;
    /** What the landlord published of the help to move. */
    grant: UpdatedGrant | null;
  },
): ReadPlan {
  const noticeEndsOn = transferNoticeEndsOn(plan.noticeReceivedOn);
  const overlap = daysBetween(plan.newLeaseStartsOn, plan.oldLeaseEndsOn) + 1;
  const warnings: PlanWarning[] = [];
  if (overlap > 0) {
    const costCents = about.oldRentCents === null ? null : Math.round((about.oldRentCents * overlap) / 30);
    warnings.push({ code: 'doubleRent', days: overlap, costCents });
  }
  if (overlap < 0) warnings.push({ code: 'daysWithoutHome', days: -overlap });
  if (noticeEndsOn !== null && plan.oldLeaseEndsOn > noticeEndsOn) {
    warnings.push({ code: 'endsAfterNotice', noticeEndsOn });
  }
  const { oldDepositCents: old, newDepositCents: next } = plan;
  if (old !== null && next !== null && next > old)
    warnings.push({ code: 'depositHigher', byCents: next - old });
  if (about.fragile === true && plan.adviser === null) warnings.push({ code: 'adviserMissing' });
  return { noticeEndsOn, grant: grantFor(about.ground, plan.noticeReceivedOn, about.grant), warnings };
}
