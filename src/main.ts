/** The service as a process: starts, and says that it is ready. */
import { demoEmails, demoPassword } from './access/demo-accounts.ts';
import { loadConfig } from './config.ts';
import { createLogger } from './logging.ts';
import { live } from './process-life.ts';
import { startService } from './service.ts';

live(async () => {
  const config = loadConfig();
  const service = await startService(config, createLogger(config.logLevel));
  process.stderr.write(`parcours prêt : ${service.url}\n`);
  if (config.demo) {
    const accounts = demoEmails.map((email) => `  ${email}\n`).join('');
    process.stderr.write(`Comptes de démonstration (mot de passe ${demoPassword}) :\n${accounts}`);
  }
  return service;
});
