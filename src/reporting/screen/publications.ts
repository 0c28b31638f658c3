/**
 * What a reader held to secrecy reads of a year: figures closed at the end of each quarter, never at a day that it
 * chooses. Two days chosen freely, or the same page read on two days, would give by subtraction what a few households
 * did in between; between two quarters, suppression hides the newer figure where that difference is small.
 */
import { addDays, type CivilDate, civilDateOf, yearOf } from '../../kernel/civil-date.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import type { Figure, Indicator, IndicatorTable } from '../indicator.ts';
import { rowsUnderSecrecy, type TableValue } from './one-way.ts';
import { type Readable, readableFigures } from './readable.ts';
import type { Secrecy } from './screen.ts';

const firstDays = [
  { month: 4, day: 1 },
  { month: 7, day: 1 },
  { month: 10, day: 1 },
] as const;

/** The ends of the quarters of a year up to a day; the day before the year where none has come yet. */
export function publicationDays(year: number, today: CivilDate): [CivilDate, ...CivilDate[]] {
  const ends = [
    ...firstDays.map(({ month, day }) => civilDateOf(year, month, day)),
    civilDateOf(year + 1, 1, 1),
  ]
    .map((next) => addDays(next, -1))
    .filter((end) => end <= today);
  const [first, ...others] = ends;
  return first === undefined ? [addDays(civilDateOf(year, 1, 1), -1)] : [first, ...others];
}

/** The year of the latest publication: the one before until a first quarter is over. */
export function latestPublishedYear(today: CivilDate): number {
  const year = yearOf(today);
  return publicationDays(year, today)[0] < civilDateOf(year, 1, 1) ? year - 1 : year;
}

/**
 * The indicator as it may be read, and every figure of its quarters that was published: each figure at the latest publication that shows it, hidden where none does.
 *
 * @param k households under which a count is hidden
 * @param read the indicator on a publication's day, then those that repeat its counts
 */
export function publishedIndicator(
  days: readonly [CivilDate, ...CivilDate[]],
  k: number,
  read: (asOf: CivilDate) => readonly [Indicator, ...Indicator[]],
): { indicator: Indicator; secrecy: Secrecy; published: readonly Figure[] } {
  const rounds = days.map((day) => read(day).map(withoutFinePlaces));
  const readables = rounds.map((round, index) => readableFigures(round, k, rounds.slice(0, index)));
  const readable: Readable = (name, figure) => {
    const answers = readables.map((one) => one(name, figure));
    return answers.findLast(({ whole }) => whole) ?? { whole: false, evidence: false, unknown: false };
  };
  const own = rounds.flatMap(([first]) => first ?? []);
  const latest = own.at(-1) ?? withoutFinePlaces(read(days[0])[0]);
  const { name } = latest.definition;
  const shown = (figure: Figure): Figure =>
    own
      .toReversed()
      .flatMap(({ figures }) => figures.find((one) => isSame(one, figure)) ?? [])
      // Nought of an earlier quarter would read as nought today.
      .find(
        (one) => readable(name, one).whole && (one.total > 0 || one.period.until === figure.period.until),
      ) ?? figure;
  const tables = publishedTables(own, k);
  return {
    indicator: {
      ...latest,
      figures: latest.figures.map(shown),
      tables: [...tables.values()].map(({ table }) => table),
    },
    secrecy: { k, readable, rowsOf: ({ key }) => tables.get(key)?.rows ?? [] },
    published: own.flatMap(({ figures }) => figures.filter((figure) => readable(name, figure).whole)),
  };
}

/**
 * Tables cut households finely: they are published at the end of each half-year only, the first then the whole year. At
 * the second, a row falls too where few households came in between, or where the sums of what came would tell.
 */
function publishedTables(
  rounds: readonly Indicator[],
  k: number,
): Map<string, { table: IndicatorTable; rows: TableValue[][] }> {
  const halves = rounds.filter(({ asOf }) => /-(06-30|12-31)$/.test(asOf));
  const [latest, before] = halves.toReversed();
  const day = latest === undefined ? '' : `, au ${frenchShortDate(latest.asOf)}`;
  return new Map(
    (latest?.tables ?? []).map((table) => {
      const then = before?.tables.find(({ key }) => key === table.key);
      const told = rowsUnderSecrecy(table, k);
      const between = then === undefined ? told : rowsUnderSecrecy(grownSince(then, table), k);
      const rows = told.map((row, at) =>
        row.map((value, column) => (between[at]?.[column] === 'hidden' && value !== null ? 'hidden' : value)),
      );
      return [table.key, { table: { ...table, title: `${table.title}${day}` }, rows }];
    }),
  );
}

/** What came into each row since: counts alone, of the same columns. */
function grownSince(then: IndicatorTable, now: IndicatorTable): IndicatorTable {
  const nameOf = (row: IndicatorTable['rows'][number]) =>
    row.filter((_value, column) => now.columns[column]?.kind === 'text').join('|');
  const known = new Map(then.rows.map((row) => [nameOf(row), row]));
  return {
    ...now,
    rows: now.rows.map((row) =>
      row.map((value, column) => {
        const earlier = known.get(nameOf(row))?.[column] ?? 0;
        return now.columns[column]?.kind === 'count' &&
          typeof value === 'number' &&
          typeof earlier === 'number'
          ? Math.abs(value - earlier)
          : value;
      }),
    ),
  };
}

/**
 * Communes, and windows that roll beside the year, overlap too finely: all of a département would have to be hidden.
 * The préfet has the windows in the half-year's return that the law sends him (L441-1 al. 33).
 */
function withoutFinePlaces(indicator: Indicator): Indicator {
  const isFine = ({ place, measure }: Figure) => place.level === 'commune' || rolling.has(measure);
  return { ...indicator, figures: indicator.figures.filter((figure) => !isFine(figure)) };
}

const rolling: ReadonlySet<string> = new Set(['sixMonths', 'twelveMonths']);

function isSame(a: Figure, b: Figure): boolean {
  return (
    a.measure === b.measure &&
    a.place.level === b.place.level &&
    a.place.code === b.place.code &&
    a.place.within?.code === b.place.within?.code
  );
}
