/** The pages of a household's own file. */
import { Router } from 'express';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { openedFile, requireOpenedFile } from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { explanationRoutes } from '../explanation/explanation-routes.tsx';
import { ownDataRoutes } from '../explanation/own-data-routes.tsx';
import { portalFrameOf } from '../portal-frame.ts';
import { correctionRoutes } from './correction-routes.tsx';
import { documentRoutes } from './document-routes.tsx';
import { homeRoutes } from './home-routes.tsx';
import { receivedLetterRoutes } from './letters-routes.tsx';
import { offerRoutes } from './offer-routes.tsx';
import { PointsPage } from './points-page.tsx';
import { renewalRoutes } from './renewal-routes.tsx';

export function standingRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.get('/demandeur/points', requireOpenedFile, async (request, response) => {
    const { landlordId, number } = openedFile(request);
    const standing =
      number === null ? null : await dependencies.standings.of(landlordId, number, dependencies.today());
    if (standing === null) {
      throw new AppError(
        'not-found',
        'Votre bail est connu, mais aucune demande n’y est liée : pas de points.',
        {
          hint: 'Faites une demande de logement social, puis donnez-nous son numéro unique.',
        },
      );
    }
    sendPage(response, <PointsPage frame={portalFrameOf(request, dependencies)} standing={standing} />);
  });
  homeRoutes(router, dependencies);
  documentRoutes(router, dependencies);
  offerRoutes(router, dependencies);
  receivedLetterRoutes(router, dependencies);
  renewalRoutes(router, dependencies);
  correctionRoutes(router, dependencies);
  explanationRoutes(router, dependencies);
  ownDataRoutes(router, dependencies);
  return router;
}
