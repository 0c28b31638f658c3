/** The triennial review, from its due date to the opinion notified: each gesture once, in one transaction. */
import { and, arrayContains, desc, eq } from 'drizzle-orm';
import { letterEventKey } from '../../src/committee/letters/letter-port.ts';
import type { Act, Asked, Json } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import {
  adviceOf,
  examined,
  needsNoCommittee,
  type OccupancyReview,
  type ReviewFacts,
  situationsOf,
} from '../../src/portal/relocations/occupancy-review.ts';
import type { ReviewPort, ReviewRefusal } from '../../src/portal/relocations/review-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { committeeSessions } from '../schema/committee.ts';
import { journalLines } from '../schema/journal.ts';
import { tenancies } from '../schema/tenancy.ts';
import { occupancyReviews, tenancyFacts } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { reviewDaysNow } from './letter-gaps.ts';
import { writeLetter } from './letter-writing.ts';
import { reviewCaseOf, reviewFile } from './review-file.ts';
import { dueDate, dueReviews, leaseOf, reviewOf, sittingRelocations, sittingReviews } from './review-read.ts';

type Answer<Value> = Promise<Result<Value, ReviewRefusal>>;
type Input<Name extends keyof ReviewPort> = Parameters<ReviewPort[Name]>[1];

export function reviewStore(db: Database): ReviewPort {
  const within = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    due: (reader, filter, today) => within(reader.landlordId, (tx) => dueReviews(tx, reader, filter, today)),
    find: (reader, id, today) => within(reader.landlordId, (tx) => reviewFile(tx, reader, id, today)),
    open: (asked, tenancyId, communes) =>
      within(asked.landlordId, (tx) => openReview(tx, asked, tenancyId, communes)),
    gather: (asked, input) => within(asked.landlordId, (tx) => gather(tx, asked, input)),
    endWithoutCommittee: (asked, input) => within(asked.landlordId, (tx) => endAlone(tx, asked, input)),
    schedule: (asked, input) => within(asked.landlordId, (tx) => schedule(tx, asked, input)),
    examine: (asked, input) => within(asked.landlordId, (tx) => examine(tx, asked, input)),
    notify: (asked, input) => within(asked.landlordId, (tx) => notify(tx, asked, input)),
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

async function openReview(
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
    await append(tx, asked, { tenancyId, sessionId: null }, 'opened', null, { dueOn });
    return ok(created);
  }
  const [same] = await tx
    .select({ id: occupancyReviews.id })
    .from(occupancyReviews)
    .where(and(eq(occupancyReviews.tenancyId, tenancyId), eq(occupancyReviews.dueOn, dueOn)));
  if (!same) throw new Error('a review that was opened is not there');
  return ok(same);
}

async function gather(tx: Transaction, asked: Asked, input: Input<'gather'>): Answer<{ version: number }> {
  const found = await locked(tx, input);
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
  return save(tx, asked, next, 'gathered', { state: review.state }, { state: 'ready', ...counts });
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

async function endAlone(
  tx: Transaction,
  asked: Asked,
  input: Input<'endWithoutCommittee'>,
): Answer<{ version: number }> {
  const found = await locked(tx, input);
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
  return save(tx, asked, next, 'examined', { state: 'ready' }, { state: 'examined', committee: false });
}

async function schedule(
  tx: Transaction,
  asked: Asked,
  input: Input<'schedule'>,
): Answer<{ version: number }> {
  const found = await locked(tx, input);
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
  return save(tx, asked, next, kind, { session: review.sessionId }, { session: input.sessionId });
}

async function examine(tx: Transaction, asked: Asked, input: Input<'examine'>): Answer<{ version: number }> {
  const found = await locked(tx, input);
  if (!found.ok) return found;
  const review = found.value;
  const session = review.sessionId === null ? null : await sittingOf(tx, review.sessionId);
  if (session === null || session.state !== 'open') return refuse({ code: 'sittingNotOpen' });
  const next = examined(review, input.opinion, { today: asked.today, by: asked.actor.name });
  if (!next.ok) return next;
  const { kind, situation } = input.opinion;
  return save(
    tx,
    asked,
    next.value,
    'examined',
    { state: review.state },
    { state: 'examined', kind, situation },
  );
}

async function notify(tx: Transaction, asked: Asked, input: Input<'notify'>): Answer<{ letterId: string }> {
  const [row] = await tx
    .select()
    .from(occupancyReviews)
    .where(eq(occupancyReviews.id, input.id))
    .for('update');
  if (!row) return refuse({ code: 'noSuchReview' });
  const review = reviewOf(row);
  const isRepeat = review.state === 'notified' && review.version === input.version + 1;
  if (!isRepeat && review.version !== input.version) return changed(tx, review);
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
  await save(tx, asked, next, 'notified', { state: review.state }, after, letter.acts);
  return ok({ letterId: letter.id });
}

/** The next due date counts from there. */
async function reviewedOn(tx: Transaction, tenancyId: string, on: CivilDate): Promise<void> {
  await tx.update(tenancies).set({ lastReviewedOn: on }).where(eq(tenancies.id, tenancyId));
}

/** The sitting, kept as it is meanwhile. */
async function sittingOf(tx: Transaction, sessionId: string) {
  const [row] = await tx
    .select({ state: committeeSessions.state, heldOn: committeeSessions.heldOn })
    .from(committeeSessions)
    .where(eq(committeeSessions.id, sessionId))
    .for('share');
  return row ?? null;
}

/** The sitting before the review, as its closing does: two people never wait for each other. */
async function locked(
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
  return review.version === version ? ok(review) : changed(tx, review);
}

async function changed(tx: Transaction, { tenancyId }: OccupancyReview): Answer<never> {
  const [last] = await tx
    .select({ actor: journalLines.actor })
    .from(journalLines)
    .where(arrayContains(journalLines.subjects, [`tenancy:${tenancyId}`]))
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  return refuse({ code: 'changedMeanwhile', by: last?.actor.name ?? 'Quelqu’un' });
}

async function save(
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
  await append(tx, asked, { tenancyId, sessionId: review.sessionId }, kind, before, after, acts);
  return ok({ version: version + 1 });
}

async function append(
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
