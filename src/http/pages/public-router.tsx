/** What anyone may read: the choice of space, the public rules, and the spaces that later versions bring. */
import { Router } from 'express';
import { bonusCaps } from '../../matching/bonus-caps.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { sendPage } from '../render-page.ts';
import { HomePage, LaterPage } from './entrance-pages.tsx';
import { frameOf } from './frame.ts';
import { RulesPage } from './rules-page.tsx';

const laterSpaces = [
  {
    path: '/prefecture',
    title: 'Préfecture',
    what: 'Les indicateurs sur les ménages prioritaires et la mixité y seront, avec leur définition.',
  },
] as const;

export function publicRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.get('/', (request, response) => {
    sendPage(response, <HomePage frame={frameOf(request, dependencies)} />);
  });
  router.get('/regles', async (request, response) => {
    const today = dependencies.today();
    const published = await dependencies.publishedRules(today);
    const rules = await Promise.all(
      published.map(async (one) => ({
        ...one,
        capsPoints: bonusCaps(one.policy, one.grids, today),
        portal: await dependencies.portalPolicies.inForce(one.landlordId),
      })),
    );
    sendPage(response, <RulesPage frame={frameOf(request, dependencies)} rules={rules} />);
  });
  for (const { path, title, what } of laterSpaces) {
    router.get(path, (request, response) => {
      sendPage(response, <LaterPage frame={frameOf(request, dependencies)} title={title} what={what} />);
    });
  }
  return router;
}
