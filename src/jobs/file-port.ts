/** Files given to tasks or made by them, where every worker reaches them. */

/** Days during which such a file can be taken; the next sweep then erases it. */
export const daysOfJobFiles = 2;

export type JobFilePort = {
  /** Keeps the bytes as they come, a piece at a time in memory; gives the name to ask for them by, and their number. */
  keep: (
    landlordId: string,
    content: AsyncIterable<Uint8Array>,
  ) => Promise<{ fileId: string; bytes: number }>;
  /** The bytes again, from the first; none where nothing is kept under that name. */
  open: (landlordId: string, fileId: string) => AsyncIterable<Uint8Array>;
  /** Of one mebibyte each, the last one shorter; 0 where nothing is kept under that name any more. */
  pieces: (landlordId: string, fileId: string) => Promise<number>;
  drop: (landlordId: string, fileId: string) => Promise<void>;
};
