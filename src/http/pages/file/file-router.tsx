/** Files of households: finding one, reading it, and what an officer records in it. Numbers travel in bodies only. */

import { type Request, Router } from 'express';
import { v7 } from 'uuid';
import { z } from 'zod';
import { isInScope } from '../../../access/scope.ts';
import { documentGestures, documentRefusalCodes } from '../../../committee/candidates/documents.ts';
import { followUps, recommendations } from '../../../committee/candidates/file-port.ts';
import { type Application, isTransfer } from '../../../domain/application.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type CivilDate, civilDateSchema } from '../../../kernel/civil-date.ts';
import { territoryOfCommune } from '../../../law/quartile-territory.ts';
import { compileGrid } from '../../../scoring/compile.ts';
import type { Grid, Score } from '../../../scoring/grid.ts';
import { gridFor } from '../../../scoring/grid-for.ts';
import { actorOf } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { FilePage } from './file-page.tsx';
import { arrearsRefusals, documentRefusals } from './file-words.ts';
import { FileSearchPage } from './search-page.tsx';
import { sentFileRoutes } from './sent-file-routes.ts';

const storyLength = 100;

const optionalDay = z
  .string()
  .default('')
  .transform((text) => (text === '' ? null : text))
  .pipe(civilDateSchema.nullable());
const euros = z
  .string()
  .transform((text) => text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.'))
  .refine(
    (text) => /^\d{1,6}(\.\d{1,2})?$/.test(text),
    'Un montant en euros est attendu, par exemple 412,50.',
  )
  .transform((text) => Math.round(Number(text) * 100));

export const documentForm = z.object({
  piece: z.string().min(1).max(60),
  geste: z.enum(documentGestures),
  valableJusquAu: optionalDay,
  motif: z.enum(documentRefusalCodes).nullable().catch(null),
});
const arrearsForm = z.object({ montant: euros, plan: z.string().optional(), vu: optionalDay });
const opinionForm = z.object({
  _key: z.uuid(),
  instance: z.string().trim().min(2).max(120),
  le: civilDateSchema,
  recommandation: z.enum(recommendations),
  suite: z.enum(followUps),
});
const searchForm = z.object({
  recherche: z.string().trim().min(2, 'Deux caractères au moins.').max(100),
});

export { euros as eurosField };

export function fileRouter(dependencies: HttpDependencies): Router {
  const { householdFiles, sentFiles, today } = dependencies;
  const router = Router();
  router.get('/agent/dossiers', requirePermission('file.read'), (request, response) => {
    const frame = frameOf(request, dependencies);
    sendPage(
      response,
      <FileSearchPage frame={frame} searched="" found={null} fileRef={dependencies.files.of} />,
    );
  });
  router.post('/agent/dossiers', async (request, response) => {
    const user = userWhoMay(request, 'file.read');
    const { recherche } = readInput(searchForm, request.body);
    const found = await withinScope(
      dependencies,
      user,
      await householdFiles.search(user.landlordId, recherche),
    );
    sendPage(
      response,
      <FileSearchPage
        frame={frameOf(request, dependencies)}
        searched={recherche}
        found={found}
        fileRef={dependencies.files.of}
      />,
    );
  });
  router.get(
    '/agent/dossiers/:ref',
    requirePermission('file.read'),
    async (request: Request<{ ref: string }>, response) => {
      const user = userWhoMay(request, 'file.read');
      const { landlordId } = user;
      const number = numberOf(dependencies, request.params.ref);
      const [file, story, rules] = await Promise.all([
        householdFiles.find(landlordId, number),
        dependencies.journal.story(landlordId, `application:${number}`, storyLength),
        dependencies.publishedRules(today()),
      ]);
      if (!file) throw noSuchFile();
      await householdFiles.opened(landlordId, number, actorOf(user), new Date());
      const grids = rules.find((published) => published.landlordId === landlordId)?.grids ?? [];
      sendPage(
        response,
        <FilePage
          frame={frameOf(request, dependencies)}
          path={`/agent/dossiers/${request.params.ref}`}
          file={file}
          scores={scoresOf(grids, file.application, today())}
          story={story}
          formKey={v7()}
          sent={await sentFiles.ofFile(landlordId, number)}
          today={today()}
        />,
      );
    },
  );
  recordInFile(router, dependencies);
  sentFileRoutes(router, dependencies);
  return router;
}

/** The files that the person's scope holds: those of other agencies are not told of. */
async function withinScope<File extends { number: string }>(
  { scopes }: HttpDependencies,
  user: CurrentUser,
  found: readonly File[],
): Promise<File[]> {
  const scope = await scopes.communesOf(user);
  if (scope === null) return [...found];
  const places = await Promise.all(found.map(({ number }) => scopes.communesOfFile(user.landlordId, number)));
  return found.filter((_, index) => isInScope(scope, places[index] ?? []));
}

function recordInFile(router: Router, dependencies: HttpDependencies): void {
  const { householdFiles, today } = dependencies;
  router.post('/agent/dossiers/:ref/pieces', async (request: Request<{ ref: string }>, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const form = readInput(documentForm, request.body);
    await recordDocument(dependencies, user, numberOf(dependencies, request.params.ref), form);
    response.redirect(303, `/agent/dossiers/${request.params.ref}#pieces`);
  });
  router.post('/agent/dossiers/:ref/dette', async (request: Request<{ ref: string }>, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const form = readInput(arrearsForm, request.body);
    const figure = {
      number: numberOf(dependencies, request.params.ref),
      amountCents: form.montant,
      underPlan: form.plan === 'oui',
      seen: form.vu,
    };
    const done = await householdFiles.refreshArrears(
      user.landlordId,
      figure,
      actorOf(user),
      new Date(),
      today(),
    );
    if (!done.ok)
      throw new AppError('conflict', arrearsRefusals[done.refusal], { hint: 'Revenez au dossier.' });
    response.redirect(303, `/agent/dossiers/${request.params.ref}#dette-titre`);
  });
  router.post('/agent/dossiers/:ref/avis', async (request: Request<{ ref: string }>, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const form = readInput(opinionForm, request.body);
    const opinion = {
      key: form._key,
      number: numberOf(dependencies, request.params.ref),
      body: form.instance,
      on: form.le,
      recommendation: form.recommandation,
      followUp: form.suite,
    };
    const done = await householdFiles.recordOpinion(user.landlordId, opinion, actorOf(user), new Date());
    if (!done.ok) throw noSuchFile();
    response.redirect(303, `/agent/dossiers/${request.params.ref}#avis`);
  });
}

/** One gesture on a document; throws a 409 that says why where nothing changes. */
export async function recordDocument(
  { householdFiles, today }: Pick<HttpDependencies, 'householdFiles' | 'today'>,
  user: CurrentUser,
  number: string,
  form: z.infer<typeof documentForm>,
): Promise<void> {
  const change = {
    number,
    document: form.piece,
    gesture: form.geste,
    validUntil: form.valableJusquAu,
    reason: form.geste === 'refuse' ? form.motif : null,
  };
  const done = await householdFiles.changeDocument(
    user.landlordId,
    change,
    actorOf(user),
    new Date(),
    today(),
  );
  if (!done.ok) {
    throw new AppError('conflict', documentRefusals[done.refusal], {
      hint: 'Revenez au dossier : il montre où en est la pièce.',
    });
  }
}

/** Points on the grid of the first commune wished: a home elsewhere may have another grid. */
function scoresOf(grids: readonly Grid[], application: Application, date: CivilDate): Score[] {
  const [first] = application.wishes.communes;
  const siren = first === undefined ? null : territoryOfCommune(first, date);
  const grid = gridFor(grids, siren, isTransfer(application) ? 'transfer' : 'general', date);
  return grid ? [compileGrid(grid, date).scoreOf(application)] : [];
}

export function numberOf({ files }: Pick<HttpDependencies, 'files'>, reference: string): string {
  const number = files.numberOf(reference);
  if (number === null) throw noSuchFile();
  return number;
}

export function noSuchFile(): AppError {
  return new AppError('not-found', 'Ce dossier n’existe pas.', {
    hint: 'Cherchez-le par son nom ou son numéro unique.',
  });
}
