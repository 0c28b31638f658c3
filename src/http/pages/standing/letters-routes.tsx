/** `/demandeur/courriers`: the opened file's letters and messages, read again; another file's are not found. */
import type { Request, Router } from 'express';
import { z } from 'zod';
import { letterPdf } from '../../../jobs/mail-paper.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { portalFileKey } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { openedFile, requireOpenedFile } from '../../middleware/portal-visitor.ts';
import { sendPage, sendPdf } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { ReceivedLetterPage, ReceivedLettersPage } from './letters-pages.tsx';

const path = '/demandeur/courriers';
const lettersOnAPage = 40;
const pageQuery = z.object({ page: z.coerce.number<unknown>().int().min(1).max(500).optional().catch(1) });

export function receivedLetterRoutes(router: Router, dependencies: HttpDependencies): void {
  const { receivedLetters } = dependencies;
  const letterOf = async (request: Request) => {
    const visitor = openedFile(request);
    const id = z.uuid().safeParse(request.params.id);
    const found = id.success
      ? await receivedLetters.find(visitor.landlordId, portalFileKey(visitor), id.data)
      : null;
    if (found !== null) return found;
    throw new AppError('not-found', 'Ce courrier n’est pas dans votre dossier.', {
      hint: 'Revenez à la liste de vos courriers.',
    });
  };
  router.get(path, requireOpenedFile, async (request, response) => {
    const visitor = openedFile(request);
    const page = readInput(pageQuery, request.query).page ?? 1;
    const read = await receivedLetters.of(visitor.landlordId, portalFileKey(visitor), {
      skip: (page - 1) * lettersOnAPage,
      limit: lettersOnAPage,
    });
    const frame = portalFrameOf(request, dependencies);
    sendPage(response, <ReceivedLettersPage frame={frame} page={page} {...read} />);
  });
  router.get(`${path}/:id.pdf`, requireOpenedFile, async (request, response) => {
    const { content } = await letterOf(request);
    sendPdf(response, await letterPdf({ content, address: [] }), 'courrier');
  });
  router.get(`${path}/:id`, requireOpenedFile, async (request, response) => {
    const found = await letterOf(request);
    sendPage(response, <ReceivedLetterPage frame={portalFrameOf(request, dependencies)} {...found} />);
  });
}
