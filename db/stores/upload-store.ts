/** Files that households send: a row a file, its bytes in pieces, its document received once it is whole. */
import { createHash } from 'node:crypto';
import { and, asc, desc, eq, inArray, lt, ne } from 'drizzle-orm';
import { afterGesture, standingOf } from '../../src/committee/candidates/documents.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { addMonths, civilDateInParis, instantInParis } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { obligationNumber } from '../../src/law/obligation-figures.ts';
import {
  maySend,
  type SendRefusal,
  type SentFile,
  type SentKind,
  sentName,
  takePiece,
  unfinishedBefore,
} from '../../src/portal/standing/sent-file.ts';
import type { KindCheck, PieceTaken, SentFilePort } from '../../src/portal/standing/sent-file-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { documents } from '../schema/instruction.ts';
import { uploadPieces, uploads } from '../schema/portal.ts';
import { documentColumns } from './file-reading.ts';
import { lockHousehold } from './interest-rows.ts';
import { appendActs } from './journal-append.ts';

const mediaTypes: Readonly<Record<SentKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
};
/** Of what is still partial: nothing is said of its content before the whole is there. */
const unknownType = 'application/octet-stream';

const columns = {
  id: uploads.id,
  document: uploads.document,
  fileName: uploads.fileName,
  mediaType: uploads.mediaType,
  declaredBytes: uploads.declaredBytes,
  receivedBytes: uploads.receivedBytes,
  state: uploads.state,
  by: uploads.by,
  sentAt: uploads.createdAt,
};

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

function sentBy(tx: Transaction, number: string): Promise<SentFile[]> {
  return tx
    .select(columns)
    .from(uploads)
    .where(eq(uploads.number, number))
    .orderBy(desc(uploads.createdAt), desc(uploads.id));
}

async function heldDocument(tx: Transaction, number: string, document: string) {
  const [held] = await tx
    .select(documentColumns)
    .from(documents)
    .where(and(eq(documents.number, number), eq(documents.document, document)));
  return held;
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

async function sameFile(
  tx: Transaction,
  number: string,
  document: string,
  sha256: string,
): Promise<SentFile | null> {
  const [same] = await tx
    .select(columns)
    .from(uploads)
    .where(
      and(
        eq(uploads.number, number),
        eq(uploads.document, document),
        eq(uploads.sha256, sha256),
        eq(uploads.state, 'complete'),
      ),
    );
  return same ?? null;
}

async function begin(
  tx: Transaction,
  asked: Asked,
  { number, document, mark, bytes }: { number: string; document: string; mark: string; bytes: number },
): Promise<Result<{ id: string; received: number }, SendRefusal>> {
  if (!(await lockHousehold(tx, number))) return refuse('noSuchFile');
  const sent = await sentBy(tx, number);
  const begun = sent.find(
    (file) =>
      file.state === 'partial' &&
      file.document === document &&
      file.fileName === mark &&
      file.declaredBytes === bytes,
  );
  if (begun) return ok({ id: begun.id, received: begun.receivedBytes });
  const may = maySend({ document, bytes }, await heldDocument(tx, number, document), sent, asked);
  if (!may.ok) return may;
  const [row] = await tx
    .insert(uploads)
    .values({
      landlordId: asked.landlordId,
      number,
      document,
      fileName: mark,
      mediaType: unknownType,
      declaredBytes: bytes,
      receivedBytes: 0,
      state: 'partial',
      by: asked.actor.name,
      createdAt: asked.now,
    })
    .returning({ id: uploads.id });
  if (!row) throw new Error('a file that was begun is not there');
  return ok({ id: row.id, received: 0 });
}

async function addPiece(
  tx: Transaction,
  asked: Asked,
  { number, id, offset, bytes }: { number: string; id: string; offset: number; bytes: Buffer },
  check: KindCheck,
): Promise<Result<PieceTaken, SendRefusal>> {
  if (!(await lockHousehold(tx, number))) return refuse('noSuchFile');
  const [row] = await tx
    .select(columns)
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.number, number)))
    .for('update');
  if (!row) return refuse('noSuchFile');
  // The last answer may have been lost on its way: the same piece again finds the file whole.
  if (row.state === 'complete') return ok({ received: row.receivedBytes, complete: true });
  const taken = takePiece(row, { offset, bytes: bytes.length });
  if (taken.kind === 'over') return refuse('noSuchFile');
  if (taken.kind === 'again') return ok({ received: taken.from, complete: false });
  await tx
    .insert(uploadPieces)
    .values({ landlordId: asked.landlordId, uploadId: id, offset, content: bytes });
  const received = row.receivedBytes + bytes.length;
  await tx.update(uploads).set({ receivedBytes: received }).where(eq(uploads.id, id));
  return taken.complete ? finish(tx, asked, number, row, check) : ok({ received, complete: false });
}

/** The whole is there: kept if its bytes are what may be sent, else erased, and the refusal stays as a count. */
async function finish(
  tx: Transaction,
  asked: Asked,
  number: string,
  row: SentFile,
  check: KindCheck,
): Promise<Result<PieceTaken, SendRefusal>> {
  const bytes = await bytesOf(tx, row.id);
  const kind = check(bytes);
  if (!kind.ok) {
    await tx.delete(uploadPieces).where(eq(uploadPieces.uploadId, row.id));
    await tx.update(uploads).set({ state: 'refused' }).where(eq(uploads.id, row.id));
    return kind;
  }
  const done = ok({ received: bytes.length, complete: true });
  const sha256 = sha256Of(bytes);
  if (await sameFile(tx, number, row.document, sha256)) {
    await tx.delete(uploads).where(eq(uploads.id, row.id));
    return done;
  }
  const own = (await sentBy(tx, number)).filter(
    ({ document, state }) => document === row.document && state === 'complete',
  ).length;
  await tx
    .update(uploads)
    .set({
      state: 'complete',
      sha256,
      mediaType: mediaTypes[kind.value],
      fileName: sentName(row.document, kind.value, own),
    })
    .where(eq(uploads.id, row.id));
  await appendActs(tx, asked.landlordId, await receivedActs(tx, asked, number, row));
  return done;
}

/** The document is received, unless it waits to be checked already; the file itself is told in the journal. */
async function receivedActs(
  tx: Transaction,
  asked: Asked,
  number: string,
  { id, document }: SentFile,
): Promise<Act[]> {
  const of = (kind: string, before: Act['before'], after: Act['after']): Act => ({
    kind,
    at: asked.now,
    actor: asked.actor,
    subjects: [`application:${number}`],
    before,
    after,
    why: null,
  });
  const sent = of('upload.received', null, { upload: id, document });
  const held = await heldDocument(tx, number, document);
  if (standingOf(held, asked.today) === 'received') return [sent];
  const gesture = { code: document, kind: 'receive', validUntil: null, by: asked.actor.name } as const;
  const next = afterGesture(held, gesture, asked.today);
  if (!next.ok) return [sent];
  await tx
    .insert(documents)
    .values({ landlordId: asked.landlordId, number, ...next.value, updatedAt: asked.now })
    .onConflictDoUpdate({
      target: [documents.landlordId, documents.number, documents.document],
      set: { ...next.value, updatedAt: asked.now },
    });
  const before = held ? { document, state: held.state } : null;
  return [sent, of('document.received', before, { document, state: next.value.state })];
}

/** A file whose document was checked is the landlord's evidence: it is no longer the household's to take back. */
async function remove(
  tx: Transaction,
  asked: Asked,
  { number, id }: { number: string; id: string },
): Promise<Result<null, 'noSuchFile'>> {
  if (!(await lockHousehold(tx, number))) return refuse('noSuchFile');
  const [row] = await tx
    .select(columns)
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.number, number)))
    .for('update');
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

async function bytesOf(tx: Transaction, id: string): Promise<Buffer> {
  const pieces = await tx
    .select({ content: uploadPieces.content })
    .from(uploadPieces)
    .where(eq(uploadPieces.uploadId, id))
    .orderBy(asc(uploadPieces.offset));
  return Buffer.concat(pieces.map(({ content }) => content));
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
