/** The published chance of a household for a home, as pages ask for it: learned from past wishes, or too little known. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Advert } from '../advert.ts';
import type { Likeness, PointsSpread } from './like-lettings.ts';
import type { ChanceModel, ReliabilityBin } from './model.ts';
import type { WishFacts } from './wish-outcome.ts';

/** From "très faible" (1) to "très bonne" (5). */
export type ChanceLevel = 1 | 2 | 3 | 4 | 5;

export type Chance =
  | {
      kind: 'chance';
      level: ChanceLevel;
      permille: number;
      /** The range that past wishes allow, in thousandths: nine true shares in ten lie within. */
      low: number;
      high: number;
      /** Past wishes of which as much was said that it rests on. */
      outcomes: number;
      /** The model that spoke and what it read, kept with the wish: what happens then is set beside them. */
      modelId: string;
      facts: WishFacts;
    }
  | { kind: 'tooLittle'; outcomes: number; needed: number };

export type ChanceQuestion = {
  advert: Pick<Advert, 'facts' | 'opensOn' | 'closesOn'>;
  /** Points of the grid for this home; null where nothing could be counted. */
  gridPoints: number | null;
  /** Households already interested that stand before this one, and all those interested but this one. */
  ahead: number;
  interested: number;
  onDay: CivilDate;
};

export type ChancePort = {
  of: (landlordId: string, question: ChanceQuestion) => Promise<Chance>;
  /** Whether a model is in force, so that chances are told at all. */
  isTold: (landlordId: string) => Promise<boolean>;
  /** The model in force with its reliability, for the page that publishes it; null while there is too little. */
  published: (landlordId: string) => Promise<{ model: ChanceModel; fittedOn: CivilDate } | null>;
  /** Past wishes whose end is known. */
  known: (landlordId: string) => Promise<number>;
  /** What homes like this one took; null under the published minimum (D-06). */
  winnersOf: (landlordId: string, likeness: Likeness) => Promise<PointsSpread | null>;
  /** Published chances of answered wishes beside what happened, as one diagram; empty while none is. */
  followed: (landlordId: string) => Promise<readonly ReliabilityBin[]>;
  /** Sets the ends of answered wishes and the points of new leases beside what was told; how many it added. */
  gather: (landlordId: string, today: CivilDate) => Promise<number>;
  /** Fits a new model where the newest is a week old and there is more to learn from; 1 where it did. */
  refit: (landlordId: string, today: CivilDate) => Promise<number>;
};
