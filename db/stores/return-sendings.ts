/** Sendings of returns as they were recorded: one is two files under one request. */
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { type CivilDate, civilDateInParis } from '../../src/kernel/civil-date.ts';
import {
  type FiledFigures,
  type FiledReturn,
  filedFiguresSchema,
} from '../../src/reporting/returns/filing.ts';
import type { Transaction } from '../connection.ts';
import { journalLines } from '../schema/journal.ts';
import { filedReturns } from '../schema/reporting.ts';

export const pdfMediaType = 'application/pdf';

// Neither the bytes, read one file at a time, nor the figures, read for one return.
const described = {
  requestKey: filedReturns.requestKey,
  kind: filedReturns.kind,
  subject: filedReturns.subject,
  recipient: filedReturns.recipient,
  sentOn: filedReturns.sentOn,
  sentBy: filedReturns.sentBy,
  means: filedReturns.means,
  mediaType: filedReturns.mediaType,
  hash: filedReturns.hash,
  provisional: sql<boolean>`(${filedReturns.figures}->>'provisional')::boolean`,
  createdAt: filedReturns.createdAt,
};
const newestFirst = [desc(filedReturns.createdAt), desc(filedReturns.id)];

/** Every sending of the landlord, newest first. */
export async function sendingsListed(tx: Transaction): Promise<FiledReturn[]> {
  const rows = await tx
    .select(described)
    .from(filedReturns)
    .orderBy(...newestFirst);
  return sendingsOf(rows).map(({ sending }) => sending);
}

/** The sendings of one return with their figures, newest first. */
export async function sendingsRecorded(
  tx: Transaction,
  { kind, subject }: { kind: string; subject: string },
): Promise<(FiledReturn & { figures: FiledFigures })[]> {
  const rows = await tx
    .select({ ...described, figures: filedReturns.figures })
    .from(filedReturns)
    .where(and(eq(filedReturns.kind, kind), eq(filedReturns.subject, subject)))
    .orderBy(...newestFirst);
  return sendingsOf(rows).map(({ sending, row }) => ({
    ...sending,
    figures: filedFiguresSchema.parse(row.figures),
  }));
}

/** One file of a sending, byte for byte; null where there is none. */
export async function fileSent(tx: Transaction, id: string, format: 'ods' | 'pdf') {
  const rows = await tx
    .select({
      fileName: filedReturns.fileName,
      mediaType: filedReturns.mediaType,
      content: filedReturns.content,
      hash: filedReturns.hash,
    })
    .from(filedReturns)
    .where(eq(filedReturns.requestKey, id));
  return rows.find(({ mediaType }) => formatOf(mediaType) === format) ?? null;
}

/** The day of the landlord's first act: before it, the tool knows nothing of what was sent. */
export async function firstDayKnown(tx: Transaction): Promise<CivilDate | null> {
  const [first] = await tx
    .select({ at: journalLines.at })
    .from(journalLines)
    .orderBy(asc(journalLines.sequence))
    .limit(1);
  return first ? civilDateInParis(first.at) : null;
}

type Row = Omit<FiledReturn, 'id' | 'recordedAt' | 'files'> & {
  requestKey: string;
  mediaType: string;
  hash: string;
  createdAt: Date;
};

/** The two files of a request are one sending. */
function sendingsOf<Read extends Row>(rows: readonly Read[]): { sending: FiledReturn; row: Read }[] {
  const byRequest = new Map<string, Read[]>();
  for (const row of rows) byRequest.set(row.requestKey, [...(byRequest.get(row.requestKey) ?? []), row]);
  return [...byRequest.values()].flatMap((files) => {
    const [row] = files;
    if (!row) return [];
    const { requestKey, kind, subject, recipient, sentOn, sentBy, means, provisional, createdAt } = row;
    const sending = {
      ...{ id: requestKey, kind, subject, recipient, sentOn, sentBy, means, provisional },
      recordedAt: createdAt,
      files: files
        .map(({ mediaType, hash }) => ({ format: formatOf(mediaType), hash }))
        .sort((a, b) => (a.format < b.format ? -1 : 1)),
    };
    return [{ sending, row }];
  });
}

function formatOf(mediaType: string): 'ods' | 'pdf' {
  return mediaType === pdfMediaType ? 'pdf' : 'ods';
}
