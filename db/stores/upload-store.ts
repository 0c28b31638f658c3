/** Files that households send: a row a file, its bytes in pieces, its document received once it is whole. */
import { and, eq, inArray, lt, ne } from 'drizzle-orm';
import type { Asked } from '../../src/domain/act.ts';
import { addMonths, civilDateInParis, instantInParis } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { obligationNumber } from '../../src/law/obligation-figures.ts';
import {
  maySend,
  type SendRefusal,
  type SentFile,
  type SentKind,
  sentName,
  unfinishedBefore,
} from '../../src/portal/standing/sent-file.ts';
import type { SentFilePort } from '../../src/portal/standing/sent-file-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { documents } from '../schema/instruction.ts';
import { uploadPieces, uploads } from '../schema/portal.ts';
import { lockHousehold } from './interest-rows.ts';
import { appendActs } from './journal-append.ts';
import { addPiece, begin, bytesOf, mediaTypes, receivedActs, sameFile, sha256Of } from './upload-pieces.ts';
import { columns, heldDocument, lockedFile, sentBy } from './upload-rows.ts';

export function sentFileStore(db: Database): SentFilePort {
  return {
    ofFile: (landlordId, number) =>
      withLandlord(db, landlordId, async (tx) =>
        (await sentBy(tx, number)).filter(({ state }) => state !== 'refused'),
      ),
    send: (asked, file) => withLandlord(db, asked.landlordId, (tx) => send(tx, asked, file)),
    begin: (asked, file) => withLandlord(db, asked.landlordId, (tx) => begin(tx, asked, file)),
    addPiece: (asked, piece, check) =>
      withLandlord(db, asked.landlordId, (tx) => addPiece(tx, asked, piece, check)),
    remove: (asked, file) => withLandlord(db, asked.landlordId, (tx) => remove(tx, asked, file)),
    open: (landlordId, { number, id }, by, now) =>
      withLandlord(db, landlordId, async (tx) => {
        const [file] = await tx
          .select(columns)
          .from(uploads)
          .where(and(eq(uploads.id, id), eq(uploads.number, number), eq(uploads.state, 'complete')));
        if (!file) return null;
        const bytes = await bytesOf(tx, id);
        await appendActs(tx, landlordId, [
          {
            ...{ kind: 'upload.opened', at: now, actor: by, subjects: [`application:${number}`] },
            ...{ before: null, after: { upload: id, document: file.document }, why: null },
          },
        ]);
        return { file, bytes };
      }),
    sweep: (landlordId, _today, now) =>
      withLandlord(db, landlordId, async (tx) => {
        const swept = await tx
          .delete(uploads)
          .where(and(ne(uploads.state, 'complete'), lt(uploads.createdAt, unfinishedBefore(now))))
          .returning({ id: uploads.id });
        return swept.length + (await eraseOld(tx, now));
      }),
  };
}

/** D-02: files go a year after the application was last anything but live; the day is that of its last change. */
async function eraseOld(tx: Transaction, now: Date): Promise<number> {
  const today = civilDateInParis(now);
  const months = obligationNumber('retention.monthsAfterRemoval', today);
  if (months === null) return 0;
  const before = instantInParis(addMonths(today, -months), '00:00');
  const over = tx
    .select({ number: applications.number })
    .from(applications)
    .where(and(ne(applications.status, 'live'), lt(applications.updatedAt, before)));
  const erased = await tx.delete(uploads).where(inArray(uploads.number, over)).returning({ id: uploads.id });
  return erased.length;
}

async function send(
  tx: Transaction,
  asked: Asked,
  { number, document, kind, bytes }: { number: string; document: string; kind: SentKind; bytes: Buffer },
): Promise<Result<SentFile, SendRefusal>> {
  if (!(await lockHousehold(tx, number))) return refuse('noSuchFile');
  const sent = await sentBy(tx, number);
  const sha256 = sha256Of(bytes);
  const same = await sameFile(tx, number, document, sha256);
  if (same) return ok(same);
  const may = maySend(
    { document, bytes: bytes.length },
    await heldDocument(tx, number, document),
    sent,
    asked,
  );
  if (!may.ok) return may;
  const own = sent.filter((file) => file.document === document && file.state === 'complete').length;
  const [row] = await tx
    .insert(uploads)
    .values({
      landlordId: asked.landlordId,
      number,
      document,
      fileName: sentName(document, kind, own),
      mediaType: mediaTypes[kind],
      declaredBytes: bytes.length,
      receivedBytes: bytes.length,
      state: 'complete',
      sha256,
      by: asked.actor.name,
      createdAt: asked.now,
    })
    .returning(columns);
  if (!row) throw new Error('a file that was written is not there');
  await tx
    .insert(uploadPieces)
    .values({ landlordId: asked.landlordId, uploadId: row.id, offset: 0, content: bytes });
  await appendActs(tx, asked.landlordId, await receivedActs(tx, asked, number, row));
  return ok(row);
}

/** A file whose document was checked is the landlord's evidence: it is no longer the household's to take back. */
async function remove(
  tx: Transaction,
  asked: Asked,
  { number, id }: { number: string; id: string },
): Promise<Result<null, 'noSuchFile'>> {
  if (!(await lockHousehold(tx, number))) return refuse('noSuchFile');
  const row = await lockedFile(tx, number, id);
  if (!row) return refuse('noSuchFile');
  const held = await heldDocument(tx, number, row.document);
  if (held?.state === 'checked') return refuse('noSuchFile');
  await tx.delete(uploads).where(eq(uploads.id, id));
  const left = (await sentBy(tx, number)).some(
    ({ document, state }) => document === row.document && state === 'complete',
  );
  if (!left && held?.state === 'received') {
    const back = { state: 'requested' as const, receivedOn: null, updatedAt: asked.now };
    const own = and(eq(documents.number, number), eq(documents.document, row.document));
    if (held.requestedOn === null) await tx.delete(documents).where(own);
    else await tx.update(documents).set(back).where(own);
  }
  await appendActs(tx, asked.landlordId, [
    {
      ...{ kind: 'upload.removed', at: asked.now, actor: asked.actor, subjects: [`application:${number}`] },
      ...{ before: { upload: id, document: row.document }, after: null, why: null },
    },
  ]);
  return ok(null);
}
