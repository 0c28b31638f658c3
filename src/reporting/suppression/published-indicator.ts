/** A whole indicator as it may leave the landlord: to a préfecture, an EPCI, a holder, or the public (D-06, L442-5). */
import type { Figure, Indicator, Period } from '../indicator.ts';
import { suppressColumns } from './columns.ts';
import { type PublishedFigure, suppressFigures } from './figures.ts';
import { isSmall, secrecyReason } from './small-counts.ts';

export type PublishedIndicator = Pick<Indicator, 'definition' | 'period' | 'asOf' | 'tables'> & {
  figures: readonly PublishedFigure[];
  /** `count` null: too few to be told. */
  notCounted: readonly { because: string; count: number | null }[];
  /** French, to show once beside what is hidden. */
  reason: string;
};

/**
 * What may be published of an indicator. Defects and leases never leave: they are the landlord's work.
 *
 * @param k households under which a count is hidden (`PortalPolicy.minimumCell`)
 * @param previous the same indicator at each earlier publication, oldest first, before suppression
 */
export function suppressIndicator(
  indicator: Indicator,
  k: number,
  previous: readonly Indicator[] = [],
): PublishedIndicator {
  const figures = suppressFigures(counted(indicator), k, previous.map(counted));
  return {
    definition: indicator.definition,
    period: indicator.period,
    asOf: indicator.asOf,
    figures: figures.map((figure, index) => withPeriod(figure, indicator.figures[index]?.period)),
    notCounted: indicator.notCounted.map(({ because, count }) => ({
      because,
      count: isSmall(count, k) ? null : count,
    })),
    tables: indicator.tables.map((table) =>
      suppressColumns(
        { table, period: elapsed(indicator.period, indicator.asOf) },
        k,
        previous.flatMap((earlier) => {
          const same = earlier.tables.find(({ key }) => key === table.key);
          return same === undefined ? [] : [{ table: same, period: elapsed(earlier.period, earlier.asOf) }];
        }),
      ),
    ),
    reason: secrecyReason(k),
  };
}

/** Figures with the periods that were really counted: a year still running is another one at each publication. */
function counted({ figures, asOf }: Indicator): Figure[] {
  return figures.map((figure) => ({ ...figure, period: elapsed(figure.period, asOf) }));
}

function elapsed({ from, until }: Period, asOf: Period['until']): Period {
  return { from, until: until > asOf && asOf >= from ? asOf : until };
}

function withPeriod(figure: PublishedFigure, period: Period | undefined): PublishedFigure {
  if (period === undefined) return figure;
  return figure.kind === 'hidden'
    ? { ...figure, period }
    : { ...figure, figure: { ...figure.figure, period } };
}
