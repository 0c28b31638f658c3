/** A worker as a process (`npm run worker`): takes tasks from the queue until a signal stops it. */
import { loadConfig } from './config.ts';
import { outboxFolder } from './jobs/outbox-folder.ts';
import { createLogger } from './logging.ts';
import { live } from './process-life.ts';
import { startWorker } from './worker.ts';

live(async () => {
  const config = loadConfig();
  const worker = await startWorker(config, createLogger(config.logLevel));
  if (worker.metricsUrl !== null) process.stderr.write(`parcours : mesures sur ${worker.metricsUrl}\n`);
  if (config.smtpUrl === null) {
    // Workers send them, and the machine of the service may be another one.
    process.stderr.write(
      `parcours : sans SMTP_URL, les messages sont écrits ici, dans ${outboxFolder(config)}\n`,
    );
  }
  process.stderr.write('parcours : prêt à travailler, en attente de tâches\n');
  return worker;
});
