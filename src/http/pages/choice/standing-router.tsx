/** `/demandeur/souhaits/permanents`: a household asks that adverts be answered for it, and stops it. */
import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { validate } from 'uuid';
import { z } from 'zod';
import { accessibilitySchema, inseeSchema, typologySchema } from '../../../domain/home.ts';
import { geography } from '../../../domain/territory.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../../kernel/french.ts';
import { unreachable } from '../../../kernel/result.ts';
import { readAdvertFilters } from '../../../portal/adverts/advert-filters.ts';
import type { StandingRefusal } from '../../../portal/choice/standing-wish.ts';
import { mayAct, type PortalVisitor } from '../../../portal/visitor.ts';
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
import { type StandingForm, StandingPage } from './standing-page.tsx';
import { numberOf } from './wishes-router.tsx';

const path = '/demandeur/souhaits/permanents';

/** A box that is ticked alone comes as one value, several as a list, none not at all. */
const ticked = <Value,>(schema: z.ZodType<Value>) =>
  z.preprocess(
    (given) => (Array.isArray(given) ? given : given === undefined ? [] : [given]),
    z.array(schema).max(60),
  );

const setForm = z.object({
  typologie: ticked(typologySchema).refine((all) => all.length > 0, 'cochez au moins une taille de logement'),
  commune: ticked(inseeSchema),
  reste: z.union([z.literal('').transform(() => null), z.coerce.number<unknown>().int().min(0).max(5000)]),
  acces: accessibilitySchema,
  jusque: civilDateSchema,
  _key: z.uuid(),
});
const endForm = z.object({ souhait: z.string().refine(validate, 'identifiant attendu') });
const likeQuery = z.object({ comme: z.string().refine(validate) });

export function standingWishesRouter(dependencies: HttpDependencies): Router {
  const { standingWishes, today } = dependencies;
  const router = Router();
  const show = async (
    request: Request,
    response: Response,
    visitor: PortalVisitor,
    problem: string | null,
  ) => {
    const { wishes, application } = await standingWishes.of(visitor.landlordId, numberOf(visitor));
    const { maxLiveWishes } = await dependencies.portalPolicies.inForce(visitor.landlordId);
    const chosen = (await likeAdvert(request, dependencies)) ?? application;
    sendPage(
      response,
      <StandingPage
        frame={portalFrameOf(request, dependencies)}
        today={today()}
        wishes={wishes}
        communes={
          await communesToChoose(dependencies, visitor, [
            ...application.communes,
            ...chosen.communes,
            ...wishes.flatMap(({ criteria }) => criteria.communes),
          ])
        }
        chosen={chosen}
        maxLiveWishes={maxLiveWishes}
        requestKey={randomUUID()}
        mayAct={mayAct(visitor)}
        problem={problem}
      />,
      problem === null ? 200 : 409,
    );
  };
  router.get(path, requireOpenedFile, (request, response) =>
    show(request, response, openedFile(request), null),
  );
  router.post(path, async (request, response) => {
    const visitor = openedFileToAct(request);
    const form = readInput(setForm, request.body);
    const done = await standingWishes.set(askedByVisitor(visitor, dependencies), {
      number: numberOf(visitor),
      criteria: {
        communes: form.commune,
        typologies: form.typologie,
        maxLeftToPayCents: form.reste === null ? null : form.reste * 100,
        accessibility: form.acces,
        setOn: today(),
      },
      until: form.jusque,
      requestKey: form._key,
    });
    if (done.ok) return response.redirect(303, path);
    await show(request, response, visitor, refusalWords(done.refusal));
  });
  router.post(`${path}/fin`, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { souhait } = readInput(endForm, request.body);
    const asked = askedByVisitor(visitor, dependencies);
    const done = await standingWishes.end(asked, { number: numberOf(visitor), id: souhait });
    if (done.ok) return response.redirect(303, path);
    throw new AppError('not-found', refusalWords(done.refusal));
  });
  return router;
}

/** "Comme celle-ci": the form filled from an advert, where the address names one. */
async function likeAdvert(request: Request, { adverts }: HttpDependencies): Promise<StandingForm | null> {
  const read = likeQuery.safeParse(request.query);
  const advert = read.success ? await adverts.find(read.data.comme) : null;
  if (advert === null) return null;
  const { insee, typology } = advert.facts;
  return { communes: [insee], typologies: [typology], accessibility: 'none' };
}

/** Those that the household already names, and those where this landlord has homes to let today. */
async function communesToChoose(
  { adverts, today }: HttpDependencies,
  { landlordId }: PortalVisitor,
  named: readonly string[],
): Promise<{ insee: string; name: string }[]> {
  const open = await adverts.publicList(readAdvertFilters({}), today());
  const here = open.filter((advert) => advert.landlordId === landlordId).map(({ facts }) => facts.insee);
  return [...new Set([...named, ...here])]
    .map((insee) => ({ insee, name: geography().communes.get(insee)?.name ?? insee }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

function refusalWords(refusal: StandingRefusal): string {
  switch (refusal.code) {
    case 'noSuchFile':
      return 'Votre demande n’est pas dans les dossiers de ce bailleur.';
    case 'tooMany':
      return `Vous avez déjà ${frenchCount(refusal.limit, 'demande')} comme celle-ci en cours. Arrêtez-en une d’abord.`;
    case 'untilPast':
      return 'Choisissez une date à venir.';
    case 'untilTooFar':
      return `Choisissez une date avant le ${frenchLongDate(refusal.last)} : au-delà, dites-nous de nouveau ce que vous voulez.`;
    case 'noSuchWish':
      return 'Cette demande n’est pas dans votre dossier.';
    default:
      return unreachable(refusal);
  }
}
