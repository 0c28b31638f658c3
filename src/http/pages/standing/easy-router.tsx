/** Easy versions of the adverts and of the opened file; mounted before the easy texts, whose addresses they share. */
import { Router } from 'express';
import { readAdvertFilters } from '../../../portal/adverts/advert-filters.ts';
import { easyLife } from '../../../portal/standing/easy-life.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { portalVisitor } from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { EasyAdvertsPage, EasyFilePage } from './easy-pages.tsx';

// A list that one reads to its end.
const shownAdverts = 12;

export function easyRouter(dependencies: HttpDependencies): Router {
  const { adverts, fileLives, today } = dependencies;
  const router = Router();
  router.get('/facile-a-lire/annonces', async (request, response) => {
    const open = await adverts.publicList(readAdvertFilters({}), today());
    sendPage(
      response,
      <EasyAdvertsPage
        frame={portalFrameOf(request, dependencies)}
        adverts={open.slice(0, shownAdverts)}
        more={Math.max(0, open.length - shownAdverts)}
      />,
    );
  });
  router.get('/facile-a-lire/ma-demande', async (request, response) => {
    const visitor = portalVisitor(request);
    const life =
      visitor === null || visitor.number === null
        ? null
        : await fileLives.of(visitor.landlordId, visitor.number, today());
    sendPage(
      response,
      <EasyFilePage
        frame={portalFrameOf(request, dependencies)}
        today={today()}
        ideas={life === null ? null : easyLife(life, today())}
      />,
    );
  });
  return router;
}
