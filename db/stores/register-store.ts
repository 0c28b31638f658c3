/** The national register's side on PostgreSQL: events to send, what to enter, files made, extracts compared. */
import { and, asc, desc, eq, gte, sql } from 'drizzle-orm';
import type { RegisterExport, RegisterPort, RegisterReader } from '../../src/committee/register-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { registerEvents, registerExports } from '../schema/register.ts';
import { appendActs } from './journal-append.ts';
import { comingFiles, heldFiles } from './register-files.ts';
import { gatherEvents } from './register-gather.ts';
import {
  isPending,
  markDone,
  markEntered,
  openTasks,
  pendingEvents,
  storedEvent,
  unconfirmedEvents,
} from './register-lists.ts';
import { askCorrections, confirmExtract, takeRegisterFields } from './register-reconcile.ts';

export function registerStore(db: Database): RegisterPort {
  return {
    gather: (landlordId, today) => withLandlord(db, landlordId, (tx) => gatherEvents(tx, landlordId, today)),
    pending: (reader, limit) => within(db, reader, (tx) => pendingEvents(tx, reader, limit)),
    unconfirmed: (reader) => within(db, reader, (tx) => unconfirmedEvents(tx, reader)),
    tasks: (reader) => within(db, reader, (tx) => openTasks(tx, reader)),
    markEntered: (asked, communes, eventIds) =>
      withLandlord(db, asked.landlordId, (tx) => markEntered(tx, asked, communes, eventIds)),
    markDone: (asked, communes, taskIds) =>
      withLandlord(db, asked.landlordId, (tx) => markDone(tx, asked, communes, taskIds)),
    makeExport: (asked, key) => withLandlord(db, asked.landlordId, (tx) => makeExport(tx, asked, key)),
    exports: (landlordId, limit) =>
      withLandlord(db, landlordId, (tx) =>
        tx.select(exportColumns).from(registerExports).orderBy(desc(registerExports.at)).limit(limit),
      ),
    exported: (landlordId, exportId) => exported(db, landlordId, exportId),
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

/** Events of a file that are held at once. */
const eventsAtOnce = 1000;

async function exported(db: Database, landlordId: string, exportId: string) {
  const [made] = await withLandlord(db, landlordId, (tx) =>
    tx.select(exportColumns).from(registerExports).where(eq(registerExports.id, exportId)),
  );
  return made ? { made, events: exportedEvents(db, landlordId, exportId) } : null;
}

/** What a file took never leaves it: read part by part, each from where the last one ended, it is the same file. */
async function* exportedEvents(db: Database, landlordId: string, exportId: string) {
  const { number, on, eventKey } = registerEvents;
  let last: { number: string; on: string; eventKey: string } | undefined;
  do {
    const after = last && [
      gte(number, last.number),
      sql`(${number}, ${on}, ${eventKey}) > (${last.number}, ${last.on}::date, ${last.eventKey})`,
    ];
    const rows = await withLandlord(db, landlordId, (tx) =>
      tx
        .select()
        .from(registerEvents)
        .where(and(eq(registerEvents.exportId, exportId), ...(after ?? [])))
        .orderBy(asc(number), asc(on), asc(eventKey))
        .limit(eventsAtOnce),
    );
    yield* rows.flatMap(storedEvent);
    last = rows.length === eventsAtOnce ? rows.at(-1) : undefined;
  } while (last !== undefined);
}
