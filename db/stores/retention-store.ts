/** Retention on PostgreSQL: dry runs, their validation, erasure by batches with its certificate, holds, durations. */
import { randomBytes } from 'node:crypto';
import { and, asc, count, desc, eq, ne, sql } from 'drizzle-orm';
import { defaultPolicy, type RetentionPolicy } from '../../src/access/retention/policy.ts';
import { certificateOf, mayGoOn, mayValidate, opaqueOf } from '../../src/access/retention/purge.ts';
import type { Purge, RetentionPort } from '../../src/access/retention/retention-port.ts';
import { type RuleId, ruleIds } from '../../src/access/retention/rules.ts';
import type { Act, Asked, Json } from '../../src/domain/act.ts';
import { type CivilDate, civilDateInParis, daysBetween } from '../../src/kernel/civil-date.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { purgeItems, purges } from '../schema/privacy.ts';
import { appendActs } from './journal-append.ts';
import { endHold, listHolds, placeHold } from './legal-holds.ts';
import { dueOn, stillDue } from './retention-due.ts';
import { eraseOf } from './retention-erase.ts';
import { policiesOf, setPolicy } from './retention-policies.ts';

const itemsPerInsert = 2_000;
const sampleSize = 5;

export function retentionStore(db: Database): RetentionPort {
  const inside = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    policy: (landlordId) =>
      inside(landlordId, async (tx) => {
        const history = await policiesOf(tx);
        return { current: history[0] ?? defaultPolicy, history };
      }),
    setPolicy: (asked, change) => inside(asked.landlordId, (tx) => setPolicy(tx, asked, change)),
    holds: (landlordId) => inside(landlordId, listHolds),
    hold: (asked, hold) => inside(asked.landlordId, (tx) => placeHold(tx, asked, hold)),
    endHold: (asked, end) => inside(asked.landlordId, (tx) => endHold(tx, asked, end)),
    report: (asked, key) => inside(asked.landlordId, (tx) => report(tx, asked, key)),
    purges: (landlordId, limit) =>
      inside(landlordId, async (tx) => {
        const rows = await tx.select().from(purges).orderBy(desc(purges.reportedAt)).limit(limit);
        return Promise.all(rows.map((row) => purgeOf(tx, row)));
      }),
    purge: (landlordId, id) =>
      inside(landlordId, async (tx) => {
        const [row] = await tx.select().from(purges).where(eq(purges.id, id));
        return row ? purgeOf(tx, row) : null;
      }),
    validate: (asked, id) => inside(asked.landlordId, (tx) => validate(tx, asked, id)),
    abandon: (asked, id) => inside(asked.landlordId, (tx) => abandon(tx, asked, id)),
    step: (asked, id, size) => inside(asked.landlordId, (tx) => step(tx, asked, id, size)),
  };
}

async function report(tx: Transaction, asked: Asked, key: string): Promise<Purge> {
  const policy = (await policiesOf(tx))[0] ?? defaultPolicy;
  const salt = randomBytes(32).toString('base64url');
  const [row] = await tx
    .insert(purges)
    .values({
      landlordId: asked.landlordId,
      asOf: asked.today,
      policyVersion: policy.version,
      state: 'reported',
      reportedBy: asked.actor.name,
      reportedAt: asked.now,
      salt,
      requestKey: key,
    })
    // A second click waits here for the first, and is given its count.
    .onConflictDoNothing()
    .returning();
  if (!row) {
    const [again] = await tx.select().from(purges).where(eq(purges.requestKey, key));
    if (!again) throw new Error('a count neither made nor found');
    return purgeOf(tx, again);
  }
  const due = await dueOn(tx, asked.landlordId, policy, asked.today);
  for (let start = 0; start < due.length; start += itemsPerInsert) {
    await tx.insert(purgeItems).values(
      due.slice(start, start + itemsPerInsert).map(({ rule, key: own, since, held }) => ({
        landlordId: asked.landlordId,
        purgeId: row.id,
        rule,
        opaque: opaqueOf(salt, rule, own),
        key: held ? null : own,
        since,
        outcome: held ? ('held' as const) : ('pending' as const),
      })),
    );
  }
  const made = await purgeOf(tx, row);
  const counts = Object.fromEntries(made.lines.map(({ rule, pending }) => [rule, pending]));
  await appendActs(tx, asked.landlordId, [
    act(asked, 'retention.reported', null, { purge: row.id, asOf: asked.today, counts }, null),
  ]);
  return made;
}

async function lockedPurge(tx: Transaction, id: string) {
  const [row] = await tx.select().from(purges).where(eq(purges.id, id)).for('update');
  return row ?? null;
}

async function validate(tx: Transaction, asked: Asked, id: string): ReturnType<RetentionPort['validate']> {
  const row = await lockedPurge(tx, id);
  if (row === null) return refuse({ code: 'unknownPurge' });
  const others = await tx
    .select({ id: purges.id })
    .from(purges)
    .where(and(eq(purges.state, 'running'), ne(purges.id, id)));
  const [pending] = await tx
    .select({ due: count() })
    .from(purgeItems)
    .where(and(eq(purgeItems.purgeId, id), eq(purgeItems.outcome, 'pending')));
  const ageDays = daysBetween(civilDateInParis(row.reportedAt), asked.today);
  const may = mayValidate({ ...row, due: pending?.due ?? 0 }, { ageDays, running: others.length > 0 });
  if (!may.ok) return may;
  await tx
    .update(purges)
    .set({ state: 'running', validatedBy: asked.actor.name, validatedAt: asked.now })
    .where(eq(purges.id, id));
  await dropOthers(tx, asked, id);
  await appendActs(tx, asked.landlordId, [
    act(asked, 'retention.validated', null, { purge: id, due: pending?.due ?? 0 }, null),
  ]);
  return ok(null);
}

/** Other dry runs name what this one erases: they end with it. */
async function dropOthers(tx: Transaction, asked: Asked, id: string): Promise<void> {
  const dropped = await tx
    .update(purges)
    .set({ state: 'abandoned', endedAt: asked.now, salt: null })
    .where(and(eq(purges.state, 'reported'), ne(purges.id, id)))
    .returning({ id: purges.id });
  for (const other of dropped) {
    await tx.update(purgeItems).set({ key: null }).where(eq(purgeItems.purgeId, other.id));
  }
}

async function abandon(tx: Transaction, asked: Asked, id: string): ReturnType<RetentionPort['abandon']> {
  const row = await lockedPurge(tx, id);
  if (row === null) return refuse({ code: 'unknownPurge' });
  if (row.state !== 'reported') return refuse({ code: 'over', state: row.state });
  // What it listed is not due any more to anyone who reads it.
  await tx.update(purgeItems).set({ key: null }).where(eq(purgeItems.purgeId, id));
  await tx
    .update(purges)
    .set({ state: 'abandoned', endedAt: asked.now, salt: null })
    .where(eq(purges.id, id));
  await appendActs(tx, asked.landlordId, [act(asked, 'retention.abandoned', null, { purge: id }, null)]);
  return ok(null);
}

async function step(
  tx: Transaction,
  asked: Asked,
  id: string,
  size: number,
): ReturnType<RetentionPort['step']> {
  const row = await lockedPurge(tx, id);
  const begun = mayGoOn(row);
  if (!begun.ok) return begun;
  if (row === null || begun.value === 'done') return ok({ left: 0 });
  const policy = (await policiesOf(tx)).find(({ version }) => version === row.policyVersion) ?? defaultPolicy;
  const pending = and(eq(purgeItems.purgeId, id), eq(purgeItems.outcome, 'pending'));
  const items = await tx
    .select()
    .from(purgeItems)
    .where(pending)
    .orderBy(asc(purgeItems.rule), asc(purgeItems.opaque))
    .limit(size);
  const acts: Act[] = [];
  for (const rule of ruleIds) {
    const own = items.filter((item) => item.rule === rule);
    if (own.length === 0) continue;
    acts.push(...(await settle(tx, asked, { id, rule, policy, asOf: row.asOf }, own)));
  }
  const [rest] = await tx.select({ left: count() }).from(purgeItems).where(pending);
  const left = rest?.left ?? 0;
  if (left === 0) acts.push(await finish(tx, asked, row));
  await appendActs(tx, asked.landlordId, acts);
  return ok({ left });
}

/** Erases what is due still, and writes of each what became of it. */
async function settle(
  tx: Transaction,
  asked: Asked,
  { id, rule, policy, asOf }: { id: string; rule: RuleId; policy: RetentionPolicy; asOf: CivilDate },
  items: readonly { opaque: string; key: string | null }[],
): Promise<Act[]> {
  const keys = items.flatMap(({ key }) => (key === null ? [] : [key]));
  const due = await stillDue(tx, { landlordId: asked.landlordId, rule, policy, asOf }, keys);
  const outcomeOf = (key: string | null) => {
    const found = key === null ? undefined : due.get(key);
    return found === undefined ? 'notDue' : found.held ? 'held' : 'erased';
  };
  const acts = await eraseOf(
    tx,
    rule,
    keys.filter((key) => outcomeOf(key) === 'erased'),
    { asked, purgeId: id },
  );
  for (const { opaque, key } of items) {
    await tx
      .update(purgeItems)
      .set({ outcome: outcomeOf(key), key: null })
      .where(and(eq(purgeItems.purgeId, id), eq(purgeItems.rule, rule), eq(purgeItems.opaque, opaque)));
  }
  return acts;
}

/** The certificate: what was erased, by which rules, who validated it; the key of the references is thrown away. */
async function finish(tx: Transaction, asked: Asked, row: typeof purges.$inferSelect): Promise<Act> {
  const items = await tx
    .select({ rule: purgeItems.rule, opaque: purgeItems.opaque, outcome: purgeItems.outcome })
    .from(purgeItems)
    .where(eq(purgeItems.purgeId, row.id));
  const settled = items.flatMap(({ outcome, ...item }) =>
    outcome === 'pending' ? [] : [{ ...item, outcome }],
  );
  const { policyVersion, asOf, validatedBy } = row;
  const certificate = certificateOf({ policyVersion, asOf, validatedBy: validatedBy ?? '' }, settled);
  await tx
    .update(purges)
    .set({ state: 'done', endedAt: asked.now, salt: null, certificate })
    .where(eq(purges.id, row.id));
  const lines: Json = certificate.lines.map((line) => ({ ...line }));
  return act(asked, 'retention.purged', null, { ...certificate, purge: row.id, lines }, null);
}

async function purgeOf(tx: Transaction, row: typeof purges.$inferSelect): Promise<Purge> {
  const counts = await tx
    .select({
      rule: purgeItems.rule,
      due: count(),
      pending: sql<number>`count(*) filter (where ${purgeItems.outcome} = 'pending')::int`,
      erased: sql<number>`count(*) filter (where ${purgeItems.outcome} = 'erased')::int`,
      held: sql<number>`count(*) filter (where ${purgeItems.outcome} = 'held')::int`,
      notDue: sql<number>`count(*) filter (where ${purgeItems.outcome} = 'notDue')::int`,
      oldest: sql<CivilDate>`min(${purgeItems.since})::text`,
      sample: sql<
        string[]
      >`(array_agg(${purgeItems.opaque} order by ${purgeItems.since}, ${purgeItems.opaque}))[1:${sql.raw(String(sampleSize))}]`,
    })
    .from(purgeItems)
    .where(eq(purgeItems.purgeId, row.id))
    .groupBy(purgeItems.rule);
  const { id, asOf, policyVersion, state, reportedBy, reportedAt, validatedBy, validatedAt, endedAt } = row;
  return {
    ...{ id, asOf, policyVersion, state, reportedBy, reportedAt, validatedBy, validatedAt, endedAt },
    lines: ruleIds.flatMap((rule) => counts.filter((line) => line.rule === rule)),
    certificate: row.certificate,
  };
}

function act(asked: Asked, kind: string, before: Json, after: Json, why: string | null): Act {
  const { landlordId, actor, now: at } = asked;
  return { kind, at, actor, subjects: [`landlord:${landlordId}`], before, after, why };
}
