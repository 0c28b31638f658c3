/** `/agent/imports`: sending a file, following its import as a task, taking back the rows to correct. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { importParameters, importResultSchema } from '../../../jobs/import-job.ts';
import { type Job, laneOfKind } from '../../../jobs/job.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { ImportPage } from './import-page.tsx';
import { keptImport, takeImport } from './import-upload.ts';
import { importKindNames, sentKinds } from './import-words.ts';
import { ImportsPage } from './imports-page.tsx';

const listed = 30;

const ticked = z
  .literal('oui')
  .optional()
  .transform((value) => value === 'oui');
const importForm = z.object({
  _key: z.uuid(),
  genre: z.enum(sentKinds, 'Dites ce que contient le fichier.'),
  mode: z.enum(['difference', 'full']),
  encodage: z.enum(['utf-8', 'windows-1252']),
  essai: ticked,
  retraits: ticked,
});

export function importsRouter(dependencies: HttpDependencies): Router {
  const { imports, jobs, jobFiles, tasks, today } = dependencies;
  const router = Router();
  const show = async (request: Request, response: Response, problem: string | null, status = 200) => {
    const user = await wholeOfficer(request, dependencies);
    const list = await jobs.list(user.landlordId, 'import', listed);
    const shown = list.map((job) => ({ job, kindName: kindNameOf(job) }));
    const frame = frameOf(request, dependencies);
    const page = <ImportsPage frame={frame} formKey={randomUUID()} imports={shown} problem={problem} />;
    sendPage(response, page, status);
  };
  router.get('/agent/imports', (request, response) => show(request, response, null));
  router.post('/agent/imports', async (request, response) => {
    const user = await wholeOfficer(request, dependencies);
    const file = keptImport(request);
    if (!file.ok) return show(request, response, file.refusal, 400);
    const { _key, genre, mode, encodage, essai, retraits } = readInput(importForm, request.body);
    const { jobId, isNew } = await imports.ask(askedBy(user, dependencies), _key, {
      ...{ fileId: file.value, kind: genre, mode, encoding: encodage },
      ...{ dryRun: essai, allowShrink: retraits, today: today() },
    });
    // The same form sent twice: the first file is being imported, this one is not needed.
    if (isNew) {
      takeImport(request);
      await jobs.announce([{ jobId, attempts: 0, lane: laneOfKind('import') }]);
    }
    response.redirect(303, `/agent/imports/${jobId}`);
  });
  router.get('/agent/imports/:taskId', async (request, response) => {
    const { landlordId } = await wholeOfficer(request, dependencies);
    const job = await importOf(request, landlordId);
    const result = importResultSchema.nullable().parse(job.result);
    const sheetId = result && 'sheetId' in result ? result.sheetId : null;
    const hasSheet = sheetId !== null && (await jobFiles.pieces(landlordId, sheetId)) > 0;
    const frame = frameOf(request, dependencies);
    const props = { frame, job, kindName: kindNameOf(job), result, hasSheet };
    sendPage(response, <ImportPage {...props} />);
  });
  router.post('/agent/imports/:taskId/arret', async (request, response) => {
    const user = await wholeOfficer(request, dependencies);
    const job = await importOf(request, user.landlordId);
    await tasks.cancel(askedBy(user, dependencies), job.id);
    response.redirect(303, `/agent/imports/${job.id}`);
  });
  router.get('/agent/imports/:taskId/lignes.csv', async (request, response) => {
    const { landlordId } = await wholeOfficer(request, dependencies);
    const job = await importOf(request, landlordId);
    const result = importResultSchema.nullable().parse(job.result);
    const sheetId = result && 'sheetId' in result ? result.sheetId : null;
    if (sheetId === null || (await jobFiles.pieces(landlordId, sheetId)) === 0) {
      throw new AppError('not-found', 'Cette feuille n’est plus gardée.', {
        hint: 'Envoyez de nouveau le fichier pour la refaire.',
      });
    }
    response.type('text/csv; charset=utf-8').attachment('lignes-a-corriger.csv');
    await pipeline(Readable.from(jobFiles.open(landlordId, sheetId)), response);
  });
  const importOf = async (request: Request, landlordId: string): Promise<Job> => {
    const taskId = z.uuid().safeParse(request.params.taskId);
    const job = taskId.success ? await jobs.find(landlordId, taskId.data) : null;
    if (job?.kind === 'import') return job;
    throw new AppError('not-found', 'Cet import n’existe pas.');
  };
  return router;
}

/** An import reaches the whole landlord: who works on a part of it does not send one. */
async function wholeOfficer(request: Request, { scopes }: Pick<HttpDependencies, 'scopes'>) {
  const user = userWhoMay(request, 'import.write');
  if ((await scopes.communesOf(user)) === null) return user;
  throw new AppError('forbidden', 'Un import touche tout le patrimoine, et votre compte une partie.', {
    hint: 'Demandez-le à une personne qui travaille sur tout le patrimoine.',
  });
}

function kindNameOf(job: Job): string {
  const asked = importParameters.safeParse(job.parameters);
  return asked.success ? importKindNames[asked.data.kind] : 'Import d’une autre version';
}
