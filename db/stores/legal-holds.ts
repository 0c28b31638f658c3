/** Legal holds: a person files one on a file, with a reason and a day of review; it ends by a person too. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { LegalHold, RetentionPort } from '../../src/access/retention/retention-port.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { legalHolds } from '../schema/privacy.ts';
import { tenancies } from '../schema/tenancy.ts';
import { appendActs } from './journal-append.ts';

export async function listHolds(tx: Transaction): Promise<LegalHold[]> {
  const rows = await tx
    .select()
    .from(legalHolds)
    .orderBy(sql`${legalHolds.endedAt} desc nulls first`, desc(legalHolds.placedAt));
  return rows.map(({ landlordId: _landlordId, requestKey: _key, createdAt: _createdAt, ...hold }) => hold);
}

export async function placeHold(
  tx: Transaction,
  asked: Asked,
  { fileKey, reason, reviewOn, key }: Parameters<RetentionPort['hold']>[1],
): ReturnType<RetentionPort['hold']> {
  const again = await heldBy(tx, key);
  if (again) return ok(again);
  const kind = await kindOf(tx, fileKey);
  if (kind === null) return refuse({ code: 'unknownFile' });
  if (reviewOn <= asked.today) return refuse({ code: 'reviewInThePast' });
  const [created] = await tx
    .insert(legalHolds)
    .values({
      landlordId: asked.landlordId,
      fileKey,
      reason,
      reviewOn,
      by: asked.actor.name,
      placedAt: asked.now,
      requestKey: key,
    })
    .onConflictDoNothing()
    .returning({ id: legalHolds.id });
  if (!created) {
    // The first of two clicks may have been recorded since the look above.
    const first = await heldBy(tx, key);
    if (first) return ok(first);
    const [standing] = await tx
      .select({ by: legalHolds.by, reviewOn: legalHolds.reviewOn })
      .from(legalHolds)
      .where(and(eq(legalHolds.fileKey, fileKey), isNull(legalHolds.endedAt)));
    return refuse({ code: 'alreadyHeld', by: standing?.by ?? '', reviewOn: standing?.reviewOn ?? reviewOn });
  }
  await appendActs(tx, asked.landlordId, [
    act(asked, 'retention.held', `${kind}:${fileKey}`, { hold: created.id, reviewOn }, reason),
  ]);
  return ok(created);
}

async function heldBy(tx: Transaction, key: string): Promise<{ id: string } | null> {
  const [hold] = await tx
    .select({ id: legalHolds.id })
    .from(legalHolds)
    .where(eq(legalHolds.requestKey, key));
  return hold ?? null;
}

export async function endHold(
  tx: Transaction,
  asked: Asked,
  { id, why }: Parameters<RetentionPort['endHold']>[1],
): ReturnType<RetentionPort['endHold']> {
  const [hold] = await tx.select().from(legalHolds).where(eq(legalHolds.id, id)).for('update');
  if (!hold) return refuse({ code: 'unknownHold' });
  if (hold.endedAt !== null) return refuse({ code: 'alreadyEnded', by: hold.endedBy ?? '' });
  await tx
    .update(legalHolds)
    .set({ endedAt: asked.now, endedBy: asked.actor.name, endedWhy: why })
    .where(eq(legalHolds.id, id));
  const kind = (await kindOf(tx, hold.fileKey)) ?? 'application';
  await appendActs(tx, asked.landlordId, [
    act(asked, 'retention.released', `${kind}:${hold.fileKey}`, { hold: id }, why),
  ]);
  return ok(null);
}

async function kindOf(tx: Transaction, fileKey: string): Promise<'application' | 'tenancy' | null> {
  const found = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(eq(applications.number, fileKey));
  if (found.length > 0) return 'application';
  const lease = await tx.select({ id: tenancies.id }).from(tenancies).where(eq(tenancies.id, fileKey));
  return lease.length > 0 ? 'tenancy' : null;
}

function act(
  asked: Asked,
  kind: string,
  subject: Act['subjects'][number],
  after: Act['after'],
  why: string,
): Act {
  return { kind, at: asked.now, actor: asked.actor, subjects: [subject], before: null, after, why };
}
