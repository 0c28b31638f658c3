/** Adverts: the rooms where officers write them, alerts. The public pages and what other sites read come before (pages-router). */
import { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { alertsRouter } from './alert-routes.tsx';
import { officerAdvertsRouter } from './officer-routes.tsx';

export function advertsRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use(officerAdvertsRouter(dependencies));
  router.use(alertsRouter(dependencies));
  return router;
}
