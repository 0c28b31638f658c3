/** Files of a household as their rows tell them. */
import { and, desc, eq } from 'drizzle-orm';
import type { SentFile } from '../../src/portal/standing/sent-file.ts';
import type { Transaction } from '../connection.ts';
import { documents } from '../schema/instruction.ts';
import { uploads } from '../schema/portal.ts';
import { documentColumns } from './file-reading.ts';

export const columns = {
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

export function sentBy(tx: Transaction, number: string): Promise<SentFile[]> {
  return tx
    .select(columns)
    .from(uploads)
    .where(eq(uploads.number, number))
    .orderBy(desc(uploads.createdAt), desc(uploads.id));
}

export async function heldDocument(tx: Transaction, number: string, document: string) {
  const [held] = await tx
    .select(documentColumns)
    .from(documents)
    .where(and(eq(documents.number, number), eq(documents.document, document)));
  return held;
}

/** One file of a household, locked; undefined where it is another's. */
export async function lockedFile(tx: Transaction, number: string, id: string): Promise<SentFile | undefined> {
  const [row] = await tx
    .select(columns)
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.number, number)))
    .for('update');
  return row;
}
