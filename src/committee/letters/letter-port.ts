/** What pages and the steps after a sitting ask of the store of letters. Every write ends in the journal. */
import type { Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { TemplateText } from './default-templates.ts';
import type { Delivery, LetterState } from './delivery.ts';
import type { LetterContent } from './letter-content.ts';
import type { LetterKind, WrittenKind } from './letter-kind.ts';
import type { LetterSituation } from './letter-situation.ts';

/** Who reads, and the communes that the account is held to; null: the whole landlord. */
export type FileReader = { landlordId: string; communes: ReadonlySet<string> | null };

/** A letter to write: the same `eventKey` writes it once, whoever asks again. */
export type LetterRequest = {
  number: string;
  situation: LetterSituation;
  /** "decision:…", "offer:…", "case:…". */
  about: string;
  eventKey: string;
  on: CivilDate;
  reviewDays: number;
};

/** The key of an event: what happened, and to whom. */
export function letterEventKey(kind: LetterKind, about: string, number: string): string {
  return `${kind}|${about}|${number}`;
}

export type LetterLine = {
  id: string;
  number: string;
  recipientName: string | null;
  kind: WrittenKind;
  subject: string;
  writtenOn: CivilDate;
  traceable: boolean;
  state: LetterState;
  /** Why it must be handed over; null elsewhere. */
  handBecause: 'protected' | 'noAddress' | null;
  sentAt: Date | null;
  sentBy: 'email' | 'sms' | 'post' | 'hand' | null;
  attempts: number;
  /** French: why the last message failed; null where none did. */
  cause: string | null;
};

export type StoredLetter = LetterLine & {
  content: LetterContent;
  delivery: Delivery;
  /** Under protection: no page shows where it goes. */
  guarded: boolean;
};

export type SessionToWrite = {
  sessionId: string;
  heldOn: CivilDate;
  commissionName: string;
  /** Letters that its decisions call for and that are not written. */
  missing: number;
  written: number;
};

export type LetterRefusal =
  | { code: 'noSuchSession' | 'notClosed' | 'noSuchLetter' | 'noSuchFile' }
  | { code: 'alreadySent'; at: Date }
  /** Its file may not be written to by e-mail, or the letter needs proof of delivery. */
  | { code: 'notByEmail' };

export type TemplateVersion = TemplateText & { version: number; by: string | null; at: Date | null };

export type TemplateRefusal =
  | { code: 'faults'; faults: readonly string[] }
  | { code: 'changedMeanwhile'; by: string };

/** The head of letters: where they are dated, and the lines under the landlord's name. */
export type Letterhead = { place: string; lines: readonly string[]; version: number };

export type LetterPort = {
  /** Unsent letters, oldest first, then the last ones sent, of the files that the scope shows. */
  list: (reader: FileReader, filter?: { number: string }) => Promise<LetterLine[]>;
  find: (landlordId: string, id: string) => Promise<StoredLetter | null>;
  /** Closed sittings whose decisions still call for letters. */
  toWrite: (landlordId: string) => Promise<SessionToWrite[]>;
  /** Writes all that the decisions of a closed sitting call for; a second time writes nothing. */
  writeForSession: (
    asked: Asked,
    sessionId: string,
  ) => Promise<Result<{ written: number; already: number }, LetterRefusal>>;
  /** Writes one letter that no sitting calls for: documents, an opinion on a tenancy. */
  write: (
    asked: Asked,
    request: Omit<LetterRequest, 'on' | 'reviewDays'>,
  ) => Promise<Result<{ id: string; written: boolean }, LetterRefusal>>;
  /** The letters to print, in the order of their writing, each with its way out. */
  printQueue: (reader: FileReader) => Promise<StoredLetter[]>;
  /** Says that letters left by post or by hand; those that had left already are not counted. */
  markSent: (asked: Asked & FileReader, ids: readonly string[], by: 'post' | 'hand') => Promise<number>;
  /** Puts a failed message back in the queue, or makes the message of a letter that has none. */
  send: (asked: Asked, id: string) => Promise<Result<{ to: 'email' }, LetterRefusal>>;

  /** The text in force; version 0 is the software's. */
  template: (landlordId: string, kind: LetterKind) => Promise<TemplateVersion>;
  /** Newest first, down to the software's text. */
  templateHistory: (landlordId: string, kind: LetterKind) => Promise<TemplateVersion[]>;
  templates: (landlordId: string) => Promise<ReadonlyMap<LetterKind, TemplateVersion>>;
  /** A new version after `basedOn`; what is wrong with the text is told in French. */
  saveTemplate: (
    asked: Asked,
    kind: LetterKind,
    text: TemplateText,
    basedOn: number,
  ) => Promise<Result<TemplateVersion, TemplateRefusal>>;
  letterhead: (landlordId: string) => Promise<Letterhead>;
  saveLetterhead: (
    asked: Asked,
    head: Omit<Letterhead, 'version'>,
    basedOn: number,
  ) => Promise<Result<Letterhead, TemplateRefusal>>;
};
