/** `/demandeur/logement`: the tenant's home, its request for a transfer, and how to contest a refusal. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { inseeSchema, typologySchema } from '../../../domain/home.ts';
import { epciOfCommune, geography } from '../../../domain/territory.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { transferGrounds } from '../../../portal/policy.ts';
import type { TenantHome } from '../../../portal/transfers/transfer-port.ts';
import { mayAct } from '../../../portal/visitor.ts';
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
import { TenantPage } from './tenant-page.tsx';
import type { TypedRequest } from './tenant-page-props.ts';
import { transferRefusalInWords } from './transfer-words.ts';

const path = '/demandeur/logement';
const many = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item));
const typedForm = z.object({
  motif: z.string().catch(''),
  mots: z.string().catch(''),
  taille: many(z.string()).catch([]),
  commune: many(z.string()).catch([]),
  combien: z.string().catch(''),
  qui: z.string().catch(''),
});
const askForm = z.object({
  _key: z.uuid(),
  motif: z.enum(transferGrounds, 'choisissez une raison'),
  mots: z.string().trim().max(2_000).default(''),
  taille: many(typologySchema),
  commune: many(inseeSchema),
  combien: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce.number<string>().int().min(1).max(20).nullable(),
  ),
  qui: z.string().trim().max(200).default(''),
});
const contestForm = z.object({
  _key: z.uuid(),
  demande: z.uuid(),
  pourquoi: z.string().trim().min(1, 'dites pourquoi').max(4_000),
});
const noTyping: TypedRequest = {
  ground: '',
  words: '',
  communes: [],
  typologies: [],
  partPersons: '',
  partWho: '',
};
const doneWords: Readonly<Record<string, string>> = {
  envoyee: 'Votre demande est envoyée. La date de notre réponse est ci-dessous.',
  contestee: 'C’est reçu. Une autre personne va regarder, et vous répondra par écrit.',
};

export function tenantRoutes(router: Router, dependencies: HttpDependencies): void {
  const { transfers, cases } = dependencies;
  router.use(path, requireOpenedFile);
  const show = showTenantPage(dependencies);
  router.get(path, (request, response) => show(request, response, noTyping, null));
  router.post(path, async (request, response) => {
    const visitor = openedFileToAct(request);
    const parsed = askForm.safeParse(request.body ?? {});
    const typed = typedOf(request.body);
    if (!parsed.success) {
      const faults = [...new Set(parsed.error.issues.map(({ message }) => message))].join(', ');
      return show(request, response, typed, `À corriger : ${faults}.`);
    }
    const { _key: key, motif: ground, mots, taille, commune, combien, qui } = parsed.data;
    const opened = await transfers.openByTenant(askedByVisitor(visitor, dependencies), visitor, {
      key,
      ground,
      words: mots === '' ? null : mots,
      wishes: taille.length + commune.length === 0 ? null : { typologies: taille, communes: commune },
      part: combien === null ? null : { persons: combien, who: qui },
    });
    if (!opened.ok) return show(request, response, typed, transferRefusalInWords(opened.refusal));
    response.redirect(303, `${path}?fait=envoyee`);
  });
  router.post(`${path}/contester`, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { _key: key, demande, pourquoi } = readInput(contestForm, request.body);
    const { requests } = await transfers.ofTenant(visitor);
    const contested = requests.find(({ id, state }) => id === demande && state === 'refused');
    if (!contested?.number) {
      throw new AppError('not-found', 'Cette demande n’est pas à contester ici.', {
        hint: 'Revenez à votre page, ou venez au guichet.',
      });
    }
    const asked = askedByVisitor(visitor, dependencies);
    const opened = await cases.open(
      asked,
      {
        key,
        number: contested.number,
        kind: 'review',
        about: `transfer:${contested.id}`,
        receivedOn: asked.today,
        request: pourquoi,
      },
      null,
    );
    if (!opened.ok) {
      return show(request, response, noTyping, 'Votre message n’a pas pu être enregistré. Appelez-nous.');
    }
    response.redirect(303, `${path}?fait=contestee`);
  });
}

function showTenantPage(dependencies: HttpDependencies) {
  const { transfers, portalPolicies, today } = dependencies;
  return async (request: Request, response: Response, typed: TypedRequest, refusal: string | null) => {
    const visitor = openedFile(request);
    const known = await transfers.ofTenant(visitor);
    const { fait } = request.query;
    sendPage(
      response,
      <TenantPage
        frame={portalFrameOf(request, dependencies)}
        today={today()}
        known={known}
        policy={await portalPolicies.inForce(visitor.landlordId)}
        communes={communesNear(known, today())}
        formKey={randomUUID()}
        typed={typed}
        mayAct={mayAct(visitor)}
        done={refusal === null && typeof fait === 'string' ? (doneWords[fait] ?? null) : null}
        refusal={refusal}
        unregistered={visitor.number === null}
      />,
      refusal === null ? 200 : 409,
    );
  };
}

/** The communes of the same EPCI: where most move, and a list that a telephone holds. */
function communesNear({ home }: TenantHome, today: CivilDate): { insee: string; name: string }[] {
  if (home === null) return [];
  const near = epciOfCommune(home.insee, today)?.communes ?? [home.insee];
  return near
    .map((insee) => ({ insee, name: geography().communes.get(insee)?.name ?? insee }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

function typedOf(body: unknown): TypedRequest {
  const { motif, mots, taille, commune, combien, qui } = typedForm.parse(body ?? {});
  return {
    ground: motif,
    words: mots,
    typologies: taille,
    communes: commune,
    partPersons: combien,
    partWho: qui,
  };
}
