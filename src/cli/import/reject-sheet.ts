/** The sheet of rejected rows on the disk: written beside its name, put in place only when it is whole. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { type CorrectionSheet, correctionSheet } from '../../intake/correction-sheet.ts';

export type RejectSheet = CorrectionSheet & {
  /** Takes back what was written, where the file is refused whole. */
  discard: () => Promise<void>;
};

/** A sheet that becomes the file `path` at its end, and no file at all where nothing was rejected. */
export function rejectSheet(path: string): RejectSheet {
  const part = `${path}.part`;
  let opened = false;
  const sheet = correctionSheet(() => {
    opened = true;
    return createWriteStream(part, { mode: 0o600 });
  });
  return {
    add: sheet.add,
    end: async () => {
      await sheet.end();
      if (opened) await rename(part, path);
    },
    discard: async () => {
      await sheet.end();
      await rm(part, { force: true });
    },
  };
}
