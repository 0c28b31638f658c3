/** Returns: made again from the records each time they are read; once sent, kept byte for byte (a trigger refuses changes). */
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type DueReturn, type ReturnPlaces, returnOf } from '../../src/reporting/returns/calendar.ts';
import {
  correcting,
  decideFiling,
  type FiledFigures,
  type FiledReturn,
  type FilingRefusal,
  sendingMeansNames,
} from '../../src/reporting/returns/filing.ts';
import { factsPeriodOf, makeReturn } from '../../src/reporting/returns/make-return.ts';
import { type ReturnContent, returnStamp } from '../../src/reporting/returns/return-content.ts';
import type { FilingRequest, ReturnScene, ReturnsPort } from '../../src/reporting/returns/returns-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { filedReturns } from '../schema/reporting.ts';
import { appendActs } from './journal-append.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { versionMemo } from './public-memo.ts';
import { factsWithin } from './reporting-facts.ts';
import { returnPlaces } from './return-places.ts';
import { remindWithin } from './return-reminders.ts';
import {
  fileSent,
  firstDayKnown,
  pdfMediaType,
  sendingsListed,
  sendingsRecorded,
} from './return-sendings.ts';

// Figures and sendings of one page agree with each other.
const oneView = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

export function returnStore(db: Database): ReturnsPort {
  // The day of each officer shows what is due: the stock is not counted again for each.
  const places = versionMemo<ReturnPlaces>('frame');
  return {
    calendar: (landlordId) =>
      withLandlord(db, landlordId, async (tx) => ({
        places: await places(tx, landlordId, () => returnPlaces(tx, landlordId)),
        sendings: await sendingsListed(tx),
        since: await firstDayKnown(tx),
      })),
    scene: (landlordId, key, today) =>
      withLandlord(db, landlordId, (tx) => sceneWithin(tx, landlordId, key, today), oneView),
    file: (asked, request) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const lock = `return ${asked.landlordId} ${request.key}`;
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
        return fileWithin(tx, asked, request);
      }),
    copy: (landlordId, id, format) => withLandlord(db, landlordId, (tx) => fileSent(tx, id, format)),
    remind: (landlordId, today, now) =>
      withLandlord(db, landlordId, (tx) => remindWithin(tx, landlordId, today, now)),
  };
}

async function sceneWithin(
  tx: Transaction,
  landlordId: string,
  key: string,
  today: CivilDate,
): Promise<ReturnScene | null> {
  const due = returnOf(key, await returnPlaces(tx, landlordId));
  if (!due) return null;
  const facts = await factsWithin(tx, landlordId, factsPeriodOf(due));
  const { minimumCell } = await portalPolicyInForce(tx);
  const sendings = await sendingsRecorded(tx, due);
  return {
    content: correcting(makeReturn(due, facts, { today, k: minimumCell }), sendings),
    sendings,
    since: await firstDayKnown(tx),
  };
}

async function fileWithin(
  tx: Transaction,
  asked: Asked,
  request: FilingRequest,
): Promise<Result<FiledReturn, FilingRefusal>> {
  const scene = await sceneWithin(tx, asked.landlordId, request.key, asked.today);
  if (scene === null) return refuse({ code: 'unknownReturn' });
  const { content, sendings } = scene;
  const same = sendings.find(({ id }) => id === request.requestKey);
  if (same) return ok(same);
  // Made just before, outside of this transaction: of the same figures, or of none that may be kept.
  if (request.files.stamp !== returnStamp(content)) return refuse({ code: 'figuresChanged' });
  const decided = decideFiling(content, sendings[0] ?? null, request, request.answers, asked.today);
  if (!decided.ok) return decided;
  const files = await keep(tx, asked, request, content, decided.value);
  await appendActs(tx, asked.landlordId, [actOf(asked, request, content.due, decided.value, files)]);
  const { recipient, means, sentOn } = request.answers;
  return ok({
    id: request.requestKey,
    kind: content.due.kind,
    subject: content.due.subject,
    recipient,
    sentOn,
    sentBy: asked.actor.name,
    means: sendingMeansNames[means],
    recordedAt: asked.now,
    provisional: decided.value.provisional,
    files,
  });
}

async function keep(
  tx: Transaction,
  asked: Asked,
  { requestKey, answers, files }: FilingRequest,
  { due }: ReturnContent,
  figures: FiledFigures,
): Promise<FiledReturn['files']> {
  const kept = [
    { format: 'ods', mediaType: files.odsMediaType, content: files.ods },
    { format: 'pdf', mediaType: pdfMediaType, content: files.pdf },
  ] as const;
  const hashed = kept.map((file) => ({
    ...file,
    hash: createHash('sha256').update(file.content).digest('hex'),
  }));
  await tx.insert(filedReturns).values(
    hashed.map(({ format, mediaType, content, hash }) => ({
      landlordId: asked.landlordId,
      kind: due.kind,
      subject: due.subject,
      ...due.covers,
      recipient: answers.recipient,
      sentOn: answers.sentOn,
      sentBy: asked.actor.name,
      means: sendingMeansNames[answers.means],
      fileName: `${files.name}.${format}`,
      ...{ mediaType, content, hash, figures, requestKey },
      createdAt: asked.now,
    })),
  );
  return hashed.map(({ format, hash }) => ({ format, hash }));
}

function actOf(
  asked: Asked,
  { requestKey, answers }: FilingRequest,
  { key }: DueReturn,
  { replaces, provisional, blocking, reason, correction }: FiledFigures,
  files: FiledReturn['files'],
): Act {
  const why = [correction, reason].filter((words) => words !== null);
  return {
    kind: replaces === null ? 'return.filed' : 'return.corrected',
    at: asked.now,
    actor: asked.actor,
    subjects: [`landlord:${asked.landlordId}`],
    before: replaces === null ? null : { sending: replaces },
    after: {
      return: key,
      sending: requestKey,
      means: answers.means,
      sentOn: answers.sentOn,
      provisional,
      blocking: blocking.length,
      files: files.map(({ format, hash }) => ({ format, hash })),
    },
    why: why.length === 0 ? null : why.join(' ; '),
  };
}
