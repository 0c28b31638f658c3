/** A household's wish for an advertised home: no application and no right (L-03), but always an answer. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Advert, InterestSource } from '../advert.ts';

export const wishStates = ['live', 'withdrawn', 'answered'] as const;
export type WishState = (typeof wishStates)[number];

/** What a wish tells of its advert. */
export type WishedAdvert = Pick<
  Advert,
  'id' | 'vacancyId' | 'state' | 'regime' | 'facts' | 'words' | 'opensOn' | 'closesOn'
>;

export type Wish = {
  id: string;
  number: string;
  state: WishState;
  /** 1: the most wanted of the household's live wishes. */
  order: number;
  source: InterestSource;
  /** Who expressed it, as the journal names them. */
  by: string;
  /** The day that counts; its hour never does. */
  expressedOn: CivilDate;
  answeredOn: CivilDate | null;
  answer: Readonly<Record<string, unknown>> | null;
  advert: WishedAdvert;
};

/** What was told to the household before it expressed a wish; kept beside it. */
export type ToldBefore = {
  verdict: 'yes' | 'missing' | 'notHere';
  rank: number | null;
  eligible: number;
  interested: number;
  /** The published chance, where a model served. */
  chancePermille: number | null;
};
