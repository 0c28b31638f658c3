/** `/demandeur` and `/demandeur/suivi`: a household's own file, read only. */
import type { Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import { comingSteps, documentsToSend } from '../../../portal/standing/coming-steps.ts';
import type { FileLife } from '../../../portal/standing/file-life.ts';
import { stepKinds } from '../../../portal/standing/life-step.ts';
import { pastSteps } from '../../../portal/standing/past-steps.ts';
import type { PortalVisitor } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { openedFile, portalVisitor, requireOpenedFile } from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { FollowPage, stepsOnAPage } from './follow-page.tsx';
import { ClosedHomePage, HomePage, LeaseHomePage } from './home-page.tsx';

const shownAnswers = 3;
const followQuery = z.object({ voir: z.enum(stepKinds).optional().catch(undefined) });

export function homeRoutes(router: Router, dependencies: HttpDependencies): void {
  const { standings, today } = dependencies;
  router.get('/demandeur', async (request, response) => {
    const frame = portalFrameOf(request, dependencies);
    const visitor = portalVisitor(request);
    if (visitor === null) return sendPage(response, <ClosedHomePage frame={frame} />);
    if (visitor.number === null) return sendPage(response, <LeaseHomePage frame={frame} />);
    const life = await lifeOf(dependencies, visitor);
    sendPage(
      response,
      <HomePage
        frame={frame}
        today={today()}
        coming={comingSteps(life, today())}
        answers={pastSteps(life, today())
          .filter(({ isAnswer }) => isAnswer)
          .slice(0, shownAnswers)}
        documents={documentsToSend(life, today())}
        points={await standings.pointsOf(visitor.landlordId, visitor.number, today())}
        liveWishes={life.wishes.filter(({ state }) => state === 'live').length}
        filedOn={life.application.filedOn}
        isLive={life.application.status === 'live'}
      />,
    );
  });
  router.get('/demandeur/suivi', requireOpenedFile, async (request, response) => {
    const life = await lifeOf(dependencies, openedFile(request));
    const only = readInput(followQuery, request.query).voir ?? null;
    const kept = ({ kind }: { kind: string }) => only === null || kind === only;
    const past = pastSteps(life, today()).filter(kept);
    sendPage(
      response,
      <FollowPage
        frame={portalFrameOf(request, dependencies)}
        today={today()}
        coming={comingSteps(life, today()).filter(kept)}
        past={past.slice(0, stepsOnAPage)}
        only={only}
        older={Math.max(0, past.length - stepsOnAPage)}
      />,
    );
  });
}

/** The life of the opened file. Throws 404 where no application is tied to the lease. */
export async function lifeOf(
  { fileLives, today }: Pick<HttpDependencies, 'fileLives' | 'today'>,
  { landlordId, number }: PortalVisitor,
): Promise<FileLife> {
  const life = number === null ? null : await fileLives.of(landlordId, number, today());
  if (life !== null) return life;
  throw new AppError('not-found', 'Aucune demande de logement n’est liée à ce dossier.', {
    hint: 'Faites une demande de logement social, puis donnez-nous son numéro unique.',
  });
}
