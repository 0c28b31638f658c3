/** What access asks of the store of accounts, sessions and attempts. */
import type { Actor } from '../domain/act.ts';
import type { Role } from './permissions.ts';

export type Account = {
  id: string;
  landlordId: string;
  landlordName: string;
  email: string;
  name: string;
  role: Role;
  /** The reservation holder that the account speaks for; null for other roles. */
  holderId: string | null;
  /** The application of a tenant; null for other roles. */
  applicationNumber: string | null;
  /** Agencies and communes that the account is held to; null: the whole landlord. */
  agencyIds: readonly string[] | null;
  communes: readonly string[] | null;
  /** Départements whose indicators a préfecture's account reads; null: none, and for other roles no limit. */
  departements: readonly string[] | null;
  /** Null until the one-time link has set one. */
  passwordHash: string | null;
  /** True once a one-time code has confirmed it: signing in then asks for one. */
  hasSecondFactor: boolean;
};

export type NewAccount = Pick<Account, 'landlordId' | 'email' | 'name' | 'role'> & {
  holderId?: string | null;
  applicationNumber?: string | null;
  departements?: string[] | null;
  passwordHash?: string | null;
};

/** What is kept of a one-time link: never its token. */
export type KeptLink = { tokenHash: string; expiresAt: Date };

export type AccountPort = {
  /** Case does not matter. Null where there is none, or where it is disabled. */
  findByEmail: (email: string) => Promise<Account | null>;
  findById: (id: string) => Promise<Account | null>;
  /** Its identifier; null where the address has an account already. For the demonstration: it leaves no act. */
  create: (account: NewAccount) => Promise<string | null>;
  /** Creates the account with its one-time link and the act, or nothing: false where the address has an account. */
  invite: (account: NewAccount, link: KeptLink, by: Actor, now: Date) => Promise<boolean>;
  /** The account of a link that is neither used nor expired; the link stays as it is. */
  findByLink: (tokenHash: string, now: Date) => Promise<Account | null>;
  /** Uses the link and sets the password, both or neither; false where the link no longer holds. */
  useLink: (tokenHash: string, passwordHash: string, now: Date) => Promise<boolean>;
  /** Another hash of the same password, unless the password was changed meanwhile. */
  renewPasswordHash: (
    account: Pick<Account, 'id' | 'landlordId' | 'passwordHash'>,
    renewed: string,
  ) => Promise<void>;
};

/** An account as administrators see it: who, which role, which scope, whether it is open. */
export type ListedAccount = Pick<
  Account,
  'id' | 'email' | 'name' | 'role' | 'holderId' | 'agencyIds' | 'communes' | 'departements'
> & {
  /** True once a password was chosen. */
  hasSignedUp: boolean;
  /** One-time codes are asked of them. */
  hasSecondFactor: boolean;
  /** Sessions that stand now. */
  sessions: number;
  disabled: boolean;
};

export type AccountManagementPort = {
  /** By role, then by address. */
  list: (landlordId: string) => Promise<ListedAccount[]>;
  agencies: (landlordId: string) => Promise<{ id: string; name: string }[]>;
  holders: (landlordId: string) => Promise<{ id: string; name: string }[]>;
  /** Narrows or widens an account; null agencies and communes: the whole landlord. False for an unknown account. */
  setScope: (
    landlordId: string,
    accountId: string,
    scope: Pick<Account, 'agencyIds' | 'communes' | 'departements'>,
    by: Actor,
    now: Date,
  ) => Promise<boolean>;
  /** Keeps the hash of a one-time link with which the person chooses another password. False for an unknown account. */
  makeLink: (landlordId: string, accountId: string, link: KeptLink, by: Actor, now: Date) => Promise<boolean>;
  /** Closes or opens an account; closing ends its open sign-ins at once. False for an unknown account. */
  setDisabled: (
    landlordId: string,
    accountId: string,
    disabled: boolean,
    by: Actor,
    now: Date,
  ) => Promise<boolean>;
};

/** When a session ends by itself: without a request in between, and whatever is asked. */
export type SessionEnds = { idleUntil: Date; endsAt: Date };

/** A session as its owner sees it. */
export type OpenSession = {
  /** Names the session to its owner only; nobody signs in with it. */
  mark: string;
  /** "Firefox sous Windows"; null for those from before it was kept. */
  device: string | null;
  /** A mark of the network, which gives no address back. */
  network: string | null;
  openedAt: Date;
  seenAt: Date;
  /** The session that asks. */
  isThisOne: boolean;
};

/** Sessions on the web, by the hash of their identifier. */
export type WebSessionPort = {
  read: (idHash: string, now: Date) => Promise<{ content: unknown; seenAt: Date } | null>;
  write: (idHash: string, content: unknown, accountId: string | null, ends: SessionEnds) => Promise<void>;
  /** Writes over a session that still stands; one that was ended meanwhile stays so. Its absolute end does not move. */
  rewrite: (idHash: string, content: unknown, idleUntil: Date) => Promise<void>;
  /** Puts the idle end off, never beyond the absolute one. */
  touch: (idHash: string, idleUntil: Date, now: Date) => Promise<void>;
  remove: (idHash: string) => Promise<void>;
  removeExpired: (now: Date) => Promise<void>;
  /** The sessions of an account that stand, the last seen first. */
  ofAccount: (accountId: string, thisIdHash: string, now: Date) => Promise<OpenSession[]>;
};

/** Counts of attempts, shared by every process of the service. */
export type AttemptPort = {
  /** Adds one and tells the count and when it falls back to zero. */
  add: (keyHash: string, windowMilliseconds: number) => Promise<{ count: number; resetsAt: Date }>;
  /**
   * Adds one unless the attempt before it still delays this one; then the instant from which one is heard. Beyond
   * `freely` attempts each puts the next off by a second, two, four…, and `longestSeconds` at most.
   */
  addDelayed: (
    keyHash: string,
    limit: { windowMilliseconds: number; freely: number; longestSeconds: number },
  ) => Promise<Date | null>;
  takeBack: (keyHash: string) => Promise<void>;
};
