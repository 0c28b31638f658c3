/** What pages ask of the store of the national register (SNE): events, tasks, exports, freshness, reconciliation. */
import type { Asked } from '../domain/act.ts';
import type { Application } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { RegisterEvent } from './register/events.ts';
import type { ReconciledField } from './register/reconcile.ts';

/** An event as it is stored: exported or entered by hand on a day, confirmed by an extract on another. */
export type StoredEvent = RegisterEvent & {
  id: string;
  exportId: string | null;
  exportedAt: Date | null;
  confirmedOn: CivilDate | null;
};

export type RegisterTask = {
  id: string;
  number: string;
  kind: 'enter' | 'refresh' | 'correct' | 'remove';
  /** What to look for in the register, in French, and the value to copy. */
  field: string;
  value: string;
  doneOn: CivilDate | null;
  confirmedOn: CivilDate | null;
};

export type RegisterExport = { id: string; on: CivilDate; by: string; events: number };

/** A household on an agenda to come. */
export type ComingFile = {
  sessionId: string;
  heldOn: CivilDate;
  application: Application;
};

/** What we hold of a number; `protected`: only the persons in charge of it may touch it. */
export type HeldFile = { application: Application; updatedOn: CivilDate; isProtected: boolean };

/** Whose files are read: a landlord, narrowed to the communes of the account (null: all of them). */
export type RegisterReader = { landlordId: string; communes: ReadonlySet<string> | null };

export type RegisterPort = {
  /** Finds what happened and records the events not recorded yet; how many were new. */
  gather: (landlordId: string, today: CivilDate) => Promise<number>;
  /** Events neither exported nor entered, newest first, and how many there are in all. */
  pending: (reader: RegisterReader, limit: number) => Promise<{ events: StoredEvent[]; count: number }>;
  /** Events sent or entered that no extract has shown yet. */
  unconfirmed: (reader: RegisterReader) => Promise<number>;
  tasks: (reader: RegisterReader) => Promise<RegisterTask[]>;
  /**
   * Ticks: entered by hand. Those done already, and those of files out of the reader's reach, are left as they are;
   * how many were ticked.
   */
  markEntered: (
    asked: Asked,
    communes: RegisterReader['communes'],
    eventIds: readonly string[],
  ) => Promise<number>;
  markDone: (
    asked: Asked,
    communes: RegisterReader['communes'],
    taskIds: readonly string[],
  ) => Promise<number>;
  /** Takes all pending events into one file; null where nothing is pending. The same key gives the same file. */
  makeExport: (asked: Asked, key: string) => Promise<RegisterExport | null>;
  exports: (landlordId: string, limit: number) => Promise<RegisterExport[]>;
  /** The events of a file, in a fixed order: written again, it is the same to the byte. Read as they are asked for. */
  exported: (
    landlordId: string,
    exportId: string,
  ) => Promise<{ made: RegisterExport; events: AsyncIterable<StoredEvent> } | null>;
  /** Households of the agendas to come. */
  coming: (reader: RegisterReader, today: CivilDate) => Promise<ComingFile[]>;
  held: (reader: RegisterReader, numbers: readonly string[]) => Promise<HeldFile[]>;
  /** Takes the chosen fields of the register's value; false where the file is unknown or under protection. */
  takeFields: (
    asked: Asked,
    input: { number: string; theirs: Application; fields: readonly ReconciledField[] },
  ) => Promise<boolean>;
  /** Puts on the list what must be corrected in the register. */
  askCorrections: (
    asked: Asked,
    input: { number: string; fields: readonly ReconciledField[] },
  ) => Promise<number>;
  /**
   * What an extract shows: corrections that read as asked, renewals, and applications that are gone after a lease.
   * Gives how many tasks and events it confirms.
   */
  confirm: (
    asked: Asked,
    extract: { live: readonly Application[]; ended: readonly string[] },
  ) => Promise<number>;
};
