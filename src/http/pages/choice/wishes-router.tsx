/** `/demandeur/souhaits`: a household expresses, orders and takes back its wishes; every gesture is a plain form. */
import { type Request, type Response, Router } from 'express';
import { validate } from 'uuid';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import type { Result } from '../../../kernel/result.ts';
import { wishRefusalWords } from '../../../portal/choice/choice-words.ts';
import type { WishRefusal } from '../../../portal/choice/interest-port.ts';
import type { Wish } from '../../../portal/choice/wish.ts';
import type { PortalVisitor } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import {
  askedByVisitor,
  openedFile,
  openedFileToAct,
  requireOpenedFile,
} from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { WishesPage } from './wishes-page.tsx';

const path = '/demandeur/souhaits';
const identifier = z.string().refine(validate, 'identifiant attendu');
const expressForm = z.object({ annonce: identifier, _key: z.uuid() });
const moveForm = z.object({ souhait: identifier, vers: z.enum(['haut', 'bas']) });
const withdrawForm = z.object({ souhait: identifier });

export function wishesRouter(dependencies: HttpDependencies): Router {
  const { interests, today } = dependencies;
  const router = Router();
  const show = async (
    request: Request,
    response: Response,
    visitor: PortalVisitor,
    problem: string | null,
  ) => {
    const wishes = await interests.wishesOf(visitor.landlordId, numberOf(visitor));
    const { maxLiveWishes, answerDays } = await dependencies.portalPolicies.inForce(visitor.landlordId);
    sendPage(
      response,
      <WishesPage
        frame={portalFrameOf(request, dependencies)}
        wishes={wishes}
        today={today()}
        maxLiveWishes={maxLiveWishes}
        answerDays={answerDays}
        mayAct={visitor.mandate === null || visitor.mandate.scope === 'act'}
        problem={problem}
      />,
      problem === null ? 200 : 409,
    );
  };
  /** Back to the list, or to the advert, or the list with why it could not be done. */
  const answer = async <Value,>(
    request: Request,
    response: Response,
    visitor: PortalVisitor,
    done: Result<Value, WishRefusal>,
    after: string,
  ) => {
    if (done.ok) return response.redirect(303, after);
    if (done.refusal.code === 'noSuchWish') throw noSuchWish();
    await show(request, response, visitor, wishRefusalWords(done.refusal));
  };
  router.get(path, requireOpenedFile, (request, response) =>
    show(request, response, openedFile(request), null),
  );
  router.post(path, async (request, response) => {
    const visitor = openedFileToAct(request);
    const form = readInput(expressForm, request.body);
    const done = await expressed(request, dependencies, visitor, form);
    await answer(request, response, visitor, done, `/annonces/${form.annonce}#candidature`);
  });
  router.post(`${path}/ordre`, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { souhait, vers } = readInput(moveForm, request.body);
    const done = await interests.move(askedByVisitor(visitor, dependencies), {
      number: numberOf(visitor),
      wishId: souhait,
      towards: vers === 'haut' ? 'first' : 'last',
    });
    await answer(request, response, visitor, done, path);
  });
  router.post(`${path}/retirer`, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { souhait } = readInput(withdrawForm, request.body);
    const asked = askedByVisitor(visitor, dependencies);
    const done = await interests.withdraw(asked, { number: numberOf(visitor), wishId: souhait });
    await answer(request, response, visitor, done, path);
  });
  return router;
}

async function expressed(
  request: Request,
  dependencies: HttpDependencies,
  visitor: PortalVisitor,
  { annonce, _key }: z.infer<typeof expressForm>,
): Promise<Result<{ wish: Wish; created: boolean }, WishRefusal>> {
  const { adverts, interests, today } = dependencies;
  const advert = await adverts.find(annonce);
  if (advert === null || advert.landlordId !== visitor.landlordId) {
    return { ok: false, refusal: { code: 'noSuchAdvert' } };
  }
  const number = numberOf(visitor);
  const site =
    request.session.advertSource?.advertId === advert.id ? request.session.advertSource.site : null;
  return interests.express(askedByVisitor(visitor, dependencies), {
    advertId: advert.id,
    number,
    source: site === null ? 'portal' : 'outside',
    sourceName: site,
    expressedOn: today(),
    requestKey: _key,
  });
}

/** The number of the opened file. Throws where a lease was opened without any application. */
export function numberOf(visitor: PortalVisitor): string {
  if (visitor.number !== null) return visitor.number;
  throw new AppError('conflict', 'Il faut une demande de logement avec un numéro unique pour candidater.', {
    hint: 'Demandez à changer de logement depuis « Changer de logement », ou au guichet.',
  });
}

function noSuchWish(): AppError {
  return new AppError('not-found', 'Cette candidature n’est pas dans votre dossier.', {
    hint: 'Revenez à la liste de vos candidatures.',
  });
}
