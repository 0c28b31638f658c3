/** Closing a sitting: pending homes postponed, minutes written once with the place of the journal at that moment. */
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { minutesContent } from '../../src/committee/minutes.ts';
import type { CommitteeSession } from '../../src/committee/session.ts';
import type { SessionAfter, SessionPort } from '../../src/committee/session-port.ts';
import type { SessionView } from '../../src/committee/session-view.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import type { Database, Transaction } from '../connection.ts';
import { agendaHomes, committeeMembers, minutes } from '../schema/committee.ts';
import { documents } from '../schema/instruction.ts';
import { journalHeads } from '../schema/journal.ts';
import { landlords } from '../schema/landlord.ts';
import { afterRefusedMoves } from './exchange-occupied.ts';
import { appendActs } from './journal-append.ts';
import { occupancyMinutes, releaseReviews } from './review-minutes.ts';
import { countSitting } from './session-ballots.ts';
import { setHome, touch } from './session-changes.ts';
import { readSession } from './session-read.ts';
import {
  actOf,
  checkNotClosed,
  checkState,
  checkVersion,
  inOneStep,
  lockSession,
  wasDone,
} from './session-rows.ts';
import { onlyTheChair } from './session-sitting.ts';

type ClosePort = Pick<SessionPort, 'close'>;

export function closeStore(db: Database): ClosePort {
  return { close: (asked, input) => inOneStep(db, asked, (tx) => close(tx, asked, input)) };
}

async function close(
  tx: Transaction,
  asked: Asked,
  input: Parameters<ClosePort['close']>[1],
): Promise<SessionAfter> {
  const session = await lockSession(tx, input.sessionId, 'update');
  // Sent twice: the sitting is closed already.
  if (wasDone(session, 'closed', input)) return { sessionId: session.id, version: session.version };
  await checkNotClosed(tx, session);
  checkState(session, 'open');
  await checkVersion(tx, session, input.version, [`session:${session.id}`]);
  const counted = await countedBallots(tx, asked, session);
  const left = await postponeTheRest(tx, asked, session);
  const after = await touch(tx, session, { state: 'closed', closedAt: asked.now });
  const view = await readSession(tx, session.id, null);
  if (!view) throw new Error('the sitting to close is not there');
  const content = minutesContent({
    view,
    landlordName: await landlordName(tx, asked.landlordId),
    recordedBy: asked.actor.name,
    closedAt: asked.now,
    missingDocuments: await missingDocuments(tx, view),
    ...(await occupancyMinutes(tx, session.id, session.heldOn)),
  });
  const released = await releaseReviews(tx, asked, session.id);
  const fallen = await afterRefusedMoves(tx, asked, session.id);
  const hash = contentHash(content);
  await appendActs(tx, asked.landlordId, [
    ...counted,
    ...left,
    ...released,
    ...fallen,
    actOf(asked, 'session.closed', [`session:${session.id}`], {
      before: { state: 'open' },
      after: { state: 'closed', minutes: hash },
    }),
  ]);
  await writeMinutes(tx, asked.landlordId, session.id, { content, contentHash: hash });
  return after;
}

async function countedBallots(tx: Transaction, asked: Asked, session: CommitteeSession): Promise<Act[]> {
  if (session.mode !== 'asynchronous') return [];
  const [chair] = await tx
    .select({ accountId: committeeMembers.accountId })
    .from(committeeMembers)
    .where(eq(committeeMembers.id, session.chairMemberId ?? ''));
  onlyTheChair(chair?.accountId ?? null, asked);
  return countSitting(tx, asked, session);
}

async function postponeTheRest(tx: Transaction, asked: Asked, session: CommitteeSession): Promise<Act[]> {
  const waiting = await tx
    .select()
    .from(agendaHomes)
    .where(and(eq(agendaHomes.sessionId, session.id), eq(agendaHomes.state, 'pending')))
    .orderBy(agendaHomes.position)
    .for('update');
  const reason = 'notReached';
  const postponement = { reason, note: null, by: asked.actor.name, at: asked.now.toISOString() };
  for (const home of waiting) await setHome(tx, home, { state: 'postponed', postponement });
  return waiting.map(({ vacancyId }) =>
    actOf(asked, 'home.postponed', [`session:${session.id}`, `vacancy:${vacancyId}`], {
      after: { state: 'postponed', reason },
    }),
  );
}

/** The journal's head is held by `appendActs` until the end: the minutes name the line of their own closing. */
async function writeMinutes(
  tx: Transaction,
  landlordId: string,
  sessionId: string,
  frozen: { content: ReturnType<typeof minutesContent>; contentHash: string },
): Promise<void> {
  const [head] = await tx
    .select({ sequence: journalHeads.sequence, hash: journalHeads.hash })
    .from(journalHeads)
    .where(eq(journalHeads.landlordId, landlordId));
  if (!head) throw new Error('the journal has no head');
  await tx.insert(minutes).values({
    landlordId,
    sessionId,
    ...frozen,
    journalSequence: head.sequence,
    journalHash: head.hash,
  });
}

async function landlordName(tx: Transaction, landlordId: string): Promise<string> {
  const [landlord] = await tx
    .select({ name: landlords.name })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  return landlord?.name ?? landlordId;
}

/** Documents asked of the candidates and not received yet, with those that the conditions name. */
async function missingDocuments(
  tx: Transaction,
  view: SessionView,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const numbers = view.homes.flatMap(({ candidates }) => candidates.map(({ number }) => number));
  const missing = new Map<string, string[]>();
  const add = (number: string, document: string) => {
    const known = missing.get(number) ?? [];
    if (!known.includes(document)) missing.set(number, [...known, document]);
  };
  if (numbers.length > 0) {
    const rows = await tx
      .select({ number: documents.number, document: documents.document })
      .from(documents)
      .where(
        and(
          inArray(documents.number, numbers),
          inArray(documents.state, ['requested', 'refused']),
          isNotNull(documents.requestedOn),
        ),
      )
      .orderBy(documents.number, documents.document);
    for (const { number, document } of rows) add(number, document);
  }
  for (const { current } of view.homes) {
    for (const { number, condition } of current?.candidates ?? []) {
      if (condition) add(number, condition.document);
    }
  }
  return missing;
}
