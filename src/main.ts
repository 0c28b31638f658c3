/** The service as a process: starts, and says that it is ready. Page processes that it starts come in here too. */
import cluster from 'node:cluster';
import { demoEmails, demoPassword } from './access/demo-accounts.ts';
import { loadConfig } from './config.ts';
import { createLogger } from './logging.ts';
import { follow, live } from './process-life.ts';
import { leadPages } from './processes/lead.ts';
import { servePages } from './processes/page-process.ts';
import { startService } from './service.ts';

if (cluster.isWorker) {
  follow(async () => {
    const config = loadConfig();
    await servePages(config, createLogger(config.logLevel));
  });
} else {
  live(async () => {
    const config = loadConfig();
    const start = config.pageProcesses > 1 ? leadPages : startService;
    const service = await start(config, createLogger(config.logLevel));
    process.stderr.write(`parcours prêt : ${service.url}\n`);
    if (config.demo) {
      const accounts = demoEmails.map((email) => `  ${email}\n`).join('');
      process.stderr.write(`Comptes de démonstration (mot de passe ${demoPassword}) :\n${accounts}`);
    }
    return service;
  });
}
