/** What pages and commands ask of the store of the journal. */
import type { Actor, ActSubject, Json } from '../domain/act.ts';
import type { JournalCheck } from './journal-check.ts';

/** An act as the story of a file or a home tells it; before, after and why are null once erased. */
export type ToldAct = {
  sequence: number;
  kind: string;
  at: Date;
  actor: Actor;
  subjects: readonly string[];
  before: Json;
  after: Json;
  why: string | null;
  erased: boolean;
};

export type JournalPort = {
  /** Acts that bear on the subject, newest first. */
  story: (landlordId: string, subject: ActSubject, limit: number) => Promise<ToldAct[]>;
  /** Acts of the whole landlord, newest first, before a sequence (null: from the end). */
  page: (landlordId: string, before: number | null, limit: number) => Promise<ToldAct[]>;
  /** Reads the whole chain again, in one consistent view. */
  check: (landlordId: string) => Promise<JournalCheck>;
  /**
   * Takes away the contents of a subject's acts up to an instant, by an act that says so; gives how many. The lines
   * stay, with who, when and what kind (retention, D-02).
   */
  erase: (landlordId: string, subject: ActSubject, upTo: Date, by: Actor, why: string) => Promise<number>;
};
