/** The web application: the order of its layers is its safety. */
import express, { type Express } from 'express';
import { z } from 'zod';
import { apiRouter } from './api/router.ts';
import { assetsRouter } from './assets.ts';
import { cspReports } from './csp-reports.ts';
import type { HttpDependencies } from './dependencies.ts';
import { bearerOfApi, noBearerOnPages } from './middleware/bearer.ts';
import { compressAnswers } from './middleware/compression.ts';
import { readCurrentUser } from './middleware/current-user.ts';
import { errorHandler, notFound, sendRefusal } from './middleware/errors.ts';
import { answerInTime } from './middleware/patience.ts';
import { readPortalVisitor } from './middleware/portal-visitor.ts';
import { publicLimit } from './middleware/public-limit.ts';
import { requestLog } from './middleware/request-log.ts';
import { secondFactorFirst } from './middleware/second-factor.ts';
import { sameOriginOnly, securityHeaders } from './middleware/security.ts';
import { webSession } from './middleware/session.ts';
import { sessionBeforeRedirect } from './middleware/session-before-redirect.ts';
import { refuseUnstorableAddress } from './middleware/storable-text.ts';
import { operationsRouter } from './operations.ts';
import { pagesRouter } from './pages-router.ts';

// Whatever a schema says without a sentence of ours is said in French too.
z.config(z.locales.fr());

/** The application on what it is given; it opens nothing by itself. */
export function createApp(dependencies: HttpDependencies): Express {
  const { config, logger, metrics } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  // A proxy we trust says who asks and whether it was https.
  app.set('trust proxy', config.trustedProxies);
  app.set('query parser', 'simple');
  app.use(...requestLog(logger, metrics));
  app.use(...securityHeaders(config));
  app.use(compressAnswers());
  app.use(refuseUnstorableAddress);
  app.use(operationsRouter(dependencies));
  app.use(cspReports(dependencies));
  app.use('/assets', assetsRouter());
  const { database } = dependencies.checks;
  if (database) app.use(answerInTime({ isAnswering: database, refuse: sendRefusal }));
  app.use(sameOriginOnly(config));
  // Before the session: what is refused here costs no reading of the database.
  const departures = ['/connexion/fournisseur', '/demandeur/acces/franceconnect'];
  app.use(['/annonces', '/facile-a-lire', '/regles', '/aide', ...departures], publicLimit());
  app.use('/api/v1', bearerOfApi(dependencies));
  app.use(webSession(config, dependencies.sessionSecret, dependencies.webSessions));
  app.use(sessionBeforeRedirect());
  app.use(readCurrentUser(dependencies.accounts));
  app.use(secondFactorFirst(config));
  app.use(readPortalVisitor(dependencies));
  app.use('/api/v1', apiRouter(dependencies));
  app.use(noBearerOnPages);
  app.use(pagesRouter(dependencies));
  app.use(notFound);
  app.use(errorHandler(logger));
  return app;
}
