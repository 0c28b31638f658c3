/** What waits to be told to the register: events and corrections within a reader's reach, and their ticks. */
import { and, asc, desc, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { EventDetails } from '../../src/committee/register/events.ts';
import { isRegisterEventKind } from '../../src/committee/register/events.ts';
import type { RegisterReader, RegisterTask, StoredEvent } from '../../src/committee/register-port.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { Transaction } from '../connection.ts';
import { registerEvents, registerTasks } from '../schema/register.ts';
import { filesInScope } from './file-scope.ts';
import { appendActs } from './journal-append.ts';

/** Neither exported nor entered by hand. */
export const isPending = isNull(registerEvents.exportedAt);

/** Newest first, and how many in all. */
export async function pendingEvents(
  tx: Transaction,
  { communes }: RegisterReader,
  limit: number,
): Promise<{ events: StoredEvent[]; count: number }> {
  const newest = [desc(registerEvents.on), asc(registerEvents.number), asc(registerEvents.id)];
  const lines = await tx
    .select({ id: registerEvents.id, number: registerEvents.number })
    .from(registerEvents)
    .where(isPending)
    .orderBy(...newest);
  const own = await withinReach(tx, lines, communes);
  const shown = own.slice(0, limit).map(({ id }) => id);
  const rows =
    shown.length === 0
      ? []
      : await tx
          .select()
          .from(registerEvents)
          .where(inArray(registerEvents.id, shown))
          .orderBy(...newest);
  return { events: rows.flatMap(storedEvent), count: own.length };
}

/** How many were sent or entered that no extract has shown. */
export async function unconfirmedEvents(tx: Transaction, { communes }: RegisterReader): Promise<number> {
  const lines = await tx
    .select({ number: registerEvents.number })
    .from(registerEvents)
    .where(and(isNotNull(registerEvents.exportedAt), isNull(registerEvents.confirmedOn)));
  return (await withinReach(tx, lines, communes)).length;
}

/** What no extract has confirmed, by household. */
export async function openTasks(tx: Transaction, { communes }: RegisterReader): Promise<RegisterTask[]> {
  const lines = await tx
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
    .orderBy(asc(registerTasks.number), asc(registerTasks.field));
  return withinReach(tx, lines, communes);
}

/** Notes events as entered by hand; how many were not yet. */
export async function markEntered(
  tx: Transaction,
  asked: Asked,
  communes: RegisterReader['communes'],
  eventIds: readonly string[],
): Promise<number> {
  const lines = await tx
    .select({ id: registerEvents.id, number: registerEvents.number })
    .from(registerEvents)
    .where(inArray(registerEvents.id, [...eventIds]));
  const own = await withinReach(tx, lines, communes);
  if (own.length === 0) return 0;
  const ids = own.map(({ id }) => id);
  const ticked = await tx
    .update(registerEvents)
    .set({ exportedAt: asked.now })
    .where(and(inArray(registerEvents.id, ids), isPending))
    .returning({ number: registerEvents.number, kind: registerEvents.kind });
  await appendActs(
    tx,
    asked.landlordId,
    ticked.map(({ number, kind }) => act(asked, 'register.done', number, { event: kind })),
  );
  return ticked.length;
}

/** Notes corrections as made by hand; how many were not yet. */
export async function markDone(
  tx: Transaction,
  asked: Asked,
  communes: RegisterReader['communes'],
  taskIds: readonly string[],
): Promise<number> {
  const lines = await tx
    .select({ id: registerTasks.id, number: registerTasks.number })
    .from(registerTasks)
    .where(inArray(registerTasks.id, [...taskIds]));
  const own = await withinReach(tx, lines, communes);
  if (own.length === 0) return 0;
  const ids = own.map(({ id }) => id);
  const ticked = await tx
    .update(registerTasks)
    .set({ doneOn: asked.today })
    .where(and(inArray(registerTasks.id, ids), isNull(registerTasks.doneOn)))
    .returning({ number: registerTasks.number, field: registerTasks.field });
  await appendActs(
    tx,
    asked.landlordId,
    ticked.map(({ number, field }) => act(asked, 'register.done', number, { field })),
  );
  return ticked.length;
}

/** The lines whose file an account held to these communes may see; all of them for the whole landlord. */
async function withinReach<Line extends { number: string }>(
  tx: Transaction,
  lines: readonly Line[],
  communes: RegisterReader['communes'],
): Promise<Line[]> {
  const isWithin = await filesInScope(
    tx,
    lines.map(({ number }) => number),
    communes,
  );
  return lines.filter(({ number }) => isWithin(number));
}

/** The event of a row; none where its kind is no longer known. */
export function storedEvent(row: typeof registerEvents.$inferSelect): StoredEvent[] {
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
