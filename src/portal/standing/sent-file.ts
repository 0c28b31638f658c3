/** Files that a household sends for the documents of the closed list (P-02): what is taken, how much, piece by piece. */
import { documentListOn } from '../../committee/candidates/document-list.ts';
import { type HeldDocument, standingOf } from '../../committee/candidates/documents.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';

export const sentKinds = ['pdf', 'jpeg', 'png'] as const;
export type SentKind = (typeof sentKinds)[number];

const mebibyte = 1024 * 1024;
const day = 86_400_000;
/** Bounds of what a household sends; a telephone's photo is under a third of the largest file. */
export const sentLimits = {
  fileBytes: 10 * mebibyte,
  /** One request of a file that is sent piece by piece. */
  pieceBytes: mebibyte / 4,
  filesOfDocument: 8,
  filesADay: 20,
  totalBytes: 120 * mebibyte,
} as const;

export type SentFile = {
  id: string;
  /** Code of the closed list. */
  document: string;
  /** While it is partial, the mark by which a browser finds it again; then a name made here. */
  fileName: string;
  mediaType: string;
  declaredBytes: number;
  receivedBytes: number;
  state: 'partial' | 'complete' | 'refused';
  by: string;
  sentAt: Date;
};

export type SendRefusal =
  | 'notListed'
  /** Checked and still good: it is never asked twice. */
  | 'stillValid'
  | 'tooLarge'
  | 'empty'
  | 'tooManyOfDocument'
  | 'tooManyToday'
  | 'tooMuch'
  | 'wrongKind'
  | 'cut'
  /** The landlord's scanner found something in it. */
  | 'infected'
  /** Not in this file, or over. */
  | 'noSuchFile';

/** Whether one more file may be sent for a document today. */
export function maySend(
  asked: { document: string; bytes: number },
  held: HeldDocument | undefined,
  sent: readonly SentFile[],
  { today, now }: { today: CivilDate; now: Date },
): Result<null, SendRefusal> {
  const listed = documentListOn(today)?.documents.some(({ code }) => code === asked.document) ?? false;
  if (!listed) return refuse('notListed');
  if (standingOf(held, today) === 'valid') return refuse('stillValid');
  if (asked.bytes <= 0) return refuse('empty');
  if (asked.bytes > sentLimits.fileBytes) return refuse('tooLarge');
  const kept = sent.filter(({ state }) => state !== 'refused');
  if (kept.filter(({ document }) => document === asked.document).length >= sentLimits.filesOfDocument) {
    return refuse('tooManyOfDocument');
  }
  // Refused files count for the day: whoever tries contents is stopped too.
  if (sent.filter(({ sentAt }) => sentAt.getTime() > now.getTime() - day).length >= sentLimits.filesADay) {
    return refuse('tooManyToday');
  }
  const total = kept.reduce((sum, { declaredBytes }) => sum + declaredBytes, asked.bytes);
  return total > sentLimits.totalBytes ? refuse('tooMuch') : ok(null);
}

/** What to do with a piece: `again` names the byte from which the sender goes on. */
export function takePiece(
  { state, declaredBytes, receivedBytes }: Pick<SentFile, 'state' | 'declaredBytes' | 'receivedBytes'>,
  piece: { offset: number; bytes: number },
): { kind: 'take'; complete: boolean } | { kind: 'again'; from: number } | { kind: 'over' } {
  if (state !== 'partial') return { kind: 'over' };
  const tooLong = receivedBytes + piece.bytes > declaredBytes;
  if (piece.offset !== receivedBytes || piece.bytes === 0 || tooLong) {
    return { kind: 'again', from: receivedBytes };
  }
  return { kind: 'take', complete: receivedBytes + piece.bytes === declaredBytes };
}

/** "piece-d-identite-2.pdf": a name that says nothing of the household, whatever it was called. */
export function sentName(document: string, kind: SentKind, before: number): string {
  return `${document}-${before + 1}.${kind === 'jpeg' ? 'jpg' : kind}`;
}

/** Sendings that broke off are swept after some days: until then they can be taken up again. */
export function unfinishedBefore(now: Date): Date {
  return new Date(now.getTime() - 3 * day);
}
