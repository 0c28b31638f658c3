/** The sittings of the commission, for officers and the secretary: prepare, hold, project, close. */
import { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { folderRoutes } from './folder-routes.tsx';
import { homeRoutes } from './home-routes.tsx';
import { ProjectionPage } from './projection-page.tsx';
import { homeOf, linesOf } from './reading.ts';
import { sessionsRoutes } from './sessions-routes.tsx';

export function sittingRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  sessionsRoutes(router, dependencies);
  folderRoutes(router, dependencies);
  homeRoutes(router, dependencies);
  projectionRoutes(router, dependencies);
  return router;
}

function projectionRoutes(router: Router, dependencies: HttpDependencies): void {
  const guard = requirePermission('session.hold');
  router.get('/agent/seances/:id/projection', guard, async (request, response) => {
    const view = await linesOf(dependencies, request, userWhoMay(request, 'session.hold'));
    const next = view.homes.find(({ agenda }) => agenda.state === 'pending') ?? view.homes[0];
    const suffix = next ? encodeURIComponent(next.agenda.vacancyId) : 'fin';
    response.redirect(303, `/agent/seances/${view.session.id}/projection/${suffix}`);
  });
  router.get('/agent/seances/:id/projection/fin', guard, async (request, response) => {
    const view = await linesOf(dependencies, request, userWhoMay(request, 'session.hold'));
    sendPage(response, <ProjectionPage view={view} place={null} />);
  });
  router.get('/agent/seances/:id/projection/:vacancyId', guard, async (request, response) => {
    const user = userWhoMay(request, 'session.hold');
    sendPage(response, <ProjectionPage {...(await homeOf(dependencies, request, user))} />);
  });
}
