/** `/annonces/flux.json` and `/annonces/flux.xml`: the open adverts for outside sites. */
import { type Request, Router } from 'express';
import { z } from 'zod';
import { homeCeilings } from '../../../law/ceiling.ts';
import { readAdvertFilters } from '../../../portal/adverts/advert-filters.ts';
import { type Feed, feedOf, feedXml } from '../../../portal/adverts/feed.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';

/** The name by which an outside site is known: in links, on wishes, in the list of sites of an advert. */
export const siteName = /^[\p{L}\d .'’-]{1,60}$/u;

const query = z.object({
  via: z.string().regex(siteName, 'le nom du site, sans adresse').optional(),
});

export function feedRouter(dependencies: HttpDependencies): Router {
  const { adverts, today, config } = dependencies;
  const router = Router();
  const feed = async (request: Request): Promise<Feed> => {
    const { via } = readInput(query, request.query);
    const open = await adverts.publicList(readAdvertFilters(request.query), today());
    return feedOf(open, {
      base: config.publicUrl ?? `${request.protocol}://${request.get('host')}`,
      site: via ?? null,
      today: today(),
      ceilingsOf: ({ facts }) => homeCeilings(today(), facts.insee, facts.financing),
    });
  };
  // Sites ask often; a quarter of an hour is soon enough for an advert of days.
  const kept = 'public, max-age=900';
  router.get('/annonces/flux.json', async (request, response) => {
    response.set('cache-control', kept).json(await feed(request));
  });
  router.get('/annonces/flux.xml', async (request, response) => {
    response
      .set('cache-control', kept)
      .type('application/xml')
      .send(feedXml(await feed(request)));
  });
  return router;
}
