/** What pages and commands ask of the store of retention. */
import type { Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { Durations, PolicyRefusal, RetentionPolicy } from './policy.ts';
import type { Certificate, PurgeLine, PurgeRefusal, PurgeState } from './purge.ts';

export type Purge = {
  id: string;
  asOf: CivilDate;
  policyVersion: number;
  state: PurgeState;
  reportedBy: string;
  reportedAt: Date;
  validatedBy: string | null;
  validatedAt: Date | null;
  endedAt: Date | null;
  lines: readonly PurgeLine[];
  certificate: Certificate | null;
};

export type LegalHold = {
  id: string;
  fileKey: string;
  reason: string;
  reviewOn: CivilDate;
  by: string;
  placedAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
  endedWhy: string | null;
};

export type HoldRefusal =
  | { code: 'unknownFile' }
  | { code: 'alreadyHeld'; by: string; reviewOn: CivilDate }
  | { code: 'reviewInThePast' }
  | { code: 'unknownHold' }
  | { code: 'alreadyEnded'; by: string };

export type RetentionPort = {
  policy: (landlordId: string) => Promise<{ current: RetentionPolicy; history: RetentionPolicy[] }>;
  /** Writes the next version; `from` is the version that the person read. */
  setPolicy: (
    asked: Asked,
    change: { from: number; durations: Durations; why: string },
  ) => Promise<Result<{ version: number }, PolicyRefusal>>;
  /** Those in force first, then the ended ones, newest first. */
  holds: (landlordId: string) => Promise<LegalHold[]>;
  hold: (
    asked: Asked,
    hold: { fileKey: string; reason: string; reviewOn: CivilDate; key: string },
  ) => Promise<Result<{ id: string }, HoldRefusal>>;
  endHold: (asked: Asked, end: { id: string; why: string }) => Promise<Result<null, HoldRefusal>>;
  /** A dry run: counts what is due today and erases nothing. The same key gives the same dry run. */
  report: (asked: Asked, key: string) => Promise<Purge>;
  /** Newest first. */
  purges: (landlordId: string, limit: number) => Promise<Purge[]>;
  purge: (landlordId: string, id: string) => Promise<Purge | null>;
  /** A named person validates the dry run: from then on its batches may run. */
  validate: (asked: Asked, id: string) => Promise<Result<null, PurgeRefusal>>;
  abandon: (asked: Asked, id: string) => Promise<Result<null, PurgeRefusal>>;
  /**
   * Erases one batch in one transaction and gives how many are left; at 0 the certificate is written. Safe to call
   * again after a crash, and by two at once.
   */
  step: (asked: Asked, id: string, size: number) => Promise<Result<{ left: number }, PurgeRefusal>>;
};
