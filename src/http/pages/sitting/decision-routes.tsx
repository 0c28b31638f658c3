/**
 * Recording what a sitting decides on a home, in two steps that cost the same whatever is decided: the form, then the
 * same read again with one statement about the order. What was typed is never lost: a refusal shows it again.
 */
import type { Request, Response, Router } from 'express';
import type { CandidateDecision } from '../../../committee/decision.ts';
import {
  correctSchema,
  decideSchema,
  type OrderStatement,
  type VoteInput,
} from '../../../committee/session-port.ts';
import { type SessionRefusal, sessionRefusalInWords } from '../../../committee/session-refusal.ts';
import type { AgendaHomeView, SessionHead } from '../../../committee/session-view.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { codesByWords, decisionChoices } from './decision-choices.ts';
import { type HomePages, isCorrection } from './home-pages.tsx';
import { textOf } from './reading.ts';
import {
  decisionsOf,
  type FieldProblem,
  readTypedDecision,
  type TypedDecision,
  voteOf,
} from './typed-decision.ts';

type Step = { typed: TypedDecision; candidates: readonly CandidateDecision[]; vote: VoteInput | null };

export function decisionRoutes(router: Router, dependencies: HttpDependencies, pages: HomePages): void {
  const { files } = dependencies;
  const take = async (request: Request, response: Response): Promise<void> => {
    const correctionAsked = request.path.endsWith('/correction');
    const user = await pages.writer(request, correctionAsked ? 'session.correct' : 'session.hold');
    const { view, place } = await pages.read(request);
    const codes = codesByWords(decisionChoices(place, view.session.heldOn));
    const typed = readTypedDecision(request.body, codes);
    const step = textOf(request.body, 'etape');
    if (step === 'reprendre') return pages.show(request, response, { typed });
    if (step !== 'enregistrer') {
      const meanwhile = changedSince(place, typed, files.of, correctionAsked);
      if (meanwhile !== null) return pages.show(request, response, { typed, refusal: meanwhile });
    }
    const decided = decisionsOf(typed, files.numberOf);
    if (!decided.ok) return pages.show(request, response, { typed, problems: decided.refusal });
    const vote = voteOf(typed);
    if (!vote.ok) return pages.show(request, response, { typed, problems: [vote.refusal] });
    const confirming = { typed, candidates: decided.value, refusal: null };
    if (step !== 'enregistrer') return pages.show(request, response, { confirming });
    if (typed.orderReason === '') {
      const refusal = 'Dites si l’ordre proposé est suivi ou non : les deux demandent le même choix.';
      return pages.show(request, response, { confirming: { ...confirming, refusal } });
    }
    const answer = await record(dependencies, view, place, {
      asked: askedBy(user, dependencies),
      step: { typed, candidates: decided.value, vote: vote.value },
      correcting: correctionAsked,
    });
    if (answer === null) {
      const problem = {
        column: null,
        message: 'Dites pourquoi cette correction, en dix caractères au moins.',
      };
      return pages.show(request, response, { typed, problems: [problem] });
    }
    if (!answer.ok) return pages.show(request, response, refused(place, typed, answer.refusal));
    response.redirect(303, `${pages.pathOf(request)}#decide`);
  };
  router.post('/agent/seances/:id/logements/:vacancyId/decision', take);
  router.post('/agent/seances/:id/logements/:vacancyId/correction', take);
}

/** What someone else did since the form was shown; null: nothing that matters to it. */
function changedSince(
  { candidates, current }: AgendaHomeView,
  typed: TypedDecision,
  referenceOf: (number: string) => string,
  correcting: boolean,
): string | null {
  if (current !== null && !correcting) {
    return sessionRefusalInWords({
      code: 'alreadyDecided',
      by: current.recordedBy,
      at: current.decidedAt,
    });
  }
  const now = candidates.map(({ number }) => referenceOf(number));
  const then = typed.candidates.map(({ reference }) => reference);
  return now.join() === then.join()
    ? null
    : 'La liste des candidats a changé depuis que vous avez ouvert cette page : relisez-la, ce que vous aviez saisi est gardé.';
}

/** Null: a correction without its reason. */
async function record(
  { sessions }: Pick<HttpDependencies, 'sessions'>,
  view: SessionHead,
  place: AgendaHomeView,
  given: { asked: Parameters<typeof sessions.decide>[0]; step: Step; correcting: boolean },
): Promise<Awaited<ReturnType<typeof sessions.decide>> | null> {
  const { typed, candidates, vote } = given.step;
  const input = {
    sessionId: view.session.id,
    vacancyId: place.agenda.vacancyId,
    version: typed.version,
    requestKey: typed.key,
    candidates,
    vote,
    order: orderOf(typed),
  };
  if (!given.correcting) return sessions.decide(given.asked, decideSchema.parse(input));
  const supersedes = isCorrection(view, place) ? place.current?.id : undefined;
  const correction = correctSchema.safeParse({ ...input, supersedes, why: typed.why });
  return correction.success ? sessions.correct(given.asked, correction.data) : null;
}

function orderOf(typed: TypedDecision): OrderStatement | null {
  if (typed.orderReason === 'sans-proposition') return null;
  if (typed.orderReason === 'followed') return { kind: 'followed' };
  const note = typed.orderNote.trim();
  return { kind: 'departure', reason: typed.orderReason, note: note === '' ? null : note };
}

/** The sentence beside the candidate that it is about, where it is about one. */
function refused(place: AgendaHomeView, typed: TypedDecision, refusal: SessionRefusal) {
  const message = sessionRefusalInWords(refusal);
  const column =
    'number' in refusal ? place.candidates.findIndex(({ number }) => number === refusal.number) : -1;
  const problem: FieldProblem = { column: column < 0 ? null : column, message };
  return { typed, problems: [problem] };
}
