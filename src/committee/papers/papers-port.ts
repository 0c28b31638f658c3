/** What the pages of papers ask of the store: every paper that leaves the tool is in the journal. */
import type { Asked } from '../session-port.ts';

export const paperKinds = ['convocation', 'folder', 'minutes', 'minutesSheets'] as const;
export type PaperKind = (typeof paperKinds)[number];

export type PapersPort = {
  /** Writes that a paper of a sitting was printed, and for which member where it is for one. */
  recordPrinted: (
    asked: Pick<Asked, 'landlordId' | 'actor' | 'now'>,
    paper: { sessionId: string; kind: PaperKind; memberId: string | null },
  ) => Promise<void>;
};
