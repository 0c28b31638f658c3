/** `/agent/particuliers` and `/agent/dalo`: what stands beside the ordinary flow. */
import { type Request, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { lettingRefusalInWords } from '../../../committee/letting/words.ts';
import { byNextDue, daloClock } from '../../../committee/orientation/dalo-clock.ts';
import type { DueHomeRefusal } from '../../../committee/orientation/due-home.ts';
import type { GlideRefusal } from '../../../committee/orientation/gliding.ts';
import { type SpecialRefusal, specialKinds } from '../../../committee/orientation/special-lettings.ts';
import { bookWithin } from '../../../committee/orientation/special-port.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { Result } from '../../../kernel/result.ts';
import { reasonInWords } from '../../../wording/index.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { outOfScope, requireHomesInScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { DaloPage } from './dalo-page.tsx';
import { emergencyChoices, emergencyRoutes } from './emergency-routes.tsx';
import { SpecialPage, type SpecialPageProps } from './special-page.tsx';

const homeId = z.string({ error: 'choisissez un logement' }).min(1, 'choisissez un logement').max(200);
const recordForm = z.object({
  logement: homeId,
  nature: z.enum(specialKinds, { error: 'choisissez une nature' }),
  association: z
    .string()
    .trim()
    .max(120)
    .default('')
    .transform((text) => text || null),
});
const glideForm = z.object({
  _key: z.uuid(),
  logement: homeId,
  le: civilDateSchema,
  verifie: z.literal('oui').optional(),
  numero: z
    .string()
    .max(60)
    .transform((text) => text.replace(/\s+/g, '').toUpperCase()),
});
const dueForm = z.object({ du: z.uuid(), logement: homeId });
const emptyOr = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());
const residenceForm = z.object({
  residence: z.string().trim().min(1).max(200),
  fragile: z.literal('oui').optional(),
  source: z.string().trim().min(3, 'dites d’où vient la règle').max(300),
  programme: emptyOr(z.coerce.number<string>().int().min(1).max(5000)),
  part: emptyOr(z.coerce.number<string>().min(0).max(100)),
});
const mayorForm = z.object({
  logement: homeId,
  numero: z.string().min(1).max(40),
  date: civilDateSchema,
  avis: z.enum(['favourable', 'unfavourable']).optional(),
});
const query = z.object({ fait: z.literal('1').optional().catch(undefined) });

export function specialRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const { specialLettings, today, files } = dependencies;
  const fileHref = (number: string) => `/agent/dossiers/${files.of(number)}`;
  const asked = (request: Request) => {
    const user = userWhoMay(request, 'orientation.decide');
    const actor = { accountId: user.id, name: user.name, role: user.role };
    return {
      user,
      landlordId: user.landlordId,
      asked: { actor, at: askedBy(user, dependencies).now, today: today() },
    };
  };
  const bookOf = async (user: CurrentUser) => {
    const book = await specialLettings.book(user.landlordId, today());
    return bookWithin(book, await dependencies.scopes.communesOf(user));
  };
  const page = async (request: Request, said: SpecialPageProps['said']) => {
    const user = userWhoMay(request, 'orientation.decide');
    return (
      <SpecialPage
        frame={frameOf(request, dependencies)}
        book={await bookOf(user)}
        today={today()}
        emergencies={may(user.role, 'session.prepare') ? await emergencyChoices(user, dependencies) : null}
        fileHref={fileHref}
        said={said}
      />
    );
  };
  router.get(['/agent/particuliers', '/agent/dalo'], requirePermission('orientation.decide'));
  router.get('/agent/particuliers', async (request, response) => {
    const { fait } = readInput(query, request.query);
    sendPage(response, await page(request, fait ? { text: 'C’est enregistré.', good: true } : null));
  });
  const post = (path: string, work: (request: Request) => Promise<Result<null, GestureRefusal>>): void => {
    router.post(path, async (request, response) => {
      const done = await work(request);
      if (done.ok) return response.redirect(303, '/agent/particuliers?fait=1');
      sendPage(response, await page(request, { text: refusalWords(done.refusal), good: false }), 409);
    });
  };
  post('/agent/particuliers', async (request) => {
    const { user, landlordId, asked: by } = asked(request);
    const form = readInput(recordForm, request.body);
    await requireHomesInScope(dependencies, user, [form.logement]);
    return specialLettings.record(landlordId, {
      ...by,
      vacancyId: form.logement,
      kind: form.nature,
      association: form.association,
    });
  });
  post('/agent/particuliers/glissement', async (request) => {
    const { user, landlordId, asked: by } = asked(request);
    const form = readInput(glideForm, request.body);
    await requireHomesInScope(dependencies, user, [form.logement]);
    return specialLettings.glide(landlordId, {
      ...by,
      vacancyId: form.logement,
      number: form.numero,
      signedOn: form.le,
      verified: form.verifie !== undefined,
      key: form._key,
    });
  });
  post('/agent/particuliers/dus', async (request) => {
    const { user, landlordId, asked: by } = asked(request);
    const form = readInput(dueForm, request.body);
    await requireHomesInScope(dependencies, user, [form.logement]);
    // A household is owed a home by the agency where it was refused one.
    const isHeld = (await dependencies.scopes.communesOf(user)) !== null;
    if (isHeld && !(await bookOf(user)).due.some(({ id }) => id === form.du)) throw outOfScope();
    return specialLettings.fulfil(landlordId, { ...by, id: form.du, vacancyId: form.logement });
  });
  router.post('/agent/particuliers/residences', async (request, response) => {
    const { landlordId, asked: by } = asked(request);
    const form = readInput(residenceForm, request.body);
    await specialLettings.saveResidence(landlordId, {
      ...by,
      rule: {
        residence: form.residence,
        fragile: form.fragile !== undefined,
        source: form.source,
        programmeHomes: form.programme,
        ownTenantsPermille: form.part === null ? null : Math.round(form.part * 10),
      },
    });
    response.redirect(303, '/agent/particuliers?fait=1');
  });
  emergencyRoutes(router, dependencies);
  daloRoutes(router, dependencies, fileHref);
  return router;
}

function daloRoutes(
  router: Router,
  dependencies: HttpDependencies,
  fileHref: (number: string) => string,
): void {
  const { specialLettings, today } = dependencies;
  router.get('/agent/dalo', async (request, response) => {
    const user = userWhoMay(request, 'orientation.decide');
    const scope = await dependencies.scopes.communesOf(user);
    const { lines, plan } = await specialLettings.daloLines(user.landlordId, today());
    const shown = lines
      .filter(({ insee }) => scope === null || scope.has(insee))
      .map((line) => ({
        line,
        clock: daloClock(line, plan, today()),
        fileHref: fileHref(line.number),
      }))
      .sort((a, b) => byNextDue(a.clock, b.clock));
    sendPage(
      response,
      <DaloPage
        frame={frameOf(request, dependencies)}
        today={today()}
        lines={shown}
        delayUncertain={shown.some(({ clock }) => clock.delayUncertain)}
      />,
    );
  });
  router.post('/agent/dalo/maire', async (request, response) => {
    const user = userWhoMay(request, 'orientation.decide');
    const form = readInput(mayorForm, request.body);
    await requireHomesInScope(dependencies, user, [form.logement]);
    // The act stands in the story of the file: a line of the page, not any number.
    const { lines } = await specialLettings.daloLines(user.landlordId, today());
    const { logement, numero } = form;
    if (!lines.some((line) => line.vacancyId === logement && line.number === numero)) {
      throw new AppError('not-found', 'Cette désignation n’est plus dans la liste.', {
        hint: 'Revenez à la page des désignations DALO.',
      });
    }
    await specialLettings.mayorStep(user.landlordId, {
      actor: { accountId: user.id, name: user.name, role: user.role },
      at: new Date(),
      today: today(),
      vacancyId: logement,
      number: numero,
      step:
        form.avis === undefined
          ? { kind: 'asked', on: form.date }
          : { kind: 'answered', on: form.date, opinion: form.avis },
    });
    response.redirect(303, '/agent/dalo');
  });
}

type GestureRefusal = SpecialRefusal | GlideRefusal | DueHomeRefusal;

const unsuitableWords = {
  fragile: 'il est dans une résidence à enjeu prioritaire de mixité sociale',
  perimeter: 'il est hors du périmètre de la convention (l’intercommunalité du logement refusé)',
  size: 'sa taille n’est pas celle que votre politique donne à ce ménage',
  accessibility: 'il n’offre pas l’accessibilité dont le ménage a besoin',
} as const;

function refusalWords(refusal: GestureRefusal): string {
  switch (refusal.code) {
    case 'unknownHome':
      return 'Ce logement n’existe pas ou plus : rechargez la page.';
    case 'alreadyRecorded':
      return 'C’était déjà enregistré : rien n’a été changé.';
    case 'associationMissing':
      return 'Nommez l’association : une sous-location ou un bail glissant en a toujours une.';
    case 'notGliding':
      return 'Ce logement n’est pas en bail glissant.';
    case 'alreadyGlided':
      return `Le bail est déjà passé au ménage le ${frenchShortDate(refusal.on)}.`;
    case 'unknownNumber':
      return 'Ce numéro n’est pas celui d’une demande enregistrée : sans numéro unique, aucun bail (L441-2-1).';
    case 'notDecidedFor':
      return 'Aucune séance close n’a attribué ce logement à ce ménage : présentez-le d’abord à la commission. Le bail qui glisse est une attribution (L441-2).';
    case 'homeTaken':
      return 'Ce logement n’est plus libre : il est loué, retiré, ou une séance l’a déjà attribué. Choisissez-en un autre.';
    case 'homeUnsuitable':
      return `Ce logement n’est pas celui qui est dû : ${unsuitableWords[refusal.because]}. Choisissez-en un autre.`;
    case 'householdBarred':
      return `Ce ménage ne peut pas avoir ce logement. ${refusal.reasons.map(reasonInWords).join(' ')}`;
    default:
      return lettingRefusalInWords(refusal);
  }
}
