/** What the page of a household's file asks of the store: everything that the landlord holds about it, in one view. */
import type { Actor } from '../../domain/act.ts';
import type { Application } from '../../domain/application.ts';
import type { Offer } from '../../domain/offer.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Cents } from '../../kernel/money.ts';
import type { Result } from '../../kernel/result.ts';
import type { DecisionKind } from '../decision.ts';
import type { DocumentGesture, DocumentRefusal, DocumentRefusalReason, HeldDocument } from './documents.ts';
import type { ContactOutcome } from './pool-port.ts';

export type Contact = {
  vacancyId: string;
  outcome: ContactOutcome;
  reason: string | null;
  callBackOn: CivilDate | null;
  at: Date;
  by: string;
};

export const visitOutcomes = ['planned', 'done', 'missed', 'cancelled'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

export type Visit = {
  id: string;
  vacancyId: string;
  /** Null: a slot that is still free. */
  number: string | null;
  startsAt: Date;
  outcome: VisitOutcome;
};

/** A home where the household stands or stood. */
export type FileStand =
  | { kind: 'proposal'; runId: string; vacancyId: string; on: CivilDate; rank: number }
  | { kind: 'agenda'; sessionId: string; vacancyId: string; on: CivilDate; state: string }
  | {
      kind: 'decision';
      sessionId: string;
      vacancyId: string;
      on: Date;
      decision: DecisionKind;
      rank: number | null;
    };

export type HouseholdFile = {
  /** With the name, for officers; labels as stored: whoever shows them hides sensitive letters (D-04). */
  application: Application;
  updatedAt: Date;
  /** How to reach the household; of a protected file the new contact alone, without an address. Null: none is known. */
  contact: {
    email: string | null;
    telephone: string | null;
    address: readonly string[];
    preferred: string;
  } | null;
  isProtected: boolean;
  documents: readonly HeldDocument[];
  contacts: readonly Contact[];
  visits: readonly Visit[];
  stands: readonly FileStand[];
  offers: readonly Offer[];
  opinions: readonly Opinion[];
  registerTasks: readonly {
    kind: string;
    field: string;
    doneOn: CivilDate | null;
    confirmedOn: CivilDate | null;
  }[];
  /** Day of the next sitting whose agenda holds it; null: none. */
  nextAgendaOn: CivilDate | null;
  /** "T3 de 63 m² à Metz" is made from these: homes by vacancy, of all that is listed above. */
  homes: ReadonlyMap<string, { typology: string; surfaceM2: number; insee: string }>;
};

export const recommendations = ['favourable', 'withSupport', 'otherHome', 'unfavourable'] as const;
export const followUps = ['none', 'socialSupport', 'debtPlan', 'adaptedHome', 'glidingLease'] as const;

/** What an internal social commission or a body between landlords recommended: never a narrative. */
export type Opinion = {
  body: string;
  on: CivilDate;
  recommendation: (typeof recommendations)[number];
  followUp: (typeof followUps)[number];
};

export type FoundFile = {
  number: string;
  name: string | null;
  persons: number;
  filedOn: CivilDate;
  status: Application['status'];
};

export type ArrearsRefusal = 'unknown-file' | 'changed-meanwhile';

export type FilePort = {
  find: (landlordId: string, number: string) => Promise<HouseholdFile | null>;
  /** Notes in the journal who opened the file, once a person, a file and a day (D-01). */
  opened: (landlordId: string, number: string, by: Actor, now: Date) => Promise<void>;
  /** By number or name, whatever the state of the application; fifty at most. */
  search: (landlordId: string, text: string) => Promise<FoundFile[]>;
  /**
   * Writes what is owed on a day; `seen` is the day of the figure that the form showed, so that two officers are told.
   * The same figure of the same day again changes nothing.
   */
  refreshArrears: (
    landlordId: string,
    figure: { number: string; amountCents: Cents; underPlan: boolean; seen: CivilDate | null },
    by: Actor,
    now: Date,
    today: CivilDate,
  ) => Promise<Result<{ changed: boolean }, ArrearsRefusal>>;
  changeDocument: (
    landlordId: string,
    change: {
      number: string;
      document: string;
      gesture: DocumentGesture;
      validUntil: CivilDate | null;
      /** Of a refusal: the household is told. */
      reason?: DocumentRefusalReason | null;
    },
    by: Actor,
    now: Date,
    today: CivilDate,
  ) => Promise<Result<HeldDocument, DocumentRefusal | 'unknown-file'>>;
  /** `key` is given by the form: the same form again is the same opinion. */
  recordOpinion: (
    landlordId: string,
    opinion: Opinion & { key: string; number: string },
    by: Actor,
    now: Date,
  ) => Promise<Result<{ recorded: boolean }, 'unknown-file'>>;
};
