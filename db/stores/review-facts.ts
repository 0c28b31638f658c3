/** The file of a review: opened once a due date, its facts gathered, ended where none of the five situations holds. */
import { and, eq } from 'drizzle-orm';
import type { Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import {
  needsNoCommittee,
  type OccupancyReview,
  type ReviewFacts,
  situationsOf,
} from '../../src/portal/relocations/occupancy-review.ts';
import type { ReviewPort, ReviewRefusal } from '../../src/portal/relocations/review-port.ts';
import type { Transaction } from '../connection.ts';
import { occupancyReviews, tenancyFacts } from '../schema/transfer.ts';
import { appendReview, lockedReview, reviewedOn, saveReview } from './review-changes.ts';
import { reviewCaseOf } from './review-file.ts';
import { dueDate, leaseOf } from './review-read.ts';

type Answer<Value> = Promise<Result<Value, ReviewRefusal>>;
type Input<Name extends keyof ReviewPort> = Parameters<ReviewPort[Name]>[1];

export async function openReview(
  tx: Transaction,
  asked: Asked,
  tenancyId: string,
  communes: Parameters<ReviewPort['open']>[2],
): Answer<{ id: string }> {
  const lease = await leaseOf(tx, tenancyId, communes);
  if (lease === null) return refuse({ code: 'noSuchTenancy' });
  if (lease === 'outOfScope') return refuse({ code: 'outOfScope' });
  const { dueOn } = dueDate(lease, asked.today);
  if (dueOn === null) return refuse({ code: 'notDue' });
  const content = { facts: null, situations: [], opinion: null, withoutCommittee: null };
  const [created] = await tx
    .insert(occupancyReviews)
    .values({ landlordId: asked.landlordId, tenancyId, dueOn, state: 'gathering', content })
    .onConflictDoNothing()
    .returning({ id: occupancyReviews.id });
  if (created) {
    await appendReview(tx, asked, { tenancyId, sessionId: null }, 'opened', null, { dueOn });
    return ok(created);
  }
  const [same] = await tx
    .select({ id: occupancyReviews.id })
    .from(occupancyReviews)
    .where(and(eq(occupancyReviews.tenancyId, tenancyId), eq(occupancyReviews.dueOn, dueOn)));
  if (!same) throw new Error('a review that was opened is not there');
  return ok(same);
}

export async function gatherFacts(
  tx: Transaction,
  asked: Asked,
  input: Input<'gather'>,
): Answer<{ version: number }> {
  const found = await lockedReview(tx, input);
  if (!found.ok) return found;
  const review = found.value;
  if (review.state !== 'gathering' && review.state !== 'ready') return refuse({ code: 'notNow' });
  if (input.facts.asOf > asked.today) return refuse({ code: 'inFuture' });
  const one = await reviewCaseOf(tx, review.tenancyId);
  if (one === null) return refuse({ code: 'noSuchTenancy' });
  await keepFacts(tx, asked, review.tenancyId, one.facts, input.facts);
  const situations = situationsOf(one, input.facts, asked.today);
  const next: OccupancyReview = {
    ...review,
    state: 'ready',
    content: { ...review.content, facts: input.facts, situations },
  };
  const counts = { yes: 0, no: 0, unknown: 0 };
  for (const { verdict } of situations) counts[verdict] += 1;
  return saveReview(tx, asked, next, 'gathered', { state: review.state }, { state: 'ready', ...counts });
}

/** What was gathered serves transfers too; nothing known before is lost. */
async function keepFacts(
  tx: Transaction,
  asked: Asked,
  tenancyId: string,
  before: Record<string, unknown>,
  { residents: _residents, aboveCeiling: _aboveCeiling, asOf, ...gathered }: ReviewFacts,
): Promise<void> {
  const learned = Object.fromEntries(Object.entries(gathered).filter(([, value]) => value !== null));
  const content = { ...before, ...learned };
  await tx
    .insert(tenancyFacts)
    .values({ landlordId: asked.landlordId, tenancyId, content, asOf, updatedAt: asked.now })
    .onConflictDoUpdate({
      target: [tenancyFacts.landlordId, tenancyFacts.tenancyId],
      set: { content, asOf, updatedAt: asked.now },
    });
}

export async function endAlone(
  tx: Transaction,
  asked: Asked,
  input: Input<'endWithoutCommittee'>,
): Answer<{ version: number }> {
  const found = await lockedReview(tx, input);
  if (!found.ok) return found;
  const review = found.value;
  const mayEnd = review.state === 'ready' && review.sessionId === null;
  if (!mayEnd || !needsNoCommittee(review.content.situations)) return refuse({ code: 'notNow' });
  await reviewedOn(tx, review.tenancyId, asked.today);
  const withoutCommittee = { by: asked.actor.name, on: asked.today };
  const next: OccupancyReview = {
    ...review,
    state: 'examined',
    examinedOn: asked.today,
    content: { ...review.content, withoutCommittee },
  };
  return saveReview(tx, asked, next, 'examined', { state: 'ready' }, { state: 'examined', committee: false });
}
