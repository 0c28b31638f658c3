/** The shape of one subcommand of `parcours`: one file each, loaded only when called. */

/** 0 done; 1 a fault, or a check that does not hold; 2 bad input or bad usage, nothing written. */
export type ExitStatus = 0 | 1 | 2;

export type CliStreams = {
  stdin: NodeJS.ReadableStream;
  /** Results only. */
  stdout: NodeJS.WritableStream;
  /** Everything else: progress, warnings, refusals. */
  stderr: NodeJS.WritableStream;
};

export type CliCommand = {
  /** French, one line, for the list of commands. */
  summary: string;
  /** French, shown by --help and after a bad usage. */
  usage: string;
  run: (args: readonly string[], streams: CliStreams) => Promise<ExitStatus>;
};

/** Bad usage or bad input found by a command: its message and the usage go to stderr, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
