/** The lines of a simulated year as a French table, for a terminal. */
import type { StrategyLine, StrategyName } from './simulate.ts';

const strategyWords: Record<StrategyName, string> = {
  greedy: 'Ordre de la grille',
  priced: 'Moteur',
  hindsight: 'Année connue',
};

/** One row a strategy, then the targets that one of them misses. */
export function frenchTable(lines: readonly StrategyLine[]): string {
  const head = [
    'Stratégie',
    'Baux',
    'Points',
    'Objectifs tenus',
    'Baux manquants',
    'Part de l’année connue',
    'Envies',
  ];
  const rows = lines.map((line) => [
    strategyWords[line.strategy],
    String(line.leases),
    String(Math.round(line.score)),
    `${line.quotas.filter(({ missing }) => missing === 0).length} sur ${line.quotas.length}`,
    String(line.missingTotal),
    line.scoreShareOfHindsight === null ? '–' : `${frenchNumber(100 * line.scoreShareOfHindsight)} %`,
    String(line.justifiedEnvy),
  ]);
  return `${aligned([head, ...rows])}\n${missedTable(lines)}`;
}

function missedTable(lines: readonly StrategyLine[]): string {
  const [first] = lines;
  if (!first) return '';
  const missed = first.quotas.filter((quota) =>
    lines.some((line) => line.quotas.some(({ id, missing }) => id === quota.id && missing > 0)),
  );
  if (missed.length === 0) return 'Tous les objectifs sont tenus.\n';
  const head = [
    'Objectif manqué (atteint/total, manque)',
    ...lines.map(({ strategy }) => strategyWords[strategy]),
  ];
  const rows = missed.map((quota) => [
    quota.name,
    ...lines.map((line) => {
      const one = line.quotas.find(({ id }) => id === quota.id);
      return one ? `${one.reached}/${one.total}${one.missing > 0 ? `, ${one.missing}` : ''}` : '–';
    }),
  ]);
  return `${aligned([head, ...rows])}`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function frenchNumber(value: number): string {
  return value.toFixed(1).replace('.', ',');
}
