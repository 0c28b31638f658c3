/** What the pages of a household's own file ask of the store about where it stands. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Standing } from './standing.ts';

export type StandingPort = {
  /** Null where no application has that number. */
  of: (landlordId: string, number: string, today: CivilDate) => Promise<Standing | null>;
  /** The points alone, without what others have: in each territory wished. */
  pointsOf: (
    landlordId: string,
    number: string,
    today: CivilDate,
  ) => Promise<readonly { place: string; points: number }[]>;
};
