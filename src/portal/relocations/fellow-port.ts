/** What pages ask of the store of fellow landlords' requests. */
import { z } from 'zod';
import type { Asked } from '../../domain/act.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { TransferReader } from '../transfers/finding-port.ts';
import type { FellowLeaseRefusal } from './fellow-lease.ts';
import {
  type FellowRequest,
  type FellowStep,
  type FellowStepRefusal,
  fellowNeedSchema,
} from './fellow-request.ts';
import type { OfferedHome, SittingToTell } from './relocation-port.ts';

export const newFellowSchema = z.object({
  key: z.uuid(),
  fellow: z.string().trim().min(2).max(120),
  number: z.string().min(1).max(40).nullable(),
  receivedOn: civilDateSchema,
  need: fellowNeedSchema,
});
export type NewFellow = z.infer<typeof newFellowSchema>;

export const fellowLeaseSchema = z.object({
  id: z.uuid(),
  version: z.coerce.number().int().min(1),
  signedOn: civilDateSchema,
  /** What the data do not say was verified on documents. */
  verified: z.boolean(),
});
export type FellowLeaseInput = z.infer<typeof fellowLeaseSchema>;

/** A request as its page shows it: the home promised, and what its letting has reached. */
export type FellowLine = FellowRequest & {
  home: OfferedHome | null;
  keysGivenOn: CivilDate | null;
};

export type FellowRefusal =
  | FellowStepRefusal
  | FellowLeaseRefusal
  | { code: 'noSuchRequest' | 'noSuchSitting' | 'numberUnknown' | 'wrongDay' }
  | { code: 'changedMeanwhile'; by: string };

export type FellowPort = {
  /** Those that wait first, the most urgent of them first; within the reader's communes. */
  list: (reader: TransferReader, today: CivilDate) => Promise<FellowLine[]>;
  /** Sittings that are not closed: one of them is told of a household that the law relocates (C-13). */
  sittings: (landlordId: string) => Promise<readonly SittingToTell[]>;
  /** Freed homes that answer a need. */
  homesFor: (reader: TransferReader, request: FellowRequest) => Promise<readonly OfferedHome[]>;
  receive: (
    asked: Asked,
    input: NewFellow,
  ) => Promise<Result<{ id: string; opened: boolean }, FellowRefusal>>;
  step: (
    asked: Asked,
    input: { id: string; version: number; step: FellowStep },
  ) => Promise<Result<{ version: number }, FellowRefusal>>;
  /** The lease that follows, without a decision, and all that a lease brings; sent twice, it signs once. */
  lease: (asked: Asked, input: FellowLeaseInput) => Promise<Result<{ leaseId: string }, FellowRefusal>>;
};
