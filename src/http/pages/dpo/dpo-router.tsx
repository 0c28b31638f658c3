/** The data-protection officer's space. */
import { Router } from 'express';
import { z } from 'zod';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { DpoPage } from './dpo-page.tsx';

const actsShown = 100;
const pageQuery = z.object({ avant: z.coerce.number().int().min(2).optional() });
const storyForm = z.object({ numero: z.string().min(1).max(40) });

export function dpoRouter(dependencies: HttpDependencies): Router {
  const { journal } = dependencies;
  const router = Router();
  router.use('/dpo', requirePermission('journal.read'));
  router.get('/dpo', async (request, response) => {
    const { landlordId } = userWhoMay(request, 'journal.read');
    const { avant } = readInput(pageQuery, request.query);
    const acts = await journal.page(landlordId, avant ?? null, actsShown);
    const oldest = acts.at(-1)?.sequence ?? 1;
    sendPage(
      response,
      <DpoPage
        frame={frameOf(request, dependencies)}
        acts={acts}
        olderHref={oldest > 1 ? `/dpo?avant=${oldest}` : null}
        check={null}
        asked={null}
      />,
    );
  });
  router.post('/dpo/verification', async (request, response) => {
    const { landlordId } = userWhoMay(request, 'journal.read');
    const [check, acts] = await Promise.all([
      journal.check(landlordId),
      journal.page(landlordId, null, actsShown),
    ]);
    const frame = frameOf(request, dependencies);
    sendPage(response, <DpoPage frame={frame} acts={acts} olderHref={null} check={check} asked={null} />);
  });
  router.post('/dpo/histoire', async (request, response) => {
    const { landlordId } = userWhoMay(request, 'journal.read');
    const number = readInput(storyForm, request.body).numero.replace(/\s/g, '').toUpperCase();
    const acts = await journal.story(landlordId, `application:${number}`, 500);
    const frame = frameOf(request, dependencies);
    sendPage(
      response,
      <DpoPage frame={frame} acts={acts} olderHref={null} check={null} asked={`Dossier ${number}`} />,
    );
  });
  return router;
}
