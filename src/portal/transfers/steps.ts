/** The steps of a transfer request: which may follow which, what each leaves, and the date that it promises. */
import type { ForbiddenNote } from '../../committee/decision-refusal.ts';
import { forbiddenInNote } from '../../committee/note-check.ts';
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { MovingPlan } from './moving-plan.ts';
import { type RefusalReasonCode, speaksOfIllegalCriterion } from './refusal-reasons.ts';
import {
  type ClosingReason,
  isLive,
  type Recommendation,
  type RequestDetails,
  type RequestState,
  type TransferRequest,
} from './request.ts';

export type Step =
  | {
      kind: 'examine';
      recommendation: Recommendation;
      reason: RefusalReasonCode | null;
      note: string | null;
      /** Null: by an officer, without the body. */
      meetingId: string | null;
    }
  | { kind: 'accept' }
  | { kind: 'refuse'; reason: RefusalReasonCode; note: string | null }
  | { kind: 'search' }
  /** News without a change: the answer that was owed, and the next date. */
  | { kind: 'inform'; text: string }
  | { kind: 'propose'; vacancyId: string; homeId: string }
  /** The home proposed was refused, or given to another: the search goes on. */
  | { kind: 'searchAgain' }
  | { kind: 'plan'; plan: MovingPlan }
  | { kind: 'finish' }
  | { kind: 'close'; reason: ClosingReason };
export type StepKind = Step['kind'];

export type StepRefusal =
  | { code: 'notNow'; state: RequestState; step: StepKind }
  | { code: 'bodyFirst' }
  | { code: 'notRegistered' }
  /** M-08c: who leaves without the household has an application of its own, and this is not it. */
  | { code: 'partOnly' }
  | { code: 'reasonMissing' }
  | { code: 'illegalCriterion' }
  | { code: 'textForbidden'; because: ForbiddenNote };

const from: Readonly<Record<StepKind, readonly RequestState[]>> = {
  examine: ['received'],
  accept: ['examined'],
  refuse: ['examined'],
  search: ['accepted'],
  inform: ['received', 'examined', 'accepted', 'searching', 'proposed', 'moving'],
  propose: ['accepted', 'searching'],
  searchAgain: ['proposed'],
  plan: ['proposed', 'moving'],
  finish: ['moving'],
  close: ['received', 'examined', 'accepted', 'searching', 'proposed', 'moving'],
};

/** The steps that may be taken now, in the order of a request's life. */
export function stepsNow(request: Pick<TransferRequest, 'state' | 'fastLane' | 'ground'>): StepKind[] {
  return stepKinds.filter(
    (kind) => from[kind].includes(request.state) && (kind !== 'examine' || maySkipBody(request)),
  );
}

const stepKinds = [
  'examine',
  'accept',
  'refuse',
  'search',
  'propose',
  'searchAgain',
  'plan',
  'finish',
  'inform',
  'close',
] as const satisfies readonly StepKind[];

/**
 * Fast lane, and relocations of the law (M-07): an officer examines them at once. By their ground, never by their place:
 * which ground stands first is the landlord's published order (M-09).
 */
function maySkipBody({ fastLane, ground }: Pick<TransferRequest, 'fastLane' | 'ground'>): boolean {
  return fastLane || ground === 'relocation';
}

export type Stepping = { today: CivilDate; answerDays: number; by: string };

/** The request after the step, with its next date; or why not. The text told to the household is added apart. */
export function takeStep(
  request: TransferRequest,
  step: Step,
  { today, answerDays, by }: Stepping,
): Result<TransferRequest, StepRefusal> {
  if (!from[step.kind].includes(request.state)) {
    return refuse({ code: 'notNow', state: request.state, step: step.kind });
  }
  const wrong = wrongIn(request, step);
  if (wrong) return refuse(wrong);
  const { state, details } = left(request, step, today, by);
  const next = { ...request, state, details: { ...request.details, ...details } };
  return ok({ ...next, dueOn: isLive(next) ? addDays(today, answerDays) : request.dueOn });
}

function wrongIn(request: TransferRequest, step: Step): StepRefusal | null {
  switch (step.kind) {
    case 'examine':
      if (step.meetingId === null && !maySkipBody(request)) return { code: 'bodyFirst' };
      if (step.recommendation === 'unfavourable' && step.reason === null) return { code: 'reasonMissing' };
      return wrongWords(step.note);
    case 'refuse':
      return wrongWords(step.note);
    case 'inform':
      return wrongWords(step.text);
    case 'propose':
      return request.number === null ? { code: 'notRegistered' } : null;
    default:
      return null;
  }
}

/** A note may hold neither what D-03 keeps out, nor a criterion that is none (M-08d). */
export function wrongWords(note: string | null): StepRefusal | null {
  if (note === null) return null;
  const because = forbiddenInNote(note, []);
  if (because !== null) return { code: 'textForbidden', because };
  return speaksOfIllegalCriterion(note) ? { code: 'illegalCriterion' } : null;
}

function left(
  { state, details }: TransferRequest,
  step: Step,
  on: CivilDate,
  by: string,
): { state: RequestState; details: Partial<RequestDetails> } {
  switch (step.kind) {
    case 'examine': {
      const { meetingId, recommendation, reason, note } = step;
      const examination = { on, meetingId, recommendation, reason, note, by };
      // More is asked before anything is recommended: the request waits for the next meeting.
      const next = recommendation === 'moreInformation' ? 'received' : 'examined';
      return { state: next, details: { examination } };
    }
    case 'accept':
      return { state: 'accepted', details: {} };
    case 'refuse':
      return { state: 'refused', details: { refusal: { reason: step.reason, note: step.note, by, on } } };
    case 'search':
      return { state: 'searching', details: {} };
    case 'inform':
      return { state, details: {} };
    case 'propose':
      return {
        state: 'proposed',
        details: { proposal: { vacancyId: step.vacancyId, homeId: step.homeId, on } },
      };
    case 'searchAgain':
      return { state: 'searching', details: { proposal: null, plan: null } };
    case 'plan':
      return { state: 'moving', details: { plan: step.plan, proposal: details.proposal } };
    case 'finish':
      return { state: 'done', details: {} };
    case 'close':
      return { state: 'closed', details: { closing: { reason: step.reason, by, on } } };
  }
}

/**
 * M-08c: a home is proposed to those who leave by their own application. That of the whole household would count its
 * move as a transfer, and measure the home for people who stay. `persons`: of the application; null: not known.
 */
export function isOfPartOnly({ details }: TransferRequest, step: Step, persons: number | null): boolean {
  return step.kind === 'propose' && details.part !== null && persons !== details.part.persons;
}
