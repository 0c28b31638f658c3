/** What pages ask of the store of protected files. */
import type { Actor } from '../domain/act.ts';
import type { Application } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Result } from '../kernel/result.ts';
import type { ProtectionRefusal, ProtectionRequest } from './protection.ts';

export type Protection = {
  number: string;
  since: Date;
  by: string;
  /** The shared application that this one was split from; null where it never was shared. */
  splitFrom: string | null;
};

export type ProtectionPort = {
  /** The application of a file; null where there is none of that number. */
  file: (landlordId: string, number: string) => Promise<Application | null>;
  /** The protection in force on a file; null where there is none. */
  of: (landlordId: string, number: string) => Promise<Protection | null>;
  /**
   * In one transaction: marks the file, ends the open sign-ins of its accounts and their one-time links, keeps the new
   * contact as the only one, stops the messages that wait for the old address, and splits the application where asked.
   * Gives the number that the protected person goes on with.
   */
  protect: (
    landlordId: string,
    request: ProtectionRequest,
    by: Actor,
    now: Date,
    today: CivilDate,
  ) => Promise<Result<{ number: string; signInsEnded: number; messagesStopped: number }, ProtectionRefusal>>;
  /** Ends a protection; the act says who and why. False where none is in force. */
  end: (landlordId: string, number: string, by: Actor, now: Date, why: string) => Promise<boolean>;
};
