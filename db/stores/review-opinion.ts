/** A review before the committee: on the list of a sitting, its opinion noted there, then told by letter. */
import { eq } from 'drizzle-orm';
import { letterEventKey } from '../../src/committee/letters/letter-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import {
  adviceOf,
  examined,
  needsNoCommittee,
  type OccupancyReview,
} from '../../src/portal/relocations/occupancy-review.ts';
import type { ReviewPort, ReviewRefusal } from '../../src/portal/relocations/review-port.ts';
import type { Transaction } from '../connection.ts';
import { occupancyReviews } from '../schema/transfer.ts';
import { reviewDaysNow } from './letter-gaps.ts';
import { writeLetter } from './letter-writing.ts';
import { lockedReview, reviewChanged, reviewedOn, saveReview, sittingOf } from './review-changes.ts';
import { reviewCaseOf } from './review-file.ts';
import { reviewOf } from './review-read.ts';

type Answer<Value> = Promise<Result<Value, ReviewRefusal>>;
type Input<Name extends keyof ReviewPort> = Parameters<ReviewPort[Name]>[1];

export async function scheduleReview(
  tx: Transaction,
  asked: Asked,
  input: Input<'schedule'>,
): Answer<{ version: number }> {
  const found = await lockedReview(tx, input);
  if (!found.ok) return found;
  const review = found.value;
  if (review.state !== 'ready') return refuse({ code: 'notNow' });
  if (input.sessionId !== null) {
    const session = await sittingOf(tx, input.sessionId);
    if (session === null || session.state === 'closed' || session.state === 'cancelled') {
      return refuse({ code: 'noSuchSitting' });
    }
    if (needsNoCommittee(review.content.situations)) return refuse({ code: 'notNow' });
  }
  const kind = input.sessionId === null ? 'unscheduled' : 'scheduled';
  const next = { ...review, sessionId: input.sessionId };
  return saveReview(tx, asked, next, kind, { session: review.sessionId }, { session: input.sessionId });
}

export async function examineReview(
  tx: Transaction,
  asked: Asked,
  input: Input<'examine'>,
): Answer<{ version: number }> {
  const found = await lockedReview(tx, input);
  if (!found.ok) return found;
  const review = found.value;
  const session = review.sessionId === null ? null : await sittingOf(tx, review.sessionId);
  if (session === null || session.state !== 'open') return refuse({ code: 'sittingNotOpen' });
  const next = examined(review, input.opinion, { today: asked.today, by: asked.actor.name });
  if (!next.ok) return next;
  const { kind, situation } = input.opinion;
  return saveReview(
    tx,
    asked,
    next.value,
    'examined',
    { state: review.state },
    { state: 'examined', kind, situation },
  );
}

export async function notifyOpinion(
  tx: Transaction,
  asked: Asked,
  input: Input<'notify'>,
): Answer<{ letterId: string }> {
  const [row] = await tx
    .select()
    .from(occupancyReviews)
    .where(eq(occupancyReviews.id, input.id))
    .for('update');
  if (!row) return refuse({ code: 'noSuchReview' });
  const review = reviewOf(row);
  const isRepeat = review.state === 'notified' && review.version === input.version + 1;
  if (!isRepeat && review.version !== input.version) return reviewChanged(tx, review);
  const { opinion } = review.content;
  if (opinion === null || (review.state !== 'examined' && !isRepeat)) return refuse({ code: 'notNow' });
  const session = review.sessionId === null ? null : await sittingOf(tx, review.sessionId);
  if (session === null || session.state !== 'closed') return refuse({ code: 'sittingNotClosed' });
  const one = await reviewCaseOf(tx, review.tenancyId);
  if (one === null) return refuse({ code: 'noSuchTenancy' });
  const number = one.number ?? review.tenancyId;
  const about = `review:${review.id}`;
  const letter = await writeLetter(
    tx,
    asked.landlordId,
    {
      number,
      situation: {
        kind: 'occupancyOpinion',
        heldOn: session.heldOn,
        situation: opinion.situation,
        suitableHome: opinion.suitableHome,
        advice: adviceOf(opinion),
      },
      about,
      eventKey: letterEventKey('occupancyOpinion', about, number),
      on: asked.today,
      reviewDays: await reviewDaysNow(tx, asked.today),
    },
    asked,
  );
  if (isRepeat) return ok({ letterId: letter.id });
  await reviewedOn(tx, review.tenancyId, review.examinedOn ?? session.heldOn);
  const next: OccupancyReview = { ...review, state: 'notified', notifiedOn: asked.today };
  const after = { state: 'notified', letter: letter.id };
  await saveReview(tx, asked, next, 'notified', { state: review.state }, after, letter.acts);
  return ok({ letterId: letter.id });
}
