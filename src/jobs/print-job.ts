/** The job that draws the letters to print as one file: thousands of sheets, on a thread of its own. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { DatabaseAccess } from '../access/encryption-keys.ts';
import { addressLines } from '../committee/letters/delivery.ts';
import type { LetterPort } from '../committee/letters/letter-port.ts';
import { ok, refuse } from '../kernel/result.ts';
import type { JobFilePort } from './file-port.ts';
import type { JobDefinition } from './job.ts';
import { lettersPdf } from './mail-paper.ts';
import { onTaskThread } from './task-thread.ts';

/** The communes that the person who asks is held to; null: the whole landlord. */
export const printParameters = z.object({ communes: z.array(z.string()).nullable() });
export type PrintParameters = z.infer<typeof printParameters>;

/** The file, kept two days at most; null where no letter waits for the post. */
export const printResultSchema = z.object({ fileId: z.uuid().nullable(), letters: z.number() });
type PrintResult = z.infer<typeof printResultSchema>;

type PlayPrint = (
  task: PrintParameters & { landlordId: string },
  watch: { onProgress: (share: number) => void; signal: AbortSignal },
) => Promise<PrintResult>;

/** Gives a `PrintResult`. Taken twice it makes two files of the same letters, and the row keeps one. */
export function printJob(play: PlayPrint): JobDefinition {
  return async ({ landlordId, parameters, onProgress, signal }) => {
    onProgress(0, 'Dessin des courriers');
    const watch = { onProgress: (share: number) => onProgress(share, 'Dessin des courriers'), signal };
    const result = await play({ ...printParameters.parse(parameters), landlordId }, watch);
    return result.fileId === null ? refuse('Aucun courrier n’attend d’être imprimé.') : ok(result);
  };
}

/** Draws on a thread that ends with it. `entry` is compiled JavaScript. */
export function printThread(entry: URL, database: DatabaseAccess): PlayPrint {
  return (task, watch) => onTaskThread(entry, { ...task, database }, printResultSchema, watch);
}

/** Draws the letters that wait for the post, where it is called. Their addresses are those of this instant. */
export async function printQueued(
  letters: Pick<LetterPort, 'printQueue'>,
  files: Pick<JobFilePort, 'keep'>,
  { landlordId, communes }: PrintParameters & { landlordId: string },
): Promise<PrintResult> {
  const queue = await letters.printQueue({ landlordId, communes: communes && new Set(communes) });
  if (queue.length === 0) return { fileId: null, letters: 0 };
  const pdf = await lettersPdf(
    queue.map(({ content, delivery }) => ({ content, address: addressLines(delivery) })),
  );
  const { fileId } = await files.keep(landlordId, Readable.from([pdf]));
  return { fileId, letters: queue.length };
}
