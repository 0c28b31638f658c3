/** Indicators for the préfecture and for the landlord's own people: one set of pages, two doors, two reaches. */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { IndicatorReader } from '../../../access/indicator-reader.ts';
import { may } from '../../../access/permissions.ts';
import { departementOfInsee } from '../../../domain/territory.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { indicatorNames } from '../../../reporting/indicator.ts';
import { figuresIn, filterInWords, filterQuery } from '../../../reporting/screen/filter.ts';
import { readIndicator, territoriesOf } from '../../../reporting/screen/reading.ts';
import { figureKey, screenOf } from '../../../reporting/screen/screen.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { ContingentPage } from './contingent-page.tsx';
import { copyRoutes } from './copies.ts';
import { defectRoutes } from './defects-routes.tsx';
import { filterOf } from './filter.ts';
import { indexRoute } from './index-route.tsx';
import { IndicatorPage } from './indicator-page.tsx';
import { LeaseListPage } from './lease-list.tsx';
import { indicatorReader } from './reader.ts';
import { sheetRoute } from './sheet-route.tsx';

const bases = ['/prefecture', '/agent/indicateurs'] as const;

export function indicatorsRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  for (const base of bases) {
    const guards = [requirePermission('indicator.read'), atOwnDoor(base)];
    router.get(base, ...guards, indexRoute(dependencies));
    router.get(`${base}/territoires/:code`, ...guards, sheetRoute(dependencies));
    for (const name of indicatorNames) {
      router.get(`${base}/${name}`, ...guards, (request, response) =>
        showIndicator(dependencies, request, response, name),
      );
      copyRoutes(router, dependencies, { path: `${base}/${name}`, name, guards });
    }
  }
  router.get('/prefecture/contingent', requirePermission('space.prefecture'), async (request, response) =>
    showContingent(dependencies, request, response),
  );
  const opens = requirePermission('indicator.leases');
  for (const name of indicatorNames) {
    router.get(`/agent/indicateurs/${name}/baux`, opens, (request, response) =>
      showLeases(dependencies, request, response, name),
    );
  }
  defectRoutes(router, dependencies);
  return router;
}

/** A préfecture reads at its own door, the others at theirs: a link sent from one to the other finds its page. */
function atOwnDoor(base: (typeof bases)[number]): RequestHandler {
  return (request, response, next) => {
    const own = indicatorReader(request).base;
    if (own === base) return next();
    response.redirect(303, request.originalUrl.replace(base, own));
  };
}

type Name = (typeof indicatorNames)[number];

async function showIndicator(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  name: Name,
): Promise<void> {
  const reader = indicatorReader(request);
  const filter = filterOf(request.query, dependencies.today(), reader);
  const { indicator, secrecy, facts } = await readIndicator(dependencies, reader, name, filter);
  sendPage(
    response,
    <IndicatorPage
      frame={frameOf(request, dependencies)}
      reader={reader}
      screen={screenOf(
        figuresIn(indicator, filter),
        filterInWords(filter, reader.reach?.name ?? null),
        secrecy,
      )}
      filter={filter}
      territories={territoriesOf(facts, reader)}
      defects={indicator.defects.length}
    />,
  );
}

const figureQuery = z.object({ chiffre: z.string().min(1).max(200) });

async function showLeases(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  name: Name,
): Promise<void> {
  const reader = indicatorReader(request);
  const filter = filterOf(request.query, dependencies.today(), reader);
  const { chiffre } = readInput(figureQuery, request.query);
  const { indicator, facts } = await readIndicator(dependencies, reader, name, filter);
  const figure = indicator.figures.find((one) => figureKey(one) === chiffre);
  if (!figure) {
    throw new AppError('not-found', 'Ce chiffre n’existe pas pour ce filtre.', {
      hint: 'Revenez à l’indicateur et ouvrez de nouveau les baux.',
    });
  }
  const scope = await dependencies.scopes.communesOf(reader.user);
  const known = new Map(facts.leases.map((lease) => [lease.id, lease]));
  const leasesOf = (ids: readonly string[]) =>
    ids
      .flatMap((id) => known.get(id) ?? [])
      // An officer held to communes opens the leases of those only.
      .filter(({ insee }) => scope === null || scope.has(insee))
      .sort((a, b) => (a.signedOn < b.signedOn ? -1 : a.signedOn > b.signedOn ? 1 : a.id < b.id ? -1 : 1));
  const opensFiles = may(reader.user.role, 'file.read');
  const { inGroup, unknown, rest } = figure.leaseIds;
  sendPage(
    response,
    <LeaseListPage
      frame={frameOf(request, dependencies)}
      title={`${indicator.definition.title} : ${figure.place.name}`}
      base={reader.base}
      back={{ href: `${reader.base}/${name}${filterQuery(filter)}`, label: indicator.definition.title }}
      groups={[
        { title: 'Comptés', leases: leasesOf(inGroup) },
        { title: 'Donnée inconnue : au total, jamais comptés', leases: leasesOf(unknown) },
        { title: 'Les autres baux du total', leases: leasesOf(rest) },
      ]}
      fileOf={({ applicationNumber }) =>
        opensFiles && applicationNumber !== null
          ? `/agent/dossiers/${dependencies.files.of(applicationNumber)}`
          : null
      }
    />,
  );
}

async function showContingent(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
): Promise<void> {
  const { user, reach }: IndicatorReader = indicatorReader(request);
  const space =
    user.holderId === null
      ? null
      : await dependencies.holders.space(user.landlordId, user.holderId, dependencies.today());
  if (space === null) {
    throw new AppError('not-found', 'Aucun contingent n’est attaché à votre compte.', {
      hint: 'Demandez au bailleur d’y attacher votre contingent de réservation.',
    });
  }
  const isInside = ({ home }: (typeof space.homes)[number]) =>
    reach === null || reach.departements.includes(departementOfInsee(home.insee));
  sendPage(
    response,
    <ContingentPage
      frame={frameOf(request, dependencies)}
      space={{
        ...space,
        homes: space.homes.filter(isInside),
        followed: space.followed.filter(isInside),
      }}
    />,
  );
}
