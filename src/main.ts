/** The service as a process: starts, says that it is ready, stops gracefully on a signal. */
import { demoEmails, demoPassword } from './access/demo-accounts.ts';
import { loadConfig } from './config.ts';
import { AppError } from './kernel/app-error.ts';
import { createLogger } from './logging.ts';
import { type Service, startService } from './service.ts';

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const service = startService(config, logger);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopOn(service));
  const { url } = await service;
  process.stderr.write(`parcours prêt : ${url}\n`);
  if (config.demo) {
    const accounts = demoEmails.map((email) => `  ${email}\n`).join('');
    process.stderr.write(`Comptes de démonstration (mot de passe ${demoPassword}) :\n${accounts}`);
  }
}

/** A second signal ends at once: the database recovers by itself at the next start. */
async function stopOn(service: Promise<Service>): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
  try {
    await (await service).stop();
    process.exit(0);
  } catch (fault) {
    fail(fault);
  }
}

function fail(fault: unknown): never {
  const told =
    fault instanceof AppError
      ? [fault.publicMessage, fault.hint]
      : ['Panne inattendue au démarrage.', fault instanceof Error ? fault.stack : String(fault)];
  process.stderr.write(`parcours : ${told.filter((line) => line !== undefined).join('\n')}\n`);
  process.exit(1);
}

main().catch(fail);
