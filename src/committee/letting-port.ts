/** What pages ask of the store of offers and leases. Every write is one transaction that ends in the journal. */
import type { Asked } from '../domain/act.ts';
import type { Lease } from '../domain/tenancy.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Result } from '../kernel/result.ts';
import type { GivenAnswer } from './letting/answers.ts';
import type { LettingRefusal } from './letting/gestures.ts';
import type { SaidAtSigning } from './letting/kept-facts.ts';
import type { LearnedOfHome } from './letting/learned.ts';
import type { LettingHome, LettingOffer } from './letting/letting-home.ts';

type Answer<Value> = Promise<Result<Value, LettingRefusal>>;

/** Whose homes are read: a landlord, narrowed to the communes of the account (null: all of them). */
export type LettingReader = { landlordId: string; communes: ReadonlySet<string> | null };

/** `replayed`: the same request came again, and nothing was done twice. */
export type SentOffer = { offer: LettingOffer; replayed: boolean };

export type SignedLease = {
  lease: Lease;
  replayed: boolean;
  /** Other lists on which the household stood, and agendas where it waited: its places there are free. */
  released: readonly { vacancyId: string; rank: number | null }[];
};

export type LettingPort = {
  /** Homes that closed sittings decided, with all that the rules read; those over for more than 90 days are left out. */
  list: (reader: LettingReader, today: CivilDate) => Promise<LettingHome[]>;
  find: (reader: LettingReader, vacancyId: string, today: CivilDate) => Promise<LettingHome | null>;
  /** Earlier lists of the home that ended without a lease, newest first. */
  learned: (landlordId: string, vacancyId: string) => Promise<{ on: CivilDate; learned: LearnedOfHome }[]>;
  sendOffer: (asked: Asked, input: { vacancyId: string; number: string; key: string }) => Answer<SentOffer>;
  /** The day the household received it, where it is known: the delay runs from then (C-09). */
  recordReceipt: (asked: Asked, input: { offerId: string; on: CivilDate }) => Answer<LettingOffer>;
  answerOffer: (
    asked: Asked,
    input: { offerId: string; given: GivenAnswer; key: string },
  ) => Answer<{ offer: LettingOffer; replayed: boolean }>;
  /** Closes by silence the offers whose last day is over; how many. Asked again, it finds nothing more to close. */
  lapseOffers: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
  signLease: (
    asked: Asked,
    input: {
      vacancyId: string;
      number: string;
      signedOn: CivilDate;
      verified: boolean;
      key: string;
      said?: SaidAtSigning;
    },
  ) => Answer<SignedLease>;
  giveKeys: (asked: Asked, input: { vacancyId: string; on: CivilDate }) => Answer<{ on: CivilDate }>;
  /** An exhausted list: the home back to the board, with what was learned and who designates next. */
  returnHome: (
    asked: Asked,
    input: { vacancyId: string; key: string },
  ) => Answer<{ designates: 'landlord' | 'mayor' | 'holder'; replayed: boolean }>;
};
