/** The columns of a measure's table: each stands where at least one figure fills it. */
import { frenchShortDate } from '../../kernel/french.ts';
import { type Figure, rateOf } from '../indicator.ts';
import { controlInWords } from '../indicators/q1-control.ts';
import type { Cell, ScreenColumn } from './cell.ts';

export type FigureColumn = ScreenColumn & {
  /** What of the figure the column tells: a name is never hidden. */
  reads: 'name' | 'whole' | 'evidence' | 'unknown';
  cell: (figure: Figure) => Cell;
  when: (figures: readonly Figure[]) => boolean;
};

const always = () => true;
const some = (test: (figure: Figure) => boolean) => (figures: readonly Figure[]) => figures.some(test);

/** A column stands where at least one figure of the measure fills it. */
export const figureColumns: readonly FigureColumn[] = [
  {
    title: 'Territoire',
    kind: 'text',
    reads: 'name',
    cell: ({ place }) => text(placeName(place)),
    when: always,
  },
  {
    title: 'Période',
    kind: 'text',
    reads: 'name',
    cell: ({ period }) => text(`${frenchShortDate(period.from)} – ${frenchShortDate(period.until)}`),
    when: (figures) => new Set(figures.map(({ period }) => `${period.from} ${period.until}`)).size > 1,
  },
  {
    title: 'Comptés',
    kind: 'count',
    reads: 'whole',
    cell: ({ inGroup }) => count(inGroup),
    when: some(isCount),
  },
  { title: 'Total', kind: 'count', reads: 'whole', cell: ({ total }) => count(total), when: always },
  {
    title: 'Part',
    kind: 'share',
    reads: 'whole',
    cell: rateCell,
    when: some((figure) => rateOf(figure) !== null),
  },
  {
    title: 'Médiane (jours)',
    kind: 'days',
    reads: 'whole',
    cell: ({ days }) => length(days?.median),
    when: some(isDays),
  },
  {
    title: '9 sur 10 avant (jours)',
    kind: 'days',
    reads: 'whole',
    cell: ({ days }) => length(days?.ninetieth),
    when: some(isDays),
  },
  { title: 'Objectif', kind: 'text', reads: 'name', cell: goalCell, when: some(({ goal }) => goal !== null) },
  {
    title: 'Manque',
    kind: 'count',
    reads: 'whole',
    cell: ({ missing }) => orNull(missing),
    when: some(({ missing }) => missing !== null),
  },
  {
    title: 'Dépassement',
    kind: 'count',
    reads: 'whole',
    cell: ({ excess }) => orNull(excess),
    when: some(({ excess }) => excess !== null),
  },
  {
    title: 'dont prouvés',
    kind: 'count',
    reads: 'evidence',
    cell: ({ split }) => count(split.proved),
    when: some(isSplit),
  },
  {
    title: 'dont déclarés',
    kind: 'count',
    reads: 'evidence',
    cell: ({ split }) => count(split.declared),
    when: some(isSplit),
  },
  {
    title: 'Donnée inconnue',
    kind: 'count',
    reads: 'unknown',
    cell: ({ split }) => count(split.unknown),
    when: some(isSplit),
  },
  {
    title: 'Référence',
    kind: 'text',
    reads: 'name',
    cell: ({ reference }) => (reference === null ? null : text(referenceInWords(reference))),
    when: some(({ reference }) => reference !== null),
  },
  {
    title: 'Contrôle semestriel',
    kind: 'text',
    reads: 'whole',
    // Only the préfet orders: a calculation says that he may.
    cell: ({ control }) => (control === null ? null : text(controlInWords(control))),
    when: some(({ control }) => control !== null),
  },
];

/** A place as people name it, a holder within its territory. */
export function placeName({ name, within }: Figure['place']): string {
  return within === null ? name : `${name}, ${within.name}`;
}

function rateCell(figure: Figure): Cell {
  const rate = rateOf(figure);
  return rate === null ? null : { kind: 'share', value: rate.valueOf() };
}

function goalCell({ goal, sense }: Figure): Cell {
  if (goal === null) return null;
  if (goal.kind === 'none') return text(goal.because);
  const word = sense === 'atLeast' ? 'au moins' : 'au plus';
  return text(goal.kind === 'share' ? `${word} ${percent(goal.share)}` : `${word} ${goal.number}`);
}

function referenceInWords({ years, number, share }: NonNullable<Figure['reference']>): string {
  const figures = [...(number === null ? [] : [String(number)]), ...(share === null ? [] : [percent(share)])];
  return figures.length === 0 ? years : `${figures.join(', ')} (${years})`;
}

function percent(share: number): string {
  return `${String(Math.round(share * 1000) / 10).replace('.', ',')} %`;
}

function isDays({ days }: Figure): boolean {
  return days !== null;
}

function isCount({ days }: Figure): boolean {
  return days === null;
}

function isSplit({ split }: Figure): boolean {
  return split.declared > 0 || split.unknown > 0;
}

function text(words: string): Cell {
  return { kind: 'text', text: words };
}

function count(value: number): Cell {
  return { kind: 'count', value };
}

function orNull(value: number | null): Cell {
  return value === null ? null : count(value);
}

function length(value: number | undefined): Cell {
  return value === undefined ? null : { kind: 'days', value };
}
