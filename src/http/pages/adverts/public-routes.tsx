/** `/annonces`: what anyone reads of freed homes, without an account. */
import { type Request, Router } from 'express';
import { validate } from 'uuid';
import { z } from 'zod';
import { geography } from '../../../domain/territory.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { homeCeilings } from '../../../law/ceiling.ts';
import {
  type AdvertFilters,
  advertQuery,
  readAdvertFilters,
  searchAdverts,
} from '../../../portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../../portal/adverts/advert-port.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { sendPublicPage } from '../../public-page.ts';
import { advertSection } from '../choice/advert-section.tsx';
import { pageOf } from '../page-links.tsx';
import { portalFrameOf } from '../portal-frame.ts';
import type { CommuneCount } from './advert-map.tsx';
import { AdvertPage } from './advert-page.tsx';
import { siteName } from './feed-routes.ts';
import { ListPage } from './list-page.tsx';
import type { SearchChoices } from './search-form.tsx';

const advertsAPage = 12;
/** Searches and pages of one list that are kept drawn: some megabytes. */
const searchesKept = 200;
const pageQuery = z.object({ page: z.coerce.number<unknown>().int().min(1).max(1000).catch(1) });

export function publicAdvertsRouter(dependencies: HttpDependencies): Router {
  const { adverts, today } = dependencies;
  const router = Router();
  router.get('/annonces', async (request, response) => {
    const filters = readAdvertFilters(request.query);
    const open = await adverts.publicList(readAdvertFilters({}), today());
    const asked = pageQuery.parse(request.query).page;
    const key = `${today()} ${asked} ${advertQuery(filters)}`;
    sendPublicPage(request, response, { data: open, key, most: searchesKept }, () => {
      const found = searchAdverts(open, filters);
      const { rows, page, pages } = pageOf(found, asked, advertsAPage);
      return (
        <ListPage
          frame={portalFrameOf(request, dependencies)}
          today={today()}
          filters={filters}
          choices={choicesOf(open, filters)}
          rows={rows}
          found={found.length}
          all={open.length}
          page={page}
          pages={pages}
          communes={countsOf(found)}
          wider={found.length > 0 ? [] : widerSearches(open, filters)}
          network={new Set(open.map(({ landlordId }) => landlordId)).size > 1}
        />
      );
    });
  });
  router.get('/annonces/:id', async (request, response, next) => {
    // Other pages of the portal stand under the same folder.
    if (!validate(request.params.id)) return next();
    const advert = await adverts.find(request.params.id);
    if (!advert) throw noSuchAdvert();
    keepSource(request, advert.id);
    const { personal, key } =
      advert.state === 'withdrawn'
        ? { personal: null, key: '' }
        : await advertSection(request, dependencies, advert);
    sendPublicPage(request, response, { data: advert, key: `${today()} ${key}` }, () => (
      <AdvertPage
        frame={portalFrameOf(request, dependencies)}
        today={today()}
        advert={advert}
        ceilings={homeCeilings(today(), advert.facts.insee, advert.facts.financing)}
        personal={personal}
      />
    ));
  });
  router.get('/annonces/:id/images/:mediumId', async (request, response) => {
    const { id, mediumId } = request.params;
    const image = await adverts.image(id, mediumId);
    if (!image) throw new AppError('not-found', 'Cette image n’existe pas, ou plus.');
    response
      .type(image.mediaType)
      // A picture never changes under its address; a withdrawn one must not stay long in front of anyone.
      .set('cache-control', 'public, max-age=3600')
      .set('content-disposition', 'inline')
      .send(image.bytes);
  });
  return router;
}

function noSuchAdvert(): AppError {
  return new AppError('not-found', 'Cette annonce n’existe pas, ou n’est pas encore publiée.', {
    hint: 'Revenez à la liste des annonces ouvertes.',
  });
}

const viaQuery = z.object({ via: z.string().regex(siteName) });

declare module 'express-session' {
  interface SessionData {
    /** The outside site that led to an advert, for the source of the wish that may follow. */
    advertSource?: { advertId: string; site: string };
  }
}

/** Remembers the outside site of a link (`?via=`), for this advert only. */
function keepSource(request: Request, advertId: string): void {
  const read = viaQuery.safeParse(request.query);
  if (read.success) request.session.advertSource = { advertId, site: read.data.via };
}

function choicesOf(open: readonly PublicAdvert[], filters: AdvertFilters): SearchChoices {
  const places = geography().communes;
  const communes = new Map(open.map(({ facts }) => [facts.insee, facts.communeName]));
  // A search around a commune without an advert today stays possible.
  if (filters.commune !== null && !communes.has(filters.commune)) {
    communes.set(filters.commune, places.get(filters.commune)?.name ?? filters.commune);
  }
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'fr');
  return {
    communes: [...communes].map(([insee, name]) => ({ insee, name })).sort(byName),
    holders: [...new Set(open.flatMap(({ facts }) => facts.holderName ?? []))].sort(),
    landlords: [...new Map(open.map((one) => [one.landlordId, one.landlordName]))]
      .map(([id, name]) => ({ id, name }))
      .sort(byName),
  };
}

function countsOf(found: readonly PublicAdvert[]): CommuneCount[] {
  const counts = new Map<string, CommuneCount>();
  for (const { facts } of found) {
    const known = counts.get(facts.insee);
    counts.set(facts.insee, {
      insee: facts.insee,
      name: facts.communeName,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...counts.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

/** What each single choice taken back would give, the most first. */
function widerSearches(open: readonly PublicAdvert[], filters: AdvertFilters) {
  const changes: readonly { label: string; change: Partial<AdvertFilters>; asked: boolean }[] = [
    {
      label: 'Dans toutes les communes',
      change: { commune: null, radiusKm: null },
      asked: filters.commune !== null,
    },
    {
      label: 'À 30 km autour de la commune',
      change: { radiusKm: 30 },
      asked: filters.commune !== null && (filters.radiusKm ?? 0) < 30,
    },
    {
      label: 'Quel que soit le nombre de pièces',
      change: { typologies: [] },
      asked: filters.typologies.length > 0,
    },
    { label: 'Sans limite de loyer', change: { maximumEuros: null }, asked: filters.maximumEuros !== null },
    {
      label: 'Quel que soit l’accès',
      change: { accessibility: null },
      asked: filters.accessibility !== null,
    },
    { label: 'Sans ascenseur', change: { lift: false }, asked: filters.lift },
    {
      label: 'Quelle que soit la classe énergie',
      change: { energyAtMost: null },
      asked: filters.energyAtMost !== null,
    },
    { label: 'Quel que soit le réservataire', change: { holder: null }, asked: filters.holder !== null },
    { label: 'Chez tous les bailleurs', change: { landlordId: null }, asked: filters.landlordId !== null },
  ];
  return changes
    .filter(({ asked }) => asked)
    .map(({ label, change }) => {
      const wider = { ...filters, ...change };
      return { label, filters: wider, found: searchAdverts(open, wider).length };
    })
    .filter(({ found }) => found > 0)
    .sort((a, b) => b.found - a.found);
}
