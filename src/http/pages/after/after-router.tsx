/** After the committee: all decided homes, one home with its gestures. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { LettingRefusal } from '../../../committee/letting/gestures.ts';
import { lettingRefusalInWords } from '../../../committee/letting/words.ts';
import type { LettingReader } from '../../../committee/letting-port.ts';
import { refusalReasons } from '../../../domain/offer.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import type { Result } from '../../../kernel/result.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { countedFields, saidAtSigning } from './counted-facts.tsx';
import { LettingPage } from './letting-page.tsx';
import { byUrgency, groupOf, shownLetting } from './letting-reading.ts';
import { LettingsPage, lettingPath } from './lettings-page.tsx';

const filterQuery = z.object({
  etat: z.enum(['open', 'todo', 'waiting', 'over', 'all']).catch('open'),
  commune: z.string().max(5).catch(''),
  seance: z.string().max(60).catch(''),
});
const key = z.uuid();
const offerForm = z.object({ _key: key, numero: z.string().min(1).max(40) });
const answerForm = z.object({
  _key: key,
  proposition: z.string().min(1).max(80),
  reponse: z.enum(['accepted', 'refused']),
  le: civilDateSchema,
  motif: z.enum(refusalReasons).or(z.literal('')).optional(),
  adapte: z.enum(['oui', 'non']).optional(),
});
const receiptForm = z.object({ proposition: z.string().min(1).max(80), le: civilDateSchema });
const leaseForm = z.object({
  _key: key,
  numero: z.string().min(1).max(40),
  le: civilDateSchema,
  verifie: z.literal('oui').optional(),
  ...countedFields,
});
const keysForm = z.object({ le: civilDateSchema });
const returnForm = z.object({ _key: key });

export function afterRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/suites', requirePermission('offer.write'));
  showList(router, dependencies);
  showOne(router, dependencies);
  offerGestures(router, dependencies);
  leaseGestures(router, dependencies);
  return router;
}

function showList(router: Router, dependencies: HttpDependencies): void {
  const { lettings, today } = dependencies;
  router.get('/agent/suites', async (request, response) => {
    const user = userWhoMay(request, 'offer.write');
    // Silence that has run out is written before it is shown; asked again, nothing is left to write.
    await lettings.lapseOffers(user.landlordId, today(), new Date());
    const homes = await lettings.list(await readerOf(user, dependencies), today());
    const all = byUrgency(homes.map((home) => shownLetting(home, today())));
    const query = filterQuery.parse(request.query);
    const shown = all.filter(
      ({ stage, home }) =>
        (query.etat === 'all' ||
          (query.etat === 'open' ? groupOf(stage) !== 'over' : groupOf(stage) === query.etat)) &&
        (query.commune === '' || home.home.insee === query.commune) &&
        (query.seance === '' || home.sessionId === query.seance),
    );
    sendPage(
      response,
      <LettingsPage
        frame={frameOf(request, dependencies)}
        today={today()}
        filter={{ group: query.etat, commune: query.commune || null, sessionId: query.seance || null }}
        all={all}
        shown={shown}
      />,
    );
  });
}

const done: Readonly<Record<string, string>> = {
  envoi: 'La proposition est enregistrée ; sa lettre part avec le délai de réponse.',
  reponse: 'La réponse est enregistrée.',
  reception: 'La réception est notée : le délai court de ce jour.',
  bail: 'Le bail est enregistré, la demande est radiée et les événements du SNE sont prêts.',
  cles: 'La remise des clés est notée.',
  retour: 'Le logement est remis sur le tableau, avec ce que cette liste a appris.',
};

function showOne(router: Router, dependencies: HttpDependencies): void {
  router.get('/agent/suites/:vacancyId', async (request, response) => {
    const word = typeof request.query.fait === 'string' ? done[request.query.fait] : undefined;
    const message = word === undefined ? null : { text: word, good: true };
    await sendLetting(dependencies, request, response, message);
  });
}

function offerGestures(router: Router, dependencies: HttpDependencies): void {
  const { lettings } = dependencies;
  router.post('/agent/suites/:vacancyId/proposition', async (request, response) => {
    const asked = askedBy(userWhoMay(request, 'offer.write'), dependencies);
    const input = readInput(offerForm, request.body);
    const { vacancyId } = request.params;
    const sent = await lettings.sendOffer(asked, { vacancyId, number: input.numero, key: input._key });
    await answer(dependencies, request, response, sent, 'envoi');
  });
  router.post('/agent/suites/:vacancyId/reponse', async (request, response) => {
    const user = userWhoMay(request, 'offer.write');
    const input = readInput(answerForm, request.body);
    await requireOffer(dependencies, user, request.params.vacancyId, input.proposition);
    const refused = input.reponse === 'refused';
    const given = {
      answer: input.reponse,
      on: input.le,
      reason: refused && input.motif ? input.motif : null,
      adapted: refused && input.adapte !== undefined ? input.adapte === 'oui' : null,
    };
    const asked = askedBy(user, dependencies);
    const result = await lettings.answerOffer(asked, { offerId: input.proposition, given, key: input._key });
    await answer(dependencies, request, response, result, 'reponse');
  });
  router.post('/agent/suites/:vacancyId/reception', async (request, response) => {
    const user = userWhoMay(request, 'offer.write');
    const input = readInput(receiptForm, request.body);
    await requireOffer(dependencies, user, request.params.vacancyId, input.proposition);
    const asked = askedBy(user, dependencies);
    const result = await lettings.recordReceipt(asked, { offerId: input.proposition, on: input.le });
    await answer(dependencies, request, response, result, 'reception');
  });
}

function leaseGestures(router: Router, dependencies: HttpDependencies): void {
  const { lettings } = dependencies;
  router.post('/agent/suites/:vacancyId/bail', async (request, response) => {
    const asked = askedBy(userWhoMay(request, 'lease.sign'), dependencies);
    const input = readInput(leaseForm, request.body);
    const signed = await lettings.signLease(asked, {
      vacancyId: request.params.vacancyId,
      number: input.numero,
      signedOn: input.le,
      verified: input.verifie === 'oui',
      said: saidAtSigning(input),
      key: input._key,
    });
    if (!signed.ok || signed.value.released.length === 0) {
      return answer(dependencies, request, response, signed, 'bail');
    }
    const { released } = signed.value;
    const places = released.map(({ vacancyId, rank }) =>
      rank === null ? `à l’ordre du jour pour ${vacancyId}` : `au rang ${rank} pour ${vacancyId}`,
    );
    const text = `${done.bail} Ce ménage était aussi ${places.join(', ')} : ces places sont libérées.`;
    await sendLetting(dependencies, request, response, { text, good: true });
  });
  router.post('/agent/suites/:vacancyId/cles', async (request, response) => {
    const asked = askedBy(userWhoMay(request, 'lease.sign'), dependencies);
    const { le: on } = readInput(keysForm, request.body);
    const given = await lettings.giveKeys(asked, { vacancyId: request.params.vacancyId, on });
    if (given.ok && (await isUndecided(dependencies, request))) {
      // A relocation is let without a list of a sitting: its board page is the one that shows it.
      const { vacancyId } = request.params;
      return response.redirect(303, `/agent/logements/${encodeURIComponent(String(vacancyId))}`);
    }
    await answer(dependencies, request, response, given, 'cles');
  });
  router.post('/agent/suites/:vacancyId/retour', async (request, response) => {
    const asked = askedBy(userWhoMay(request, 'offer.write'), dependencies);
    const { _key } = readInput(returnForm, request.body);
    const { vacancyId } = request.params;
    const returned = await lettings.returnHome(asked, { vacancyId, key: _key });
    await answer(dependencies, request, response, returned, 'retour');
  });
}

/** Whether no closed sitting decided the home, so that no page of its list exists. */
async function isUndecided(dependencies: HttpDependencies, request: Request): Promise<boolean> {
  const { lettings, today } = dependencies;
  const reader = await readerOf(userWhoMay(request, 'lease.sign'), dependencies);
  return (await lettings.find(reader, String(request.params.vacancyId), today())) === null;
}

/** Back to the page where it was done; where it was not, the page as it stands now says why. */
async function answer(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  result: Result<unknown, LettingRefusal>,
  gesture: keyof typeof done,
): Promise<void> {
  const { vacancyId } = request.params;
  if (result.ok) return response.redirect(303, `${lettingPath(String(vacancyId))}?fait=${gesture}`);
  const message = { text: lettingRefusalInWords(result.refusal), good: false };
  await sendLetting(dependencies, request, response, message, 409);
}

async function sendLetting(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  message: { text: string; good: boolean } | null,
  status = 200,
): Promise<void> {
  const { lettings, journal, files, today } = dependencies;
  const user = userWhoMay(request, 'offer.write');
  const vacancyId = String(request.params.vacancyId);
  const home = await lettings.find(await readerOf(user, dependencies), vacancyId, today());
  if (home === null) throw notDecided();
  const [story, learned] = await Promise.all([
    journal.story(user.landlordId, `vacancy:${vacancyId}`, 30),
    lettings.learned(user.landlordId, vacancyId),
  ]);
  sendPage(
    response,
    <LettingPage
      frame={frameOf(request, dependencies)}
      today={today()}
      letting={shownLetting(home, today())}
      story={story}
      learned={learned}
      filePath={(number) => `/agent/dossiers/${files.of(number)}`}
      message={message}
    />,
    status,
  );
}

/** The offer of the form is one of the home that the address names, and that the person may see. */
async function requireOffer(
  dependencies: HttpDependencies,
  user: CurrentUser,
  vacancyId: string | undefined,
  offerId: string,
): Promise<void> {
  const { lettings, today } = dependencies;
  const home = await lettings.find(await readerOf(user, dependencies), String(vacancyId), today());
  if (!home?.offers.some(({ id }) => id === offerId)) throw notDecided();
}

async function readerOf(user: CurrentUser, { scopes }: HttpDependencies): Promise<LettingReader> {
  return { landlordId: user.landlordId, communes: await scopes.communesOf(user) };
}

function notDecided(): AppError {
  return new AppError('not-found', 'Ce logement n’a pas de décision d’une séance close.', {
    hint: 'Revenez aux suites des séances : un logement y apparaît à la clôture de sa séance.',
  });
}
