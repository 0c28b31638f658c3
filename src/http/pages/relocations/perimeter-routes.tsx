/** `/agent/relogements/perimetres`: an operation recorded, authorised or taken back; leases are read again at once. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { inseeSchema } from '../../../domain/home.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { Result } from '../../../kernel/result.ts';
import {
  type NewPerimeter,
  type PerimeterRefusal,
  perimeterBasisSchema,
} from '../../../portal/relocations/perimeter.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { transferReader } from '../transfers/transfer-reader.ts';
import { PerimetersPage } from './perimeters-page.tsx';
import { emptyIsNull } from './relocation-forms.ts';

const path = '/agent/relogements/perimetres';
const reference = z.string().trim().min(3, 'citez le document').max(200);

const newForm = z
  .object({
    _key: z.uuid(),
    nom: z.string().trim().min(3, 'nommez l’opération').max(120),
    fondement: z.enum(perimeterBasisSchema.options, 'choisissez ce qui fonde l’opération'),
    autorise: emptyIsNull(civilDateSchema),
    piece: reference,
    residence: z.string().max(220).default(''),
    logements: z.string().max(60_000).default(''),
  })
  .transform((form, context): NewPerimeter => {
    const place = placeOf(form);
    if (place === null) {
      context.addIssue({
        code: 'custom',
        path: ['logements'],
        message: 'choisissez une résidence, ou donnez au moins un logement (pas les deux)',
      });
      return z.NEVER;
    }
    const { _key: key, nom: name, fondement: basis, autorise: authorisedOn, piece } = form;
    return { key, name, basis, authorisedOn, reference: piece, place };
  });
const named = z.object({ perimetre: z.uuid() });
const authoriseForm = named.extend({ jour: civilDateSchema, piece: reference });

function placeOf({
  residence,
  logements,
}: {
  residence: string;
  logements: string;
}): NewPerimeter['place'] | null {
  const homeIds = logements
    .split(/[\s,;]+/)
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if ((residence === '') === (homeIds.length === 0) || homeIds.length > 2000) return null;
  if (residence === '') return { homeIds };
  const insee = inseeSchema.safeParse(residence.slice(0, 5));
  return insee.success ? { insee: insee.data, residence: residence.slice(6) } : null;
}

const doneWords: Readonly<Record<string, string>> = {
  enregistre: 'Périmètre enregistré, et ses baux relus : les ménages concernés sont dans les repérages.',
  autorisation: 'Autorisation notée, et les baux relus.',
  retrait: 'Périmètre retiré, et ses repérages fermés.',
};

export function perimeterRoutes(router: Router, dependencies: HttpDependencies): void {
  const { perimeters, transferFindings, today } = dependencies;
  const show = async (request: Request, response: Response, refusal: string | null) => {
    const { role } = userWhoMay(request, 'transfer.read');
    const reader = await transferReader(request, dependencies);
    const { fait } = request.query;
    sendPage(
      response,
      <PerimetersPage
        frame={frameOf(request, dependencies)}
        today={today()}
        lines={await perimeters.list(reader)}
        residences={may(role, 'transfer.write') ? await perimeters.residences(reader) : []}
        mayWrite={may(role, 'transfer.write')}
        formKey={randomUUID()}
        done={refusal === null && typeof fait === 'string' ? (doneWords[fait] ?? null) : null}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get(path, (request, response) => show(request, response, null));
  const gesture = (
    address: string,
    told: string,
    work: (
      request: Request,
      asked: ReturnType<typeof askedBy>,
      communes: ReadonlySet<string> | null,
    ) => Promise<Result<unknown, PerimeterRefusal>>,
  ) =>
    router.post(address, async (request, response) => {
      const asked = askedBy(userWhoMay(request, 'transfer.write'), dependencies);
      const { communes } = await transferReader(request, dependencies);
      const done = await work(request, asked, communes);
      if (!done.ok) return show(request, response, perimeterRefusalInWords(done.refusal));
      // What the perimeter changes of each lease is shown at once, as proposals to officers.
      await transferFindings.scan(asked);
      response.redirect(303, `${path}?fait=${told}`);
    });
  gesture(path, 'enregistre', (request, asked, communes) =>
    perimeters.record(asked, readInput(newForm, request.body), communes),
  );
  gesture(`${path}/autorisation`, 'autorisation', (request, asked, communes) => {
    const { perimetre: id, jour: on, piece } = readInput(authoriseForm, request.body);
    return perimeters.authorise(asked, { id, on, reference: piece }, communes);
  });
  gesture(`${path}/retrait`, 'retrait', (request, asked, communes) =>
    perimeters.withdraw(asked, readInput(named, request.body).perimetre, communes),
  );
}

function perimeterRefusalInWords(refusal: PerimeterRefusal): string {
  switch (refusal.code) {
    case 'inFuture':
      return 'Cette date est à venir. Notez l’autorisation quand elle est donnée.';
    case 'noHome':
      return 'Aucun logement n’est à cette adresse. Choisissez une autre résidence, ou donnez la liste.';
    case 'unknownHomes': {
      const { ids } = refusal;
      const more = ids.length > 5 ? ` et ${frenchCount(ids.length - 5, 'autre')}` : '';
      return `Ces identifiants ne sont pas dans le parc : ${ids.slice(0, 5).join(', ')}${more}. Corrigez-les.`;
    }
    case 'outOfScope':
      return 'Un logement de ce périmètre n’est pas dans votre secteur.';
    case 'noSuchPerimeter':
      return 'Ce périmètre n’existe plus. Rechargez la page.';
    case 'founds':
      return 'Ce périmètre fonde déjà une demande de relogement : il ne se retire plus.';
    case 'authorisedMeanwhile':
      return `Une autorisation est déjà notée, au ${frenchShortDate(refusal.on)}. Relisez la page.`;
  }
}
