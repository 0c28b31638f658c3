/** What pages ask of the store of relocations. Every write is one transaction that ends in the journal. */
import { z } from 'zod';
import type { Asked } from '../../domain/act.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { TransferReader } from '../transfers/finding-port.ts';
import type { RequestFile, RequestLine, TransferRefusal } from '../transfers/transfer-port.ts';
import type { LeaseRefusal, RelocationLeaseInput } from './relocation-lease.ts';
import { type NewOffer, notificationProofs, type OfferRefusal } from './relocation-offer.ts';
import { operations, type RelocationDetails, type RelocationStanding } from './relocation-standing.ts';

const known = z.boolean().nullable();

/** What an officer learned of the household and of the operation; null: still unknown. */
export const relocationFactsSchema = z.object({
  id: z.uuid(),
  version: z.coerce.number().int().min(1),
  asOf: civilDateSchema,
  holderBornOn: civilDateSchema.nullable(),
  disabledOrDependent: known,
  qpvAtEntry: known,
  disabledOccupantLeft: known,
  dependantDied: known,
  speciallyDesigned: z.boolean(),
  operation: z.enum(operations).nullable(),
});
export type RelocationFactsInput = z.infer<typeof relocationFactsSchema>;

export const notificationSchema = z.object({
  offerId: z.uuid(),
  notifiedOn: civilDateSchema,
  proof: z.enum(notificationProofs),
});
export const offerAnswerSchema = z.object({
  offerId: z.uuid(),
  answer: z.enum(['accepted', 'refused']),
  answeredOn: civilDateSchema,
});

/** An offered home as pages show it. */
export type OfferedHome = {
  vacancyId: string;
  homeId: string;
  insee: string;
  address: string;
  typology: string;
  surfaceM2: number;
  rentCents: number;
  chargesCents: number;
};

export type RelocationLine = { request: RequestLine; standing: RelocationStanding };

export type SittingToTell = { id: string; heldOn: CivilDate };

export type RelocationFile = {
  request: RequestFile;
  details: RelocationDetails;
  standing: RelocationStanding;
  tenseZone: boolean | null;
  /** Every offered home, by its identifier. */
  homes: ReadonlyMap<string, Pick<OfferedHome, 'insee' | 'address' | 'typology' | 'surfaceM2'>>;
  /** Letters written, by offer. */
  letters: ReadonlyMap<string, string>;
  /** Freed homes that could be offered, nearest first. */
  choices: readonly OfferedHome[];
  /** Of the accepted home, once its lease is signed. */
  keysGivenOn: CivilDate | null;
  /** Sittings that are not closed, and the one that was told. */
  sittings: readonly SittingToTell[];
};

export type RelocationRefusal =
  | TransferRefusal
  | OfferRefusal
  | LeaseRefusal
  | { code: 'noSuchOffer' | 'beforeOffer' | 'notByLaw' | 'noneAccepted' | 'noSuchSitting' | 'ended' }
  /** Another answer, or another proof, was noted meanwhile. */
  | { code: 'answeredMeanwhile'; by: string; answer: 'accepted' | 'refused' };

type Answer<Value> = Promise<Result<Value, RelocationRefusal>>;

export type RelocationPort = {
  /** Running first, those with most counted offers first. */
  list: (reader: TransferReader, today: CivilDate) => Promise<RelocationLine[]>;
  find: (reader: TransferReader, id: string, today: CivilDate) => Promise<RelocationFile | null>;
  recordFacts: (asked: Asked, input: RelocationFactsInput) => Answer<{ version: number }>;
  /** Records an offer; the same form again finds it. */
  offer: (asked: Asked, id: string, input: NewOffer) => Answer<{ offerId: string; recorded: boolean }>;
  /** How and when the tenant was notified: from then on it may count. */
  prove: (asked: Asked, input: z.infer<typeof notificationSchema>) => Answer<{ changed: boolean }>;
  answer: (asked: Asked, input: z.infer<typeof offerAnswerSchema>) => Answer<{ changed: boolean }>;
  /** The landlord cannot let the accepted home after all: the search goes on, and the household is told. */
  lose: (asked: Asked, offerId: string) => Answer<{ changed: boolean }>;
  /** Writes the letter of an offer, once; it leaves by post with proof, or by hand, never as a message. */
  writeLetter: (asked: Asked, offerId: string) => Answer<{ letterId: string }>;
  /** C-13: puts an accepted relocation among the informations of a sitting. */
  inform: (
    asked: Asked,
    input: { id: string; version: number; sessionId: string },
  ) => Answer<{ version: number }>;
  /** C-13: the lease that follows an accepted offer without a decision; the same form again signs nothing more. */
  lease: (
    asked: Asked,
    input: RelocationLeaseInput,
  ) => Answer<{ leaseId: string; oldEndsOn: CivilDate; replayed: boolean }>;
};
