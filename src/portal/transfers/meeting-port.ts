/** What pages ask of the store of the internal body's meetings. */
import type { Asked } from '../../domain/act.ts';
import type { Result } from '../../kernel/result.ts';
import type { TransferReader } from './finding-port.ts';
import type { ItemRecommendation, Meeting, MeetingRefusal, PlanMeeting } from './meeting.ts';
import type { RequestLine } from './transfer-port.ts';

/** The requests of an agenda in the published order, with what was said of each. */
export type MeetingView = {
  meeting: Meeting;
  /** By request; one that is no longer there is not. */
  requests: ReadonlyMap<string, RequestLine>;
};

export type MeetingPort = {
  /** Planned ones by day, then the last closed. */
  list: (landlordId: string) => Promise<Meeting[]>;
  /** Requests out of the reader's communes are left out. */
  find: (reader: TransferReader, id: string) => Promise<MeetingView | null>;
  /** Requests that wait for examination, in the published order. */
  waiting: (reader: TransferReader) => Promise<RequestLine[]>;
  plan: (
    asked: Asked,
    input: PlanMeeting,
    communes: TransferReader['communes'],
  ) => Promise<Result<{ id: string }, MeetingRefusal>>;
  recommend: (
    asked: Asked,
    input: { id: string; version: number; requestId: string; said: ItemRecommendation },
  ) => Promise<Result<{ version: number }, MeetingRefusal>>;
  /** Writes that the minutes were printed: every paper that leaves is in the journal. */
  recordPrinted: (asked: Asked, id: string) => Promise<void>;
  /** Freezes the minutes and passes what was recommended to each request, whose household is told. */
  close: (
    asked: Asked,
    input: { id: string; version: number },
  ) => Promise<Result<{ told: number }, MeetingRefusal>>;
};
