/** A file sent piece by piece: begun, continued where it broke off, checked whole, then received. */
import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { afterGesture, standingOf } from '../../src/committee/candidates/documents.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import {
  maySend,
  type SendRefusal,
  type SentFile,
  type SentKind,
  sentName,
  takePiece,
} from '../../src/portal/standing/sent-file.ts';
import type { KindCheck, PieceTaken } from '../../src/portal/standing/sent-file-port.ts';
import type { Transaction } from '../connection.ts';
import { documents } from '../schema/instruction.ts';
import { uploadPieces, uploads } from '../schema/portal.ts';
import { lockHousehold } from './interest-rows.ts';
import { appendActs } from './journal-append.ts';
import { columns, heldDocument, lockedFile, sentBy } from './upload-rows.ts';

export const mediaTypes: Readonly<Record<SentKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** Of what is still partial: nothing is said of its content before the whole is there. */
const unknownType = 'application/octet-stream';

export async function sameFile(
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

export async function begin(
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

export async function addPiece(
  tx: Transaction,
  asked: Asked,
  { number, id, offset, bytes }: { number: string; id: string; offset: number; bytes: Buffer },
  check: KindCheck,
): Promise<Result<PieceTaken, SendRefusal>> {
  if (!(await lockHousehold(tx, number))) return refuse('noSuchFile');
  const row = await lockedFile(tx, number, id);
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
  const kind = await check(bytes);
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
export async function receivedActs(
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

export async function bytesOf(tx: Transaction, id: string): Promise<Buffer> {
  const pieces = await tx
    .select({ content: uploadPieces.content })
    .from(uploadPieces)
    .where(eq(uploadPieces.uploadId, id))
    .orderBy(asc(uploadPieces.offset));
  return Buffer.concat(pieces.map(({ content }) => content));
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
