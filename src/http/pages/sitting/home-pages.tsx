/** Reads a home of a sitting and shows its page, with whatever a gesture left to say. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Permission } from '../../../access/permissions.ts';
import type { CandidateDecision } from '../../../committee/decision.ts';
import { compareOrder } from '../../../committee/departure.ts';
import type { SessionAtHome } from '../../../committee/session-excerpt.ts';
import type { AgendaHomeView, SessionHead } from '../../../committee/session-view.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import { requireHomesInScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { decisionChoices } from './decision-choices.ts';
import { HomePage, type HomePageProps } from './home-page.tsx';
import { homeOf, roomsAfter } from './reading.ts';
import { movesOf, orderOf, runTargets } from './run-targets.ts';
import type { Identities } from './sheets-table.tsx';
import type { Voter } from './split-vote-fields.tsx';
import { alignedWith, emptyDecision, type FieldProblem, type TypedDecision } from './typed-decision.ts';

export type Shown = {
  identities?: Identities;
  refusal?: string;
  /** What was typed, with what is wrong in it. */
  typed?: TypedDecision;
  problems?: readonly FieldProblem[];
  /** Set to read the decision again before it is recorded. */
  confirming?: {
    typed: TypedDecision;
    candidates: readonly CandidateDecision[];
    refusal: string | null;
  };
};

export type HomePages = ReturnType<typeof homePages>;

export function homePages(dependencies: HttpDependencies) {
  const targetsOf = runTargets(dependencies.runs);
  const read = async (request: Request) => {
    const user = userWhoMay(request, 'session.prepare');
    return { user, ...(await homeOf(dependencies, request, user)) };
  };
  const show = async (request: Request, response: Response, shown: Shown): Promise<void> => {
    const { user, view, place } = await read(request);
    await requireHomesInScope(dependencies, user, [place.agenda.vacancyId]);
    const { runId } = view.session;
    const targets = runId === null ? null : await targetsOf(user.landlordId, runId);
    const chosen = shown.confirming ? orderOf(shown.confirming.candidates) : null;
    const props: HomePageProps = {
      frame: frameOf(request, dependencies),
      view,
      place,
      identities: shown.identities ?? null,
      referenceOf: dependencies.files.of,
      moves: movesOf(targets, view, place, chosen),
      form: formOf(dependencies, request, view, place, shown),
      confirming: confirmingOf(request, view, place, shown),
      rooms: roomsAfter(user),
      refusal: shown.refusal ?? null,
    };
    const isRefused = shown.refusal !== undefined || (shown.problems?.length ?? 0) > 0;
    sendPage(response, <HomePage {...props} />, isRefused ? 409 : 200);
  };
  /** The person who may write on this home: role, then place. */
  const writer = async (request: Request, permission: Permission): Promise<CurrentUser> => {
    const user = userWhoMay(request, permission);
    await requireHomesInScope(dependencies, user, [String(request.params.vacancyId)]);
    return user;
  };
  return { read, show, writer, pathOf: homePathOf };
}

function homePathOf(request: Request): string {
  const { id, vacancyId } = request.params;
  return `/agent/seances/${id}/logements/${encodeURIComponent(String(vacancyId))}`;
}

/** Members who may cast a ballot on the home as things stand, the mayor with the casting vote. */
function votersOf({ voices }: AgendaHomeView): Voter[] {
  return voices.voting
    .filter(({ weight, withdrawn }) => weight > 0 && !withdrawn)
    .map(({ memberId, name }) => ({ id: memberId, name, casting: memberId === voices.castingVote }));
}

/** True where what is written is a correction of a decision in force. */
export function isCorrection(view: SessionHead, place: AgendaHomeView): boolean {
  return place.current !== null && (view.session.state === 'open' || view.session.state === 'closed');
}

function formOf(
  { files }: Pick<HttpDependencies, 'files'>,
  request: Request,
  view: SessionAtHome,
  place: AgendaHomeView,
  shown: Shown,
): HomePageProps['form'] {
  const correcting = isCorrection(view, place);
  const deciding = view.session.state === 'open' && place.agenda.state === 'pending';
  const byBallots = view.session.mode === 'asynchronous' && !correcting;
  if ((!correcting && !deciding) || byBallots || place.candidates.length === 0) return null;
  const voters = votersOf(place);
  const references = place.candidates.map(({ number }) => files.of(number));
  const { version } = place.agenda;
  const fresh = () =>
    emptyDecision(
      references,
      voters.map(({ id }) => id),
      { key: randomUUID(), version },
    );
  return {
    action: actionOf(request, correcting),
    typed: shown.typed ? alignedWith(shown.typed, references, version) : fresh(),
    problems: shown.problems ?? [],
    choices: decisionChoices(place, view.session.heldOn),
    voters,
    correcting,
  };
}

function confirmingOf(
  request: Request,
  view: SessionAtHome,
  place: AgendaHomeView,
  shown: Shown,
): HomePageProps['confirming'] {
  if (!shown.confirming) return null;
  const { typed, candidates, refusal } = shown.confirming;
  const correcting = isCorrection(view, place);
  return {
    action: actionOf(request, correcting),
    typed,
    order: compareOrder(place.candidates, candidates),
    choices: decisionChoices(place, view.session.heldOn),
    refusal,
    voters: votersOf(place),
    correcting,
  };
}

function actionOf(request: Request, correcting: boolean): string {
  return `${homePathOf(request)}/${correcting ? 'correction' : 'decision'}`;
}
