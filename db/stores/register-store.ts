/** The national register's side on PostgreSQL: events to send, what to enter, files made, extracts compared. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { EventDetails } from '../../src/committee/register/events.ts';
import { isRegisterEventKind } from '../../src/committee/register/events.ts';
import type {
  RegisterExport,
  RegisterPort,
  RegisterReader,
  StoredEvent,
} from '../../src/committee/register-port.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { registerEvents, registerExports, registerTasks } from '../schema/register.ts';
import { appendActs } from './journal-append.ts';
import { comingFiles, heldFiles } from './register-files.ts';
import { gatherEvents } from './register-gather.ts';
import { askCorrections, confirmExtract, takeRegisterFields } from './register-reconcile.ts';

export function registerStore(db: Database): RegisterPort {
  return {
    gather: (landlordId, today) => withLandlord(db, landlordId, (tx) => gatherEvents(tx, landlordId, today)),
    pending: (landlordId, limit) => withLandlord(db, landlordId, (tx) => pendingEvents(tx, limit)),
    unconfirmed: (landlordId) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ n: count() })
          .from(registerEvents)
          .where(and(isNotNull(registerEvents.exportedAt), isNull(registerEvents.confirmedOn)));
        return row?.n ?? 0;
      }),
    tasks: (landlordId) =>
      withLandlord(db, landlordId, (tx) =>
        tx
          .select({
            id: registerTasks.id,
            number: registerTasks.number,
            kind: registerTasks.kind,
            field: registerTasks.field,
            value: registerTasks.value,
            doneOn: registerTasks.doneOn,
            confirmedOn: registerTasks.confirmedOn,
          })
          .from(registerTasks)
          .where(isNull(registerTasks.confirmedOn))
          .orderBy(asc(registerTasks.number), asc(registerTasks.field)),
      ),
    markEntered: (asked, eventIds) =>
      withLandlord(db, asked.landlordId, (tx) => markEntered(tx, asked, eventIds)),
    markDone: (asked, taskIds) => withLandlord(db, asked.landlordId, (tx) => markDone(tx, asked, taskIds)),
    makeExport: (asked, key) => withLandlord(db, asked.landlordId, (tx) => makeExport(tx, asked, key)),
    exports: (landlordId, limit) =>
      withLandlord(db, landlordId, (tx) =>
        tx.select(exportColumns).from(registerExports).orderBy(desc(registerExports.at)).limit(limit),
      ),
    exported: (landlordId, exportId) => withLandlord(db, landlordId, (tx) => exportedEvents(tx, exportId)),
    coming: (reader, today) => within(db, reader, (tx) => comingFiles(tx, reader, today)),
    held: (reader, numbers) => within(db, reader, (tx) => heldFiles(tx, reader, numbers)),
    takeFields: (asked, input) =>
      withLandlord(db, asked.landlordId, (tx) => takeRegisterFields(tx, asked, input)),
    askCorrections: (asked, input) =>
      withLandlord(db, asked.landlordId, (tx) => askCorrections(tx, asked, input)),
    confirm: (asked, extract) =>
      withLandlord(db, asked.landlordId, (tx) => confirmExtract(tx, asked, extract)),
  };
}

const exportColumns = {
  id: registerExports.id,
  on: registerExports.on,
  by: registerExports.by,
  events: registerExports.events,
};

function within<Value>(
  db: Database,
  { landlordId }: RegisterReader,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  return withLandlord(db, landlordId, work);
}

const isPending = isNull(registerEvents.exportedAt);

async function pendingEvents(
  tx: Transaction,
  limit: number,
): Promise<{ events: StoredEvent[]; count: number }> {
  const [total] = await tx.select({ n: count() }).from(registerEvents).where(isPending);
  const rows = await tx
    .select()
    .from(registerEvents)
    .where(isPending)
    .orderBy(desc(registerEvents.on), asc(registerEvents.number), asc(registerEvents.id))
    .limit(limit);
  return { events: rows.flatMap(storedEvent), count: total?.n ?? 0 };
}

async function markEntered(tx: Transaction, asked: Asked, eventIds: readonly string[]): Promise<number> {
  if (eventIds.length === 0) return 0;
  const ticked = await tx
    .update(registerEvents)
    .set({ exportedAt: asked.now })
    .where(and(inArray(registerEvents.id, [...eventIds]), isPending))
    .returning({ number: registerEvents.number, kind: registerEvents.kind });
  await appendActs(
    tx,
    asked.landlordId,
    ticked.map(({ number, kind }) => act(asked, 'register.done', number, { event: kind })),
  );
  return ticked.length;
}

async function markDone(tx: Transaction, asked: Asked, taskIds: readonly string[]): Promise<number> {
  if (taskIds.length === 0) return 0;
  const ticked = await tx
    .update(registerTasks)
    .set({ doneOn: asked.today })
    .where(and(inArray(registerTasks.id, [...taskIds]), isNull(registerTasks.doneOn)))
    .returning({ number: registerTasks.number, field: registerTasks.field });
  await appendActs(
    tx,
    asked.landlordId,
    ticked.map(({ number, field }) => act(asked, 'register.done', number, { field })),
  );
  return ticked.length;
}

/** The pending events are taken by the file in the statement that finds them: two clicks share nothing. */
async function makeExport(tx: Transaction, asked: Asked, key: string): Promise<RegisterExport | null> {
  const [made] = await tx
    .insert(registerExports)
    .values({
      landlordId: asked.landlordId,
      on: asked.today,
      at: asked.now,
      by: asked.actor.name,
      events: 0,
      requestKey: key,
    })
    .onConflictDoNothing()
    .returning(exportColumns);
  if (!made) {
    const [same] = await tx
      .select(exportColumns)
      .from(registerExports)
      .where(eq(registerExports.requestKey, key));
    return same ?? null;
  }
  const taken = await tx
    .update(registerEvents)
    .set({ exportId: made.id, exportedAt: asked.now })
    .where(isPending)
    .returning({ id: registerEvents.id });
  if (taken.length === 0) {
    await tx.delete(registerExports).where(eq(registerExports.id, made.id));
    return null;
  }
  await tx.update(registerExports).set({ events: taken.length }).where(eq(registerExports.id, made.id));
  await appendActs(tx, asked.landlordId, [
    {
      kind: 'register.exported',
      at: asked.now,
      actor: asked.actor,
      subjects: [`landlord:${asked.landlordId}`],
      before: null,
      after: { export: made.id, events: taken.length },
      why: null,
    },
  ]);
  return { ...made, events: taken.length };
}

async function exportedEvents(tx: Transaction, exportId: string) {
  const [made] = await tx.select(exportColumns).from(registerExports).where(eq(registerExports.id, exportId));
  if (!made) return null;
  const rows = await tx
    .select()
    .from(registerEvents)
    .where(eq(registerEvents.exportId, exportId))
    .orderBy(asc(registerEvents.number), asc(registerEvents.on), asc(registerEvents.eventKey));
  return { made, events: rows.flatMap(storedEvent) };
}

function storedEvent(row: typeof registerEvents.$inferSelect): StoredEvent[] {
  const { id, number, kind, on, author, eventKey, exportId, exportedAt, confirmedOn } = row;
  if (!isRegisterEventKind(kind)) return [];
  const details = detailsOf(row.details);
  return [{ id, number, kind, on, author, details, eventKey, exportId, exportedAt, confirmedOn }];
}

function detailsOf(stored: Record<string, unknown>): EventDetails {
  return Object.fromEntries(
    Object.entries(stored).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
    ]),
  );
}

function act(asked: Asked, kind: string, number: string, after: Act['after']): Act {
  const subjects = [`application:${number}`] as const;
  return { kind, at: asked.now, actor: asked.actor, subjects, before: null, after, why: null };
}
