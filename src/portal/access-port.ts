/** What the portal's doors ask of the store: codes that open a file, and whether what was opened still holds. */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Result } from '../kernel/result.ts';
import type { PivotIdentity } from './access/pivot-identity.ts';
import type { PortalVisitor } from './visitor.ts';

/** Codes that were asked together, of which some may open nothing: who asked cannot tell. */
export type CodeChallenge = readonly { landlordId: string; id: string }[];

/** A file that a code opened, and whose it is. */
export type OpenedFile = { visitor: PortalVisitor; landlordName: string };

/**
 * `wrong` leaves tries. `over`: used, too old, stopped by a protection, or tried too often; which of these is not said.
 */
export type CodeRefusal = { code: 'wrong'; triesLeft: number } | { code: 'over' };

export type PortalAccessPort = {
  /**
   * Sends a code for the file of a unique number or of a lease, to the contact that the file holds; with `mandated`, to
   * that address or telephone where a mandate of the file names it. The same work and the same answer whether the file
   * exists, can be reached, or neither.
   */
  askCode: (
    asked: { key: string; mandated: string | null },
    today: CivilDate,
    now: Date,
  ) => Promise<CodeChallenge>;
  /** Tries a code; all the files that it opens, of one landlord or several. It is then used. */
  tryCode: (
    challenge: CodeChallenge,
    code: string,
    today: CivilDate,
    now: Date,
  ) => Promise<Result<OpenedFile[], CodeRefusal>>;
  /** Writes a letter with a code of several days to the file's postal address; at most one at a time. Says nothing. */
  askLetterCode: (key: string, today: CivilDate, now: Date) => Promise<void>;
  /** Tries the code of a letter. */
  tryLetterCode: (
    key: string,
    code: string,
    today: CivilDate,
    now: Date,
  ) => Promise<Result<OpenedFile[], CodeRefusal>>;
  /**
   * The files whose holder an identity provider vouches for, at landlords whose policy lets it: of each landlord the only
   * file that matches, not protected, and tied to no other person. None: a code opens it.
   */
  openByIdentity: (
    person: { issuer: string; subject: string; pivot: PivotIdentity },
    now: Date,
  ) => Promise<OpenedFile[]>;
  /** Erases codes that are over, and the messages that carried them; how many. */
  dropOldCodes: (landlordId: string, now: Date) => Promise<number>;
  /**
   * Whether an open visit still holds: the file exists, no protection came after it, and its mandate, where there is
   * one, runs on `today`.
   */
  stillGood: (visitor: PortalVisitor, today: string) => Promise<boolean>;
  /** The lease of the file, where the landlord knows it. */
  tenancyOf: (landlordId: string, number: string) => Promise<string | null>;
};
