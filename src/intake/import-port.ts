/**
 * What an import asks of a store, all of it for one landlord. db/stores implements it on PostgreSQL; the intake knows
 * nothing else of the database.
 */
import type { Application, applicationStatuses, Label } from '../domain/application.ts';
import type { Home, Vacancy } from '../domain/home.ts';
import type { SomeLeaseFacts } from '../domain/lease-facts.ts';
import type { Commitment, Objective, SocialBody } from '../domain/objective.ts';
import type { Designation, ReservationHolder } from '../domain/reservation.ts';
import type { Target } from '../domain/target.ts';
import type { Lease, Tenancy } from '../domain/tenancy.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Policy } from '../matching/policy.ts';
import type { Grid } from '../scoring/grid.ts';

/** A label of one application (P-08), keyed by number, category and body. */
export type ApplicationLabel = { applicationNumber: string; label: Label };

/** The end of an application told by a daily difference (N-04); "removed" deletes it (SNE "SUP"). */
export type ApplicationEnding = {
  applicationNumber: string;
  status: Exclude<(typeof applicationStatuses)[number], 'live'> | 'removed';
  on: CivilDate;
};

/**
 * How the tenant of a running lease is reached (email lower or upper case as given). It fills a gap and replaces nothing:
 * what a household or an officer recorded stands, and who has an application is reached by it.
 */
export type TenancyContact = { tenancyId: string; email: string | null; telephone: string | null };

/** What a leases file tells of a lease beyond what quotas count: the facts that its cells give, and only those. */
export type ToldLeaseFacts = {
  leaseId: string;
  /** Unique number of the household's application, by which the SNE knows it. */
  applicationNumber: string | null;
  facts: SomeLeaseFacts;
};

/** A sitting of the commission that was held before this tool, in counts (C-04 to C-07). */
export type PastSitting = {
  id: string;
  heldOn: CivilDate;
  commissionId: string;
  /** Homes decided and applications examined. */
  homes: number;
  examined: number;
  /** Applications by decision of R441-3; they add up to those examined. */
  decisions: Readonly<
    Record<
      'attribution' | 'rankedAttribution' | 'suspensiveAttribution' | 'nonAttribution' | 'irrecevability',
      number
    >
  >;
  /** Homes by exception of C-06. */
  exceptions: Readonly<Partial<Record<string, number>>>;
  /** Null where nothing was proposed. */
  departures: number | null;
  source: string;
};

/**
 * The collections that an import writes, with the key of each:
 * homes, vacancies, tenancies, leases, holders, targets, objectives, socialBodies, pastSittings by `id`; leaseFacts by leaseId; commitments by (level, code); applications by `number`; designations by
 * (vacancyId, applicationNumber); contacts by tenancyId; labels by (applicationNumber, category, by); endings by applicationNumber;
 * grids and policies by (id, version).
 */
export type ImportRecords = {
  homes: Home;
  vacancies: Vacancy;
  applications: Application;
  labels: ApplicationLabel;
  endings: ApplicationEnding;
  tenancies: Tenancy;
  contacts: TenancyContact;
  leases: Lease;
  leaseFacts: ToldLeaseFacts;
  holders: ReservationHolder;
  designations: Designation;
  targets: Target;
  objectives: Objective;
  socialBodies: SocialBody;
  commitments: Commitment;
  pastSittings: PastSitting;
  grids: Grid;
  policies: Policy;
};
export type ImportCollection = keyof ImportRecords;

/** What a batch changed. "Unchanged" is a record that the store held already, equal in every field. */
export type BatchChange = {
  created: number;
  updated: number;
  unchanged: number;
  /**
   * Keys (joined by a space where a key has parts) of records that were left out because what they hang on is not
   * in the store: a vacancy or tenancy of an unknown home, a label or ending of an unknown application, a designation
   * for an unknown vacancy or application, the contact of an unknown tenancy. They are reported; the rest is written.
   */
  orphans: readonly string[];
};

/** What the end of a full set withdrew. */
export type Retirement = {
  /** Records of the collection before the import (live ones for applications). */
  before: number;
  retired: number;
};

export type NewImport = {
  /** Kind and mode, as "applications/full". */
  kind: string;
  /** SHA-256 of the file, in hexadecimal. */
  contentHash: string;
  /** Counts only, never a datum of a person. */
  summary: Record<string, unknown>;
};

/** Writes within one transaction. Nothing is visible to others before it commits. */
export type ImportWriter = {
  /**
   * The homes, applications or holders of these keys that the store holds: some files know only a part of a record
   * (SNE, RPLS, a holder that is only named) and must not wipe out the rest. At most 1 000 keys a call.
   */
  find<Collection extends 'homes' | 'applications' | 'holders'>(
    collection: Collection,
    keys: readonly string[],
  ): Promise<readonly ImportRecords[Collection][]>;
  /** Creates or replaces records by key; at most 1 000 a call, no key twice in a call. */
  upsert<Collection extends ImportCollection>(
    collection: Collection,
    records: readonly ImportRecords[Collection][],
  ): Promise<BatchChange>;
  /**
   * After a full set: withdraws what this transaction did not upsert in the collection, save the spared keys (rows
   * that were rejected for a bad cell: nobody loses an application to a slip). Applications that are live
   * become `expired`; labels of the bodies named in this transaction end on `on`; homes that vacancies, tenancies or
   * leases refer to are kept; records of the other collections are deleted. Endings, contacts, facts of leases, grids and
   * policies: nothing.
   */
  retireMissing(
    collection: ImportCollection,
    on: CivilDate,
    spared: ReadonlySet<string>,
  ): Promise<Retirement>;
  /** Remembers that this content was imported; the same kind and content a second time is no error. */
  recordImport(done: NewImport): Promise<void>;
};

export type ImportStore = {
  /** The civil day on which this very content was imported, or null. */
  findImport(kind: string, contentHash: string): Promise<CivilDate | null>;
  /**
   * Runs the work in one transaction: committed where it answers `commit: true`, rolled back where it answers false
   * (dry run, refused file) or throws. Two imports of a landlord at the same time run one after the other.
   */
  transaction<Value>(
    work: (writer: ImportWriter) => Promise<{ commit: boolean; value: Value }>,
  ): Promise<Value>;
};
