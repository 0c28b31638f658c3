/** What pages ask of the watch on departure notices. */
import type { Home, Vacancy } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { TransferReader } from './finding-port.ts';
import type { WatchMatch } from './watch.ts';

export type WatchedHome = {
  vacancy: Pick<Vacancy, 'id' | 'status' | 'noticeReceivedOn' | 'availableOn'>;
  home: Home;
  matches: readonly WatchMatch[];
};

export type WatchPort = {
  /** Homes whose notice has come and that an accepted transfer could take; the newest notice first. */
  notices: (reader: TransferReader, today: CivilDate) => Promise<WatchedHome[]>;
  /** Homes to let or about to free that could answer one accepted request, those that free first. */
  forRequest: (reader: TransferReader, requestId: string, today: CivilDate) => Promise<WatchedHome[]>;
  /** The same of one home that is to be let; null for an unknown one or one no longer to let. */
  ofVacancy: (reader: TransferReader, vacancyId: string, today: CivilDate) => Promise<WatchedHome | null>;
};
