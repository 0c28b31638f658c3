/** What the instruction of a candidate for a home asks of the store: contacts and visits, each written once. */
import type { Actor } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { Contact, Visit, VisitOutcome } from './file-port.ts';
import type { ContactOutcome } from './pool-port.ts';

export type ContactMade = {
  /** Given by the form: the same form again is the same contact. */
  key: string;
  vacancyId: string;
  number: string;
  outcome: ContactOutcome;
  reason: string | null;
  callBackOn: CivilDate | null;
};

export type ContactRefusal = 'unknown-file' | 'unknown-home' | 'reason-needed' | 'day-needed';
export type VisitRefusal =
  | 'unknown-slot'
  | 'slot-taken'
  | 'slot-past'
  | 'already-booked'
  | 'slot-exists'
  | 'slot-cancelled'
  | 'not-booked'
  | 'unknown-home';

export type InstructionPort = {
  /** Contacts made with the household for this home, and all the visits of the home. */
  of: (
    landlordId: string,
    vacancyId: string,
    number: string,
  ) => Promise<{ contacts: readonly Contact[]; visits: readonly Visit[] }>;
  /** Numbers that said no to this home, by their last contact. */
  declined: (landlordId: string, vacancyId: string) => Promise<ReadonlySet<string>>;
  recordContact: (
    landlordId: string,
    made: ContactMade,
    by: Actor,
    now: Date,
  ) => Promise<Result<{ recorded: boolean }, ContactRefusal>>;
  openSlot: (
    landlordId: string,
    slot: { vacancyId: string; startsAt: Date },
    by: Actor,
    now: Date,
  ) => Promise<Result<{ id: string }, VisitRefusal>>;
  /** One household a slot, one planned slot a household and home: whoever comes second is told. */
  book: (
    landlordId: string,
    booking: { vacancyId: string; visitId: string; number: string },
    by: Actor,
    now: Date,
  ) => Promise<Result<Visit, VisitRefusal>>;
  closeVisit: (
    landlordId: string,
    closing: { vacancyId: string; visitId: string; outcome: Exclude<VisitOutcome, 'planned'> },
    by: Actor,
    now: Date,
  ) => Promise<Result<Visit, VisitRefusal>>;
};
