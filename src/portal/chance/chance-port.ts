/** The published chance of a household for a home, as pages ask for it: learned from past lettings, or too little known. */
import type { Application } from '../../domain/application.ts';
import type { Advert } from '../advert.ts';

/** From "très faible" (1) to "très bonne" (5). */
export type ChanceLevel = 1 | 2 | 3 | 4 | 5;

export type Chance =
  | {
      kind: 'chance';
      level: ChanceLevel;
      permille: number;
      /** The range that past lettings allow, in thousandths. */
      low: number;
      high: number;
      /** Past outcomes of like homes that it rests on. */
      outcomes: number;
    }
  | { kind: 'tooLittle'; outcomes: number; needed: number };

export type ChanceQuestion = {
  advert: Advert;
  application: Omit<Application, 'name'>;
  /** How many households have asked for the home so far, this one left out. */
  interested: number;
};

export type ChancePort = {
  of: (landlordId: string, question: ChanceQuestion) => Promise<Chance>;
};
