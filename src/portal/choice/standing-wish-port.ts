/** What pages and the day that begins ask of the store of standing wishes. */
import type { Asked } from '../../domain/act.ts';
import type { Accessibility, Typology } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { StandingCriteria, StandingRefusal, StandingWish } from './standing-wish.ts';

export type NewStandingWish = {
  number: string;
  criteria: StandingCriteria;
  until: CivilDate;
  requestKey: string;
};

/** What the application already asks for: proposed in the form. */
export type AskedForAlready = {
  communes: readonly string[];
  typologies: readonly Typology[];
  accessibility: Accessibility;
};

export type StandingWishPort = {
  /** Newest first, those over with them. */
  of: (
    landlordId: string,
    number: string,
  ) => Promise<{ wishes: readonly StandingWish[]; application: AskedForAlready }>;
  /** Idempotent by key. */
  set: (asked: Asked, wish: NewStandingWish) => Promise<Result<StandingWish, StandingRefusal>>;
  /** Asked twice, it ends once. */
  end: (
    asked: Asked,
    question: { number: string; id: string },
  ) => Promise<Result<StandingWish, StandingRefusal>>;
  /** Answers open adverts in the name of those who asked for it; how many wishes it wrote. Again the same day: none. */
  answerAdverts: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
};
