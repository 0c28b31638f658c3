/** The space of members: their sittings, the homes on which they sit, their ballot where votes are deferred. */
import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { ballotSchema, remarkSchema } from '../../../committee/session-port.ts';
import { sessionRefusalInWords } from '../../../committee/session-refusal.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { codesByWords, decisionChoices } from '../sitting/decision-choices.ts';
import { homesOfMember } from '../sitting/members.ts';
import { textOf } from '../sitting/reading.ts';
import type { Identities } from '../sitting/sheets-table.tsx';
import {
  decisionsOf,
  type FieldProblem,
  readTypedDecision,
  type TypedDecision,
} from '../sitting/typed-decision.ts';
import { type Ballot, MemberHomePage } from './member-home-page.tsx';
import { memberHome, memberLines } from './member-reading.ts';
import { MemberFolderPage, MemberSittingsPage } from './sittings-page.tsx';
import { typedBallot } from './typed-ballot.ts';

export function commissionRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const { sessions } = dependencies;
  router.get('/commission', requirePermission('space.commission'), async (request, response) => {
    const user = userWhoMay(request, 'space.commission');
    const lines = await sessions.list(user.landlordId, { memberAccountId: user.id });
    sendPage(
      response,
      <MemberSittingsPage
        frame={frameOf(request, dependencies)}
        lines={lines.filter(({ session }) => session.state !== 'draft')}
        prepares={may(user.role, 'session.prepare')}
      />,
    );
  });
  folderRoutes(router, dependencies);
  homeRoutes(router, dependencies);
  return router;
}

function folderRoutes(router: Router, dependencies: HttpDependencies): void {
  const { sessions } = dependencies;
  const show = async (request: Request, response: Response, refusal: string | null): Promise<void> => {
    const user = userWhoMay(request, 'session.read');
    const { view, member } = await memberLines(dependencies, request, user);
    const page = (
      <MemberFolderPage
        frame={frameOf(request, dependencies)}
        view={view}
        member={member}
        homes={homesOfMember(view, member)}
        refusal={refusal}
      />
    );
    sendPage(response, page, refusal === null ? 200 : 409);
  };
  router.get('/commission/seances/:id', requirePermission('space.commission'), (request, response) =>
    show(request, response, null),
  );
  // A deferred sitting is opened and closed by its chair (C-15); the store holds it to that.
  for (const gesture of ['ouvrir', 'cloturer'] as const) {
    router.post(`/commission/seances/:id/${gesture}`, async (request, response) => {
      const user = userWhoMay(request, 'session.vote');
      const { view, member } = await memberLines(dependencies, request, user);
      if (view.session.mode !== 'asynchronous') {
        return show(request, response, 'Le secrétariat de la commission ouvre et clôt cette séance.');
      }
      const version = z.coerce.number().int().min(1).catch(1).parse(textOf(request.body, 'version'));
      const input = { sessionId: view.session.id, version };
      const asked = askedBy(user, dependencies);
      const answer =
        gesture === 'ouvrir'
          ? await sessions.open(asked, { ...input, chairMemberId: member.id })
          : await sessions.close(asked, input);
      if (!answer.ok) return show(request, response, sessionRefusalInWords(answer.refusal));
      response.redirect(303, `/commission/seances/${view.session.id}`);
    });
  }
}

const homePath = '/commission/seances/:id/logements/:vacancyId';

type Shown = {
  identities?: Identities;
  refusal?: string;
  typed?: TypedDecision;
  problems?: readonly FieldProblem[];
};

function homeRoutes(router: Router, dependencies: HttpDependencies): void {
  const { sessions } = dependencies;
  const show = async (request: Request, response: Response, shown: Shown): Promise<void> => {
    const user = userWhoMay(request, 'session.read');
    const { view, place, member } = await memberHome(dependencies, request, user);
    const isVoting =
      view.session.mode === 'asynchronous' &&
      view.session.state === 'open' &&
      place.agenda.state === 'pending' &&
      may(user.role, 'session.vote') &&
      place.voices.voting.some(({ memberId, withdrawn }) => memberId === member.id && !withdrawn);
    const ballot: Ballot | null = isVoting
      ? {
          typed: shown.typed ?? typedBallot(place, dependencies.files.of),
          problems: shown.problems ?? [],
          choices: decisionChoices(place, view.session.heldOn),
        }
      : null;
    const isRefused = shown.refusal !== undefined || (shown.problems?.length ?? 0) > 0;
    sendPage(
      response,
      <MemberHomePage
        frame={frameOf(request, dependencies)}
        view={view}
        place={place}
        member={member}
        path={pathOf(request)}
        identities={shown.identities ?? null}
        ballot={ballot}
        remarkKey={randomUUID()}
        refusal={shown.refusal ?? null}
      />,
      isRefused ? 409 : 200,
    );
  };
  router.get(homePath, requirePermission('space.commission'), (request, response) =>
    show(request, response, {}),
  );
  router.post(`${homePath}/identites`, async (request, response) => {
    const user = userWhoMay(request, 'session.identity');
    const { view, place } = await memberHome(dependencies, request, user, { taking: 'part' });
    const { vacancyId } = place.agenda;
    const input = { sessionId: view.session.id, vacancyId };
    const answer = await sessions.showIdentities(askedBy(user, dependencies), input);
    if (!answer.ok) return show(request, response, { refusal: sessionRefusalInWords(answer.refusal) });
    await show(request, response, { identities: answer.value });
  });
  router.post(`${homePath}/lien`, async (request, response) => {
    const user = userWhoMay(request, 'session.vote');
    const { view, place, member } = await memberHome(dependencies, request, user);
    const input = { sessionId: view.session.id, vacancyId: place.agenda.vacancyId, memberId: member.id };
    const answer = await sessions.declareTie(askedBy(user, dependencies), input);
    if (!answer.ok) return show(request, response, { refusal: sessionRefusalInWords(answer.refusal) });
    response.redirect(303, pathOf(request));
  });
  router.post(`${homePath}/remarques`, async (request, response) => {
    const user = userWhoMay(request, 'session.vote');
    const { view, place } = await memberHome(dependencies, request, user, { taking: 'part' });
    const input = remarkSchema.safeParse({
      key: textOf(request.body, '_key'),
      sessionId: view.session.id,
      vacancyId: place.agenda.vacancyId,
      text: textOf(request.body, 'remarque'),
    });
    if (!input.success)
      return show(request, response, { refusal: 'Écrivez votre remarque, en 2 000 caractères au plus.' });
    const answer = await sessions.remark(askedBy(user, dependencies), input.data);
    if (!answer.ok) return show(request, response, { refusal: sessionRefusalInWords(answer.refusal) });
    response.redirect(303, `${pathOf(request)}#remarques`);
  });
  router.post(`${homePath}/vote`, async (request, response) => {
    const user = userWhoMay(request, 'session.vote');
    const { view, place } = await memberHome(dependencies, request, user, { taking: 'part' });
    const codes = codesByWords(decisionChoices(place, view.session.heldOn));
    const typed = readTypedDecision(request.body, codes);
    const decided = decisionsOf(typed, dependencies.files.numberOf);
    const isPostponing = textOf(request.body, 'etape') === 'reporter';
    if (!isPostponing && !decided.ok) return show(request, response, { typed, problems: decided.refusal });
    const input = ballotSchema.safeParse({
      sessionId: view.session.id,
      vacancyId: place.agenda.vacancyId,
      content: isPostponing || !decided.ok ? 'postpone' : decided.value,
    });
    if (!input.success)
      return show(request, response, { typed, refusal: 'Ce vote n’est pas lisible : recommencez.' });
    const answer = await sessions.castBallot(askedBy(user, dependencies), input.data);
    if (!answer.ok) {
      const { refusal } = answer;
      const column =
        'number' in refusal ? place.candidates.findIndex(({ number }) => number === refusal.number) : -1;
      const problem = { column: column < 0 ? null : column, message: sessionRefusalInWords(refusal) };
      return show(request, response, { typed, problems: [problem] });
    }
    response.redirect(303, `${pathOf(request)}#vote`);
  });
}

function pathOf(request: Request): string {
  const { id, vacancyId } = request.params;
  return `/commission/seances/${id}/logements/${encodeURIComponent(String(vacancyId))}`;
}
