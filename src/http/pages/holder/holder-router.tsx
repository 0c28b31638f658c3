/** `/reservataire`: the holders' space by account, and one home by signed link. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Actor } from '../../../domain/act.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { type Answering, designate, giveBack, showHome, spaceOr404 } from './holder-answers.tsx';
import { holderLinks } from './holder-link.ts';
import { HolderMessagePage, HolderPage } from './holder-pages.tsx';

const query = z.object({ rendu: z.literal('1').optional().catch(undefined) });

export function holderRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  linkRoutes(router, dependencies);
  router.use('/reservataire', requirePermission('space.holder'));
  router.get('/reservataire', async (request, response) => {
    const { landlordId, holderId } = ownHolder(request, 'space.holder');
    const { holders, orientation, today } = dependencies;
    await orientation.lapse(landlordId, today(), new Date());
    const { rendu } = readInput(query, request.query);
    const space = spaceOr404(await holders.space(landlordId, holderId, today()));
    sendPage(
      response,
      <HolderPage
        frame={frameOf(request, dependencies)}
        space={space}
        today={today()}
        returned={rendu !== undefined}
      />,
    );
  });
  const byAccount = (request: Request): Answering => {
    const { landlordId, holderId, actor } = ownHolder(request, 'holder.designate');
    const vacancyId = String(request.params.vacancyId);
    const action = `/reservataire/logements/${encodeURIComponent(vacancyId)}`;
    return { landlordId, holderId, vacancyId, actor, action, link: null };
  };
  const path = '/reservataire/logements/:vacancyId';
  router.get(path, (request, response) => showHome(dependencies, request, response, byAccount(request)));
  router.post(`${path}/designations`, (request, response) =>
    designate(dependencies, request, response, byAccount(request)),
  );
  router.post(`${path}/refus`, (request, response) =>
    giveBack(dependencies, request, response, byAccount(request)),
  );
  return router;
}

function linkRoutes(router: Router, dependencies: HttpDependencies): void {
  const links = holderLinks(dependencies.sessionSecret);
  const path = '/reservataire/lien/:token';
  const byLink =
    (answer: typeof showHome) =>
    async (request: Request<{ token: string }>, response: Response): Promise<void> => {
      const { token } = request.params;
      const read = links.read(token, dependencies.today());
      if (!read.ok) return brokenLink(dependencies, request, response, read.refusal);
      const { landlordId, holderId, vacancyId } = read.value;
      const space = await dependencies.holders.space(landlordId, holderId, dependencies.today());
      const name = `${space?.holder.name ?? holderId} (lien signé)`;
      await answer(dependencies, request, response, {
        landlordId,
        holderId,
        vacancyId,
        actor: { accountId: null, name, role: 'holder' },
        action: `/reservataire/lien/${token}`,
        link: read.value,
      });
    };
  router.get(path, byLink(showHome));
  router.post(`${path}/designations`, byLink(designate));
  router.post(`${path}/refus`, byLink(giveBack));
}

function brokenLink(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  because: 'notOurs' | 'expired',
): void {
  sendPage(
    response,
    <HolderMessagePage frame={frameOf(request, dependencies)} title="Ce lien ne vaut plus">
      <p>
        {because === 'expired'
          ? 'Le délai pour répondre par ce lien est passé : le logement est revenu au bailleur.'
          : 'Ce lien est incomplet ou a été modifié. Ouvrez-le à nouveau depuis le message reçu, en entier.'}
      </p>
      <p>En cas de doute, appelez le service d’attribution du bailleur.</p>
    </HolderMessagePage>,
    because === 'expired' ? 410 : 404,
  );
}

function ownHolder(
  request: Request,
  permission: 'space.holder' | 'holder.designate',
): { landlordId: string; holderId: string; actor: Actor } {
  const user = userWhoMay(request, permission);
  const { landlordId, holderId, id, name, role } = user;
  if (holderId === null) {
    throw new AppError('forbidden', 'Votre compte n’est lié à aucun réservataire.', {
      hint: 'Demandez à l’administrateur du bailleur de le lier au vôtre.',
    });
  }
  return { landlordId, holderId, actor: { accountId: id, name, role } };
}
