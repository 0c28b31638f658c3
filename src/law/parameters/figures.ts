/** The single figures of law (ages, steps, surfaces, classes), dated, each with its source: figures.json. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { type Exact, exact } from '../../kernel/exact.ts';

const figureSchema = z.object({
  id: z.string().min(1),
  /** Decimal text, or a letter where the figure is a class. */
  value: z.string().min(1),
  unit: z.string().min(1),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
  source: z.string().min(1),
});
export type Figure = z.infer<typeof figureSchema>;

const figures = readFigures();

function readFigures(): ReadonlyMap<string, readonly Figure[]> {
  const rows = z
    .array(figureSchema)
    .parse(JSON.parse(readFileSync(new URL('./figures.json', import.meta.url), 'utf8')));
  return groupById(rows);
}

/** All figures with their dates and sources, in the order of the file: for the public page of rules. */
export function allFigures(): readonly Figure[] {
  return [...figures.values()].flat();
}

/** The version of a figure in force on a day; undefined where none is. Throws on an id that does not exist. */
export function figureOn(id: string, date: CivilDate): Figure | undefined {
  return versionsOf(id).find((row) => row.from <= date && (row.until === null || date <= row.until));
}

/** The figure as an exact value on a day; a RangeError where no version is in force. */
export function exactFigureOn(id: string, date: CivilDate): Exact {
  const row = figureOn(id, date);
  if (!row) throw new RangeError(`no figure ${id} in force on ${date}`);
  return exact(row.value);
}

/** The figure as a number on a day, for whole ages, steps and square metres. */
export function numberFigureOn(id: string, date: CivilDate): number {
  return exactFigureOn(id, date).valueOf();
}

const latestNumbers = new Map<string, number>();

/** The last version of a figure: for calculators that are given no date. Read from its text once. */
export function latestNumberFigure(id: string): number {
  const known = latestNumbers.get(id);
  if (known !== undefined) return known;
  const latest = exact(versionsOf(id).at(-1)?.value ?? 'NaN').valueOf();
  latestNumbers.set(id, latest);
  return latest;
}

function versionsOf(id: string): readonly Figure[] {
  const versions = figures.get(id);
  if (!versions) throw new RangeError(`unknown figure of law: ${id}`);
  return versions;
}

function groupById(rows: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const groups = new Map<string, Figure[]>();
  for (const row of rows) groups.set(row.id, [...(groups.get(row.id) ?? []), row]);
  return groups;
}
