/** Connections to the landlord's other systems: an administrator creates, tries, renews, replays. */
import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { addressRuleOf, checkAddress } from '../../../access/webhooks/address.ts';
import { chosenTypes, type WebhookType } from '../../../access/webhooks/event.ts';
import type { LogFilter, WebhookRefusal } from '../../../access/webhooks/webhook-port.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { frenchCount } from '../../../kernel/french.ts';
import type { Result } from '../../../kernel/result.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { EndpointPage } from './endpoint-page.tsx';
import { EndpointsPage, type TypedEndpoint } from './endpoints-page.tsx';
import { SecretPage } from './secret-page.tsx';
import { addressRefusals, webhookRefusalInWords } from './webhook-words.ts';

const typesField = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((value) => [value].flat())
  .transform((values) => chosenTypes.filter((type) => values.includes(type)));
const createForm = z.object({
  _key: z.uuid(),
  nom: z.string().trim().min(2, 'donnez un nom').max(80),
  adresse: z.string().trim().max(500),
  evenements: typesField,
});
const versionField = z.coerce.number().int().min(1).max(1_000_000_000);
const changeForm = z.object({ version: versionField });
const typesForm = changeForm.extend({ evenements: typesField });
const stateForm = changeForm.extend({ etat: z.enum(['active', 'inactive']) });
const endForm = changeForm.extend({ garder: z.enum(['nouveau', 'ancien']) });
const sinceForm = changeForm.extend({ depuis: civilDateSchema });
const pageQuery = z.object({
  etat: z.enum(['waiting', 'delivered', 'failed', 'stopped']).nullable().catch(null).default(null),
  page: z.coerce.number().int().min(1).catch(1).default(1),
  fait: z.string().catch('').default(''),
  nombre: z.coerce.number().int().min(0).catch(0).default(0),
});

const noTypes = 'Choisissez au moins un événement : une liaison sans événement n’envoie rien.';
const base = '/admin/liaisons';

export function webhooksRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use(base, requirePermission('webhook.manage'));
  listRoutes(router, dependencies);
  endpointRoutes(router, dependencies);
  secretRoutes(router, dependencies);
  replayRoutes(router, dependencies);
  return router;
}

function listRoutes(router: Router, dependencies: HttpDependencies): void {
  const { webhooks, config } = dependencies;
  const show = async (
    request: Request,
    response: Response,
    typed: TypedEndpoint,
    problem: string | null,
    key: string = randomUUID(),
  ) => {
    const { landlordId } = userWhoMay(request, 'webhook.manage');
    const frame = frameOf(request, dependencies);
    const endpoints = await webhooks.list(landlordId);
    const props = { frame, endpoints, formKey: key, typed, problem };
    sendPage(response, <EndpointsPage {...props} />, problem === null ? 200 : 400);
  };
  router.get(base, (request, response) => show(request, response, { name: '', url: '', types: [] }, null));
  router.post(base, async (request, response) => {
    const user = userWhoMay(request, 'webhook.manage');
    const { _key: key, nom: name, adresse, evenements: types } = readInput(createForm, request.body);
    const typed = { name, url: adresse, types };
    const address = checkAddress(adresse, addressRuleOf(config));
    if (!address.ok) return show(request, response, typed, addressRefusals[address.refusal], key);
    if (types.length === 0) return show(request, response, typed, noTypes, key);
    const input = { key, name, url: address.value, types };
    const { endpointId, secret } = await webhooks.create(askedBy(user, dependencies), input);
    if (secret === null) return response.redirect(303, `${base}/${endpointId}?fait=deja`);
    const frame = frameOf(request, dependencies);
    sendPage(response, <SecretPage {...{ frame, endpointId, secret }} renewed={false} />, 201);
  });
}

function endpointRoutes(router: Router, dependencies: HttpDependencies): void {
  const { webhooks } = dependencies;
  router.get(`${base}/:endpointId`, (request, response) => {
    const { etat: state, page, fait, nombre } = readInput(pageQuery, request.query);
    return showEndpoint(dependencies, request, response, {
      filter: { state, page },
      done: doneInWords(fait, nombre),
      problem: null,
    });
  });
  const gesture = gestureOf(dependencies);
  router.post(`${base}/:endpointId/essai`, (request, response) =>
    gesture(request, response, 'essai', (asked, endpointId) => {
      const { version } = readInput(changeForm, request.body);
      return webhooks.test(asked, { endpointId, version });
    }),
  );
  router.post(`${base}/:endpointId/etat`, (request, response) =>
    gesture(request, response, 'etat', (asked, endpointId) => {
      const { version, etat } = readInput(stateForm, request.body);
      return webhooks.setActive(asked, { endpointId, version, active: etat === 'active' });
    }),
  );
  router.post(`${base}/:endpointId/evenements`, async (request, response) => {
    userWhoMay(request, 'webhook.manage');
    const { version, evenements } = readInput(typesForm, request.body);
    if (evenements.length === 0) return refused(dependencies, request, response, noTypes, 400);
    const types: readonly WebhookType[] = evenements;
    await gesture(request, response, 'evenements', (asked, endpointId) =>
      webhooks.chooseTypes(asked, { endpointId, version, types }),
    );
  });
}

function secretRoutes(router: Router, dependencies: HttpDependencies): void {
  const { webhooks } = dependencies;
  router.post(`${base}/:endpointId/secret`, async (request, response) => {
    const user = userWhoMay(request, 'webhook.manage');
    const endpointId = idOf(request, 'endpointId');
    const { version } = readInput(changeForm, request.body);
    const rotated = await webhooks.rotate(askedBy(user, dependencies), { endpointId, version });
    if (!rotated.ok) return refused(dependencies, request, response, rotated.refusal);
    const frame = frameOf(request, dependencies);
    sendPage(response, <SecretPage {...{ frame, endpointId }} secret={rotated.value} renewed={true} />);
  });
  router.post(`${base}/:endpointId/secret/fin`, (request, response) =>
    gestureOf(dependencies)(request, response, 'secret', (asked, endpointId) => {
      const { version, garder } = readInput(endForm, request.body);
      const keep = garder === 'nouveau' ? 'new' : 'former';
      return webhooks.endRotation(asked, { endpointId, version, keep });
    }),
  );
}

function replayRoutes(router: Router, dependencies: HttpDependencies): void {
  const { webhooks } = dependencies;
  router.post(`${base}/:endpointId/rejouer`, async (request, response) => {
    const user = userWhoMay(request, 'webhook.manage');
    const endpointId = idOf(request, 'endpointId');
    const { version, depuis: since } = readInput(sinceForm, request.body);
    const again = await webhooks.replaySince(askedBy(user, dependencies), { endpointId, version, since });
    if (!again.ok) return refused(dependencies, request, response, again.refusal);
    response.redirect(303, `${base}/${endpointId}?fait=renvois&nombre=${again.value}`);
  });
  router.post(`${base}/:endpointId/envois/:deliveryId`, (request, response) =>
    gestureOf(dependencies)(request, response, 'renvoi', (asked) => {
      const { version } = readInput(changeForm, request.body);
      return webhooks.replay(asked, { deliveryId: idOf(request, 'deliveryId'), version });
    }),
  );
}

type Gesture = (
  asked: ReturnType<typeof askedBy>,
  endpointId: string,
) => Promise<Result<unknown, WebhookRefusal>>;

/** Does it, then comes back to the connection with what was done, or says why not beside what is true now. */
function gestureOf(dependencies: HttpDependencies) {
  return async (request: Request, response: Response, done: string, gesture: Gesture) => {
    const user = userWhoMay(request, 'webhook.manage');
    const endpointId = idOf(request, 'endpointId');
    const result = await gesture(askedBy(user, dependencies), endpointId);
    if (!result.ok) return refused(dependencies, request, response, result.refusal);
    response.redirect(303, `${base}/${endpointId}?fait=${done}`);
  };
}

function refused(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  refusal: WebhookRefusal | string,
  status = 409,
): Promise<void> {
  const problem = typeof refusal === 'string' ? refusal : webhookRefusalInWords(refusal);
  const filter = { state: null, page: 1 };
  return showEndpoint(dependencies, request, response, { filter, done: null, problem }, status);
}

async function showEndpoint(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  shown: { filter: LogFilter; done: string | null; problem: string | null },
  status = 200,
): Promise<void> {
  const { webhooks } = dependencies;
  const { landlordId } = userWhoMay(request, 'webhook.manage');
  const endpoint = await webhooks.find(landlordId, idOf(request, 'endpointId'));
  if (endpoint === null) throw unknownEndpoint();
  const log = await webhooks.log(landlordId, endpoint.id, shown.filter);
  const frame = frameOf(request, dependencies);
  sendPage(response, <EndpointPage {...{ frame, endpoint, log }} {...shown} />, status);
}

function doneInWords(done: string, count: number): string | null {
  switch (done) {
    case 'deja':
      return 'Cette liaison existait déjà : le formulaire a été envoyé deux fois. Si son secret n’a pas été noté, renouvelez-le.';
    case 'essai':
      return 'Le message d’essai part dans quelques secondes : rechargez la page pour voir s’il est reçu.';
    case 'etat':
      return 'C’est enregistré. Ce qui a été manqué pendant une désactivation se renvoie depuis un jour, ci-dessous.';
    case 'evenements':
      return 'Le choix des événements est enregistré.';
    case 'secret':
      return 'Un seul secret signe désormais.';
    case 'renvoi':
      return 'Le message repart dans quelques secondes, à l’identique.';
    case 'renvois':
      return count === 0
        ? 'Aucun événement depuis ce jour : rien n’a été renvoyé.'
        : `${frenchCount(count, 'événement')} à renvoyer, à l’identique, dans quelques secondes.`;
    default:
      return null;
  }
}

function idOf(request: Request, name: 'endpointId' | 'deliveryId'): string {
  const parsed = z.uuid().safeParse(request.params[name]);
  if (!parsed.success) throw unknownEndpoint();
  return parsed.data;
}

function unknownEndpoint(): AppError {
  return new AppError('not-found', 'Cette liaison n’existe pas.', {
    hint: 'Revenez à la liste des liaisons : /admin/liaisons.',
  });
}
