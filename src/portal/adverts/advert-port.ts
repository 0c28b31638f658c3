/** What pages ask of the store of adverts. */

import type { Asked } from '../../domain/act.ts';
import type { Vacancy } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { Advert, AdvertClosing, AdvertFacts, AdvertState, AdvertWords } from '../advert.ts';
import type { AdvertFilters } from './advert-filters.ts';
import type { AdvertRefusal } from './advert-refusal.ts';

export type AdvertMedium = { id: string; kind: 'photo' | 'plan'; alternative: string };

/** An advert as anyone may read it: what is open, or once was. */
export type PublicAdvert = Advert & {
  media: readonly AdvertMedium[];
  /** Why it was withdrawn, in French; null otherwise. */
  note: string | null;
};

/** An advert as officers follow it. */
export type AdvertRecord = PublicAdvert & {
  writtenBy: string;
  writerIds: readonly string[];
  reviewedBy: string | null;
  publishedAt: Date | null;
  closings: readonly AdvertClosing[];
  /** Households whose wish is live now. */
  interested: number;
  /** The facts of the home as the stock has them now. */
  factsNow: AdvertFacts;
  vacancy: Pick<Vacancy, 'status'>;
  /** The commission decided a list for the home. */
  decided: boolean;
};

/** A freed home on the desk of adverts, with its advert where there is one. */
export type DeskHome = {
  vacancyId: string;
  facts: AdvertFacts;
  status: Vacancy['status'];
  withdrawal: Vacancy['withdrawal'];
  decided: boolean;
  /** Designated by its holder: L-02 asks to publish vacant homes, the search is over. */
  designated: boolean;
};

export type AdvertOfHome = { id: string; state: AdvertState };

export type AdvertDesk = { homes: readonly DeskHome[]; adverts: readonly AdvertRecord[] };

export type AdvertText = {
  words: AdvertWords;
  opensOn: CivilDate;
  /** Null in a slack place: its weekly closing follows from the policy. */
  closesOn: CivilDate | null;
  exportedTo: readonly string[];
};

/** What an officer does with an advert; `version` is that of the page which was read. */
export type AdvertStep =
  | { kind: 'edit'; text: AdvertText }
  | { kind: 'submit' }
  | { kind: 'accept' }
  | { kind: 'sendBack'; why: string }
  | { kind: 'withdraw'; why: string };

export type AdvertAfter = { id: string; version: number };

export type AdvertPort = {
  /** An advert that is, or was, public; of any landlord of the network. The same object until an advert changes. */
  find: (id: string) => Promise<PublicAdvert | null>;
  /** Those open on the day that answer the search, over all landlords; of every advert, the same array until one changes. */
  publicList: (filters: AdvertFilters, today: CivilDate) => Promise<readonly PublicAdvert[]>;
  /** The bytes of a picture of a public advert. */
  image: (advertId: string, mediumId: string) => Promise<{ mediaType: string; bytes: Buffer } | null>;
  /** Freed homes and their adverts; `communes`: the officer's scope, null for the whole landlord. */
  desk: (landlordId: string, communes: ReadonlySet<string> | null) => Promise<AdvertDesk>;
  record: (landlordId: string, id: string) => Promise<AdvertRecord | null>;
  /** A picture, whatever the state of its advert: for officers. */
  ownImage: (
    landlordId: string,
    advertId: string,
    mediumId: string,
  ) => Promise<{ mediaType: string; bytes: Buffer } | null>;
  /** The advert of a freed home that is written, open or closed; null where there is none. */
  ofVacancy: (landlordId: string, vacancyId: string) => Promise<AdvertOfHome | null>;
  /** The home of an advert to write: null where it is not to let. */
  homeToAdvertise: (landlordId: string, vacancyId: string) => Promise<DeskHome | null>;
  /** A new draft; the same `key` again gives the one that it made. */
  write: (
    asked: Asked,
    input: { vacancyId: string; key: string; text: AdvertText },
  ) => Promise<Result<AdvertAfter, AdvertRefusal>>;
  change: (
    asked: Asked,
    input: { id: string; version: number; step: AdvertStep },
  ) => Promise<Result<AdvertAfter, AdvertRefusal>>;
  addPicture: (
    asked: Asked,
    input: {
      id: string;
      version: number;
      kind: AdvertMedium['kind'];
      alternative: string;
      mediaType: 'image/jpeg' | 'image/png';
      bytes: Buffer;
    },
  ) => Promise<Result<AdvertAfter, AdvertRefusal>>;
  removePicture: (
    asked: Asked,
    input: { id: string; version: number; mediumId: string },
  ) => Promise<Result<AdvertAfter, AdvertRefusal>>;
  /** What a day that begins does: opens, closes, ends. How many adverts changed; asked again, none. */
  runDay: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
};
