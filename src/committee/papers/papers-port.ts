/** What the pages of papers ask of the store: every paper that leaves the tool is in the journal. */
import type { Asked } from '../../domain/act.ts';

export type PaperKind = 'convocation' | 'folder' | 'minutes' | 'minutesSheets';

export type PapersPort = {
  /** Writes that a paper of a sitting was printed, and for which member where it is for one. */
  recordPrinted: (
    asked: Pick<Asked, 'landlordId' | 'actor' | 'now'>,
    paper: { sessionId: string; kind: PaperKind; memberId: string | null },
  ) => Promise<void>;
};
