/**
 * Messages of the portal to households: written in the transaction of what they tell, as a letter of the file and,
 * where the household reads messages, the message that carries it.
 */
import { and, eq, sql } from 'drizzle-orm';
import {
  type LetterBlock,
  type LetterContent,
  letterContentSchema,
} from '../../src/committee/letters/letter-content.ts';
import { type Act, serviceActor } from '../../src/domain/act.ts';
import { civilDateInParis } from '../../src/kernel/civil-date.ts';
import {
  departureAfter,
  digestOf,
  type Notice,
  noticeBlocks,
  noticeSms,
  noticeText,
  type QuietHours,
} from '../../src/portal/notifications/notice.ts';
import { type NoticeWay, noticeWay } from '../../src/portal/notifications/reach.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { letters, outbox } from '../schema/correspondence.ts';
import { portalPreferences } from '../schema/portal.ts';
import { senderOf } from './letter-writing.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { reachOf } from './portal-reach.ts';

/** `acts`: to append to the journal with those of the caller; none where the event had its message already. */
export type Notified = { written: boolean; acts: readonly Act[] };

const nothing: Notified = { written: false, acts: [] };

/**
 * Tells a household of an event, once: the same `eventKey` asked again writes nothing. It leaves by the way that the
 * household prefers, outside its quiet hours, alone or gathered with the day's other events; under protection to the new
 * contact only, else an officer hands it over.
 */
export async function notifyWithin(
  tx: Transaction,
  landlordId: string,
  notice: Notice,
  now: Date,
): Promise<Notified> {
  const event = `notice|${notice.eventKey}|${notice.number}`;
  if (await isTold(tx, notice.number, event)) return nothing;
  const { quiet, digest } = await preferencesOf(tx, notice.number);
  const way = noticeWay(await reachOf(tx, notice.number));
  return digest && (way.by === 'email' || way.by === 'sms')
    ? gather(tx, landlordId, notice, { event, way, now, quiet })
    : writeAlone(tx, landlordId, notice, { event, way, leavesAt: departureAfter(now, quiet), now });
}

/** Whether a message, or one that gathers a day's, has told the event. */
async function isTold(tx: Transaction, number: string, event: string): Promise<boolean> {
  const told = await tx
    .select({ id: letters.id })
    .from(letters)
    .where(
      and(
        eq(letters.number, number),
        sql`(${letters.eventKey} = ${event} or ${letters.content}->'events' @> ${JSON.stringify([event])}::jsonb)`,
      ),
    )
    .limit(1);
  return told.length > 0;
}

async function preferencesOf(
  tx: Transaction,
  number: string,
): Promise<{ quiet: QuietHours; digest: boolean }> {
  const [own] = await tx.select().from(portalPreferences).where(eq(portalPreferences.number, number));
  const policy = await portalPolicyInForce(tx);
  return {
    digest: own?.digest ?? false,
    quiet: {
      fromHour: own?.quietFromHour ?? policy.quietFromHour,
      toHour: own?.quietToHour ?? policy.quietToHour,
    },
  };
}

type Alone = { event: string; way: NoticeWay; leavesAt: Date; now: Date };

async function writeAlone(
  tx: Transaction,
  landlordId: string,
  notice: Notice,
  { event, way, leavesAt, now }: Alone,
): Promise<Notified> {
  const content = await contentOf(tx, landlordId, notice, noticeBlocks(notice, false), now);
  const id = await writeLetterOnce(tx, landlordId, { content, event, about: notice.eventKey, way });
  if (id === null) return nothing;
  await queueNotice(tx, landlordId, id, { notice, content, way, leavesAt });
  return { written: true, acts: [actOf(notice.number, id, way, now)] };
}

type Gathered = { event: string; way: NoticeWay; now: Date; quiet: QuietHours };

/** Adds the event to the message of the day, or begins it. */
async function gather(
  tx: Transaction,
  landlordId: string,
  notice: Notice,
  { event, way, now, quiet }: Gathered,
): Promise<Notified> {
  const { day, leavesAt } = digestOf(now, quiet);
  const blocks = noticeBlocks(notice, true);
  const first = await contentOf(tx, landlordId, { ...notice, subject: 'Les nouvelles du jour' }, blocks, now);
  const key = `digest|${day}|${notice.number}`;
  const content = { ...first, events: [event] };
  const id = await writeLetterOnce(tx, landlordId, { content, event: key, about: 'digest', way });
  if (id !== null) {
    await queueNotice(tx, landlordId, id, { notice: digestSms(notice), content, way, leavesAt });
    return { written: true, acts: [actOf(notice.number, id, way, now)] };
  }
  const [begun] = await tx.select().from(letters).where(eq(letters.eventKey, key)).for('update');
  if (!begun) throw new Error('a gathered message that was begun is not there');
  // One that left already, or that a protection or a new contact stopped, cannot carry it: the event goes alone.
  if (begun.sentAt !== null || !(await isWaiting(tx, begun.id))) {
    return writeAlone(tx, landlordId, notice, { event, way, leavesAt: departureAfter(now, quiet), now });
  }
  const known = letterContentSchema.parse(begun.content);
  if (known.events?.includes(event)) return nothing;
  const whole: LetterContent = {
    ...known,
    body: [...known.body, ...blocks],
    events: [...(known.events ?? []), event],
  };
  await tx.update(letters).set({ content: whole }).where(eq(letters.id, begun.id));
  if (way.by === 'email') {
    await tx
      .update(outbox)
      .set({ text: noticeText(whole, digestPath) })
      .where(eq(outbox.letterId, begun.id));
  }
  return { written: true, acts: [actOf(notice.number, begun.id, way, now)] };
}

async function isWaiting(tx: Transaction, letterId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.letterId, letterId), eq(outbox.state, 'waiting')));
  return rows.length > 0;
}

const digestPath = '/demandeur';

function digestSms(notice: Notice): Notice {
  return { ...notice, sms: 'Des nouvelles de votre demande de logement vous attendent.', path: digestPath };
}

async function contentOf(
  tx: Transaction,
  landlordId: string,
  { number, subject }: Notice,
  body: LetterBlock[],
  now: Date,
): Promise<LetterContent> {
  const { name, place, lines } = await senderOf(tx, landlordId);
  const [row] = await tx
    .select({ name: applications.name })
    .from(applications)
    .where(eq(applications.number, number));
  return {
    kind: 'notice',
    templateVersion: 0,
    sender: { name, lines: [...lines], place },
    recipientName: row?.name ?? null,
    number,
    writtenOn: civilDateInParis(now),
    traceable: false,
    subject,
    body,
    legal: [],
  };
}

/** The identifier of the letter; null where the event had one. */
async function writeLetterOnce(
  tx: Transaction,
  landlordId: string,
  { content, event, about, way }: { content: LetterContent; event: string; about: string; way: NoticeWay },
): Promise<string | null> {
  const [created] = await tx
    .insert(letters)
    .values({
      landlordId,
      number: content.number,
      kind: content.kind,
      about,
      content,
      writtenOn: content.writtenOn,
      channel: way.by === 'email' || way.by === 'sms' ? way.by : 'letter',
      eventKey: event,
    })
    .onConflictDoNothing()
    .returning({ id: letters.id });
  return created?.id ?? null;
}

type Queued = { notice: Notice; content: LetterContent; way: NoticeWay; leavesAt: Date };

/** The subject of the message says nothing of what it tells: previews are seen by others. */
async function queueNotice(
  tx: Transaction,
  landlordId: string,
  letterId: string,
  { notice, content, way, leavesAt }: Queued,
): Promise<void> {
  if (way.by !== 'email' && way.by !== 'sms') return;
  const { by: channel, to: recipient } = way;
  await tx.insert(outbox).values({
    landlordId,
    letterId,
    channel,
    recipient,
    subject: channel === 'sms' ? '' : 'Du nouveau pour votre demande de logement',
    text: channel === 'sms' ? noticeSms(notice) : noticeText(content, notice.path),
    state: 'waiting',
    nextAttemptAt: leavesAt,
  });
}

function actOf(number: string, letter: string, way: NoticeWay, now: Date): Act {
  return {
    kind: 'notice.written',
    at: now,
    actor: serviceActor,
    subjects: [`application:${number}`],
    before: null,
    after: { letter, by: way.by },
    why: null,
  };
}
