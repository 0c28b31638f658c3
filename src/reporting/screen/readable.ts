/**
 * Which figures a reader held to secrecy may know. A figure is judged with all that the reader can lay beside it: the
 * other places, whatever the page filters; the other windows of the same count (six months, twelve months, the year),
 * whose differences are counts too; and the same count where another indicator repeats it (PS-1 is Q-02, PS-3 is DALO).
 */
import type { Figure, Indicator, IndicatorName } from '../indicator.ts';
import { suppressFigures } from '../suppression/figures.ts';

/** What of a figure may be told: the count itself, how it is known, what is unknown. */
export type MayRead = { whole: boolean; evidence: boolean; unknown: boolean };

export type Readable = (name: IndicatorName, figure: Figure) => MayRead;

/** Measures that count the same households of the same whole, under one name. */
const sameCounts: Readonly<Partial<Record<IndicatorName, Readonly<Record<string, string>>>>> = {
  'q1-outside-qpv': { period: 'q02', sixMonths: 'q02', twelveMonths: 'q02' },
  priority: { ps1: 'q02', ps3: 'dalo' },
  dalo: { housed: 'dalo' },
  'internal-transfers': { share: 'internal', number: 'internal' },
};

const beside: Readonly<Partial<Record<IndicatorName, IndicatorName>>> = {
  // PS-1 has its EPCI alone: the département and the windows that would give one back stand with Q-02.
  priority: 'q1-outside-qpv',
  // PS-3 has the EPCI that the figures of DALO do not show.
  dalo: 'priority',
};

/** The indicator that must be read too before this one is published; null where none repeats it. */
export function readBeside(name: IndicatorName): IndicatorName | null {
  return beside[name] ?? null;
}

const nothing: MayRead = { whole: false, evidence: false, unknown: false };

/**
 * What may be read of the figures of indicators published together, each whole, as calculated for the reader.
 *
 * @param k households under which a count is hidden
 * @param earlier the same indicators at each earlier publication, oldest first: a reader compares
 */
export function readableFigures(
  indicators: readonly Indicator[],
  k: number,
  earlier: readonly (readonly Indicator[])[] = [],
): Readable {
  const figures = pooled(indicators);
  const published = suppressFigures(figures, k, earlier.map(pooled));
  const known = new Map(
    figures.map((figure, index): [string, MayRead] => {
      const shown = published[index];
      if (shown?.kind !== 'shown') return [keyOf(figure), nothing];
      return [
        keyOf(figure),
        { whole: true, evidence: shown.evidence !== null, unknown: shown.unknown !== null },
      ];
    }),
  );
  return (name, figure) => known.get(keyOf(named(name, figure))) ?? nothing;
}

function pooled(indicators: readonly Indicator[]): Figure[] {
  const figures = indicators.flatMap(({ definition, figures: own }) =>
    own.map((figure) => named(definition.name, figure)),
  );
  return [...new Map(figures.map((figure) => [keyOf(figure), figure])).values()];
}

function named(name: IndicatorName, figure: Figure): Figure {
  return { ...figure, measure: sameCounts[name]?.[figure.measure] ?? `${name}.${figure.measure}` };
}

function keyOf({ measure, place, period }: Figure): string {
  const { level, code, within } = place;
  return [measure, level, code, within?.code ?? '', period.from, period.until].join('|');
}
