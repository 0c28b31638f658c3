/** Puts the demonstration's reviews that are ready, and the relocation accepted, to the sitting of its day. */
import type { SessionPort } from '../../src/committee/session-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { RelocationPort } from '../../src/portal/relocations/relocation-port.ts';
import type { ReviewPort } from '../../src/portal/relocations/review-port.ts';

/** Nothing where no sitting in a room is convened. */
export async function seedSittingReviews(
  ports: {
    sessions: Pick<SessionPort, 'list'>;
    reviews: Pick<ReviewPort, 'due' | 'schedule'>;
    relocations: Pick<RelocationPort, 'list' | 'inform'>;
  },
  asked: Asked,
): Promise<void> {
  const { landlordId, today } = asked;
  const reader = { landlordId, communes: null };
  const sittings = await ports.sessions.list(landlordId);
  const sitting = sittings.find(({ session }) => session.state === 'convened' && session.mode === 'inPerson');
  if (!sitting) return;
  const sessionId = sitting.session.id;
  const { lines } = await ports.reviews.due(reader, { month: null, residence: null }, today);
  for (const { review } of lines) {
    if (review?.state !== 'ready' || review.sessionId !== null) continue;
    await ports.reviews.schedule(asked, { id: review.id, version: review.version, sessionId });
  }
  for (const { request, standing } of await ports.relocations.list(reader, today)) {
    if (standing.accepted === null) continue;
    await ports.relocations.inform(asked, { id: request.id, version: request.version, sessionId });
  }
}
