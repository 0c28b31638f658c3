/** The page that publishes how far the chances can be trusted: anyone may read it. */
import { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { sendPage } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { ChancePage, type ShownChances } from './chance-page.tsx';

export function chanceRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.get('/annonces/chances', async (request, response) => {
    const landlords = await dependencies.publishedRules(dependencies.today());
    const shown = await Promise.all(
      landlords.map(({ landlordId, landlordName }) => chancesOf(dependencies, landlordId, landlordName)),
    );
    sendPage(response, <ChancePage frame={portalFrameOf(request, dependencies)} landlords={shown} />);
  });
  return router;
}

async function chancesOf(
  { chances, portalPolicies }: HttpDependencies,
  landlordId: string,
  landlordName: string,
): Promise<ShownChances> {
  const [published, known, followed, policy] = await Promise.all([
    chances.published(landlordId),
    chances.known(landlordId),
    chances.followed(landlordId),
    portalPolicies.inForce(landlordId),
  ]);
  return { landlordId, landlordName, published, known, followed, needed: policy.minimumChanceOutcomes };
}
