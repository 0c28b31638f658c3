/** Reservations as a yearly flow (Q-09…Q-14): its base, what holders may ask of it, its calendar and its lapses. */
import { addMonths, addYears, type CivilDate } from '../kernel/civil-date.ts';
import { type Exact, exact } from '../kernel/exact.ts';
import {
  awaitedObligation,
  type ObligationId,
  obligationDay,
  obligationNumber,
  obligationShare,
} from './obligation-figures.ts';
import { answer, fact } from './outcome.ts';
import type { Outcome } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type FlowCode =
  | 'share-within-limit'
  | 'share-over-limit'
  | 'share-under-minimum'
  | 'share-not-loaded'
  | 'designation-running'
  | 'designation-lapsed'
  | 'designation-day-unknown';

/** Homes of a year, in numbers; the five deductions are those of R441-5 I. */
export type YearlyFlow = {
  vacated: number;
  newDeliveries: number;
  /** Settled by each convention: whether first lettings are in the yearly base. */
  newProgrammesInFlow: boolean;
  deducted: {
    internalTransfers: number;
    urbanRenewal: number;
    orcod: number;
    unfitHousing: number;
    sale: number;
  };
  /** Attributed by the préfet after an order. */
  prefetSubstituted: number;
  /** Tied to named homes: defence, internal security, public hospitals. */
  namedHomes: number;
};

/** the base on which shares are counted; never under 0. */
export function flowBase(flow: YearlyFlow): number {
  const { internalTransfers, urbanRenewal, orcod, unfitHousing, sale } = flow.deducted;
  const deducted = internalTransfers + urbanRenewal + orcod + unfitHousing + sale;
  const arriving = flow.vacated + (flow.newProgrammesInFlow ? flow.newDeliveries : 0);
  return Math.max(0, arriving - deducted - flow.prefetSubstituted - flow.namedHomes);
}

/** Homes of a holder's share (in thousandths) of the base. The decree gives no rounding: the convention does. */
export function holderFlow(sharePermille: number, base: number, rounding: 'down' | 'nearest' | 'up'): number {
  const homes = exact(sharePermille).div(1000).mul(base);
  if (rounding === 'down') return homes.floor().valueOf();
  if (rounding === 'up') return homes.ceil().valueOf();
  return homes.add(exact('0.5')).floor().valueOf();
}

/** the State's share of the flow and that of its agents are at most a limit; no is an alert, not a block. */
export function stateShareLimits(
  homes: { flow: number; state: number; civilServants: number },
  date: CivilDate,
): Outcome[] {
  return [
    atMost('Q-09', 'state.maxShare', homes.state, homes.flow, date),
    atMost('Q-09', 'state.maxCivilServantsShare', homes.civilServants, homes.flow, date),
  ];
}

/** outside QPV the State's share may not be under its minimum, unless the convention stipulates otherwise. */
export function stateShareOutsideQpv(
  homes: { flowOutsideQpv: number; stateOutsideQpv: number },
  date: CivilDate,
): Outcome {
  const id = 'state.minOutsideQpvShare';
  const minimum = obligationShare(id, date);
  if (minimum === null) return notLoaded('Q-09', id, date);
  const facts = shareFacts(homes.stateOutsideQpv, homes.flowOutsideQpv, minimum, date);
  return minimum.mul(homes.flowOutsideQpv).compare(homes.stateOutsideQpv) <= 0
    ? answer('Q-09', 'yes', 'share-within-limit', facts)
    : answer('Q-09', 'no', 'share-under-minimum', facts);
}

/** reservations against loan guarantees, all collectivities of a territory together. */
export function guarantorShareLimit(homes: { flow: number; guaranteed: number }, date: CivilDate): Outcome {
  return atMost('Q-10', 'guarantors.maxShare', homes.guaranteed, homes.flow, date);
}

/** Q-10 (R441-6): last day of a guarantor's reservation after the loan is paid back; null where not loaded. */
export function guaranteeEndsOn(repaidOn: CivilDate): CivilDate | null {
  const years = obligationNumber('guarantors.yearsAfterRepayment', repaidOn);
  return years === null ? null : addYears(repaidOn, years);
}

/** the days before which holders, then the intermunicipal conference, receive the yearly report. */
export function flowCalendar(year: number): { holdersBy: CivilDate | null; conferenceBy: CivilDate | null } {
  return {
    holdersBy: obligationDay('flow.holdersReport', year),
    conferenceBy: obligationDay('flow.conferenceReport', year),
  };
}

/**
 * last day for a holder to designate: one month in a tense zone, by public order; elsewhere the months that
 * its convention gives (null: none is known).
 */
export function designationDueOn(
  orientedOn: CivilDate,
  tenseZone: boolean,
  conventionMonths: number | null,
): CivilDate | null {
  const legal = obligationNumber('designation.monthsInTenseZone', orientedOn);
  const months = tenseZone
    ? legal === null
      ? conventionMonths
      : Math.min(legal, conventionMonths ?? legal)
    : conventionMonths;
  return months === null ? null : addMonths(orientedOn, months);
}

/** whether the orientation has lapsed: the last day is over without a designation. */
export function designationLapsed(dueOn: CivilDate | null, date: CivilDate): Outcome {
  if (dueOn === null) {
    return answer('Q-13', 'unknown', 'designation-day-unknown', [], { missing: ['designationDueOn'] });
  }
  const facts = [fact('designationDueOn', dueOn, date)];
  return date > dueOn
    ? answer('Q-13', 'yes', 'designation-lapsed', facts)
    : answer('Q-13', 'no', 'designation-running', facts);
}

/**
 * Who designates after a holder's failure or silence: the mayor in a QPV, for households other than first quartile
 * the landlord elsewhere. Either way the home counts in the landlord's quarter (Q-05, inference).
 */
export function afterFailedReservation(home: { qpvCode: string | null }): {
  designates: 'mayor' | 'landlord';
  firstQuartileExcluded: boolean;
} {
  const inQpv = home.qpvCode !== null;
  return { designates: inQpv ? 'mayor' : 'landlord', firstQuartileExcluded: inQpv };
}

function atMost(rule: string, id: ObligationId, part: number, flow: number, date: CivilDate): Outcome {
  const limit = obligationShare(id, date);
  if (limit === null) return notLoaded(rule, id, date);
  const within = limit.mul(flow).compare(part) >= 0;
  const facts = shareFacts(part, flow, limit, date);
  return within
    ? answer(rule, 'yes', 'share-within-limit', facts)
    : answer(rule, 'no', 'share-over-limit', facts);
}

function shareFacts(part: number, flow: number, limit: Exact, date: CivilDate) {
  return [fact('homes', part, date), fact('flow', flow, date), fact('limit', limit.valueOf())];
}

function notLoaded(rule: string, id: ObligationId, date: CivilDate): Outcome {
  return answer(rule, 'unknown', 'share-not-loaded', [], { awaiting: [awaitedObligation(id, date)] });
}
