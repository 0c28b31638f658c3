/** What pages ask of the store of occupancy reviews (C-12). */
import type { Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { TransferReader } from '../transfers/finding-port.ts';
import type {
  OccupancyReview,
  OpinionInput,
  OpinionRefusal,
  ReviewedSituation,
  ReviewFacts,
} from './occupancy-review.ts';
import type { SittingToTell } from './relocation-port.ts';

export type ReviewedHome = {
  insee: string;
  address: string;
  residence: string | null;
  typology: string;
  surfaceM2: number;
  habitableRooms: number;
};

export type DueReview = {
  tenancyId: string;
  signedOn: CivilDate;
  /** Null: never, as far as the lease file tells. */
  lastReviewedOn: CivilDate | null;
  dueOn: CivilDate;
  home: ReviewedHome;
  review: OccupancyReview | null;
};

export type DueFilter = {
  /** "2026-11"; `late`: due before this month; null: all that is due or falls due within the horizon. */
  month: string | null;
  residence: string | null;
};

export type DueList = {
  /** The landlord gave no list of tense communes: nothing can be said. */
  zonesUnknown: boolean;
  lines: readonly DueReview[];
  months: readonly { month: string; count: number }[];
  residences: readonly string[];
  /** Examined, whose opinion waits to be notified. */
  toNotify: readonly DueReview[];
};

export type ReviewFile = DueReview & {
  review: OccupancyReview;
  /** As the form starts: gathered before, or what the lease and the application tell. */
  facts: ReviewFacts;
  number: string | null;
  sittings: readonly SittingToTell[];
  session: {
    id: string;
    heldOn: CivilDate;
    state: 'draft' | 'convened' | 'open' | 'closed' | 'cancelled';
  } | null;
  letterId: string | null;
  nextDueOn: CivilDate | null;
};

/** A review as a sitting's list shows it: the lease, never a name. */
export type SittingReview = {
  id: string;
  tenancyId: string;
  home: ReviewedHome;
  dueOn: CivilDate;
  residents: number | null;
  situations: readonly ReviewedSituation[];
  opinion: OccupancyReview['content']['opinion'];
  version: number;
};

/** A relocation that a sitting is told of (C-13). */
export type ToldRelocation = {
  requestId: string;
  /** The landlord who asked for the home; null: a tenant of ours. */
  fellow: string | null;
  number: string | null;
  tenancyId: string | null;
  perimeter: string | null;
  present: string | null;
  accepted: string;
  acceptedOn: CivilDate | null;
};

export type ReviewRefusal =
  | OpinionRefusal
  | {
      code:
        | 'noSuchReview'
        | 'noSuchTenancy'
        | 'notDue'
        | 'noSuchSitting'
        | 'sittingNotOpen'
        | 'sittingNotClosed'
        | 'outOfScope'
        | 'inFuture';
    }
  | { code: 'changedMeanwhile'; by: string };

type Answer<Value> = Promise<Result<Value, ReviewRefusal>>;
type Named = { id: string; version: number };

export type ReviewPort = {
  due: (reader: TransferReader, filter: DueFilter, today: CivilDate) => Promise<DueList>;
  find: (reader: TransferReader, id: string, today: CivilDate) => Promise<ReviewFile | null>;
  /** Opens the file of a tenancy whose review is due; the same due date again finds it. */
  open: (asked: Asked, tenancyId: string, communes: TransferReader['communes']) => Answer<{ id: string }>;
  gather: (asked: Asked, input: Named & { facts: ReviewFacts }) => Answer<{ version: number }>;
  /** Ends it where none of the five situations holds: the committee has no file to read. */
  endWithoutCommittee: (asked: Asked, input: Named) => Answer<{ version: number }>;
  /** Puts it on the list of a sitting; null takes it off. */
  schedule: (asked: Asked, input: Named & { sessionId: string | null }) => Answer<{ version: number }>;
  examine: (asked: Asked, input: Named & { opinion: OpinionInput }) => Answer<{ version: number }>;
  /** Writes the letter of the opinion; the next due date follows from the examination. */
  notify: (asked: Asked, input: Named) => Answer<{ letterId: string }>;
  ofSitting: (
    landlordId: string,
    sessionId: string,
  ) => Promise<{ reviews: readonly SittingReview[]; relocations: readonly ToldRelocation[] }>;
};
