/** What a worker answers to machines: the same questions as the service's, under the same conditions, and no page. */
import express, { type Express } from 'express';
import type { Config } from '../config.ts';
import type { Logger } from '../logging.ts';
import { errorHandler, notFound } from './middleware/errors.ts';
import { requestLog } from './middleware/request-log.ts';
import { securityHeaders } from './middleware/security.ts';
import { type Operations, operationsRouter } from './operations.ts';

type Means = Operations & { config: Pick<Config, 'environment' | 'metricsToken'>; logger: Logger };

export function createOperationsApp(means: Means): Express {
  const { config, logger, metrics } = means;
  const app = express();
  app.disable('x-powered-by');
  app.use(...requestLog(logger, metrics));
  app.use(securityHeaders(config));
  app.use(operationsRouter(means));
  app.use(notFound);
  app.use(errorHandler(logger));
  return app;
}
