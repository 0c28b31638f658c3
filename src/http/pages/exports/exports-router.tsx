/** `/mes-copies`: asking for a copy beside the pages, following it, taking the file. Each person has their own. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { reachOf, stillReaches } from '../../../jobs/exports/export-rights.ts';
import { exportParameters, exportSubjectSchema } from '../../../jobs/exports/export-subject.ts';
import { type Job, laneOfKind } from '../../../jobs/job.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { copyOf } from './export-words.ts';
import { CopyPage, ExportsPage, exportsPath } from './exports-page.tsx';

const listed = 30;

const askForm = z.object({
  _key: z.uuid(),
  copie: z
    .string()
    .max(2_000)
    .transform((text, context) => {
      try {
        const value: unknown = JSON.parse(text);
        return value;
      } catch {
        context.addIssue({ code: 'custom', message: 'Cette copie n’est pas de celles qui se préparent.' });
        return z.NEVER;
      }
    })
    .pipe(exportSubjectSchema),
});

export function exportsRouter(dependencies: HttpDependencies): Router {
  const { exports, jobs, jobFiles, tasks, scopes, today } = dependencies;
  const router = Router();
  router.use(exportsPath, requirePermission('copy.prepare'));
  const personOf = (request: Request): CurrentUser => userWhoMay(request, 'copy.prepare');
  router.get(exportsPath, async (request, response) => {
    const user = personOf(request);
    const now = new Date();
    const copies = (await exports.mine(user.landlordId, user.id, listed)).map((job) => copyOf(job, now));
    sendPage(response, <ExportsPage frame={frameOf(request, dependencies)} copies={copies} />);
  });
  router.post(exportsPath, async (request, response) => {
    const user = personOf(request);
    const { _key, copie: subject } = readInput(askForm, request.body);
    const reach = await reachOf(scopes, user, subject);
    if (!reach.ok) throw new AppError('forbidden', reach.refusal);
    const parameters = { subject, reach: reach.value, today: today() };
    const { jobId } = await exports.ask(askedBy(user, dependencies), _key, parameters);
    await jobs.announce([{ jobId, attempts: 0, lane: laneOfKind('export') }]);
    response.redirect(303, `${exportsPath}/${jobId}`);
  });
  router.get(`${exportsPath}/:taskId`, async (request, response) => {
    const job = await ownCopy(request, personOf(request), jobs);
    const frame = frameOf(request, dependencies);
    sendPage(response, <CopyPage frame={frame} copy={copyOf(job, new Date())} />);
  });
  router.post(`${exportsPath}/:taskId/arret`, async (request, response) => {
    const user = personOf(request);
    const job = await ownCopy(request, user, jobs);
    await tasks.cancel(askedBy(user, dependencies), job.id);
    response.redirect(303, `${exportsPath}/${job.id}`);
  });
  router.get(`${exportsPath}/:taskId/fichier`, async (request, response) => {
    const user = personOf(request);
    const job = await ownCopy(request, user, jobs);
    const { file } = copyOf(job, new Date());
    if (file === null || (await jobFiles.pieces(user.landlordId, file.fileId)) === 0) {
      throw new AppError('not-found', 'Ce fichier n’est pas prêt, ou il a été effacé.', {
        hint: 'Demandez la copie de nouveau.',
      });
    }
    const asked = exportParameters.parse(job.parameters);
    const reaches = await stillReaches(scopes, user, asked);
    if (!reaches.ok) throw new AppError('forbidden', reaches.refusal);
    // In the journal before it leaves: a copy that nobody recorded must not exist.
    await exports.taken(askedBy(user, dependencies), job.id, asked.subject);
    response.set('cache-control', 'no-store').attachment(file.name).type(file.mediaType);
    await pipeline(Readable.from(jobFiles.open(user.landlordId, file.fileId)), response);
  });
  return router;
}

/** A copy holds what its person may read: nobody else sees even that it exists. */
async function ownCopy(
  request: Request,
  user: CurrentUser,
  { find }: Pick<HttpDependencies['jobs'], 'find'>,
): Promise<Job> {
  const taskId = z.uuid().safeParse(request.params.taskId);
  const job = taskId.success ? await find(user.landlordId, taskId.data) : null;
  if (job?.kind === 'export' && job.requestedBy === user.id) return job;
  throw new AppError('not-found', 'Cette copie n’existe pas.', { hint: 'Revenez à vos copies.' });
}
