/** Relocations by law, requests of fellow landlords, the triennial review of occupancy. */
import { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission } from '../../middleware/current-user.ts';
import { fellowRoutes } from './fellow-routes.tsx';
import { perimeterRoutes } from './perimeter-routes.tsx';
import { relocationRoutes } from './relocation-routes.tsx';
import { reviewRoutes } from './review-routes.tsx';
import { sittingReviewRoutes } from './sitting-routes.tsx';

export function relocationsRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/relogements', requirePermission('transfer.read'));
  router.use('/agent/occupation', requirePermission('transfer.read'));
  // Before the page of one relocation, whose address holds an identifier at the same place.
  fellowRoutes(router, dependencies);
  perimeterRoutes(router, dependencies);
  relocationRoutes(router, dependencies);
  reviewRoutes(router, dependencies);
  sittingReviewRoutes(router, dependencies);
  return router;
}
