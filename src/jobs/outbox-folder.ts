/** Messages as files, until a server is set to carry them: one file a message, whole or absent, for this account only. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Why a message did not leave: in French, without the address; `lasting` where trying again is of no use. */
export type MessageFailure = { cause: string; lasting: boolean };

/** The folder of the messages of an installation. */
export function outboxFolder({ dataDir }: { dataDir: string }): string {
  return path.join(dataDir, 'outbox');
}

/** Writes the message under that name, over an earlier copy of it; null: it is there. */
export async function writeMessage(
  folder: string,
  name: string,
  content: Buffer | string,
): Promise<MessageFailure | null> {
  // Its own name: what a kill left half-written is written over by the next try.
  const unfinished = path.join(folder, `.${name}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(unfinished, content, { mode: 0o600 });
    await rename(unfinished, path.join(folder, name));
    return null;
  } catch {
    // On a full disk it holds the room that is missing, and somebody's address.
    await rm(unfinished, { force: true }).catch(() => {});
    return { cause: 'Le dossier des messages ne peut pas être écrit.', lasting: false };
  }
}
