/** A year under each strategy, told as one line: leases, score, quotas reached and missed, envy, share of hindsight. */
import type { Target } from '../../domain/target.ts';
import { missingLeases } from '../../law/quota-progress.ts';
import { SCORE_PER_POINT } from '../../matching/policy.ts';
import { greedyStrategy } from './greedy.ts';
import { hindsightYear } from './hindsight.ts';
import { type PlayedSession, type PlayedYear, playYear, type SignedLease } from './play.ts';
import { type PricedOptions, pricedStrategy } from './priced.ts';
import { capsOf } from './session.ts';
import type { YearTables } from './tables.ts';
import type { YearChances } from './world.ts';

export const strategyNames = ['greedy', 'priced', 'hindsight'] as const;
export type StrategyName = (typeof strategyNames)[number];

export type QuotaLine = {
  id: string;
  name: string;
  class: Target['class'];
  /** Code of the territory; the landlord where it is null. */
  territory: string | null;
  /** Share or number of the year. */
  target: number;
  kind: 'share' | 'number';
  total: number;
  reached: number;
  missing: number;
};

export type StrategyLine = {
  strategy: StrategyName;
  sessions: number;
  leases: number;
  /** Points of the grid of all who signed. */
  score: number;
  quotas: readonly QuotaLine[];
  missingTotal: number;
  /** Score less what the policy says that missing leases cost; and what no plan of the year can beat, proved. */
  value: number;
  bound: number | null;
  scoreShareOfHindsight: number | null;
  /** Applicants with justified envy, summed over the sessions; for hindsight, over the year solved at once. */
  justifiedEnvy: number;
};

export type YearOptions = {
  strategies: readonly StrategyName[];
  priced?: PricedOptions;
  watch?: (strategy: StrategyName, played: PlayedSession) => void;
};

export type StrategyResult = {
  line: StrategyLine;
  leases: readonly SignedLease[];
  played: PlayedYear | null;
};

const defaultPriced: PricedOptions = { dualEvaluations: 12, searchEvaluations: 40 };

/**
 * Plays the year under each strategy asked. Hindsight is always solved, since shares are of it, on the homes of the
 * year and those that transfers gave back under the priced engine.
 */
export function simulateYear(
  tables: YearTables,
  chances: YearChances,
  options: YearOptions,
): StrategyResult[] {
  const watch = (name: StrategyName) => (played: PlayedSession) => options.watch?.(name, played);
  const priced = playYear(
    tables,
    chances,
    pricedStrategy(tables, chances, options.priced ?? defaultPriced),
    watch('priced'),
  );
  const best = hindsightYear(tables, chances, priced);
  const known = { score: scoreOf(best.leases), bound: best.bound };
  const results = options.strategies.map((name): StrategyResult => {
    if (name === 'hindsight') {
      const line = lineOf(tables, name, best.leases, best.justifiedEnvy, known);
      return { line, leases: best.leases, played: null };
    }
    const played =
      name === 'priced'
        ? priced
        : playYear(tables, chances, greedyStrategy(tables, chances), watch('greedy'));
    return {
      line: lineOf(tables, name, played.leases, played.justifiedEnvy, known),
      leases: played.leases,
      played,
    };
  });
  return results;
}

/** The year under one strategy alone, without hindsight: for who compares two policies. */
export function yearUnder(
  strategy: 'greedy' | 'priced',
  tables: YearTables,
  chances: YearChances,
  watch: (played: PlayedSession) => void,
): StrategyResult & { played: PlayedYear } {
  const decide =
    strategy === 'greedy' ? greedyStrategy(tables, chances) : pricedStrategy(tables, chances, defaultPriced);
  const played = playYear(tables, chances, decide, watch);
  return {
    line: lineOf(tables, strategy, played.leases, played.justifiedEnvy, null),
    leases: played.leases,
    played,
  };
}

function scoreOf(leases: readonly SignedLease[]): number {
  return leases.reduce((sum, { score }) => sum + score, 0) / SCORE_PER_POINT;
}

function lineOf(
  tables: YearTables,
  strategy: StrategyName,
  leases: readonly SignedLease[],
  justifiedEnvy: number,
  known: { score: number; bound: number } | null,
): StrategyLine {
  const quotas = quotaLines(tables, leases);
  const score = scoreOf(leases);
  return {
    strategy,
    sessions: tables.world.sessionDates.length,
    leases: leases.length,
    score: rounded(score, 1000),
    quotas,
    missingTotal: quotas.reduce((sum, { missing }) => sum + missing, 0),
    value: rounded(score - costOfMissing(tables, quotas), 1000),
    bound: known ? rounded(known.bound, 1000) : null,
    scoreShareOfHindsight: known && known.score > 0 ? rounded(score / known.score, 1e6) : null,
    justifiedEnvy,
  };
}

function rounded(value: number, grain: number): number {
  return Math.round(value * grain) / grain;
}

/** As the abstract problem counts it: parts of a lease, at the penalty of the target's class. */
function costOfMissing(tables: YearTables, quotas: readonly QuotaLine[]): number {
  const caps = capsOf(tables);
  const { penaltyPoints } = tables.world.policy;
  return quotas.reduce((sum, quota) => {
    const need = quota.kind === 'share' ? quota.target * quota.total : quota.target;
    const penalty = Math.min(penaltyPoints[quota.class], caps[quota.class]);
    return sum + penalty * Math.max(0, need - quota.reached);
  }, 0);
}

/** Each target of the year with what the leases reached; whole leases, as the law counts them. */
function quotaLines(tables: YearTables, leases: readonly SignedLease[]): QuotaLine[] {
  const total = new Int32Array(tables.targets.length);
  const inGroup = new Int32Array(tables.targets.length);
  for (const { home, free, place } of leases) {
    for (const k of tables.targetsOf(home, free && home.holderId !== null)) {
      total[k]! += 1;
      if (tables.isMember(k, place)) inGroup[k]! += 1;
    }
  }
  return tables.targets.flatMap(({ id, name, class: strength, territory, goal }, k): QuotaLine[] => {
    if (goal.kind === 'none') return [];
    return [
      {
        id,
        name,
        class: strength,
        territory: territory.code,
        target: goal.kind === 'share' ? goal.share : goal.number,
        kind: goal.kind,
        total: total[k]!,
        reached: inGroup[k]!,
        missing: missingLeases(goal, total[k]!, inGroup[k]!) ?? 0,
      },
    ];
  });
}
