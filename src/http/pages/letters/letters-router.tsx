/** Letters of a sitting in one gesture, then what makes each of them leave. */
import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { addressLines } from '../../../committee/letters/delivery.ts';
import type { StoredLetter } from '../../../committee/letters/letter-port.ts';
import { letterPdf } from '../../../jobs/mail-paper.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage, sendPdf } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { LetterPage } from './letter-page.tsx';
import { readerOf, requireFileInScope } from './letter-reading.ts';
import { doneInWords, letterRefusalInWords } from './letter-words.ts';
import { LettersPage } from './letters-page.tsx';
import { newLetterRoutes } from './new-letter-routes.tsx';
import { printRoutes } from './print-routes.tsx';
import { templateRoutes } from './template-routes.tsx';

const markedForm = z.object({
  courriers: z
    .string()
    .max(90_000)
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.uuid()).max(2_500)),
});

export function lettersRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/courriers', requirePermission('letter.write'));
  listRoutes(router, dependencies);
  printRoutes(router, dependencies);
  newLetterRoutes(router, dependencies);
  oneLetterRoutes(router, dependencies);
  templateRoutes(router, dependencies);
  return router;
}

function listRoutes(router: Router, dependencies: HttpDependencies): void {
  const { letters, files, config } = dependencies;
  router.get('/agent/courriers', async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const { dossier } = request.query;
    const number = typeof dossier === 'string' ? files.numberOf(dossier) : null;
    const [lines, toWrite, letterhead] = await Promise.all([
      letters.list(await readerOf(user, dependencies), number === null ? undefined : { number }),
      number === null ? letters.toWrite(user.landlordId) : null,
      letters.letterhead(user.landlordId),
    ]);
    sendPage(
      response,
      <LettersPage
        frame={frameOf(request, dependencies)}
        toWrite={toWrite}
        letters={lines}
        formKey={randomUUID()}
        done={doneInWords(request.query)}
        fileHref={(number) => `/agent/dossiers/${files.of(number)}`}
        mayOpenFiles={may(user.role, 'file.read')}
        fileOutbox={config.smtpUrl === null}
        letterheadMissing={letterhead.lines.length === 0}
        mayEditTemplates={may(user.role, 'template.write')}
      />,
    );
  });
  router.post('/agent/courriers/seances/:sessionId', async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const answer = await letters.writeForSession(
      askedBy(user, dependencies),
      idOf(request.params.sessionId, 'Cette séance n’existe pas.'),
    );
    if (!answer.ok) throw new AppError('conflict', letterRefusalInWords(answer.refusal));
    response.redirect(303, `/agent/courriers?ecrits=${answer.value.written}`);
  });
  router.post('/agent/courriers/postes', async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const { courriers } = readInput(markedForm, request.body);
    const asked = { ...askedBy(user, dependencies), ...(await readerOf(user, dependencies)) };
    const marked = await letters.markSent(asked, courriers, 'post');
    response.redirect(303, `/agent/courriers?partis=${marked}`);
  });
}

function oneLetterRoutes(router: Router, dependencies: HttpDependencies): void {
  const { letters, files } = dependencies;
  const letterOf = async (request: Request): Promise<{ user: CurrentUser; letter: StoredLetter }> => {
    const user = userWhoMay(request, 'letter.write');
    const id = idOf(request.params.id, 'Ce courrier n’existe pas.');
    const letter = await letters.find(user.landlordId, id);
    if (!letter) throw new AppError('not-found', 'Ce courrier n’existe pas.');
    await requireFileInScope(user, dependencies, letter.number);
    return { user, letter };
  };
  const show = (
    request: Request,
    response: Response,
    { user, letter }: Awaited<ReturnType<typeof letterOf>>,
    refusal: string | null,
  ) =>
    sendPage(
      response,
      <LetterPage
        frame={frameOf(request, dependencies)}
        letter={letter}
        fileHref={may(user.role, 'file.read') ? `/agent/dossiers/${files.of(letter.number)}` : null}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  router.get('/agent/courriers/:id.pdf', async (request, response) => {
    const { letter } = await letterOf(request);
    sendPdf(
      response,
      await letterPdf({ content: letter.content, address: addressLines(letter.delivery) }),
      'courrier',
    );
  });
  router.get('/agent/courriers/:id', async (request, response) =>
    show(request, response, await letterOf(request), null),
  );
  for (const [path, by] of [
    ['poste', 'post'],
    ['remis', 'hand'],
  ] as const) {
    router.post(`/agent/courriers/:id/${path}`, async (request, response) => {
      const { user, letter } = await letterOf(request);
      const asked = { ...askedBy(user, dependencies), communes: null };
      const marked = await letters.markSent(asked, [letter.id], by);
      response.redirect(303, `/agent/courriers?partis=${marked}`);
    });
  }
  router.post('/agent/courriers/:id/envoyer', async (request, response) => {
    const found = await letterOf(request);
    const answer = await letters.send(askedBy(found.user, dependencies), found.letter.id);
    if (!answer.ok) return show(request, response, found, letterRefusalInWords(answer.refusal));
    response.redirect(303, `/agent/courriers/${found.letter.id}`);
  });
}

function idOf(text: unknown, otherwise: string): string {
  const parsed = z.uuid().safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('not-found', otherwise, { hint: 'Revenez à la liste des courriers.' });
}
