/** The triennial review, from its due date to the opinion notified: each gesture once, in one transaction. */
import { eq } from 'drizzle-orm';
import type { ReviewPort } from '../../src/portal/relocations/review-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { committeeSessions } from '../schema/committee.ts';
import { sittingRelocations } from './relocation-told.ts';
import { endAlone, gatherFacts, openReview } from './review-facts.ts';
import { reviewFile } from './review-file.ts';
import { examineReview, notifyOpinion, scheduleReview } from './review-opinion.ts';
import { dueReviews, sittingReviews } from './review-read.ts';

export function reviewStore(db: Database): ReviewPort {
  const within = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    due: (reader, filter, today) => within(reader.landlordId, (tx) => dueReviews(tx, reader, filter, today)),
    find: (reader, id, today) => within(reader.landlordId, (tx) => reviewFile(tx, reader, id, today)),
    open: (asked, tenancyId, communes) =>
      within(asked.landlordId, (tx) => openReview(tx, asked, tenancyId, communes)),
    gather: (asked, input) => within(asked.landlordId, (tx) => gatherFacts(tx, asked, input)),
    endWithoutCommittee: (asked, input) => within(asked.landlordId, (tx) => endAlone(tx, asked, input)),
    schedule: (asked, input) => within(asked.landlordId, (tx) => scheduleReview(tx, asked, input)),
    examine: (asked, input) => within(asked.landlordId, (tx) => examineReview(tx, asked, input)),
    notify: (asked, input) => within(asked.landlordId, (tx) => notifyOpinion(tx, asked, input)),
    ofSitting: (landlordId, sessionId) =>
      within(landlordId, async (tx) => {
        const [session] = await tx
          .select({ heldOn: committeeSessions.heldOn })
          .from(committeeSessions)
          .where(eq(committeeSessions.id, sessionId));
        if (!session) return { reviews: [], relocations: [] };
        return {
          reviews: await sittingReviews(tx, sessionId),
          relocations: await sittingRelocations(tx, sessionId, session.heldOn),
        };
      }),
  };
}
