/** An estimate for a reader without a file: persons and income in, an estimate out, nothing kept. */
import { Router } from 'express';
import { validate } from 'uuid';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import { frenchEuros } from '../../../kernel/french.ts';
import { estimateFor } from '../../../portal/choice/anonymous-estimate.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { sendPage } from '../../render-page.ts';
import { advertName } from '../adverts/advert-lines.ts';
import { Layout } from '../layout.tsx';
import { portalFrameOf } from '../portal-frame.ts';

const estimateForm = z.object({
  adultes: z.coerce.number<unknown>().int().min(1).max(8),
  enfants: z.coerce.number<unknown>().int().min(0).max(12),
  ressources: z.coerce.number<unknown>().int().min(0).max(20_000),
});

export function estimateRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.post('/annonces/:id/estimation', async (request, response) => {
    const { id } = request.params;
    const advert = validate(id) ? await dependencies.adverts.find(id) : null;
    if (advert === null) throw new AppError('not-found', 'Cette annonce n’existe pas, ou n’est pas publiée.');
    const { adultes, enfants, ressources } = readInput(estimateForm, request.body);
    const estimate = estimateFor(
      { adults: adultes, children: enfants, monthlyResourcesCents: ressources * 100 },
      advert.facts,
      dependencies.today(),
    );
    sendPage(
      response,
      <Layout
        frame={portalFrameOf(request, dependencies)}
        title="Estimation"
        crumbs={[{ href: `/annonces/${advert.id}`, label: advertName(advert) }]}
      >
        <h1>Ce que vous paieriez, à peu près</h1>
        <p class="lead">
          {`Il resterait environ ${frenchEuros(estimate.leftToPayCents)} à payer par mois, avec une aide au logement (APL) estimée à ${frenchEuros(estimate.aplCents)}.`}
        </p>
        <p>
          Cette estimation suppose que vos ressources du mois sont les mêmes toute l’année. Seule la CAF ou la
          MSA décide du montant de l’aide. Rien de ce que vous avez écrit n’est gardé.
        </p>
        <p>
          <a class="button" href={`/annonces/${advert.id}`}>
            Revenir à l’annonce
          </a>
        </p>
      </Layout>,
    );
  });
  return router;
}
