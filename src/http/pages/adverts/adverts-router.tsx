/** Adverts: the public list and pages, and the rooms where officers write them. */
import { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { alertsRouter } from './alert-routes.tsx';
import { feedRouter } from './feed-routes.ts';
import { officerAdvertsRouter } from './officer-routes.tsx';
import { publicAdvertsRouter } from './public-routes.tsx';

export function advertsRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use(officerAdvertsRouter(dependencies));
  router.use(alertsRouter(dependencies));
  router.use(feedRouter(dependencies));
  router.use(publicAdvertsRouter(dependencies));
  return router;
}
