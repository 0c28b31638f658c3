/** Adverts: the rooms where officers write them, alerts, what other sites read. The public pages come before (pages-router). */
import { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { alertsRouter } from './alert-routes.tsx';
import { feedRouter } from './feed-routes.ts';
import { officerAdvertsRouter } from './officer-routes.tsx';

export function advertsRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use(officerAdvertsRouter(dependencies));
  router.use(alertsRouter(dependencies));
  router.use(feedRouter(dependencies));
  return router;
}
