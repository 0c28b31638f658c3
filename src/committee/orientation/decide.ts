/** An officer orients a freed home: what the Code and the conventions allow, the delay that follows, and what is refused. */
import type { Home, Vacancy } from '../../domain/home.ts';
import type { ReservationHolder } from '../../domain/reservation.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { designationDueOn } from '../../law/flow.ts';
import { communeHolder, isOwnUse, type Unfit, unfitForHolder } from './destination.ts';
import { conventionOf, type FlowPlan } from './flow-plan.ts';

/** Why an officer orients otherwise than advised. */
export const departureReasons = {
  householdKnown: 'Un ménage précis attend ce logement (mutation, relogement)',
  holderAgreement: 'Accord avec le réservataire',
  holderWithoutCandidate: 'Le réservataire conseillé n’a pas de candidat pour ce type de logement',
  catchUpPlanned: 'Un rattrapage est prévu sur d’autres logements',
  works: 'Travaux ou adaptation du logement',
  other: 'Autre motif (à préciser)',
} as const;
export type DepartureReason = keyof typeof departureReasons;

/** The names of the reasons, for a closed list in a form. */
export const departureReasonCodes = Object.keys(departureReasons).filter(isDepartureReason);

/** Tells whether a text is one of the reasons. */
export function isDepartureReason(text: string): text is DepartureReason {
  return Object.hasOwn(departureReasons, text);
}

export type OrientationChoice = {
  destination: string;
  /** What the advice was when the officer read it; null where there was none. */
  advised: string | null;
  reason: DepartureReason | null;
  note: string | null;
};

/** What a home was when the decision came to it. */
export type OrientationState = {
  vacancy: Vacancy;
  home: Pick<Home, 'insee' | 'typology' | 'financing' | 'qpvCode'>;
  /** The destination that it has already, who gave it and when. */
  current: { name: string; by: string; on: CivilDate | null } | null;
  holders: readonly ReservationHolder[];
  plan: FlowPlan;
  /** Months of the landlord's policy, where no convention gives any. */
  policyMonths: number;
};

export type OrientationRefusal =
  | { code: 'unknownHome' }
  | { code: 'notToLet' }
  | { code: 'alreadyOriented'; name: string; by: string; on: CivilDate | null }
  | { code: 'unknownDestination' }
  | { code: 'unfit'; because: Unfit }
  | { code: 'mayorOnly' }
  | { code: 'reasonMissing' }
  | { code: 'noteMissing' };

export type OrientationDecision = {
  destination: string;
  holderId: string | null;
  dueOn: CivilDate | null;
  firstQuartileExcluded: boolean;
  /** The reason kept: null where the advice was followed. */
  reason: DepartureReason | null;
  note: string | null;
};

/** What orienting a home on a day does, or why it cannot be. */
export function decideOrientation(
  state: OrientationState,
  choice: OrientationChoice,
  today: CivilDate,
): Result<OrientationDecision, OrientationRefusal> {
  const { vacancy, home, current, holders, plan } = state;
  if (vacancy.status === 'let' || vacancy.status === 'withdrawn') return refuse({ code: 'notToLet' });
  if (current) return refuse({ code: 'alreadyOriented', ...current });
  const holder = holders.find(({ id }) => id === choice.destination) ?? null;
  if (!holder && !isOwnUse(choice.destination)) return refuse({ code: 'unknownDestination' });
  const fallback = vacancy.reservationFailed && home.qpvCode !== null;
  if (vacancy.reservationFailed && holder) {
    const commune = fallback ? communeHolder(holders, home, today) : null;
    if (commune?.id !== holder.id) return refuse({ code: 'mayorOnly' });
  }
  const unfit = holder && unfitForHolder(holder, home, plan, today);
  if (unfit && !fallback) return refuse({ code: 'unfit', because: unfit });
  const departs = choice.advised !== null && choice.advised !== choice.destination;
  if (departs && choice.reason === null) return refuse({ code: 'reasonMissing' });
  if (departs && choice.reason === 'other' && (choice.note ?? '').trim() === '') {
    return refuse({ code: 'noteMissing' });
  }
  return ok({
    destination: choice.destination,
    holderId: holder?.id ?? null,
    dueOn: holder ? designationDay(state, holder.id, today) : null,
    firstQuartileExcluded: fallback && holder !== null,
    reason: departs ? choice.reason : null,
    note: departs ? choice.note : null,
  });
}

/**
 * last day to designate: one month in a tense zone by public order; elsewhere the convention's months, else the
 * policy's. Where the list of tense zones is not loaded the month of the law is kept: it cannot be too long.
 */
export function designationDay(
  { home, plan, policyMonths }: Pick<OrientationState, 'home' | 'plan' | 'policyMonths'>,
  holderId: string,
  orientedOn: CivilDate,
): CivilDate | null {
  const tense = plan.tenseCommunes === null || plan.tenseCommunes.includes(home.insee);
  const months = conventionOf(plan, holderId).designationMonths ?? policyMonths;
  return designationDueOn(orientedOn, tense, months);
}
