/** Consent, step by step: who may be asked, who answers, what lapses, which groups are broken, and the cap of the year. */
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { MoveChecks } from './move-checks.ts';
import type { GroupKind } from './plan.ts';

export const consents = ['notAsked', 'asked', 'given', 'refused', 'lapsed'] as const;
export type Consent = (typeof consents)[number];
export const planStates = ['proposed', 'consulting', 'inCommittee', 'done', 'dropped'] as const;
export type PlanState = (typeof planStates)[number];

export type ExchangeStep = {
  id: string;
  planId: string;
  group: number;
  position: number;
  tenancyId: string;
  fromHomeId: string;
  toHomeId: string;
  /** The freed home that starts a chain; null elsewhere. */
  vacancyId: string | null;
  checks: MoveChecks;
  consent: Consent;
  consentOn: CivilDate | null;
  dueOn: CivilDate | null;
  by: string | null;
  version: number;
};

export type StepRefusal =
  | { code: 'noSuchPlan' | 'noSuchStep' | 'planOver' | 'notAsked' | 'notAllAgreed' | 'notSwap' }
  | { code: 'swapDay'; from: CivilDate; to: CivilDate }
  | { code: 'tooLate'; dueOn: CivilDate }
  | { code: 'alreadyAnswered'; consent: 'given' | 'refused'; by: string; on: CivilDate }
  | { code: 'capReached'; cap: number; committed: number; wanted: number }
  | { code: 'changedMeanwhile'; by: string; at: Date };

/** A question that nobody answered by its day has lapsed, whether or not that was written yet. */
export function consentToday(step: Pick<ExchangeStep, 'consent' | 'dueOn'>, today: CivilDate): Consent {
  return step.consent === 'asked' && step.dueOn !== null && step.dueOn < today ? 'lapsed' : step.consent;
}

/** The first day on which no answer counts as none: the policy's days after the question. */
function answerDueOn(askedOn: CivilDate, answerDays: number): CivilDate {
  return addDays(askedOn, answerDays);
}

export type StepAnswer = 'given' | 'refused';

/** The answer of a household. A yes may be taken back until a committee has it; a no stands until it is asked again. */
export function answerStep(
  step: ExchangeStep,
  answer: StepAnswer,
  { today, by, state }: { today: CivilDate; by: string; state: PlanState },
): Result<ExchangeStep, StepRefusal> {
  const { agendaVacancyId, fallen, doneOn } = step.checks;
  if (state !== 'consulting' || agendaVacancyId !== null || fallen || doneOn !== null) {
    return refuse({ code: 'planOver' });
  }
  const now = consentToday(step, today);
  if (now === 'lapsed') return refuse({ code: 'tooLate', dueOn: step.dueOn ?? today });
  if (now === 'notAsked') return refuse({ code: 'notAsked' });
  const takesBack = now === 'given' && answer === 'refused';
  if (now !== 'asked' && !takesBack) {
    const consent = now === 'given' ? 'given' : 'refused';
    return refuse({ code: 'alreadyAnswered', consent, by: step.by ?? '', on: step.consentOn ?? today });
  }
  return ok({ ...step, consent: answer, consentOn: today, by, version: step.version + 1 });
}

/** The question, asked for the first time or again after it lapsed. */
export function askStep(
  step: ExchangeStep,
  { today, answerDays, by }: { today: CivilDate; answerDays: number; by: string },
): ExchangeStep | null {
  if (step.checks.fallen) return null;
  const now = consentToday(step, today);
  if (now !== 'notAsked' && now !== 'lapsed') return null;
  const dueOn = answerDueOn(today, answerDays);
  return { ...step, consent: 'asked', consentOn: null, dueOn, by, version: step.version + 1 };
}

export type GroupState = 'waiting' | 'agreed' | 'broken' | 'inCommittee' | 'fallen' | 'done';

/** Where a group stands: one no, or one silence, breaks it; all must agree before a committee sees any of it. */
export function groupState(steps: readonly ExchangeStep[], today: CivilDate): GroupState {
  if (steps.some(({ checks }) => checks.fallen)) return 'fallen';
  if (steps.length > 0 && steps.every(({ checks }) => checks.doneOn !== null)) return 'done';
  const all = steps.map((step) => consentToday(step, today));
  if (all.some((consent) => consent === 'refused' || consent === 'lapsed')) return 'broken';
  if (steps.length > 0 && steps.every(({ checks }) => checks.agendaVacancyId !== null)) return 'inCommittee';
  return steps.length > 0 && all.every((consent) => consent === 'given') ? 'agreed' : 'waiting';
}

/**
 * Whether nothing of a plan is under way any more: each household that still moves has its home, and the groups that
 * broke hold nobody. At least one must have moved: a plan that only broke is abandoned, or replaced.
 */
export function isPlanDone(steps: readonly ExchangeStep[], today: CivilDate): boolean {
  const groups = new Map<number, ExchangeStep[]>();
  for (const step of steps) groups.set(step.group, [...(groups.get(step.group) ?? []), step]);
  const isOver = (own: readonly ExchangeStep[]) => {
    const left = own.filter(({ checks }) => !checks.fallen);
    return left.length === 0 || ['done', 'broken'].includes(groupState(left, today));
  };
  return steps.some(({ checks }) => checks.doneOn !== null) && [...groups.values()].every(isOver);
}

/** A question that ran out, as it is written: one day, once. Null where it did not. */
export function lapsedStep(step: ExchangeStep, today: CivilDate): ExchangeStep | null {
  return step.consent === 'asked' && consentToday(step, today) === 'lapsed'
    ? { ...step, consent: 'lapsed', version: step.version + 1 }
    : null;
}

/** The move of whoever lives in the home that a step leads to; null for a home that nobody lives in (M-08b). */
export function moveOfLeaver(step: ExchangeStep, group: readonly ExchangeStep[]): ExchangeStep | null {
  return group.find(({ fromHomeId, checks }) => fromHomeId === step.toHomeId && !checks.fallen) ?? null;
}

/** Internal moves that exchanges have promised or made this year: swaps of right are no attribution (M-08, Q-11). */
export function countsAsInternalMove(
  step: {
    consent: Consent;
    checks: Pick<MoveChecks, 'swapOfRight' | 'fallen' | 'doneOn'>;
    dueOn: CivilDate | null;
  },
  today: CivilDate,
): boolean {
  const now = consentToday(step, today);
  const { swapOfRight, fallen, doneOn } = step.checks;
  // Moved: a signed lease counts it, once.
  return !swapOfRight && !fallen && doneOn === null && (now === 'asked' || now === 'given');
}

/** beyond the published cap nobody is asked; null: no cap. */
export function capRefusal(cap: number | null, committed: number, wanted: number): StepRefusal | null {
  if (cap === null || wanted === 0 || committed + wanted <= cap) return null;
  return { code: 'capReached', cap, committed, wanted };
}

/** A swap of right needs no committee (M-08); every other group does. */
export function needsCommittee(kind: GroupKind): boolean {
  return kind !== 'swap';
}

/**
 * What a committee's no ends: in a cycle every move; in a chain that move and those after it, which wait for the home
 * that it would have left. `told`: those who must hear of it; who was refused has the committee's own letter.
 */
export function fallenByRefusal(
  steps: readonly ExchangeStep[],
  groups: readonly { kind: GroupKind }[],
  refused: ReadonlySet<string>,
): { ended: readonly ExchangeStep[]; told: readonly ExchangeStep[] } {
  const isRefused = ({ checks }: ExchangeStep) =>
    checks.agendaVacancyId !== null && refused.has(checks.agendaVacancyId);
  const first = new Map<number, number>();
  for (const { group, position } of steps.filter(isRefused)) {
    first.set(group, Math.min(position, first.get(group) ?? position));
  }
  const ended = steps.filter(({ group, position }) => {
    const from = first.get(group);
    return from !== undefined && (groups[group]?.kind !== 'chain' || position >= from);
  });
  return { ended, told: ended.filter((step) => !isRefused(step)) };
}
