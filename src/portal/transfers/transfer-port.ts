/** What pages ask of the store of transfer requests. Every write ends in the journal and in a dated answer. */
import { z } from 'zod';
import type { Asked } from '../../domain/act.ts';
import type { Application } from '../../domain/application.ts';
import type { Home } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import { transferGrounds, type UpdatedGrant } from '../policy.ts';
import type { PortalVisitor } from '../visitor.ts';
import type { TransferOwner, TransferReader } from './finding-port.ts';
import type { AheadClass } from './order.ts';
import { requestDetailsSchema, requestStates, type TransferRequest } from './request.ts';
import type { Step, StepRefusal } from './steps.ts';
import type { TenancyFacts } from './tenancy-facts.ts';
import type { TieRefusal } from './tie.ts';

export const openRequestSchema = z.object({
  /** Made with the form: the same form sent twice opens one request. */
  key: z.uuid(),
  ground: z.enum(transferGrounds),
  words: z.string().trim().max(2_000).nullable(),
  wishes: requestDetailsSchema.shape.wishes.unwrap(),
  part: requestDetailsSchema.shape.part.unwrap(),
});
export type OpenRequest = z.infer<typeof openRequestSchema>;

export const requestFilterSchema = z.object({
  /** `live`: those that wait for an answer. */
  state: z.union([z.enum(requestStates), z.literal('live')]),
  ground: z.enum(transferGrounds).nullable(),
  /** `mine`, `nobody`, or all. */
  owner: z.enum(['mine', 'nobody']).nullable(),
});
export type RequestFilter = z.infer<typeof requestFilterSchema>;

/** Stands for an address, and its commune, that a protection keeps out of sight (D-03). */
export const protectedAddress = 'adresse protégée';

/** The home that the household lives in and would free. */
export type PresentHome = Pick<
  Home,
  | 'id'
  | 'insee'
  | 'address'
  | 'residence'
  | 'typology'
  | 'habitableRooms'
  | 'surfaceM2'
  | 'floor'
  | 'lift'
  | 'accessibility'
  | 'rentCents'
  | 'chargesCents'
  | 'qpvCode'
>;

export type RequestLine = TransferRequest & {
  /** Null for a household whose name is not known. */
  householdName: string | null;
  persons: number | null;
  home: PresentHome | null;
};

export type RequestFile = RequestLine & {
  tenancy: {
    id: string;
    signedOn: CivilDate;
    residents: number | null;
    rentCents: number | null;
  } | null;
  facts: TenancyFacts;
  factsAsOf: CivilDate | null;
  /** The help to move as the landlord published it (R442-3-2). */
  movingGrant: UpdatedGrant | null;
  application: Omit<Application, 'name'> | null;
  /** Place among those of its tier that wait. */
  place: number;
};

/** What a tenant reads of its home, its lease and its request. */
export type TenantHome = {
  movingGrant: UpdatedGrant | null;
  home: PresentHome | null;
  lease: {
    id: string;
    signedOn: CivilDate;
    residents: number | null;
    rentCents: number | null;
    /** When residents and needs were last gathered; null: known from the lease file only. */
    factsAsOf: CivilDate | null;
  } | null;
  /** Newest first. */
  requests: readonly (TransferRequest & { ahead: AheadClass })[];
  persons: number | null;
};

export type TransferRefusal =
  | StepRefusal
  | TieRefusal
  | { code: 'noSuchRequest' | 'noSuchFile' | 'noLease' | 'noSuchHome' | 'wordsNeeded' | 'outOfScope' }
  /** A live request stands already: one at a time. */
  | { code: 'alreadyOpen'; requestId: string }
  | { code: 'changedMeanwhile'; by: string; at: Date };

type Answer<Value> = Promise<Result<Value, TransferRefusal>>;

export type TransferPort = {
  /** Late answers first, then the order of priority. */
  list: (
    reader: TransferReader,
    filter: RequestFilter,
    by: { accountId: string; today: CivilDate },
  ) => Promise<RequestLine[]>;
  counts: (
    reader: TransferReader,
    today: CivilDate,
  ) => Promise<{
    live: number;
    overdue: number;
    nobody: number;
    fastLane: number;
    byState: ReadonlyMap<string, number>;
  }>;
  /** Live requests whose answer is late or due soon, for the officer's day. */
  due: (reader: TransferReader, until: CivilDate) => Promise<RequestLine[]>;
  find: (landlordId: string, id: string) => Promise<RequestFile | null>;
  /** Opened by the household on the portal. */
  openByTenant: (
    asked: Asked,
    visitor: PortalVisitor,
    input: OpenRequest,
  ) => Answer<{ id: string; opened: boolean }>;
  /** Opened by an officer: asked at the counter, by telephone or on paper (S-04), or by the landlord itself. */
  openByOfficer: (
    asked: Asked,
    who: { number: string | null; tenancyId: string | null },
    input: OpenRequest & { origin: 'tenant' | 'landlord' },
    officer: { owner: TransferOwner; communes: TransferReader['communes'] },
  ) => Answer<{ id: string; opened: boolean }>;
  take: (
    asked: Asked,
    input: { id: string; version: number; owner: TransferOwner },
  ) => Answer<{ version: number }>;
  /** Takes a step and tells the household, with the next date. */
  step: (
    asked: Asked,
    input: { id: string; version: number; step: Step },
  ) => Answer<{ version: number; told: boolean }>;
  /** Ties the request to the application of a household registered since (C-05), or of who leaves it alone (M-08c). */
  tie: (asked: Asked, input: { id: string; version: number; number: string }) => Answer<{ version: number }>;
  ofTenant: (visitor: PortalVisitor) => Promise<TenantHome>;
};
