/** `/reservataire`: the holders' space by account, and one home by signed link. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { HolderAnswer, HolderSpace } from '../../../committee/orientation/holder-port.ts';
import { readNumbers } from '../../../committee/orientation/holder-view.ts';
import type { Actor } from '../../../domain/act.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { type HolderLink, holderLinks } from './holder-link.ts';
import { HolderHomePage, HolderMessagePage, HolderPage } from './holder-pages.tsx';
import { refusalInWords } from './holder-words.ts';
import type { AnswerOutcome } from './home-card.tsx';

const designationForm = z.object({
  numeros: z.string().max(20_000),
  dalo: z.literal('oui').optional(),
});
const returnForm = z.object({
  confirme: z.literal('oui', { error: 'cochez la case pour rendre le logement' }),
});
const query = z.object({ rendu: z.literal('1').optional().catch(undefined) });

/** Who answers for which holder and home, by account or by link. */
type Answering = {
  landlordId: string;
  holderId: string;
  vacancyId: string;
  actor: Actor;
  /** Address of the home for this person. */
  action: string;
  link: HolderLink | null;
};

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

async function showHome(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  answering: Answering,
): Promise<void> {
  if (answering.link) {
    await dependencies.holders.linkOpened(answering.landlordId, answerOf(dependencies, answering));
  }
  await sendHome(dependencies, request, response, answering, { outcome: null, refusal: null, status: 200 });
}

type Said = { outcome: AnswerOutcome | null; refusal: string | null; status: number };

async function sendHome(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  answering: Answering,
  said: Said,
): Promise<void> {
  const today = dependencies.today();
  const { landlordId, holderId, vacancyId, link } = answering;
  const space = spaceOr404(await dependencies.holders.space(landlordId, holderId, today));
  const home = space.homes.find(({ vacancy }) => vacancy.id === vacancyId);
  // A link is of one orientation: once the home came back and went out again, it needs another.
  if (!home || (link && link.orientedOn !== home.orientedOn)) {
    return sendPage(
      response,
      <HolderMessagePage
        frame={frameOf(request, dependencies)}
        title="Ce logement n’attend plus votre réponse"
      >
        <p>
          {said.refusal ??
            'Il n’est pas, ou n’est plus, orienté vers vous : il a été pourvu, rendu, ou le délai pour désigner est passé.'}
        </p>
        <p>En cas de doute, appelez le service d’attribution du bailleur.</p>
      </HolderMessagePage>,
      said.refusal === null ? 404 : said.status,
    );
  }
  sendPage(
    response,
    <HolderHomePage
      frame={frameOf(request, dependencies)}
      holder={space.holder}
      home={home}
      today={today}
      action={answering.action}
      outcome={said.outcome}
      refusal={said.refusal}
      hasSpace={link === null}
    />,
    said.status,
  );
}

async function designate(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  answering: Answering,
): Promise<void> {
  const form = readInput(designationForm, request.body);
  const { numbers, unreadable } = readNumbers(form.numeros);
  if (!(await linkStillHolds(dependencies, answering))) {
    return sendHome(dependencies, request, response, answering, {
      outcome: null,
      refusal: null,
      status: 404,
    });
  }
  const answered = await dependencies.holders.designate(answering.landlordId, {
    ...answerOf(dependencies, answering),
    numbers,
    dalo: form.dalo !== undefined,
  });
  await sendHome(
    dependencies,
    request,
    response,
    answering,
    answered.ok
      ? { outcome: { answer: answered.value, unreadable }, refusal: null, status: 200 }
      : { outcome: null, refusal: refusalInWords(answered.refusal), status: 409 },
  );
}

async function giveBack(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  answering: Answering,
): Promise<void> {
  readInput(returnForm, request.body);
  if (!(await linkStillHolds(dependencies, answering))) {
    return sendHome(dependencies, request, response, answering, {
      outcome: null,
      refusal: null,
      status: 404,
    });
  }
  const answered = await dependencies.holders.decline(
    answering.landlordId,
    answerOf(dependencies, answering),
  );
  if (!answered.ok) {
    return sendHome(dependencies, request, response, answering, {
      outcome: null,
      refusal: refusalInWords(answered.refusal),
      status: 409,
    });
  }
  if (!answering.link) return response.redirect(303, '/reservataire?rendu=1');
  sendPage(
    response,
    <HolderMessagePage frame={frameOf(request, dependencies)} title="Le logement est rendu">
      <p>Merci de votre réponse. Le bailleur en est averti ; vous n’avez plus rien à faire.</p>
    </HolderMessagePage>,
  );
}

async function linkStillHolds(
  { holders, today }: HttpDependencies,
  { link, landlordId, holderId, vacancyId }: Answering,
): Promise<boolean> {
  if (!link) return true;
  const space = await holders.space(landlordId, holderId, today());
  const home = space?.homes.find(({ vacancy }) => vacancy.id === vacancyId);
  return home !== undefined && home.orientedOn === link.orientedOn;
}

function answerOf({ today }: HttpDependencies, answering: Answering): HolderAnswer {
  const { holderId, vacancyId, actor } = answering;
  return { holderId, vacancyId, actor, at: new Date(), today: today() };
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

function spaceOr404(space: HolderSpace | null): HolderSpace {
  if (space) return space;
  throw new AppError('not-found', 'Ce réservataire n’existe plus chez ce bailleur.', {
    hint: 'Appelez le service d’attribution du bailleur.',
  });
}
