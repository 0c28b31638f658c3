/** Help, easy French and the accessibility statement: what anyone may read before anything else. */
import { Router } from 'express';
import { AppError } from '../../../kernel/app-error.ts';
import { easyPageOf } from '../../../portal/help/easy-pages.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { sendPage } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { AccessibilityPage } from './accessibility-page.tsx';
import { EasyListPage, EasyTextPage } from './easy-page.tsx';
import { HelpPage } from './help-page.tsx';

export function helpRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.get('/aide', async (request, response) => {
    const landlords = await dependencies.publishedRules(dependencies.today());
    const contacts = await Promise.all(
      landlords.map(async ({ landlordId, landlordName }) => ({
        landlordName,
        lines: (await dependencies.letters.letterhead(landlordId)).lines,
      })),
    );
    sendPage(response, <HelpPage frame={portalFrameOf(request, dependencies)} contacts={contacts} />);
  });
  router.get('/accessibilite', (request, response) => {
    sendPage(response, <AccessibilityPage frame={portalFrameOf(request, dependencies)} />);
  });
  router.get('/facile-a-lire', (request, response) => {
    sendPage(response, <EasyListPage frame={portalFrameOf(request, dependencies)} />);
  });
  router.get('/facile-a-lire/:slug', (request, response) => {
    const page = easyPageOf(request.params.slug);
    if (page === undefined) {
      throw new AppError('not-found', 'Cette page facile à lire n’existe pas.', {
        hint: 'Revenez à la liste des pages faciles à lire.',
      });
    }
    sendPage(response, <EasyTextPage frame={portalFrameOf(request, dependencies)} page={page} />);
  });
  return router;
}
