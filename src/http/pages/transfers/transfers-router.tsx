/** Transfers: officers follow them under `/agent/mutations`, tenants under `/demandeur/logement`. */
import { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission } from '../../middleware/current-user.ts';
import { findingsRoutes } from './findings-routes.tsx';
import { meetingsRoutes } from './meetings-routes.tsx';
import { newRequestRoutes } from './new-request-routes.tsx';
import { requestRoutes } from './request-routes.tsx';
import { requestsRoutes } from './requests-routes.tsx';
import { tenantRoutes } from './tenant-routes.tsx';

export function transfersRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/mutations', requirePermission('transfer.read'));
  requestsRoutes(router, dependencies);
  // Before the page of one request, whose address holds an identifier at the same place.
  newRequestRoutes(router, dependencies);
  findingsRoutes(router, dependencies);
  meetingsRoutes(router, dependencies);
  requestRoutes(router, dependencies);
  tenantRoutes(router, dependencies);
  return router;
}
