/** Letters to print: a few at once, many as a task whose page gives the file. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { addressLines } from '../../../committee/letters/delivery.ts';
import type { Job } from '../../../jobs/job.ts';
import { lettersPdf } from '../../../jobs/mail-paper.ts';
import { type PrintParameters, printResultSchema } from '../../../jobs/print-job.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage, sendPdf } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { readerOf } from './letter-reading.ts';
import { drawnAtOnce } from './letter-words.ts';
import { PrintPage } from './print-page.tsx';

const printForm = z.object({ _key: z.uuid() });

export function printRoutes(router: Router, dependencies: HttpDependencies): void {
  const { letters, jobs, jobFiles } = dependencies;
  router.get('/agent/courriers/a-imprimer.pdf', async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const queue = await letters.printQueue(await readerOf(user, dependencies));
    if (queue.length === 0) {
      throw new AppError('not-found', 'Aucun courrier n’attend d’être imprimé.', {
        hint: 'Revenez à la liste des courriers.',
      });
    }
    if (queue.length > drawnAtOnce) {
      throw new AppError('conflict', `${queue.length} courriers sont trop longs à dessiner d’un coup.`, {
        hint: 'Dans la liste des courriers, demandez de préparer leur PDF : il se fait à côté.',
      });
    }
    sendPdf(
      response,
      await lettersPdf(queue.map(({ content, delivery }) => ({ content, address: addressLines(delivery) }))),
      'courriers',
    );
  });
  router.post('/agent/courriers/impressions', async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const { _key } = readInput(printForm, request.body);
    const { communes } = await readerOf(user, dependencies);
    const parameters: PrintParameters = { communes: communes && [...communes] };
    const asked = { landlordId: user.landlordId, kind: 'print-letters', parameters } as const;
    const id = await jobs.enqueue({ ...asked, requestedBy: user.id, onceKey: `print ${_key}` });
    response.redirect(303, `/agent/courriers/impressions/${id}`);
  });
  router.get('/agent/courriers/impressions/:taskId', async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const job = await printingOf(request, user, dependencies);
    const made = printResultSchema.nullable().parse(job.result);
    const fileId = made?.fileId ?? null;
    const isKept = fileId !== null && (await jobFiles.pieces(user.landlordId, fileId)) > 0;
    const frame = frameOf(request, dependencies);
    sendPage(response, <PrintPage frame={frame} job={job} letters={made?.letters ?? null} isKept={isKept} />);
  });
  router.get('/agent/courriers/impressions/:taskId/courriers.pdf', async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const job = await printingOf(request, user, dependencies);
    const fileId = printResultSchema.nullable().parse(job.result)?.fileId ?? null;
    if (fileId === null || (await jobFiles.pieces(user.landlordId, fileId)) === 0) {
      throw new AppError('not-found', 'Ce fichier a été effacé.', {
        hint: 'Refaites-le depuis la liste des courriers.',
      });
    }
    response.setHeader('cache-control', 'no-store');
    response.type('application/pdf').attachment('courriers.pdf');
    await pipeline(Readable.from(jobFiles.open(user.landlordId, fileId)), response);
  });
}

/** Addresses of households are for the person who asked: another account may be held to other communes. */
async function printingOf(
  request: Request,
  user: CurrentUser,
  { jobs }: Pick<HttpDependencies, 'jobs'>,
): Promise<Job> {
  const taskId = z.uuid().safeParse(request.params.taskId);
  const job = taskId.success ? await jobs.find(user.landlordId, taskId.data) : null;
  if (job?.kind === 'print-letters' && job.requestedBy === user.id) return job;
  throw new AppError('not-found', 'Cette impression n’existe pas.', {
    hint: 'Revenez à la liste des courriers.',
  });
}
