/** What anyone may read: the choice of space, the public rules, and the spaces that later versions bring. */
import { Router } from 'express';
import { bonusCaps } from '../../matching/bonus-caps.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { sendPage } from '../render-page.ts';
import { HomePage } from './entrance-pages.tsx';
import { frameOf } from './frame.ts';
import { RulesPage } from './rules-page.tsx';

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
  return router;
}
