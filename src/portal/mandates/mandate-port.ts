/** What pages ask of the store of mandates. Every write ends in the journal. */
import type { Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { Mandate, MandateGiven, MandateRefusal } from './mandate.ts';

export type MandatePort = {
  /** Running first, then those that are over, newest first; of one file. */
  of: (landlordId: string, number: string, today: CivilDate) => Promise<Mandate[]>;
  /** Gives a mandate, once per `key`, and tells the household. */
  give: (
    asked: Asked,
    number: string,
    given: MandateGiven,
    key: string,
  ) => Promise<Result<null, MandateRefusal>>;
  /** Ends it at once. False where the file has no such mandate; one that is over stays so. */
  end: (asked: Asked, number: string, id: string) => Promise<boolean>;
  /** Tells households of the mandates that end soon, once each; how many. */
  remind: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
};
