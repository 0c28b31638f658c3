/** The officer's board: the day, the freed homes, each home's life, and what waits for whom. */
import { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission } from '../../middleware/current-user.ts';
import { draftsRouter } from '../../middleware/drafts.ts';
import { dayRoutes } from './day-routes.tsx';
import { homeRoutes } from './home-routes.tsx';
import { homesRoutes } from './homes-routes.tsx';
import { pendingFormRoutes } from './pending-form-routes.tsx';
import { searchRoutes } from './search-routes.tsx';
import { watchRoutes } from './watch-routes.tsx';

export function boardRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.get(
    ['/agent', '/agent/logements', '/agent/logements/:vacancyId', '/agent/passation'],
    requirePermission('board.read'),
  );
  router.get('/agent/demandes/attente', requirePermission('file.read'));
  router.use(draftsRouter(dependencies));
  pendingFormRoutes(router, dependencies);
  dayRoutes(router, dependencies);
  searchRoutes(router, dependencies);
  homesRoutes(router, dependencies);
  // Before a home's page, whose address has the same shape.
  watchRoutes(router, dependencies);
  homeRoutes(router, dependencies);
  return router;
}
