/** Exchanges and chains: officers search and ask under `/agent/echanges`, tenants wish under `/demandeur/logement/echange`. */
import { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission } from '../../middleware/current-user.ts';
import { officerRoutes } from './officer-routes.tsx';
import { wishRoutes } from './wish-routes.tsx';

export function exchangesRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/echanges', requirePermission('exchange.write'));
  officerRoutes(router, dependencies);
  wishRoutes(router, dependencies);
  return router;
}
