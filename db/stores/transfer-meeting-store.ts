/** Meetings of the internal body: an agenda in the published order, recommendations, minutes frozen at closing. */
import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import { geography } from '../../src/domain/territory.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import {
  type Meeting,
  type MeetingItem,
  type MeetingRefusal,
  mayClose,
  meetingItemSchema,
  recommend,
} from '../../src/portal/transfers/meeting.ts';
import type { MeetingPort, MeetingView } from '../../src/portal/transfers/meeting-port.ts';
import { byPriority } from '../../src/portal/transfers/order.ts';
import { protectedAddress, type RequestLine } from '../../src/portal/transfers/transfer-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { transferMeetings, transferRequests } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { lockedRequest, writeRequest } from './transfer-changes.ts';
import { linesIn } from './transfer-read.ts';
import { stepWithin } from './transfer-request-store.ts';

const closedShown = 30;
const everywhere: TransferReader = { landlordId: '', communes: null };

export function meetingStore(db: Database): MeetingPort {
  return {
    list: (landlordId) => withLandlord(db, landlordId, listMeetings),
    find: (reader, id) => withLandlord(db, reader.landlordId, (tx) => viewOf(tx, reader, id)),
    recordPrinted: (asked, id) =>
      withLandlord(db, asked.landlordId, (tx) =>
        appendActs(tx, asked.landlordId, [{ ...actOf(asked, id), kind: 'transferMeeting.printed' }]),
      ),
    waiting: (reader) =>
      withLandlord(db, reader.landlordId, async (tx) =>
        (await linesIn(tx, reader, [eq(transferRequests.state, 'received')])).sort(byPriority),
      ),
    plan: (asked, input, communes) =>
      withLandlord(db, asked.landlordId, async (tx): Promise<Result<{ id: string }, MeetingRefusal>> => {
        if (input.heldOn < asked.today) return refuse({ code: 'wrongDay' });
        const wanted = inArray(transferRequests.id, [...input.requestIds]);
        const lines = await linesIn(tx, { landlordId: asked.landlordId, communes }, [wanted]);
        if (lines.length < new Set(input.requestIds).size) return refuse({ code: 'outOfScope' });
        if (lines.some(({ state }) => state !== 'received')) return refuse({ code: 'notReceived' });
        const items = lines
          .sort(byPriority)
          .map(({ id }): MeetingItem => ({ requestId: id, recommendation: null, frozen: null }));
        const [created] = await tx
          .insert(transferMeetings)
          .values({
            landlordId: asked.landlordId,
            heldOn: input.heldOn,
            state: 'planned',
            members: [...input.members],
            items,
          })
          .returning({ id: transferMeetings.id });
        if (!created) throw new Error('a meeting that was planned is not there');
        const after = { heldOn: input.heldOn, requests: items.length };
        await appendActs(tx, asked.landlordId, [
          { ...actOf(asked, created.id), kind: 'transferMeeting.planned', after },
        ]);
        return ok({ id: created.id });
      }),
    recommend: (asked, { id, version, requestId, said }) =>
      withLandlord(db, asked.landlordId, async (tx): Promise<Result<{ version: number }, MeetingRefusal>> => {
        const found = await lockedMeeting(tx, id, version);
        if (!found.ok) return found;
        const next = recommend(found.value, requestId, said);
        if (!next.ok) return next;
        await tx
          .update(transferMeetings)
          .set({ items: next.value.items, version: version + 1 })
          .where(eq(transferMeetings.id, id));
        const act = actOf(asked, id);
        await appendActs(tx, asked.landlordId, [
          {
            ...act,
            kind: 'transferMeeting.recommended',
            subjects: [...act.subjects, `transfer:${requestId}`],
            after: { recommendation: said.kind, reason: said.reason },
          },
        ]);
        return ok({ version: version + 1 });
      }),
    close: (asked, { id, version }) =>
      withLandlord(db, asked.landlordId, (tx) => close(tx, asked, id, version)),
  };
}

async function close(
  tx: Transaction,
  asked: Asked,
  id: string,
  version: number,
): ReturnType<MeetingPort['close']> {
  const found = await lockedMeeting(tx, id, version);
  if (!found.ok) return found;
  const ready = mayClose(found.value, asked.today);
  if (!ready.ok) return ready;
  const { requests } = await viewed(tx, everywhere, found.value);
  const acts: Act[] = [];
  const items: MeetingItem[] = [];
  let told = 0;
  for (const item of found.value.items) {
    const line = requests.get(item.requestId);
    const examined = await examine(tx, asked, id, item);
    if (examined) {
      acts.push(...examined.acts);
      told += examined.told ? 1 : 0;
    }
    items.push({ ...item, frozen: line ? frozen(line, examined !== null) : null });
  }
  await tx
    .update(transferMeetings)
    .set({ items, state: 'closed', closedBy: asked.actor.name, version: version + 1 })
    .where(eq(transferMeetings.id, id));
  await appendActs(tx, asked.landlordId, [
    ...acts,
    {
      ...actOf(asked, id),
      kind: 'transferMeeting.closed',
      before: { state: 'planned' },
      after: { state: 'closed', requests: items.length },
    },
  ]);
  return ok({ told });
}

/** Passes what was recommended to the request; null where it was settled meanwhile. */
async function examine(tx: Transaction, asked: Asked, meetingId: string, item: MeetingItem) {
  const { requestId, recommendation } = item;
  if (recommendation === null) return null;
  const found = await lockedRequest(tx, requestId, null);
  if (!found.ok) return null;
  const { kind, reason, note } = recommendation;
  const stepped = await stepWithin(tx, asked, found.value, {
    kind: 'examine',
    recommendation: kind,
    reason,
    note,
    meetingId,
  });
  return stepped.ok ? writeRequest(tx, asked, stepped.value) : null;
}

function frozen(line: RequestLine, applied: boolean): MeetingItem['frozen'] {
  const { number, tenancyId, ground, tier, fastLane, receivedOn, home, persons } = line;
  const isHidden = home?.address === protectedAddress;
  const commune =
    home === null || isHidden ? protectedAddress : (geography().communes.get(home.insee)?.name ?? home.insee);
  return {
    number,
    tenancyId,
    ground,
    tier,
    fastLane,
    receivedOn,
    home: home === null ? null : `${home.typology}, ${commune}`,
    persons,
    applied,
  };
}

async function listMeetings(tx: Transaction): Promise<Meeting[]> {
  const planned = await tx
    .select()
    .from(transferMeetings)
    .where(eq(transferMeetings.state, 'planned'))
    .orderBy(asc(transferMeetings.heldOn), asc(transferMeetings.id));
  const closed = await tx
    .select()
    .from(transferMeetings)
    .where(eq(transferMeetings.state, 'closed'))
    .orderBy(desc(transferMeetings.heldOn), desc(transferMeetings.id))
    .limit(closedShown);
  return [...planned, ...closed].map(meetingOf);
}

async function viewOf(tx: Transaction, reader: TransferReader, id: string): Promise<MeetingView | null> {
  const [row] = await tx.select().from(transferMeetings).where(eq(transferMeetings.id, id));
  return row ? viewed(tx, reader, meetingOf(row)) : null;
}

async function viewed(tx: Transaction, reader: TransferReader, meeting: Meeting): Promise<MeetingView> {
  const ids = meeting.items.map(({ requestId }) => requestId);
  const lines = ids.length === 0 ? [] : await linesIn(tx, reader, [inArray(transferRequests.id, ids)]);
  return { meeting, requests: new Map(lines.map((line) => [line.id, line])) };
}

async function lockedMeeting(
  tx: Transaction,
  id: string,
  version: number,
): Promise<Result<Meeting, MeetingRefusal>> {
  const [row] = await tx.select().from(transferMeetings).where(eq(transferMeetings.id, id)).for('update');
  if (!row) return refuse({ code: 'noSuchMeeting' });
  if (row.state === 'closed') return refuse({ code: 'alreadyClosed' });
  return row.version === version
    ? ok(meetingOf(row))
    : refuse({ code: 'changedMeanwhile', by: row.closedBy ?? 'un collègue' });
}

function meetingOf(row: typeof transferMeetings.$inferSelect): Meeting {
  const { id, heldOn, state, members, items, closedBy, version } = row;
  return {
    id,
    heldOn,
    state,
    members,
    closedBy,
    version,
    items: items.map((item) => meetingItemSchema.parse(item)),
  };
}

function actOf({ actor, now, landlordId }: Asked, id: string): Omit<Act, 'kind'> {
  const subjects = [`transfer:${id}`, `landlord:${landlordId}`] as const;
  return { at: now, actor, subjects, before: null, after: null, why: null };
}
