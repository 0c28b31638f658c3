/** The life of an application in the national register (law §10): delays, validity, abnormal wait. */
import type { Application } from '../domain/application.ts';
import { addDays, addMonths, type CivilDate } from '../kernel/civil-date.ts';
import { awaitedObligation, obligationNumber } from './obligation-figures.ts';
import { answer, fact } from './outcome.ts';
import type { Outcome } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type ApplicationLifeCode =
  | 'application-live'
  | 'application-not-filed-yet'
  | 'application-removed'
  | 'application-expired'
  | 'validity-not-loaded'
  | 'wait-beyond-abnormal-delay'
  | 'wait-within-abnormal-delay'
  | 'abnormal-delay-not-loaded';

type Filing = Pick<Application, 'filedOn' | 'renewedOn'>;

/**
 * N-03: last day of validity, one year after the filing or the last renewal, that day included (29 February: the
 * 28th). `date` is the day that asks: its wording of R441-2-7 applies. Null where no wording is loaded.
 */
export function expiresOn(application: Filing, date: CivilDate): CivilDate | null {
  const months = obligationNumber('application.validityMonths', date);
  if (months === null) return null;
  const from = application.renewedOn > application.filedOn ? application.renewedOn : application.filedOn;
  return addMonths(from, months);
}

/** N-03: last day to send the notice of expiry, one month before at least. */
export function expiryNoticeBy(application: Filing, date: CivilDate): CivilDate | null {
  const expiry = expiresOn(application, date);
  const months = obligationNumber('application.noticeMonths', date);
  return expiry === null || months === null ? null : addMonths(expiry, -months);
}

/**
 * C-05, N-03: whether an application stands in the register on a day: filed, not removed, not expired. A renewal
 * dated after the day proves that the application was still in the register then.
 */
export function isLiveOn(application: Pick<Application, 'status'> & Filing, date: CivilDate): Outcome {
  if (application.filedOn > date) {
    return answer('N-03', 'no', 'application-not-filed-yet', [fact('filedOn', application.filedOn)]);
  }
  if (application.status !== 'live') {
    return answer('N-04', 'no', 'application-removed', [fact('status', application.status)]);
  }
  const expiry = expiresOn(application, date);
  if (expiry === null) {
    const awaiting = [awaitedObligation('application.validityMonths', date)];
    return answer('N-03', 'unknown', 'validity-not-loaded', [], { awaiting });
  }
  const facts = [fact('renewedOn', application.renewedOn), fact('expiresOn', expiry)];
  return date <= expiry
    ? answer('N-03', 'yes', 'application-live', facts)
    : answer('N-03', 'no', 'application-expired', facts);
}

/** N-02: last day to give the attestation, one month after the filing. */
export function attestationDueOn(filedOn: CivilDate): CivilDate | null {
  const months = obligationNumber('application.attestationMonths', filedOn);
  return months === null ? null : addMonths(filedOn, months);
}

/** N-08: last day to be received after registration: one month, two in urban zones over 50 000 inhabitants. */
export function receptionDueOn(registeredOn: CivilDate, largeUrbanZone: boolean): CivilDate | null {
  const months = obligationNumber(
    largeUrbanZone ? 'reception.monthsLargeAreas' : 'reception.months',
    registeredOn,
  );
  return months === null ? null : addMonths(registeredOn, months);
}

/**
 * N-06: whether the wait exceeds the abnormal delay of the département, in months as the préfet's order gives them
 * (null: no order loaded, the answer is unknown; there is no national default). Strictly more than the delay.
 */
export function beyondAbnormalDelay(
  application: Pick<Application, 'filedOn'>,
  date: CivilDate,
  delay: { departement: string; months: number | null },
): Outcome {
  const facts = [fact('filedOn', application.filedOn, date), fact('abnormalDelayMonths', delay.months)];
  if (delay.months === null) {
    return answer('N-06', 'unknown', 'abnormal-delay-not-loaded', facts, {
      awaiting: [`order abnormal-delay ${delay.departement}`],
    });
  }
  return date > addMonths(application.filedOn, delay.months)
    ? answer('N-06', 'yes', 'wait-beyond-abnormal-delay', facts)
    : answer('N-06', 'no', 'wait-within-abnormal-delay', facts);
}

/**
 * N-05: from when a partner's seniority counts after a separation: the couple's application where it named that
 * partner among the people to house and is older than the partner's own.
 */
export function seniorityFrom(
  ownFiledOn: CivilDate,
  couple: { filedOn: CivilDate; namedPartner: boolean } | null,
): CivilDate {
  return couple?.namedPartner && couple.filedOn < ownFiledOn ? couple.filedOn : ownFiledOn;
}

/** N-04 f: applications merged into one keep the seniority of the oldest. Throws on an empty list. */
export function mergedSeniority(filedOn: readonly CivilDate[]): CivilDate {
  const [oldest] = [...filedOn].sort();
  if (oldest === undefined) throw new RangeError('no application to merge');
  return oldest;
}

/** D-02: first day on which the data of a removed application may no longer be kept. */
export function purgeFrom(removedOn: CivilDate): CivilDate | null {
  const months = obligationNumber('retention.monthsAfterRemoval', removedOn);
  return months === null ? null : addDays(addMonths(removedOn, months), 1);
}

/** C-04: last day by which the committee must sit again. */
export function nextSessionBy(lastSessionOn: CivilDate): CivilDate | null {
  const months = obligationNumber('committee.maxMonthsBetweenSessions', lastSessionOn);
  return months === null ? null : addMonths(lastSessionOn, months);
}
