/** Alarms: a class whose success beside the others changed this half-year, against the half-years before. */
import type { Application } from '../../domain/application.ts';
import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.ts';
import type { ReportingFacts } from '../facts.ts';
import type { Period } from '../indicator.ts';
import { isSensitive } from '../suppression/small-counts.ts';
import { othersThan } from './audit.ts';
import { equityDimensions, type Traits, traitsOfApplication, traitsOfLease } from './classes.ts';
import { type Against, beyond, driftScore, holm, type Share } from './statistics.ts';

export type DriftAlarm = {
  /** French names of the dimension and of its class. */
  dimension: string;
  label: string;
  now: Share;
  before: Share;
  direction: 'higher' | 'lower';
};

export type DriftReport = {
  now: Period;
  /** Earlier half-years whose leases are known, at most four. */
  before: readonly Period[];
  /** Classes compared, among which one false alarm in twenty reports is expected at most. */
  tested: number;
  alarms: readonly DriftAlarm[];
};

const halfYear = 6;
const halvesBefore = 4;

type Waiter = { traits: Traits; filedOn: CivilDate | null; signedOn: CivilDate | null };

/**
 * Compares the half-year that ends on `facts.asOf` with up to four before. Success in a half-year: those housed among
 * those who waited in it and wait still or were housed since; applications closed otherwise are in no half-year, which
 * weighs on every class alike and leaves the comparison between classes.
 */
export function driftReport(facts: ReportingFacts, pool: readonly Application[], k: number): DriftReport {
  const [now, ...earlier] = halvesUpTo(facts.asOf);
  const first = facts.leases[0]?.signedOn ?? facts.asOf;
  const before = earlier.filter(({ from }) => from >= first && from >= facts.from);
  const people = waiters(facts, pool);
  const compared = equityDimensions.flatMap((dimension) => {
    const sharesIn = (periods: readonly Period[]): Share[] =>
      dimension.classes.map((_label, index) => {
        const own = people.filter(({ traits }) => dimension.classOf(traits) === index);
        return periods.map((period) => successIn(own, period)).reduce(added, { count: 0, of: 0 });
      });
    const [ofNow, ofBefore] = [sharesIn(now === undefined ? [] : [now]), sharesIn(before)];
    return dimension.classes.flatMap((label, index) => {
      const pair = against(ofNow, ofBefore, index);
      return pair === null || !isTold(pair, k) ? [] : [{ dimension: dimension.title, label, ...pair }];
    });
  });
  const scores = compared.map((pair) => driftScore(pair.now, pair.before));
  const holds = holm(scores.map(beyond));
  return {
    now: now ?? { from: facts.asOf, until: facts.asOf },
    before,
    tested: compared.length,
    alarms: compared.flatMap(({ dimension, label, ...pair }, index) =>
      holds[index] !== true
        ? []
        : [
            {
              dimension,
              label,
              now: pair.now.own,
              before: pair.before.own,
              direction: (scores[index] ?? 0) > 0 ? 'higher' : 'lower',
            },
          ],
    ),
  };
}

function halvesUpTo(asOf: CivilDate): Period[] {
  const after = addDays(asOf, 1);
  return Array.from({ length: halvesBefore + 1 }, (_half, index) => ({
    from: addMonths(after, -halfYear * (index + 1)),
    until: addDays(addMonths(after, -halfYear * index), -1),
  }));
}

function waiters({ leases, asOf }: ReportingFacts, pool: readonly Application[]): Waiter[] {
  return [
    ...leases
      .filter(({ facts }) => facts?.legalPerson !== true && facts?.swapOfRight !== true)
      .map((lease) => ({
        traits: traitsOfLease(lease),
        filedOn: lease.facts?.filedOn ?? null,
        signedOn: lease.signedOn,
      })),
    ...pool
      .filter(({ status }) => status === 'live')
      .map((application) => ({
        traits: traitsOfApplication(application, asOf),
        filedOn: application.filedOn,
        signedOn: null,
      })),
  ];
}

function successIn(people: readonly Waiter[], { from, until }: Period): Share {
  let [count, of] = [0, 0];
  for (const { filedOn, signedOn } of people) {
    const wasHoused = signedOn !== null && from <= signedOn && signedOn <= until;
    const stillWaited = filedOn !== null && filedOn <= until && (signedOn === null || signedOn > until);
    if (wasHoused) count += 1;
    if (wasHoused || stillWaited) of += 1;
  }
  return { count, of };
}

function added(first: Share, second: Share): Share {
  return { count: first.count + second.count, of: first.of + second.of };
}

function against(
  now: readonly Share[],
  before: readonly Share[],
  index: number,
): { now: Against; before: Against } | null {
  const [ownNow, ownBefore] = [now[index], before[index]];
  if (ownNow === undefined || ownBefore === undefined) return null;
  const [othersNow, othersBefore] = [othersThan(ownNow, now), othersThan(ownBefore, before)];
  // Where one side of the comparison is unknown, as the channel of those who wait, there is no odds to compare.
  const all = [ownNow, ownBefore, othersNow, othersBefore];
  if (all.some(({ count, of }) => of === 0 || count === of)) return null;
  return { now: { own: ownNow, others: othersNow }, before: { own: ownBefore, others: othersBefore } };
}

/** D-06: an alarm prints two counts, so both must be tellable. */
function isTold({ now, before }: { now: Against; before: Against }, k: number): boolean {
  return [now.own, before.own, now.others, before.others].every(
    ({ count, of }) => !isSensitive([count, of - count], k),
  );
}
