/** What pages ask of the store of files that households send. Another household's file is never found. */
import type { Actor, Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { SendRefusal, SentFile, SentKind } from './sent-file.ts';

/** What the bytes are, and whether they may be kept, told by whoever reads files; where it throws nothing is kept. */
export type KindCheck = (bytes: Buffer) => Promise<Result<SentKind, 'wrongKind' | 'cut' | 'infected'>>;

export type PieceTaken = { received: number; complete: boolean };

export type SentFilePort = {
  /** Newest first, those refused left out. */
  ofFile: (landlordId: string, number: string) => Promise<readonly SentFile[]>;
  /** A file that came whole: kept, and its document received. The same bytes for the same document are kept once. */
  send: (
    asked: Asked,
    file: { number: string; document: string; kind: SentKind; bytes: Buffer },
  ) => Promise<Result<SentFile, SendRefusal>>;
  /** Begins a file sent piece by piece, or finds the one that broke off: `mark` is the browser's name for it. */
  begin: (
    asked: Asked,
    file: { number: string; document: string; mark: string; bytes: number },
  ) => Promise<Result<{ id: string; received: number }, SendRefusal>>;
  /** Adds a piece. One that is not the next answers with what is there; the last one checks the whole. */
  addPiece: (
    asked: Asked,
    piece: { number: string; id: string; offset: number; bytes: Buffer },
    check: KindCheck,
  ) => Promise<Result<PieceTaken, SendRefusal>>;
  /** The household takes back a file that nobody checked yet. */
  remove: (asked: Asked, file: { number: string; id: string }) => Promise<Result<null, 'noSuchFile'>>;
  /** The bytes, for the officer of the file; noted in the journal. */
  open: (
    landlordId: string,
    file: { number: string; id: string },
    by: Actor,
    now: Date,
  ) => Promise<{ file: SentFile; bytes: Buffer } | null>;
  /** Erases what broke off days ago and was never taken up; how many. */
  sweep: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
};
