/**
 * The leases that a target's homes should still bring: homes already on notice, each by the usual delay to its lease;
 * homes whose notice has yet to come, by the turnover of the stock; deliveries of the flow plan.
 */
import { addDays, type CivilDate, daysBetween, yearOf } from '../../kernel/civil-date.ts';
import type { ReportingFacts, VacancyRecord } from '../facts.ts';
import { arrivals, type Counts, meanOf, planned, sum, trials } from './counts.ts';
import { chanceWithin, type delaysOf } from './delays.ts';
import type { TargetReader } from './population.ts';
import { daysAYear, isReletting, ownTurnoverYears, type Turnover, unannouncedYears } from './turnover.ts';

/** Means by where they come from, and the whole as a distribution. */
export type ExpectedLeases = {
  onNotice: { homes: number; leases: number };
  turnover: number;
  deliveries: number;
  all: Counts;
};

export type Past = { turnover: Turnover; delays: ReturnType<typeof delaysOf> };

/** What the landlord as a whole should bring by a day: the same for every target. */
export type Horizon = {
  until: CivilDate;
  open: readonly { record: VacancyRecord; chance: number }[];
  unannouncedYears: number;
  deliveries: number;
};

/** One horizon for each day from the day after the forecast to `until`, made together. */
export function horizons(facts: ReportingFacts, past: Past, until: CivilDate): (on: CivilDate) => Horizon {
  const years = unannouncedYears(past.turnover, past.delays.fromNotice, facts.asOf, until);
  const open = openVacancies(facts);
  return (on) => ({
    until: on,
    open: open.map((record) => ({ record, chance: chanceOfLease(record, past, facts.asOf, on) })),
    unannouncedYears: years[daysBetween(facts.asOf, on) - 1] ?? 0,
    deliveries: deliveriesExpected(facts, on),
  });
}

/** Part of the landlord's coming leases signed by each day to come; evenly where none is expected. */
export function cumulatedLeases(
  facts: ReportingFacts,
  { turnover }: Past,
  horizonOn: (on: CivilDate) => Horizon,
  until: CivilDate,
): number[] {
  const days = daysBetween(facts.asOf, until);
  const byDay = Array.from({ length: days }, (_, index) => {
    const horizon = horizonOn(addDays(facts.asOf, index + 1));
    const onNotice = horizon.open.reduce((total, { chance }) => total + chance, 0);
    return onNotice + (turnover.relettings / turnover.years) * horizon.unannouncedYears + horizon.deliveries;
  });
  const all = byDay[days - 1] ?? 0;
  return byDay.map((leases, index) => (all > 0 ? leases / all : (index + 1) / days));
}

export function expectedLeases(
  reader: TargetReader,
  { turnover }: Past,
  { open, unannouncedYears: years, deliveries: allDeliveries }: Horizon,
): ExpectedLeases {
  const chances = open.flatMap(({ record, chance }) => {
    const own = reader.chanceOf(record) * chance;
    return own > 0 ? [own] : [];
  });
  const held = reader.leases.filter(isReletting).length;
  const shape = ownTurnoverYears * turnover.perHome * reader.stockHomes + held;
  const per = ownTurnoverYears + turnover.years;
  const deliveries = turnover.relettings === 0 ? 0 : (allDeliveries * held) / turnover.relettings;
  const onNotice = trials(chances);
  return {
    onNotice: { homes: chances.length, leases: meanOf(onNotice) },
    turnover: (shape * years) / per,
    deliveries,
    all: sum(onNotice, sum(arrivals(shape, per, years), planned(deliveries))),
  };
}

/** Homes that may still be let: freed or on notice by the day of the forecast, neither let nor withdrawn. */
function openVacancies({ vacancies, asOf }: Pick<ReportingFacts, 'vacancies' | 'asOf'>): VacancyRecord[] {
  return vacancies.filter(
    ({ vacancy: { status, noticeReceivedOn } }) =>
      status !== 'let' && status !== 'withdrawn' && (noticeReceivedOn === null || noticeReceivedOn <= asOf),
  );
}

/**
 * By the usual delay from the notice; where it is not known, from the day when the home is free; else the assumed delay
 * from today. A home that is not free by that day is not let by it.
 */
function chanceOfLease(
  { vacancy: { availableOn, noticeReceivedOn } }: VacancyRecord,
  { delays }: Past,
  asOf: CivilDate,
  until: CivilDate,
): number {
  if (availableOn !== null && availableOn > until) return 0;
  const start = noticeReceivedOn ?? availableOn ?? asOf;
  const known =
    noticeReceivedOn !== null ? delays.fromNotice : availableOn !== null ? delays.fromAvailable : [];
  return chanceWithin(known, daysBetween(start, asOf), daysBetween(start, until));
}

/** The plan tells neither days nor places: what is not yet let of it is spread over the year. */
function deliveriesExpected({ flowPlans, leases, asOf }: ReportingFacts, until: CivilDate): number {
  const year = yearOf(asOf);
  const plan = flowPlans.find((one) => one.year === year)?.newDeliveries ?? 0;
  if (plan === 0) return 0;
  const done = leases.filter((lease) => yearOf(lease.signedOn) === year && !isReletting(lease)).length;
  return Math.min(Math.max(0, plan - done), (plan * daysBetween(asOf, until)) / daysAYear);
}
