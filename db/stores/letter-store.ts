/** Letters written, printed, handed over, sent again; what they say and where they stand is read by `letter-read.ts`. */
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { letterContentSchema } from '../../src/committee/letters/letter-content.ts';
import type {
  FileReader,
  LetterPort,
  LetterRefusal,
  SessionToWrite,
} from '../../src/committee/letters/letter-port.ts';
import { missingLetters, subjectsOfSession } from '../../src/committee/letters/session-letters.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import type { SessionView } from '../../src/committee/session-view.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { letters, outbox } from '../schema/correspondence.ts';
import { appendActs } from './journal-append.ts';
import { closedSessionsWithGaps, reviewDaysNow } from './letter-gaps.ts';
import { lineOf, readLetters, within } from './letter-read.ts';
import { letterTemplateStore } from './letter-templates.ts';
import { deliveryNow, queueMessage, writeLetter } from './letter-writing.ts';

const unsentShown = 2_000;
const sentShown = 200;

export function letterStore(db: Database, sessions: Pick<SessionPort, 'find'>): LetterPort {
  const inLandlord = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    ...letterTemplateStore(db),
    list: ({ landlordId, communes }, filter) =>
      inLandlord(landlordId, async (tx) => {
        const ofFile = filter && eq(letters.number, filter.number);
        const unsent = await readLetters(tx, and(isNull(letters.sentAt), ofFile), 'oldest', unsentShown);
        const sent = await readLetters(tx, and(isNotNull(letters.sentAt), ofFile), 'newest', sentShown);
        return (await within(tx, [...unsent, ...sent], communes)).map(lineOf);
      }),
    find: (landlordId, id) =>
      inLandlord(
        landlordId,
        async (tx) => (await readLetters(tx, eq(letters.id, id), 'oldest', 1))[0] ?? null,
      ),
    printQueue: ({ landlordId, communes }) =>
      inLandlord(landlordId, async (tx) => {
        const unsent = await readLetters(tx, isNull(letters.sentAt), 'oldest', unsentShown);
        return within(
          tx,
          unsent.filter(({ state }) => state === 'toPrint'),
          communes,
        );
      }),
    toWrite: async (landlordId) => {
      const gaps = await inLandlord(landlordId, closedSessionsWithGaps);
      const lines: SessionToWrite[] = [];
      for (const sessionId of gaps) {
        const view = await sessions.find(landlordId, sessionId, null);
        if (view) lines.push(await inLandlord(landlordId, (tx) => lineToWrite(tx, view)));
      }
      return lines.filter(({ missing }) => missing > 0);
    },
    writeForSession: async (asked, sessionId) => {
      const view = await sessions.find(asked.landlordId, sessionId, null);
      if (!view) return refuse({ code: 'noSuchSession' });
      if (view.session.state !== 'closed') return refuse({ code: 'notClosed' });
      return inLandlord(asked.landlordId, (tx) => writeSession(tx, asked, view));
    },
    write: (asked, request) =>
      inLandlord(
        asked.landlordId,
        async (tx): Promise<Result<{ id: string; written: boolean }, LetterRefusal>> => {
          const { landlordId, today } = asked;
          if (!(await fileExists(tx, request.number))) return refuse({ code: 'noSuchFile' });
          const reviewDays = await reviewDaysNow(tx, today);
          const letter = await writeLetter(tx, landlordId, { ...request, on: today, reviewDays }, asked);
          await appendActs(tx, landlordId, letter.acts);
          return ok({ id: letter.id, written: letter.written });
        },
      ),
    markSent: (asked, ids, by) => inLandlord(asked.landlordId, (tx) => markSent(tx, asked, ids, by)),
    send: (asked, id) => inLandlord(asked.landlordId, (tx) => sendByMessage(tx, asked, id)),
  };
}

async function writeSession(
  tx: Transaction,
  asked: Asked,
  view: SessionView,
): Promise<Result<{ written: number; already: number }, LetterRefusal>> {
  const keys = await keysOf(tx, view);
  const missing = missingLetters(view, (key) => keys.has(key), asked.today);
  const acts: Act[] = [];
  for (const request of missing) {
    acts.push(...(await writeLetter(tx, asked.landlordId, request, asked)).acts);
  }
  if (acts.length > 0) {
    acts.push({
      kind: 'letters.written',
      at: asked.now,
      actor: asked.actor,
      subjects: [`session:${view.session.id}`],
      before: { letters: keys.size },
      after: { letters: keys.size + acts.length },
      why: null,
    });
  }
  await appendActs(tx, asked.landlordId, acts);
  const written = Math.max(0, acts.length - 1);
  return ok({ written, already: keys.size + missing.length - written });
}

async function lineToWrite(tx: Transaction, view: SessionView): Promise<SessionToWrite> {
  const keys = await keysOf(tx, view);
  return {
    sessionId: view.session.id,
    heldOn: view.session.heldOn,
    commissionName: view.commission.name,
    missing: missingLetters(view, (key) => keys.has(key), view.session.heldOn).length,
    written: keys.size,
  };
}

async function keysOf(tx: Transaction, view: SessionView): Promise<ReadonlySet<string>> {
  const subjects = subjectsOfSession(view);
  if (subjects.length === 0) return new Set();
  const rows = await tx
    .select({ eventKey: letters.eventKey })
    .from(letters)
    .where(inArray(letters.about, subjects));
  return new Set(rows.map(({ eventKey }) => eventKey));
}

async function markSent(
  tx: Transaction,
  { landlordId, actor, now, communes }: Asked & FileReader,
  ids: readonly string[],
  by: 'post' | 'hand',
): Promise<number> {
  if (ids.length === 0) return 0;
  const asked = await tx
    .select({ id: letters.id, number: letters.number })
    .from(letters)
    .where(inArray(letters.id, [...ids]));
  const mayMark = (await within(tx, asked, communes)).map(({ id }) => id);
  const marked = await tx
    .update(letters)
    .set({ sentAt: now, sentBy: by })
    .where(and(inArray(letters.id, mayMark), isNull(letters.sentAt)))
    .returning({ id: letters.id, number: letters.number });
  if (marked.length === 0) return 0;
  // A message that had not left is not needed any more.
  await tx
    .update(outbox)
    .set({ state: 'stopped' })
    .where(
      and(
        inArray(
          outbox.letterId,
          marked.map(({ id }) => id),
        ),
        inArray(outbox.state, ['waiting', 'failed']),
      ),
    );
  await appendActs(
    tx,
    landlordId,
    marked.map(({ id, number }) => ({
      kind: 'letter.sent',
      at: now,
      actor,
      subjects: [`application:${number}`] as const,
      before: null,
      after: { letter: id, by },
      why: null,
    })),
  );
  return marked.length;
}

/** A failed message starts again with a new one; a letter without a message gets one if it may leave by e-mail. */
async function sendByMessage(
  tx: Transaction,
  { landlordId, now }: Asked,
  id: string,
): Promise<Result<{ to: 'email' }, LetterRefusal>> {
  const [row] = await tx
    .select({ number: letters.number, content: letters.content, sentAt: letters.sentAt })
    .from(letters)
    .where(eq(letters.id, id))
    .for('update');
  if (!row) return refuse({ code: 'noSuchLetter' });
  if (row.sentAt) return refuse({ code: 'alreadySent', at: row.sentAt });
  const content = letterContentSchema.parse(row.content);
  const delivery = await deliveryNow(tx, row.number, content);
  if (delivery.by !== 'email') return refuse({ code: 'notByEmail' });
  await tx
    .update(outbox)
    .set({ state: 'stopped' })
    .where(and(eq(outbox.letterId, id), eq(outbox.state, 'failed')));
  await queueMessage(tx, landlordId, id, delivery.to, content, now);
  return ok({ to: 'email' });
}

async function fileExists(tx: Transaction, number: string): Promise<boolean> {
  const rows = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(eq(applications.number, number));
  return rows.length > 0;
}
