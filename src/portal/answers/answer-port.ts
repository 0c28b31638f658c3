/** The daily act that answers wishes, so that none ends in silence. */
import type { CivilDate } from '../../kernel/civil-date.ts';

export type WishAnswerPort = {
  /**
   * Answers every wish whose advert is over, once; then tells those whose advert waits for a decision beyond the
   * published days. How many households were told. One transaction a household.
   */
  answerDay: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
};
