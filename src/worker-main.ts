/** A worker as a process (`npm run worker`): takes tasks from the queue until a signal stops it. */
import { loadConfig } from './config.ts';
import { createLogger } from './logging.ts';
import { live } from './process-life.ts';
import { startWorker } from './worker.ts';

live(async () => {
  const config = loadConfig();
  const worker = await startWorker(config, createLogger(config.logLevel));
  if (worker.metricsUrl !== null) process.stderr.write(`parcours : mesures sur ${worker.metricsUrl}\n`);
  process.stderr.write('parcours : prêt à travailler, en attente de tâches\n');
  return worker;
});
