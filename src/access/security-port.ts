/** What pages ask of the store of an account's own security: its password, its codes, its sessions. */
import type { Actor } from '../domain/act.ts';
import type { Result } from '../kernel/result.ts';
import type { Account } from './account-port.ts';
import type { SignIn } from './sign-in-notice.ts';

/** Whose account it is. */
export type Owner = { landlordId: string; accountId: string };

export type SecondFactor = { confirmedAt: Date; recoveryCodesLeft: number };

export type SecurityPort = {
  /** Keeps a sign-in as an act, and writes to the person where it came from a device that they never used. */
  signedIn: (account: Account, signIn: SignIn, by: Actor, now: Date) => Promise<void>;
  /** The codes of the account; null while none was confirmed. */
  secondFactor: (owner: Owner) => Promise<SecondFactor | null>;
  /**
   * The secret to enrol with: a new one, or the one begun before, so that a page read again shows the same picture.
   * Null where codes are confirmed already.
   */
  beginSecondFactor: (owner: Owner) => Promise<string | null>;
  /** Confirms it by a first code; gives the recovery codes, which are shown this once. */
  confirmSecondFactor: (
    owner: Owner,
    code: string,
    by: Actor,
    now: Date,
  ) => Promise<Result<readonly string[], 'wrong-code' | 'nothing-begun'>>;
  /** Whether the code, or a recovery code, is good; it is then used. A recovery code's use is in the journal. */
  useSecondFactor: (owner: Owner, typed: string, by: Actor, now: Date) => Promise<boolean>;
  /** Ten new recovery codes instead of those before; null where codes are not confirmed. */
  renewRecoveryCodes: (owner: Owner, by: Actor, now: Date) => Promise<readonly string[] | null>;
  /** Takes the codes away, by the person or, with a reason, by an administrator. False where there are none. */
  removeSecondFactor: (owner: Owner, by: Actor, now: Date, why: string | null) => Promise<boolean>;
  /** Sets the password and ends every session but the one kept, in one transaction. */
  changePassword: (
    owner: Owner,
    passwordHash: string,
    keptIdHash: string,
    by: Actor,
    now: Date,
  ) => Promise<void>;
  /** Ends sessions of the account: all, all but one, or the one of a mark. How many. */
  endSessions: (
    owner: Owner,
    which: { but: string } | { mark: string } | 'all',
    by: Actor,
    now: Date,
  ) => Promise<number>;
};
