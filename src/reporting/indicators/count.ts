/** Makes figures: who is in a group, how the fact is known, what is still lacking. Whole units, exact shares. */
import type { Target, TargetGoal } from '../../domain/target.ts';
import { exact } from '../../kernel/exact.ts';
import { missingLeases } from '../../law/quota-progress.ts';
import type { LeaseRecord } from '../facts.ts';
import type { Figure, Goal, Period, Place } from '../indicator.ts';

/** Where a lease stands: in the group by a proof or a statement, not known (in no group: Q-04b), or out of it. */
export type Standing = 'proved' | 'declared' | 'unknown' | 'out';

/** A test that is asked of a lease once, whatever the number of places and windows that count it. */
export function onceALease<Value>(of: (lease: LeaseRecord) => Value): (lease: LeaseRecord) => Value {
  const known = new Map<LeaseRecord, Value>();
  return (lease) => {
    const found = known.get(lease);
    if (found !== undefined) return found;
    const value = of(lease);
    known.set(lease, value);
    return value;
  };
}

export type FigureSpec = {
  measure: string;
  place: Place;
  period: Period;
  goal?: Goal | null;
  sense?: Figure['sense'];
  control?: Figure['control'];
  reference?: Figure['reference'];
};

/** Counts leases: the whole is all of them, the group those that stand in it; identifiers keep their order. */
export function leaseFigure(
  spec: FigureSpec,
  leases: readonly LeaseRecord[],
  standing: (lease: LeaseRecord) => Standing,
): Figure {
  const ids: Record<keyof Figure['leaseIds'], string[]> = { inGroup: [], unknown: [], rest: [] };
  const split = { proved: 0, declared: 0, unknown: 0 };
  for (const lease of leases) {
    const stands = standing(lease);
    if (stands !== 'out') split[stands] += 1;
    const side = stands === 'out' ? 'rest' : stands === 'unknown' ? 'unknown' : 'inGroup';
    ids[side].push(lease.id);
  }
  return { ...countFigure(spec, split.proved + split.declared, leases.length), split, leaseIds: ids };
}

/** Counts of homes, offers or sittings: plain numbers that the landlord's own records prove. */
export function countFigure(spec: FigureSpec, inGroup: number, total: number): Figure {
  const { goal = null, sense = 'atLeast' } = spec;
  return {
    measure: spec.measure,
    place: spec.place,
    period: spec.period,
    inGroup,
    total,
    split: { proved: inGroup, declared: 0, unknown: 0 },
    goal,
    sense,
    missing: sense === 'atLeast' ? missingTo(goal, inGroup, total) : null,
    excess: sense === 'atMost' ? excessOver(goal, inGroup, total) : null,
    control: spec.control ?? null,
    days: null,
    reference: spec.reference ?? null,
    leaseIds: { inGroup: [], unknown: [], rest: [] },
  };
}

/** A length of time over those whose days are both known; `total` is all of them, known or not. */
export function daysFigure(
  spec: FigureSpec,
  leases: readonly LeaseRecord[],
  daysOf: (lease: LeaseRecord) => number | null,
): Figure {
  const known = new Map(leases.map((lease) => [lease.id, daysOf(lease)]));
  const figure = leaseFigure(spec, leases, ({ id }) =>
    (known.get(id) ?? null) === null ? 'unknown' : 'proved',
  );
  return { ...figure, days: spread([...known.values()].filter((days) => days !== null)) };
}

/**
 * The median (the mean of the two middle values where their number is even) and the 90th percentile (the smallest
 * value that nine tenths do not pass); null of nothing.
 */
export function spread(values: readonly number[]): { median: number; ninetieth: number } | null {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? 0;
  const count = sorted.length;
  if (count === 0) return null;
  const middle = Math.floor((count - 1) / 2);
  return {
    median: (at(middle) + at(Math.floor(count / 2))) / 2,
    // In whole numbers: nine tenths of ten are nine, whatever binary fractions say.
    ninetieth: at(Math.ceil((count * 9) / 10) - 1),
  };
}

const noRate: Readonly<Record<'forSale' | 'notSignificant' | 'empty', string>> = {
  forSale: 'Parc en vente',
  notSignificant: 'Patrimoine non significatif',
  empty: 'Aucun engagement',
};

/** The goal of a target as figures show it. */
export function goalOf({ goal }: { goal: TargetGoal }): Goal {
  switch (goal.kind) {
    case 'share':
      return { kind: 'share', share: goal.share };
    case 'number':
      return { kind: 'number', number: goal.number };
    case 'none':
      return { kind: 'none', because: noRate[goal.because] };
  }
}

/** The target of a kind in a place for a year; undefined where none was entered. */
export function targetIn(
  targets: readonly Target[],
  kind: Target['kind'],
  year: number,
  isPlace: (territory: Target['territory']) => boolean,
): Target | undefined {
  return targets.find((target) => target.kind === kind && target.year === year && isPlace(target.territory));
}

function missingTo(goal: Goal | null, inGroup: number, total: number): number | null {
  return goal === null || goal.kind === 'none' ? null : missingLeases(goal, total, inGroup);
}

function excessOver(goal: Goal | null, inGroup: number, total: number): number | null {
  if (goal === null || goal.kind === 'none') return null;
  const most = goal.kind === 'number' ? goal.number : exact(goal.share).mul(total).floor().valueOf();
  return Math.max(0, inGroup - most);
}
