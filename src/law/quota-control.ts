/** the half-yearly control of the quota outside QPV, the préfet's order, and how it is lifted. */
import type { Target } from '../domain/target.ts';
import type { Lease } from '../domain/tenancy.ts';
import { addDays, addMonths, type CivilDate, yearOf } from '../kernel/civil-date.ts';
import { exact } from '../kernel/exact.ts';
import { awaitedObligation, obligationDay, obligationNumber } from './obligation-figures.ts';
import { answer, fact } from './outcome.ts';
import { targetGroup } from './quota-freed-home.ts';
import { type QuotaPlaces, targetPopulation } from './quota-population.ts';
import { leasesNeeded } from './quota-progress.ts';
import type { Outcome } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type ControlCode =
  | 'six-months-met'
  | 'six-months-missed'
  | 'data-incomplete'
  | 'twelve-months-met'
  | 'twelve-months-missed'
  | 'control-not-loaded';

/** `injonction`: the préfet attributes the landlord's homes freed outside QPV; they leave the flow. */
export type ControlState = 'normal' | 'injonction';

type WindowCount = {
  from: CivilDate;
  until: CivilDate;
  total: number;
  inGroup: number;
  unknown: number;
};

export type QuotaControl = {
  state: ControlState;
  sixMonths: WindowCount | null;
  twelveMonths: WindowCount | null;
  outcome: Outcome;
};

/** The closing days of a year (30 June, 31 December), each with the last day to send the data. */
export function controlCalendar(year: number): { closedOn: CivilDate; sendBy: CivilDate | null }[] {
  return (['control.firstClosing', 'control.secondClosing'] as const).flatMap((id) => {
    const closedOn = obligationDay(id, year);
    if (closedOn === null) return [];
    const days = obligationNumber('control.reportDays', closedOn);
    return [{ closedOn, sendBy: days === null ? null : addDays(closedOn, days) }];
  });
}

/**
 * One step of the control at a closing day. From `normal`: objective missed on the last six months, or incomplete
 * data, gives `injonction`. From `injonction`: the objective reached on the last twelve months gives `normal`.
 * `target` is the landlord's objective outside QPV, with a share; leases may be of several years.
 */
export function controlStep(
  before: ControlState,
  closing: { closedOn: CivilDate; dataComplete: boolean },
  target: Target,
  leases: readonly Lease[],
  places: QuotaPlaces,
): QuotaControl {
  const { closedOn } = closing;
  const six = obligationNumber('control.sixMonths', closedOn);
  const twelve = obligationNumber('control.twelveMonths', closedOn);
  if (six === null || twelve === null || target.goal.kind !== 'share') {
    const awaiting = six === null ? [awaitedObligation('control.sixMonths', closedOn)] : [];
    const outcome = answer('Q-04', 'unknown', 'control-not-loaded', [], { awaiting });
    return { state: before, sixMonths: null, twelveMonths: null, outcome };
  }
  const share = exact(target.goal.share);
  const met = (count: WindowCount): boolean => count.inGroup >= leasesNeeded(share, count.total);
  const sixMonths = countWindow(target, leases, windowOf(closedOn, six), places);
  const twelveMonths = countWindow(target, leases, windowOf(closedOn, twelve), places);
  const counts = { sixMonths, twelveMonths };
  if (before === 'injonction') {
    return met(twelveMonths)
      ? { state: 'normal', ...counts, outcome: said('yes', 'twelve-months-met', twelveMonths) }
      : { state: 'injonction', ...counts, outcome: said('no', 'twelve-months-missed', twelveMonths) };
  }
  if (!closing.dataComplete) {
    return { state: 'injonction', ...counts, outcome: said('no', 'data-incomplete', sixMonths) };
  }
  return met(sixMonths)
    ? { state: 'normal', ...counts, outcome: said('yes', 'six-months-met', sixMonths) }
    : { state: 'injonction', ...counts, outcome: said('no', 'six-months-missed', sixMonths) };
}

/** The window of whole months that ends on the closing day, both days included. */
function windowOf(closedOn: CivilDate, months: number): { from: CivilDate; until: CivilDate } {
  // The day after a month's end is a first: going back from it never meets a shorter month.
  return { from: addMonths(addDays(closedOn, 1), -months), until: closedOn };
}

function countWindow(
  target: Target,
  leases: readonly Lease[],
  window: { from: CivilDate; until: CivilDate },
  places: QuotaPlaces,
): WindowCount {
  const counts = targetPopulation(target, places);
  const inGroup = targetGroup(target, places);
  const kept = leases.filter(
    (lease) =>
      window.from <= lease.signedOn && lease.signedOn <= window.until && counts(lease, lease.signedOn),
  );
  const verdicts = kept.map((lease) => inGroup(lease, lease.signedOn).verdict);
  return {
    ...window,
    total: kept.length,
    inGroup: verdicts.filter((verdict) => verdict === 'yes').length,
    unknown: verdicts.filter((verdict) => verdict === 'unknown').length,
  };
}

function said(verdict: 'yes' | 'no', code: ControlCode, count: WindowCount): Outcome {
  return answer('Q-04', verdict, code, [
    fact('inGroup', count.inGroup, count.until),
    fact('total', count.total, count.until),
    fact('unknown', count.unknown, count.until),
    fact('year', yearOf(count.until)),
  ]);
}
