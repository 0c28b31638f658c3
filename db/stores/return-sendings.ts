/** Sendings of returns as they were recorded: one is two files under one request. */
import { and, desc, eq } from 'drizzle-orm';
import {
  type FiledFigures,
  type FiledReturn,
  filedFiguresSchema,
} from '../../src/reporting/returns/filing.ts';
import type { Transaction } from '../connection.ts';
import { filedReturns } from '../schema/reporting.ts';

export const pdfMediaType = 'application/pdf';

// Everything but the bytes, which are read one file at a time.
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
  figures: filedReturns.figures,
  createdAt: filedReturns.createdAt,
};

/** Newest first; of one return, or of all. */
export async function sendingsRecorded(
  tx: Transaction,
  of: { kind: string; subject: string } | null,
): Promise<(FiledReturn & { figures: FiledFigures })[]> {
  const rows = await tx
    .select(described)
    .from(filedReturns)
    .where(
      of === null ? undefined : and(eq(filedReturns.kind, of.kind), eq(filedReturns.subject, of.subject)),
    )
    .orderBy(desc(filedReturns.createdAt), desc(filedReturns.id));
  const sendings = new Map<string, typeof rows>();
  for (const row of rows) sendings.set(row.requestKey, [...(sendings.get(row.requestKey) ?? []), row]);
  return [...sendings.values()].flatMap((files) => {
    const [row] = files;
    if (!row) return [];
    const figures = filedFiguresSchema.parse(row.figures);
    const { requestKey, kind, subject, recipient, sentOn, sentBy, means, createdAt } = row;
    return [
      {
        ...{ id: requestKey, kind, subject, recipient, sentOn, sentBy, means },
        recordedAt: createdAt,
        provisional: figures.provisional,
        files: files
          .map(({ mediaType, hash }) => ({ format: formatOf(mediaType), hash }))
          .sort((a, b) => (a.format < b.format ? -1 : 1)),
        figures,
      },
    ];
  });
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

function formatOf(mediaType: string): 'ods' | 'pdf' {
  return mediaType === pdfMediaType ? 'pdf' : 'ods';
}
