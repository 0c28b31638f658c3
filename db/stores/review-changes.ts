/** What gestures on a review share: the file locked with its sitting, what is written, and the act that ends it. */
import { arrayContains, desc, eq } from 'drizzle-orm';
import type { Act, Asked, Json } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { OccupancyReview } from '../../src/portal/relocations/occupancy-review.ts';
import type { ReviewRefusal } from '../../src/portal/relocations/review-port.ts';
import type { Transaction } from '../connection.ts';
import { committeeSessions } from '../schema/committee.ts';
import { journalLines } from '../schema/journal.ts';
import { tenancies } from '../schema/tenancy.ts';
import { occupancyReviews } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { reviewOf } from './review-read.ts';

type Answer<Value> = Promise<Result<Value, ReviewRefusal>>;

/** The next due date counts from there. */
export async function reviewedOn(tx: Transaction, tenancyId: string, on: CivilDate): Promise<void> {
  await tx.update(tenancies).set({ lastReviewedOn: on }).where(eq(tenancies.id, tenancyId));
}

/** The sitting, kept as it is meanwhile. */
export async function sittingOf(tx: Transaction, sessionId: string) {
  const [row] = await tx
    .select({ state: committeeSessions.state, heldOn: committeeSessions.heldOn })
    .from(committeeSessions)
    .where(eq(committeeSessions.id, sessionId))
    .for('share');
  return row ?? null;
}

/** The sitting before the review, as its closing does: two people never wait for each other. */
export async function lockedReview(
  tx: Transaction,
  { id, version }: { id: string; version: number },
): Answer<OccupancyReview> {
  const [place] = await tx
    .select({ sessionId: occupancyReviews.sessionId })
    .from(occupancyReviews)
    .where(eq(occupancyReviews.id, id));
  if (place?.sessionId) await sittingOf(tx, place.sessionId);
  const [row] = await tx.select().from(occupancyReviews).where(eq(occupancyReviews.id, id)).for('update');
  if (!row) return refuse({ code: 'noSuchReview' });
  const review = reviewOf(row);
  return review.version === version ? ok(review) : reviewChanged(tx, review);
}

export async function reviewChanged(tx: Transaction, { tenancyId }: OccupancyReview): Answer<never> {
  const [last] = await tx
    .select({ actor: journalLines.actor })
    .from(journalLines)
    .where(arrayContains(journalLines.subjects, [`tenancy:${tenancyId}`]))
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  return refuse({ code: 'changedMeanwhile', by: last?.actor.name ?? 'Quelqu’un' });
}

export async function saveReview(
  tx: Transaction,
  asked: Asked,
  { id, version, tenancyId, dueOn: _dueOn, ...review }: OccupancyReview,
  kind: string,
  before: Json,
  after: Json,
  acts: readonly Act[] = [],
): Answer<{ version: number }> {
  await tx
    .update(occupancyReviews)
    .set({ ...review, version: version + 1 })
    .where(eq(occupancyReviews.id, id));
  await appendReview(tx, asked, { tenancyId, sessionId: review.sessionId }, kind, before, after, acts);
  return ok({ version: version + 1 });
}

export async function appendReview(
  tx: Transaction,
  asked: Asked,
  { tenancyId, sessionId }: { tenancyId: string; sessionId: string | null },
  kind: string,
  before: Json,
  after: Json,
  acts: readonly Act[] = [],
): Promise<void> {
  const subjects: Act['subjects'] = [
    `tenancy:${tenancyId}`,
    ...(sessionId === null ? [] : [`session:${sessionId}` as const]),
  ];
  const { now: at, actor } = asked;
  const act: Act = { kind: `occupancyReview.${kind}`, at, actor, subjects, before, after, why: null };
  await appendActs(tx, asked.landlordId, [...acts, act]);
}
