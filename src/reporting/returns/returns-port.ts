/** What pages and the daily acts ask of the store of returns. */
import type { Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { ReturnPlaces } from './calendar.ts';
import type { FiledFigures, FiledReturn, FilingAnswers, FilingRefusal } from './filing.ts';
import type { ReturnContent } from './return-content.ts';

export type ReturnScene = {
  content: ReturnContent;
  /** Newest first, each with its figures as they left. */
  sendings: readonly (FiledReturn & { figures: FiledFigures })[];
  /** The day of the first act in the journal; null: none yet. */
  since: CivilDate | null;
};

export type FilingRequest = {
  key: string;
  requestKey: string;
  /** The newest sending that the person read; empty: none. */
  newestId: string;
  /** The content that the person read. */
  stamp: string;
  answers: FilingAnswers;
  /** Made of the content of that stamp. */
  files: { stamp: string; name: string; ods: Buffer; pdf: Buffer; odsMediaType: string };
};

export type ReturnsPort = {
  /** Who receives returns, and every sending: newest first. In a fixed number of queries. */
  calendar: (landlordId: string) => Promise<{
    places: ReturnPlaces;
    sendings: FiledReturn[];
    since: CivilDate | null;
  }>;
  /** One return as it would leave today; null where the landlord has none of that key. */
  scene: (landlordId: string, key: string, today: CivilDate) => Promise<ReturnScene | null>;
  /** The same request twice has one effect; who comes second is told who sent it and when. */
  file: (asked: Asked, request: FilingRequest) => Promise<Result<FiledReturn, FilingRefusal>>;
  /** The very bytes that were sent; null where there is no such copy. */
  copy: (
    landlordId: string,
    id: string,
    format: 'ods' | 'pdf',
  ) => Promise<{ fileName: string; mediaType: string; content: Buffer; hash: string } | null>;
  /** Puts the reminders of the day in the outbox of the officers; how many. Asked again, none. */
  remind: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
};
