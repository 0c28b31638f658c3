/** What pages and other rooms ask of the store of wishes. */
import type { Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { Advert, InterestSource } from '../advert.ts';
import type { PublicAdvert } from '../adverts/advert-port.ts';
import type { Chance } from '../chance/chance-port.ts';
import type { AdvertChoice, PublicChoice } from './advert-choice.ts';
import type { BetterHome } from './told-chance.ts';
import type { Wish } from './wish.ts';

export type WishRefusal =
  | { code: 'noSuchAdvert' }
  | { code: 'notOpen'; opensOn: CivilDate }
  | { code: 'closed'; closedOn: CivilDate }
  /** An officer wrote a day on which the advert was not open. */
  | { code: 'notInTime' }
  | { code: 'tooMany'; limit: number }
  /** The law says no to this household for this home; the page says which rule. */
  | { code: 'lawSaysNo' }
  | { code: 'noSuchWish' }
  /** It was withdrawn or answered already. */
  | { code: 'over'; wish: Wish };

export type NewWish = {
  advertId: string;
  number: string;
  source: InterestSource;
  /** The outside site, where it came from one. */
  sourceName: string | null;
  /** The day that counts: today, or that of the post mark. */
  expressedOn: CivilDate;
  requestKey: string;
};

/** An interest whose advert is over and whose household has no answer yet. */
export type InterestToAnswer = {
  wish: Wish;
  vacancyId: string;
  /** What ended it: a lease or a decision on the home, or its withdrawal; the day is that of the event. */
  because: 'let' | 'decided' | 'withdrawn';
  on: CivilDate;
};

/** The chance is null where the household cannot stand on the home's list; `better`: like homes with a greater one. */
export type ToldAdvert = { choice: AdvertChoice; chance: Chance | null; better: readonly BetterHome[] };

export type InterestPort = {
  /** What anyone may read of who asked for the home. */
  publicChoice: (advert: Pick<Advert, 'id' | 'landlordId' | 'vacancyId'>) => Promise<PublicChoice>;
  /** What the personal part of an advert's page tells; `number` null, or of no file here: a reader without one. */
  choiceFor: (
    advert: Pick<Advert, 'id' | 'landlordId' | 'vacancyId'>,
    number: string | null,
    today: CivilDate,
  ) => Promise<AdvertChoice>;
  /** All that the page of an advert tells a household; `like`: homes of the same landlord that may stand beside it. */
  toldOn: (
    advert: PublicAdvert,
    like: readonly PublicAdvert[],
    number: string,
    today: CivilDate,
  ) => Promise<ToldAdvert>;
  /** Every wish of the household, live ones first in their order. */
  wishesOf: (landlordId: string, number: string) => Promise<readonly Wish[]>;
  /** Idempotent by key, and one live wish a home whoever clicks twice. `created` false: it stood already. */
  express: (asked: Asked, wish: NewWish) => Promise<Result<{ wish: Wish; created: boolean }, WishRefusal>>;
  /** Swaps the wish with its neighbour; at an end it stays. */
  move: (
    asked: Asked,
    question: { number: string; wishId: string; towards: 'first' | 'last' },
  ) => Promise<Result<Wish, WishRefusal>>;
  /** Until the closing day; asked twice, it says so once. */
  withdraw: (
    asked: Asked,
    question: { number: string; wishId: string },
  ) => Promise<Result<Wish, WishRefusal>>;
  /** Live wishes whose advert is over and which no answer closed yet: never silence. */
  interestsToAnswer: (landlordId: string, today: CivilDate) => Promise<readonly InterestToAnswer[]>;
};
