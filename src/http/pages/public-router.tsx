/** What anyone may read: the choice of space, the public rules, and the spaces that later versions bring. */
import { Router } from 'express';
import type { HttpDependencies } from '../dependencies.ts';
import { sendPage } from '../render-page.ts';
import { HomePage } from './entrance-pages.tsx';
import { frameOf } from './frame.ts';

export function publicRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.get('/', (request, response) => {
    sendPage(response, <HomePage frame={frameOf(request, dependencies)} />);
  });
  return router;
}
