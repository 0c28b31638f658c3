/** What the page of duplicates asks of the store: records to compare, and the verdicts of people. */
import type { Actor } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { DuplicateEvidence, DuplicatePair } from './duplicates.ts';

export type DuplicateVerdict = 'same' | 'different';

export type DuplicateReview = {
  first: string;
  second: string;
  verdict: DuplicateVerdict;
  evidence: readonly string[];
  by: string;
  on: CivilDate;
};

export type DuplicateRefusal = { code: 'changed-meanwhile'; by: string | null };

export type FoundDuplicates = {
  /** By first then second number. */
  pairs: readonly DuplicatePair[];
  /** Of every file compared, by number; the name may be unknown. */
  names: ReadonlyMap<string, string | null>;
};

export type DuplicatePort = {
  /**
   * The pairs among live applications that nobody protects: a protected file is never brought near the one it left
   * (N-05, D-04). With `communes`, those alone whose both households live there or wish to. Compared once a state of
   * the data.
   */
  pairs: (landlordId: string, communes?: ReadonlySet<string> | null) => Promise<FoundDuplicates>;
  reviews: (landlordId: string) => Promise<DuplicateReview[]>;
  /** Writes a verdict, or takes it back (null). `seen`: the verdict that the form showed. */
  judge: (
    landlordId: string,
    judged: {
      first: string;
      second: string;
      verdict: DuplicateVerdict | null;
      seen: DuplicateVerdict | null;
      evidence: readonly DuplicateEvidence[];
    },
    by: Actor,
    now: Date,
    today: CivilDate,
  ) => Promise<Result<{ changed: boolean }, DuplicateRefusal>>;
};
