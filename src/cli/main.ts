#!/usr/bin/env node
/** The `parcours` command: finds the subcommand, runs it, and turns its outcome into an exit status. */
import { AppError } from '../kernel/app-error.ts';
import { type CliCommand, type CliStreams, type ExitStatus, UsageError } from './command.ts';

/** Subcommands are loaded on demand, so that `law` does not pay for the database or the solver. */
const commands: Record<string, () => Promise<{ command: CliCommand }>> = {
  acceptance: () => import('./acceptance.ts'),
  admin: () => import('./admin.ts'),
  exchange: () => import('./exchange.ts'),
  import: () => import('./import.ts'),
  landlord: () => import('./landlord.ts'),
  law: () => import('./law.ts'),
  match: () => import('./match.ts'),
  replay: () => import('./replay.ts'),
  report: () => import('./report.ts'),
  retention: () => import('./retention.ts'),
  encryption: () => import('./encryption.ts'),
  journal: () => import('./journal.ts'),
  move: () => import('./move.ts'),
  orders: () => import('./orders.ts'),
  simulate: () => import('./simulate.ts'),
  solve: () => import('./solve.ts'),
  'training-copy': () => import('./training-copy.ts'),
  verify: () => import('./verify.ts'),
};

async function main(args: readonly string[], streams: CliStreams): Promise<ExitStatus> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    streams.stderr.write(await listOfCommands());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    streams.stderr.write(`parcours : commande inconnue « ${name} ».\n\n${await listOfCommands()}`);
    return 2;
  }
  const { command } = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    streams.stderr.write(`${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(rest, streams);
  } catch (error) {
    if (error instanceof AppError) {
      const told = [error.publicMessage, error.hint].filter((line) => line !== undefined).join('\n');
      streams.stderr.write(`parcours ${name} : ${told}\n`);
      return error.code === 'bad-configuration' || error.code === 'bad-request' ? 2 : 1;
    }
    if (!(error instanceof UsageError)) throw error;
    streams.stderr.write(`parcours ${name} : ${error.message}\n\n${command.usage}\n`);
    return 2;
  }
}

async function listOfCommands(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(
      async ([name, load]) => `  ${name.padEnd(15)}${(await load()).command.summary}`,
    ),
  );
  return `Usage : parcours <commande> [options]\n\n${lines.join('\n')}\n\nparcours <commande> --help en dit plus.\n`;
}

// A reader that has seen enough (head, less) closes the pipe: that is no fault.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
  process.exit(process.exitCode ?? 0);
});

main(process.argv.slice(2), process).then(
  (status) => {
    process.exitCode = status;
  },
  (fault: unknown) => {
    process.stderr.write(
      `parcours : panne inattendue.\n${fault instanceof Error ? fault.stack : String(fault)}\n`,
    );
    process.exitCode = 1;
  },
);
