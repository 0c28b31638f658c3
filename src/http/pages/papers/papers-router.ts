/** Papers of a sitting as files: convocation, members' folder, minutes. Each one that leaves is in the journal. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { isInScope } from '../../../access/scope.ts';
import { convocationPaper } from '../../../committee/papers/convocation-paper.ts';
import { folderPaper } from '../../../committee/papers/folder-paper.ts';
import { type MinutesQuestion, minutesPaper } from '../../../committee/papers/minutes-paper.ts';
import { minutesSheets } from '../../../committee/papers/minutes-sheets.ts';
import type { PaperKind } from '../../../committee/papers/papers-port.ts';
import type { SessionView } from '../../../committee/session-view.ts';
import { odsMediaType, writeOds } from '../../../documents/ods.ts';
import type { Paper } from '../../../documents/pdf/model.ts';
import { paperBytes } from '../../../documents/pdf/write-paper.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { memberSitting } from '../commission/member-reading.ts';
import { homesOfMember } from '../sitting/members.ts';
import { sittingOf } from '../sitting/reading.ts';

const convocationQuery = z.object({ membre: z.string().min(1).max(80).optional() });

export function papersRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const prepares = requirePermission('session.prepare');
  router.get('/agent/seances/:id/convocation.pdf', prepares, (request, response) =>
    sendConvocation(dependencies, request, response),
  );
  router.get('/agent/seances/:id/dossier.pdf', prepares, async (request, response) => {
    const user = userWhoMay(request, 'session.prepare');
    const view = await sittingOf(dependencies, request, user);
    // An officer held to agencies or communes reads the candidates of their homes only.
    const scope = await dependencies.scopes.communesOf(user);
    const homes = view.homes.filter(({ home }) => isInScope(scope, [home.insee]));
    await sendFolder(dependencies, response, user, { view, homes, memberId: null });
  });
  router.get(
    '/commission/seances/:id/dossier.pdf',
    requirePermission('space.commission'),
    async (request, response) => {
      const user = userWhoMay(request, 'session.read');
      const { view, member } = await memberSitting(dependencies, request, user);
      // A member who declared a tie takes no part in the home: its candidates are not for that member.
      const homes = homesOfMember(view, member).filter(
        ({ withdrawnMemberIds }) => !withdrawnMemberIds.includes(member.id),
      );
      await sendFolder(dependencies, response, user, { view, homes, memberId: member.id });
    },
  );
  router.get('/agent/seances/:id/proces-verbal.pdf', prepares, async (request, response) => {
    const user = userWhoMay(request, 'session.prepare');
    const { view, question } = await minutesOf(dependencies, request, user);
    const paper = minutesPaper(question);
    await sendPdf(dependencies, response, user, { view, kind: 'minutes', memberId: null, paper });
  });
  router.get('/agent/seances/:id/proces-verbal.ods', prepares, async (request, response) => {
    const user = userWhoMay(request, 'session.prepare');
    const { view, question } = await minutesOf(dependencies, request, user);
    const bytes = writeOds(minutesSheets(question.content, question.proof));
    const name = `Procès-verbal du ${frenchLongDate(view.session.heldOn)}.ods`;
    await dependencies.papers.recordPrinted(askedBy(user, dependencies), {
      sessionId: view.session.id,
      kind: 'minutesSheets',
      memberId: null,
    });
    sendFile(response, name, odsMediaType, bytes);
  });
  return router;
}

async function sendConvocation(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
): Promise<void> {
  const user = userWhoMay(request, 'session.prepare');
  const view = await sittingOf(dependencies, request, user);
  const { membre } = readInput(convocationQuery, request.query);
  const member = membre === undefined ? null : view.members.find(({ id }) => id === membre);
  if (member === undefined) {
    throw new AppError('not-found', 'Cette personne ne siège pas à cette séance.', {
      hint: 'Choisissez un membre dans la page de la séance.',
    });
  }
  const { convenedAt } = view.session;
  const paper = convocationPaper({
    view,
    landlordName: user.landlordName,
    member,
    on: convenedAt === null ? dependencies.today() : civilDateInParis(convenedAt),
    createdAt: convenedAt ?? new Date(),
  });
  const memberId = member?.id ?? null;
  await sendPdf(dependencies, response, user, { view, kind: 'convocation', memberId, paper });
}

async function sendFolder(
  dependencies: HttpDependencies,
  response: Response,
  user: CurrentUser,
  folder: { view: SessionView; homes: SessionView['homes']; memberId: string | null },
): Promise<void> {
  const { view, homes, memberId } = folder;
  const paper = folderPaper({ view, homes, landlordName: user.landlordName, createdAt: new Date() });
  await sendPdf(dependencies, response, user, { view, kind: 'folder', memberId, paper });
}

/** The frozen minutes with their place in the journal. Throws 404 while the sitting is not closed. */
async function minutesOf(
  dependencies: HttpDependencies,
  request: Request,
  user: CurrentUser,
): Promise<{ view: SessionView; question: MinutesQuestion }> {
  const view = await sittingOf(dependencies, request, user);
  const stored = await dependencies.sessions.minutes(user.landlordId, view.session.id);
  if (!stored || !view.minutes) {
    throw new AppError('not-found', 'Le procès-verbal n’existe pas encore.', {
      hint: 'Il est écrit à la clôture de la séance.',
    });
  }
  return { view, question: { content: stored.content, proof: view.minutes, homes: view.homes } };
}

const paperNames: Readonly<Record<Exclude<PaperKind, 'minutesSheets'>, string>> = {
  convocation: 'Convocation du',
  folder: 'Dossier de la séance du',
  minutes: 'Procès-verbal du',
};

type Printed = {
  view: SessionView;
  kind: Exclude<PaperKind, 'minutesSheets'>;
  memberId: string | null;
  paper: Paper;
};

async function sendPdf(
  dependencies: HttpDependencies,
  response: Response,
  user: CurrentUser,
  { view, kind, memberId, paper }: Printed,
): Promise<void> {
  const bytes = await paperBytes(paper);
  const { id, heldOn } = view.session;
  await dependencies.papers.recordPrinted(askedBy(user, dependencies), { sessionId: id, kind, memberId });
  sendFile(response, `${paperNames[kind]} ${frenchLongDate(heldOn)}.pdf`, 'application/pdf', bytes);
}

/** Sends bytes under a French name. Papers hold personal data: no cache on the way keeps them. */
function sendFile(response: Response, name: string, mediaType: string, bytes: Buffer): void {
  // File names take ordinary spaces.
  response.attachment(name.replaceAll('\u00a0', ' '));
  response.type(mediaType).set('cache-control', 'no-store').send(bytes);
}
