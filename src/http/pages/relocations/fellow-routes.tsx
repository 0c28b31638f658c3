/** `/agent/relogements/confreres`: requests of fellow landlords for a renewal relocation. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { lettingRefusalInWords } from '../../../committee/letting/words.ts';
import { accessibilitySchema, typologySchema } from '../../../domain/home.ts';
import { geography } from '../../../domain/territory.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { refuse } from '../../../kernel/result.ts';
import type { FellowLine } from '../../../portal/relocations/fellow-port.ts';
import { type FellowStep, fellowOperations } from '../../../portal/relocations/fellow-request.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { transferReader } from '../transfers/transfer-reader.ts';
import { FellowsPage } from './fellow-page.tsx';
import { emptyIsNull, keysForm } from './relocation-forms.ts';
import { fellowRefusalInWords } from './relocation-refusals.ts';

const path = '/agent/relogements/confreres';
const many = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(schema),
  );

const uniqueNumber = z
  .string()
  .transform((text) => text.replace(/\s/g, '').toUpperCase())
  .pipe(z.string().min(1).max(40));

const newForm = z.object({
  _key: z.uuid(),
  confrere: z.string().trim().min(2, 'nommez le bailleur').max(120),
  numero: emptyIsNull(uniqueNumber),
  recue: civilDateSchema,
  personnes: z.coerce.number().int().min(1).max(20),
  typologie: many(typologySchema).refine((list) => list.length > 0, 'cochez une typologie'),
  communes: z.string().max(500).default(''),
  accessibilite: accessibilitySchema,
  operation: z.enum(fellowOperations),
  nom: z.string().trim().min(2, 'nommez l’opération').max(200),
});
const named = z.object({ demande: z.uuid(), version: z.coerce.number().int().min(1) });
const stepForms: Readonly<Record<string, z.ZodType<FellowStep>>> = {
  accord: z
    .object({ logement: z.string().min(1, 'choisissez un logement').max(200) })
    .transform(({ logement }): FellowStep => ({ kind: 'accept', vacancyId: logement })),
  refus: z
    .object({ raison: z.string().trim().min(5, 'donnez une raison').max(500) })
    .transform(({ raison }): FellowStep => ({ kind: 'refuse', reason: raison })),
  numero: z
    .object({ numero: uniqueNumber })
    .transform(({ numero }): FellowStep => ({ kind: 'number', number: numero })),
  information: z
    .object({ seance: z.uuid('choisissez une séance') })
    .transform(({ seance }): FellowStep => ({ kind: 'inform', sessionId: seance })),
};
const signForm = z.object({ jour: civilDateSchema, verifie: z.literal('oui').optional() });

export function fellowRoutes(router: Router, dependencies: HttpDependencies): void {
  const { fellowRequests, today } = dependencies;
  const show = async (request: Request, response: Response, refusal: string | null) => {
    const user = userWhoMay(request, 'transfer.read');
    const reader = await transferReader(request, dependencies);
    const list = await fellowRequests.list(reader, today());
    const waiting = list.filter(({ state }) => state === 'received');
    const homes = new Map(
      await Promise.all(
        waiting.map(async (one) => [one.id, await fellowRequests.homesFor(reader, one)] as const),
      ),
    );
    sendPage(
      response,
      <FellowsPage
        frame={frameOf(request, dependencies)}
        today={today()}
        requests={list}
        homes={homes}
        sittings={await fellowRequests.sittings(user.landlordId)}
        mayWrite={may(user.role, 'transfer.write')}
        formKey={randomUUID()}
        done={refusal === null && request.query.fait === 'oui'}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get(path, (request, response) => show(request, response, null));
  router.post(path, async (request, response) => {
    const user = userWhoMay(request, 'transfer.write');
    const form = readInput(newForm, request.body);
    const communes = communesNamed(form.communes);
    if (communes === null) {
      return show(
        request,
        response,
        'Une commune n’est pas reconnue. Écrivez les noms séparés par des virgules.',
      );
    }
    const received = await fellowRequests.receive(askedBy(user, dependencies), {
      key: form._key,
      fellow: form.confrere,
      number: form.numero,
      receivedOn: form.recue,
      need: {
        persons: form.personnes,
        typologies: form.typologie,
        communes,
        accessibility: form.accessibilite,
        operation: form.operation,
        operationName: form.nom,
      },
    });
    if (!received.ok) return show(request, response, fellowRefusalInWords(received.refusal));
    response.redirect(303, `${path}?fait=oui`);
  });
  steps(router, dependencies, show);
}

type Show = (request: Request, response: Response, refusal: string | null) => Promise<void>;

function steps(router: Router, dependencies: HttpDependencies, show: Show): void {
  const { fellowRequests, lettings } = dependencies;
  /** The officer, the request that the form names and its version: only one that the officer sees. */
  const asks = async (request: Request) => {
    const user = userWhoMay(request, 'transfer.write');
    const { demande, version } = readInput(named, request.body);
    return {
      asked: askedBy(user, dependencies),
      one: await seenRequest(request, dependencies, demande),
      version,
    };
  };
  for (const [name, form] of Object.entries(stepForms)) {
    router.post(`${path}/${name}`, async (request, response) => {
      const { asked, one, version } = await asks(request);
      const step = readInput(form, request.body);
      const done = await fellowRequests.step(asked, { id: one.id, version, step });
      if (!done.ok) return show(request, response, fellowRefusalInWords(done.refusal));
      response.redirect(303, `${path}?fait=oui`);
    });
  }
  router.post(`${path}/signature`, async (request, response) => {
    const { asked, one, version } = await asks(request);
    const { jour, verifie } = readInput(signForm, request.body);
    const input = { id: one.id, version, signedOn: jour, verified: verifie === 'oui' };
    const signed = await fellowRequests.lease(asked, input);
    if (!signed.ok) return show(request, response, fellowRefusalInWords(signed.refusal));
    response.redirect(303, `${path}?fait=oui`);
  });
  router.post(`${path}/cles`, async (request, response) => {
    const { asked, one } = await asks(request);
    const { jour } = readInput(keysForm, request.body);
    const vacancyId = one.state === 'signed' ? (one.content.answer?.vacancyId ?? null) : null;
    const given =
      vacancyId === null
        ? refuse({ code: 'notSigned' as const })
        : await lettings.giveKeys(asked, { vacancyId, on: jour });
    if (!given.ok) return show(request, response, lettingRefusalInWords(given.refusal));
    response.redirect(303, `${path}?fait=oui`);
  });
}

/** Throws 404 for an unknown request, or one outside the person's communes. */
async function seenRequest(
  request: Request,
  dependencies: HttpDependencies,
  id: string,
): Promise<FellowLine> {
  const { fellowRequests, today } = dependencies;
  const reader = await transferReader(request, dependencies);
  const one = (await fellowRequests.list(reader, today())).find((line) => line.id === id);
  if (one) return one;
  throw new AppError('not-found', 'Cette demande n’existe pas, ou n’est pas dans votre périmètre.', {
    hint: 'Revenez à la liste des demandes.',
  });
}

/** INSEE codes of communes named in French or by code; null where one is unknown. */
function communesNamed(text: string): string[] | null {
  const wanted = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const { communes } = geography();
  const codes = wanted.map((name) => {
    if (communes.has(name)) return name;
    const plain = name.toLocaleLowerCase('fr');
    return (
      [...communes.values()].find((commune) => commune.name.toLocaleLowerCase('fr') === plain)?.insee ?? null
    );
  });
  return codes.some((code) => code === null) ? null : codes.filter((code) => code !== null);
}
