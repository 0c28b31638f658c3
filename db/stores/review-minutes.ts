/** What a sitting's closing freezes of reviews and relocations told; what it did not examine waits for another. */
import { and, eq } from 'drizzle-orm';
import type { MinutesInformation, MinutesReview } from '../../src/committee/minutes-content.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { opinionNames, situationNames } from '../../src/portal/relocations/occupancy-review.ts';
import type { SittingReview } from '../../src/portal/relocations/review-port.ts';
import type { Transaction } from '../connection.ts';
import { occupancyReviews } from '../schema/transfer.ts';
import { sittingRelocations } from './relocation-told.ts';
import { homeInWords, sittingReviews } from './review-read.ts';
import { actOf } from './session-rows.ts';

export async function occupancyMinutes(
  tx: Transaction,
  sessionId: string,
  heldOn: CivilDate,
): Promise<{ reviews: MinutesReview[]; informations: MinutesInformation[] }> {
  const reviews = await sittingReviews(tx, sessionId);
  const told = await sittingRelocations(tx, sessionId, heldOn);
  return {
    reviews: reviews.map((review) => ({
      tenancyId: review.tenancyId,
      home: homeInWords(review.home),
      dueOn: review.dueOn,
      opinion: opinionInWords(review),
    })),
    informations: told.map(({ number, tenancyId, perimeter, present, accepted, acceptedOn }) => ({
      number,
      tenancyId,
      operation: perimeter,
      present,
      accepted,
      acceptedOn,
    })),
  };
}

function opinionInWords({ opinion, situations }: SittingReview): MinutesReview['opinion'] {
  if (opinion === null) return null;
  return {
    situation: situationNames[opinion.situation],
    article: situations.find(({ situation }) => situation === opinion.situation)?.article ?? '',
    kind: opinionNames[opinion.kind],
    suitableHome: opinion.suitableHome,
    note: opinion.note,
  };
}

/** Reviews without an opinion leave the list of the sitting that closes: another may take them. */
export async function releaseReviews(tx: Transaction, asked: Asked, sessionId: string): Promise<Act[]> {
  const waiting = await tx
    .select()
    .from(occupancyReviews)
    .where(and(eq(occupancyReviews.sessionId, sessionId), eq(occupancyReviews.state, 'ready')))
    .for('update');
  for (const { id, version } of waiting) {
    await tx
      .update(occupancyReviews)
      .set({ sessionId: null, version: version + 1 })
      .where(eq(occupancyReviews.id, id));
  }
  return waiting.map(({ tenancyId }) =>
    actOf(asked, 'occupancyReview.unscheduled', [`session:${sessionId}`, `tenancy:${tenancyId}`], {
      after: { because: 'notReached' },
    }),
  );
}
