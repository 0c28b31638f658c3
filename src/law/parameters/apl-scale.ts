/** The figures of housing benefit (APL) and of the solidarity rent reduction (RLS), dated: apl-scale.json. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { addMonths, type CivilDate, civilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { type Exact, exact } from '../../kernel/exact.ts';
import { awaitedOrder } from './awaited-order.ts';

const seriesSchema = z.object({
  id: z.string().min(1),
  label: z.string().min(1),
  unit: z.string().min(1),
  source: z.string().min(1),
  awaitedOrder: z.union([
    z.templateLiteral(['apl-', z.string()]),
    z.templateLiteral(['rls-', z.string()]),
    z.literal('crds'),
  ]),
  /** `until` is the eve of the next yearly revision, even where that revision is not loaded yet. */
  versions: z.array(
    z.object({
      from: civilDateSchema,
      until: civilDateSchema.nullable(),
      values: z.record(z.string(), z.string()),
    }),
  ),
});
type Series = z.infer<typeof seriesSchema>;

/** All figures in force in one month. */
export type AplScale = {
  /** "2025-12". */
  month: string;
  /** The exact figure of a series ("rentCeilingZone1") under a key ("couple"). */
  figure: (series: string, key: string) => Exact;
};

export type AplScaleAnswer = { scale: AplScale; awaiting: [] } | { scale: null; awaiting: readonly string[] };

let loaded: readonly Series[] | undefined;
const answersByMonth = new Map<string, AplScaleAnswer>();
const latestByMonth = new Map<string, AplScale | null>();

/** Every dated series with its label and source: for the public page of rules. */
export function aplSeries(): readonly Series[] {
  loaded ??= z
    .array(seriesSchema)
    .parse(JSON.parse(readFileSync(new URL('./apl-scale.json', import.meta.url), 'utf8')));
  return loaded;
}

/** The scale of the month of a day; null, and the orders awaited, where one figure is not loaded for that month. */
export function aplScaleOn(date: CivilDate): AplScaleAnswer {
  const month = date.slice(0, 7);
  const known = answersByMonth.get(month);
  if (known) return known;
  const answer = readScale(month);
  answersByMonth.set(month, answer);
  return answer;
}

/** The last month, not after the day, in which all figures are loaded; null where there is none. */
export function latestAplScale(date: CivilDate): AplScale | null {
  const month = date.slice(0, 7);
  const known = latestByMonth.get(month);
  if (known !== undefined) return known;
  const starts = aplSeries().map((series) => series.versions.map((version) => version.from).sort());
  // Days compare as texts: the last in order is the latest.
  const firstComplete =
    starts
      .map((days) => days[0] ?? date)
      .sort()
      .at(-1) ?? date;
  const last = starts.flat().sort().at(-1) ?? date;
  let day = firstOfMonth(date < last ? date : last);
  let scale = aplScaleOn(day).scale;
  while (scale === null && day > firstComplete) {
    day = addMonths(day, -1);
    scale = aplScaleOn(day).scale;
  }
  latestByMonth.set(month, scale);
  return scale;
}

function firstOfMonth(date: CivilDate): CivilDate {
  return civilDate(`${date.slice(0, 7)}-01`);
}

function readScale(month: string): AplScaleAnswer {
  const day = civilDate(`${month}-01`);
  const figures = new Map<string, Exact>();
  const awaiting = new Set<string>();
  for (const series of aplSeries()) {
    const version = series.versions.find(
      (row) => row.from <= day && (row.until === null || day <= row.until),
    );
    if (!version) awaiting.add(awaitedOrder(series.awaitedOrder, month));
    for (const [key, value] of Object.entries(version?.values ?? {})) {
      figures.set(`${series.id} ${key}`, exact(value));
    }
  }
  if (awaiting.size > 0) return { scale: null, awaiting: [...awaiting] };
  return {
    scale: {
      month,
      figure: (series, key) => {
        const value = figures.get(`${series} ${key}`);
        if (!value) throw new RangeError(`no figure ${series}.${key} in the APL scale`);
        return value;
      },
    },
    awaiting: [],
  };
}
