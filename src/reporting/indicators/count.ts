/** Makes figures: who is in a group, how the fact is known, what is still lacking. Whole units, exact shares. */
import type { Target, TargetGoal } from '../../domain/target.ts';
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import { exact } from '../../kernel/exact.ts';
import { missingLeases } from '../../law/quota-progress.ts';
import type { LeaseRecord } from '../facts.ts';
import type { Figure, Goal, Period, Place } from '../indicator.ts';

/** Where a lease stands: in the group by a proof or a statement, not known (in no group: Q-04b), or out of it. */
export type Standing = 'proved' | 'declared' | 'unknown' | 'out';

export type FigureSpec = {
  measure: string;
  place: Place;
  period: Period;
  goal?: Goal | null;
  sense?: Figure['sense'];
  control?: Figure['control'];
  reference?: Figure['reference'];
};

/** Counts leases: the whole is all of them, the group those that stand in it. */
export function leaseFigure(
  spec: FigureSpec,
  leases: readonly LeaseRecord[],
  standing: (lease: LeaseRecord) => Standing,
): Figure {
  const by: Record<Standing, string[]> = { proved: [], declared: [], unknown: [], out: [] };
  for (const lease of leases) by[standing(lease)].push(lease.id);
  const sorted = (ids: readonly string[]) => [...ids].sort(compareCodeUnits);
  return {
    ...countFigure(spec, by.proved.length + by.declared.length, leases.length),
    split: { proved: by.proved.length, declared: by.declared.length, unknown: by.unknown.length },
    leaseIds: {
      inGroup: sorted([...by.proved, ...by.declared]),
      unknown: sorted(by.unknown),
      rest: sorted(by.out),
    },
  };
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
  const days = leases.flatMap((lease) => daysOf(lease) ?? []);
  const figure = leaseFigure(spec, leases, (lease) => (daysOf(lease) === null ? 'unknown' : 'proved'));
  return { ...figure, days: spread(days) };
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
