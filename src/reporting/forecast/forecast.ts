/**
 * The forecast of each target of the year to 31 December. Leases: homes on notice as independent trials of their usual
 * delay, homes to come as a Gamma-Poisson count, deliveries as a Poisson count. Of those leases, a beta-binomial part
 * counts. All sums are exact (Johnson, Kemp and Kotz, Univariate Discrete Distributions, 2005, ch. 3, 5 and 6).
 */
import type { Application } from '../../domain/application.ts';
import type { Target } from '../../domain/target.ts';
import { addDays, type CivilDate, civilDateOf, daysBetween, yearOf } from '../../kernel/civil-date.ts';
import { missingLeases } from '../../law/quota-progress.ts';
import type { Policy } from '../../matching/policy.ts';
import type { ReportingFacts } from '../facts.ts';
import { meanOf, quantileOf } from './counts.ts';
import { type Outlook, outlookOf, weeklyPace } from './deadline.ts';
import { delaysOf } from './delays.ts';
import {
  cumulatedLeases,
  type ExpectedLeases,
  expectedLeases,
  type Horizon,
  horizons,
  type Past,
} from './expected-leases.ts';
import { type Mix, mixOf, type Part, recentPart } from './mix.ts';
import { poolParts } from './pool-parts.ts';
import { readLeases, type TargetReader, targetReader } from './population.ts';
import { turnoverOf } from './turnover.ts';
import { type Range, tail, yearEnd } from './year-end.ts';

export type Counted = Exclude<Target['goal'], { kind: 'none' }>;

export type TargetForecast = {
  target: Target & { goal: Counted };
  signedTotal: number;
  signedInGroup: number;
  /** In the total, never in the group (Q-04b). */
  unknown: number;
  leases: Omit<ExpectedLeases, 'all'> & { low: number; expected: number; high: number };
  mix: Omit<Mix, 'law'>;
  /** Share or number on 31 December; null where no lease makes a rate. */
  yearEnd: Range | null;
  /** Chance that the goal is reached. */
  chance: number;
  /** Leases that must still count by 31 December. */
  needed: number;
  week: { needed: number; expected: number } | null;
  outlook: Outlook;
};

/** A day to come with what the target should stand at. */
export type PathPoint = { on: CivilDate } & Range;

type TargetPath = { past: readonly { on: CivilDate; value: number }[]; coming: readonly PathPoint[] };

export type YearForecast = {
  asOf: CivilDate;
  until: CivilDate;
  /** First day that the leases read cover. */
  learnedFrom: CivilDate;
  targets: readonly TargetForecast[];
  /** A target's way to 31 December: what was signed by week, then the forecast. Throws for a target of another year. */
  path: (targetId: string) => TargetPath;
};

/** Days of the coming curve; each is a whole forecast. */
const comingPoints = 6;

/** `pool` and `policy` tell who asks for such homes; facts hold the leases from two years before, where there are. */
export function forecastYear(
  facts: ReportingFacts,
  pool: readonly Application[],
  policy: Policy,
): YearForecast {
  const until = civilDateOf(yearOf(facts.asOf), 12, 31);
  const past: Past = { turnover: turnoverOf(facts), delays: delaysOf(facts.leases) };
  const readers = readersOf(facts);
  const mixes = mixesOf(readers, facts.asOf, poolParts(facts, pool, policy, readers));
  const horizonOn = horizons(facts, past, until);
  const scene: Scene = {
    asOf: facts.asOf,
    past,
    end: horizonOn(until),
    shape: cumulatedLeases(facts, past, horizonOn, until),
  };
  const paths = new Map<string, TargetPath>();
  const pathOf = (targetId: string): TargetPath => {
    const found = [...mixes].find(([{ id }]) => id === targetId);
    const reader = found && readers.get(found[0]);
    if (!found || !reader) throw new Error(`no forecast for target ${targetId}`);
    const [target, mix] = found;
    const days = comingDays(facts.asOf, until);
    return {
      past: pastOf(target, reader, facts.asOf),
      coming: days.flatMap((on) => pointOn(scene, target, reader, mix, horizonOn(on))),
    };
  };
  return {
    asOf: facts.asOf,
    until,
    learnedFrom: past.turnover.observedFrom,
    targets: [...mixes].flatMap(([target, mix]) => {
      const reader = readers.get(target);
      return reader ? [forecastOf(scene, target, reader, mix)] : [];
    }),
    path: (targetId) => {
      const path = paths.get(targetId) ?? pathOf(targetId);
      paths.set(targetId, path);
      return path;
    },
  };
}

type Scene = { asOf: CivilDate; past: Past; end: Horizon; shape: readonly number[] };
type CountedTarget = Target & { goal: Counted };

function readersOf(facts: ReportingFacts): Map<CountedTarget, TargetReader> {
  const leases = readLeases(facts);
  return new Map(
    facts.targets
      .filter(({ year }) => year === yearOf(facts.asOf))
      .flatMap((target) => {
        const { goal } = target;
        if (goal.kind === 'none') return [];
        return [[{ ...target, goal }, targetReader(target, facts, leases)] as const];
      }),
  );
}

/** A place with few leases is drawn to the landlord's other targets of its kind, and to who asks for its homes. */
function mixesOf(
  readers: ReadonlyMap<CountedTarget, TargetReader>,
  asOf: CivilDate,
  pools: ReadonlyMap<string, Part | null>,
): Map<CountedTarget, Mix> {
  const recent = [...readers].map(([target, reader]) => ({ target, part: recentPart(reader, asOf) }));
  const ofKind = (kind: Target['kind']): Part => {
    const parts = recent.filter(({ target }) => target.kind === kind).map(({ part }) => part);
    return {
      inGroup: parts.reduce((sum, { inGroup }) => sum + inGroup, 0),
      total: parts.reduce((sum, { total }) => sum + total, 0),
    };
  };
  return new Map(
    recent.map(({ target, part }) => [
      target,
      mixOf(part, ofKind(target.kind), pools.get(target.id) ?? null),
    ]),
  );
}

function forecastOf(
  { asOf, past, end, shape }: Scene,
  target: CountedTarget,
  reader: TargetReader,
  { law, ...mix }: Mix,
): TargetForecast {
  const signed = reader.progressAt(asOf);
  const { all, ...sources } = expectedLeases(reader, past, end);
  const { range, chance } = yearEnd(target.goal, signed, all, law);
  const expected = meanOf(all);
  const high = quantileOf(all, 1 - tail);
  const missing = (leases: number) =>
    missingLeases(target.goal, signed.signedTotal + leases, signed.signedInGroup) ?? 0;
  const needed = missing(Math.round(expected));
  return {
    target,
    ...signed,
    leases: { ...sources, low: quantileOf(all, tail), expected, high },
    mix,
    yearEnd: range,
    chance,
    needed,
    week: weeklyPace(needed, expected, asOf, end.until),
    outlook: outlookOf(
      { needed, neededAtMost: missing(high), expected, signed: signed.signedTotal },
      asOf,
      shape,
    ),
  };
}

/** Days from the day after the forecast to the last of the year, spread evenly. */
function comingDays(asOf: CivilDate, until: CivilDate): CivilDate[] {
  const left = daysBetween(asOf, until);
  const points = Math.min(comingPoints, left);
  return Array.from({ length: points }, (_, index) =>
    addDays(asOf, Math.round((left * (index + 1)) / points)),
  );
}

/** None where no lease makes a rate. */
function pointOn(
  { asOf, past }: Scene,
  target: CountedTarget,
  reader: TargetReader,
  { law }: Mix,
  horizon: Horizon,
): PathPoint[] {
  const { all } = expectedLeases(reader, past, horizon);
  const { range } = yearEnd(target.goal, reader.progressAt(asOf), all, law);
  return range === null ? [] : [{ on: horizon.until, ...range }];
}

/** What the target stood at, week after week and on the day of the forecast. */
function pastOf({ goal }: CountedTarget, reader: TargetReader, asOf: CivilDate) {
  const first = civilDateOf(yearOf(asOf), 1, 1);
  const weeks = Math.floor(daysBetween(first, asOf) / 7);
  const days = [...Array.from({ length: weeks }, (_, index) => addDays(first, 7 * (index + 1) - 1)), asOf];
  return [...new Set(days)].flatMap((on) => {
    const { signedInGroup, signedTotal } = reader.progressAt(on);
    if (goal.kind === 'number') return [{ on, value: signedInGroup }];
    return signedTotal === 0 ? [] : [{ on, value: signedInGroup / signedTotal }];
  });
}
