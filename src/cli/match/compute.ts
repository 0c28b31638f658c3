/** Runs a session for a command: progress on stderr, refusals as bad input. */
import { AppError } from '../../kernel/app-error.ts';
import { runSession } from '../../matching/run.ts';
import type { RunResult } from '../../matching/run-result.ts';
import type { Snapshot } from '../../matching/snapshot.ts';
import { UsageError } from '../command.ts';
import { progressOn } from '../progress.ts';

/** Throws a UsageError where parts of the snapshot contradict one another. */
export async function runWithProgress(snapshot: Snapshot, stderr: NodeJS.WritableStream): Promise<RunResult> {
  const progress = progressOn(stderr);
  try {
    return await runSession(snapshot, { onProgress: progress.tell });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad-request') throw error;
    const details = error.details.map(({ path, message }) => `\n  ${path} : ${message}`).join('');
    throw new UsageError(`${error.publicMessage}${details}`);
  } finally {
    progress.end();
  }
}
