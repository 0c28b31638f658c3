/** The page of one home of a sitting, and the gestures around its decision. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import {
  candidateChangeSchema,
  exceptionChangeSchema,
  opinionSchema,
  postponeSchema,
  tieSchema,
} from '../../../committee/session-port.ts';
import { type SessionRefusal, sessionRefusalInWords } from '../../../committee/session-refusal.ts';
import type { Result } from '../../../kernel/result.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { requireHomesInScope } from '../../middleware/scope.ts';
import { decisionRoutes } from './decision-routes.tsx';
import { type HomePages, homePages } from './home-pages.tsx';
import { textOf } from './reading.ts';

const homePath = '/agent/seances/:id/logements/:vacancyId';

export function homeRoutes(router: Router, dependencies: HttpDependencies): void {
  const pages = homePages(dependencies);
  router.get(homePath, requirePermission('session.prepare'), (request, response) =>
    pages.show(request, response, {}),
  );
  router.post(`${homePath}/identites`, async (request, response) => {
    const user = userWhoMay(request, 'session.identity');
    const { view, place } = await pages.read(request);
    await requireHomesInScope(dependencies, user, [place.agenda.vacancyId]);
    const answer = await dependencies.sessions.showIdentities(askedBy(user, dependencies), {
      sessionId: view.session.id,
      vacancyId: place.agenda.vacancyId,
    });
    if (!answer.ok) return pages.show(request, response, { refusal: sessionRefusalInWords(answer.refusal) });
    await pages.show(request, response, { identities: answer.value });
  });
  preparationRoutes(router, dependencies, pages);
  besideDecisionRoutes(router, dependencies, pages);
  decisionRoutes(router, dependencies, pages);
}

/** After a gesture: back to the page of the home, or the page again with what was refused. */
async function after(
  pages: HomePages,
  request: Request,
  response: Response,
  answer: Result<unknown, SessionRefusal>,
  anchor = '',
): Promise<void> {
  if (!answer.ok) return pages.show(request, response, { refusal: sessionRefusalInWords(answer.refusal) });
  response.redirect(303, `${pages.pathOf(request)}${anchor}`);
}

function preparationRoutes(router: Router, dependencies: HttpDependencies, pages: HomePages): void {
  const { sessions, files } = dependencies;
  const ofHome = (request: Request) => ({
    sessionId: request.params.id,
    vacancyId: request.params.vacancyId,
    version: textOf(request.body, 'version'),
  });
  const numberIn = (request: Request) => {
    const reference = textOf(request.body, 'candidat');
    const number = reference === '' ? textOf(request.body, 'numero') : files.numberOf(reference);
    return number?.replace(/\s/g, '').toUpperCase() ?? '';
  };
  router.post(`${homePath}/candidats`, async (request, response) => {
    const user = await pages.writer(request, 'session.prepare');
    const origin = textOf(request.body, 'origine');
    const input = candidateChangeSchema.safeParse({
      ...ofHome(request),
      number: numberIn(request),
      ...(origin === '' ? {} : { origin }),
    });
    if (!input.success)
      return pages.show(request, response, { refusal: 'Indiquez le numéro unique de la demande.' });
    const answer = await sessions.addCandidate(askedBy(user, dependencies), input.data);
    await after(pages, request, response, answer, '#candidats');
  });
  router.post(`${homePath}/candidats/retirer`, async (request, response) => {
    const user = await pages.writer(request, 'session.prepare');
    const input = candidateChangeSchema.safeParse({ ...ofHome(request), number: numberIn(request) });
    if (!input.success) return pages.show(request, response, { refusal: 'Ce candidat n’est pas reconnu.' });
    const answer = await sessions.removeCandidate(askedBy(user, dependencies), input.data);
    await after(pages, request, response, answer, '#preparer');
  });
  router.post(`${homePath}/exception`, async (request, response) => {
    const user = await pages.writer(request, 'session.prepare');
    const input = exceptionChangeSchema.safeParse({
      ...ofHome(request),
      exception: { ground: textOf(request.body, 'cas'), evidence: textOf(request.body, 'preuve') },
    });
    if (!input.success) {
      return pages.show(request, response, {
        refusal: 'Dites ce qui établit l’exception, en dix caractères au moins.',
      });
    }
    const answer = await sessions.recordException(askedBy(user, dependencies), input.data);
    await after(pages, request, response, answer, '#preparer');
  });
  router.post(`${homePath}/avis`, async (request, response) => {
    const user = await pages.writer(request, 'session.prepare');
    const input = opinionSchema.safeParse({
      key: textOf(request.body, '_key'),
      number: numberIn(request),
      body: textOf(request.body, 'instance'),
      on: textOf(request.body, 'date'),
      recommendation: textOf(request.body, 'recommandation'),
      followUp: textOf(request.body, 'suite'),
    });
    if (!input.success) {
      return pages.show(request, response, { refusal: 'Indiquez l’instance, la date, l’avis et la suite.' });
    }
    // The home is in the person's scope; a household that is no candidate for it may not be.
    const { place } = await pages.read(request);
    if (!place.candidates.some(({ number }) => number === input.data.number)) {
      return pages.show(request, response, { refusal: 'Ce ménage n’est pas candidat pour ce logement.' });
    }
    const answer = await sessions.recordOpinion(askedBy(user, dependencies), input.data);
    await after(pages, request, response, answer, '#candidats');
  });
  router.post(`${homePath}/retirer`, async (request, response) => {
    const user = await pages.writer(request, 'session.prepare');
    const { view, place } = await pages.read(request);
    const answer = await sessions.removeHome(askedBy(user, dependencies), {
      sessionId: view.session.id,
      vacancyId: place.agenda.vacancyId,
      version: z.coerce.number().int().min(1).catch(1).parse(textOf(request.body, 'version')),
    });
    if (!answer.ok) return pages.show(request, response, { refusal: sessionRefusalInWords(answer.refusal) });
    response.redirect(303, `/agent/seances/${view.session.id}`);
  });
}

function besideDecisionRoutes(router: Router, dependencies: HttpDependencies, pages: HomePages): void {
  const { sessions } = dependencies;
  router.post(`${homePath}/lien`, async (request, response) => {
    const user = await pages.writer(request, 'session.hold');
    const input = tieSchema.safeParse({
      sessionId: request.params.id,
      vacancyId: request.params.vacancyId,
      memberId: textOf(request.body, 'membre'),
    });
    if (!input.success)
      return pages.show(request, response, { refusal: 'Choisissez le membre qui se retire.' });
    await after(pages, request, response, await sessions.declareTie(askedBy(user, dependencies), input.data));
  });
  router.post(`${homePath}/report`, async (request, response) => {
    const user = await pages.writer(request, 'session.hold');
    const note = textOf(request.body, 'precision');
    const input = postponeSchema.safeParse({
      sessionId: request.params.id,
      vacancyId: request.params.vacancyId,
      version: textOf(request.body, 'version'),
      reason: textOf(request.body, 'raison'),
      note: note === '' ? null : note,
    });
    if (!input.success) return pages.show(request, response, { refusal: 'Choisissez la raison du report.' });
    const answer = await sessions.postpone(askedBy(user, dependencies), input.data);
    if (!answer.ok) return pages.show(request, response, { refusal: sessionRefusalInWords(answer.refusal) });
    response.redirect(303, `/agent/seances/${request.params.id}/tenue`);
  });
}
