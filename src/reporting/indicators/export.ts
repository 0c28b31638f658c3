/** An indicator as it leaves: the JSON of the command line, a table of figures, the sheets of a workbook. */
import type { Sheet, SheetCell } from '../../documents/sheet-model.ts';
import { roundHalfUp } from '../../kernel/exact.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import { type Figure, type Indicator, type IndicatorTable, type Place, rateOf } from '../indicator.ts';

// Four decimals of a share are a hundredth of a percent: 92 of 412 reads 22,33 %.
const shareDecimals = 4;

/** The share as it is shown, from 0 to 1; null where none is computed. */
export function shownRate(figure: Figure): number | null {
  const rate = rateOf(figure);
  return rate === null ? null : roundHalfUp(rate, shareDecimals);
}

/** What `parcours report` writes (contracts §2): codes in English, words in French, no identifier of a household. */
export function indicatorJson(indicator: Indicator) {
  const { definition, figures, notCounted, tables, defects, period, asOf } = indicator;
  return {
    name: definition.name,
    title: definition.title,
    period: { from: period.from, to: period.until },
    asOf,
    definition: {
      rules: definition.rules,
      articles: definition.articles,
      measures: definition.measures,
      leftOut: definition.leftOut,
      reading: definition.reading,
    },
    figures: figures.map((figure) => ({
      measure: figure.measure,
      place: placeJson(figure.place),
      period: { from: figure.period.from, to: figure.period.until },
      inGroup: figure.inGroup,
      total: figure.total,
      rate: shownRate(figure),
      goal: figure.goal,
      sense: figure.sense,
      missing: figure.missing,
      excess: figure.excess,
      split: figure.split,
      ...(figure.control === null ? {} : { control: figure.control }),
      ...(figure.days === null ? {} : { days: figure.days }),
      ...(figure.reference === null ? {} : { reference: figure.reference }),
    })),
    notCounted: notCounted.map(({ because, count }) => ({ because, count })),
    tables: tables.map(({ key, title, columns, rows }) => ({
      key,
      title,
      columns: columns.map((column) => column.title),
      rows,
    })),
    defects: defects.map(({ key, leaseId, missing, todo }) => ({ key, lease: leaseId, missing, todo })),
  };
}

const figureColumns = [
  { header: 'Mesure', width: 36 },
  { header: 'Territoire', width: 32 },
  { header: 'Code', width: 14 },
  { header: 'Du', width: 12 },
  { header: 'Au', width: 12 },
  { header: 'Comptés', width: 10 },
  { header: 'Ensemble', width: 10 },
  { header: 'Part', width: 10 },
  { header: 'Objectif', width: 18 },
  { header: 'Manquants', width: 10 },
  { header: 'Au-delà du plafond', width: 12 },
  { header: 'dont prouvés', width: 12 },
  { header: 'dont déclarés', width: 12 },
  { header: 'Inconnus', width: 10 },
  { header: 'Médiane (jours)', width: 12 },
  { header: '90e centile (jours)', width: 12 },
] as const;

/** One row a figure, for CSV: days in French, numbers as numbers. */
export function figuresTable(indicator: Indicator): {
  columns: string[];
  rows: (string | number | boolean | null)[][];
} {
  return {
    columns: figureColumns.map(({ header }) => header),
    rows: indicator.figures.map((figure) =>
      figureCells(indicator, figure).map((cell) =>
        cell !== null && typeof cell === 'object' ? frenchShortDate(cell.date) : cell,
      ),
    ),
  };
}

/** A workbook: figures, each table, what is not counted, data to complete, the definition. */
export function indicatorSheets(indicator: Indicator): Sheet[] {
  const { definition, notCounted, defects } = indicator;
  return [
    {
      name: 'Chiffres',
      columns: figureColumns,
      rows: indicator.figures.map((figure) => figureCells(indicator, figure)),
    },
    ...indicator.tables.map(tableSheet),
    {
      name: 'Non comptés',
      columns: [
        { header: 'Pourquoi', width: 80 },
        { header: 'Nombre', width: 10 },
      ],
      rows: notCounted.map(({ because, count }) => [because, count]),
    },
    {
      name: 'Données à compléter',
      columns: [
        { header: 'Bail', width: 20 },
        { header: 'Ce qui manque', width: 60 },
        { header: 'À faire', width: 80 },
      ],
      rows: defects.map(({ leaseId, missing, todo }) => [leaseId, missing, todo]),
    },
    {
      name: 'Définition',
      columns: [
        { header: 'Rubrique', width: 24 },
        { header: 'Texte', width: 110 },
      ],
      rows: [
        ['Indicateur', definition.title],
        ['Articles', definition.articles.join(' ; ')],
        ...definition.measures.flatMap(({ label, numerator, denominator }) => [
          ['Mesure', label],
          ['Numérateur', numerator],
          ['Dénominateur', denominator],
        ]),
        ...definition.leftOut.map((line) => ['Non compté', line]),
        ...(definition.reading === null ? [] : [['Notre lecture', definition.reading]]),
      ],
    },
  ];
}

function placeJson({ level, code, name, within }: Place) {
  return { level, code, name, ...(within === null ? {} : { within }) };
}

function figureCells({ definition }: Indicator, figure: Figure): SheetCell[] {
  const { place, period, goal, split } = figure;
  const label = definition.measures.find(({ key }) => key === figure.measure)?.label ?? figure.measure;
  return [
    label,
    place.within === null ? place.name : `${place.name} (${place.within.name})`,
    place.code,
    { date: period.from },
    { date: period.until },
    figure.inGroup,
    figure.total,
    shownRate(figure),
    goal === null
      ? null
      : goal.kind === 'none'
        ? goal.because
        : goal.kind === 'share'
          ? goal.share
          : goal.number,
    figure.missing,
    figure.excess,
    split.proved,
    split.declared,
    split.unknown,
    figure.days?.median ?? null,
    figure.days?.ninetieth ?? null,
  ];
}

function tableSheet({ key, columns, rows }: IndicatorTable): Sheet {
  return {
    name: sheetNames[key] ?? key,
    columns: columns.map(({ title, kind }) => ({ header: title, width: kind === 'text' ? 36 : 14 })),
    rows,
  };
}

/** A spreadsheet takes 31 signs: tables have a short name there and their title on the page. */
const sheetNames: Readonly<Record<string, string>> = {
  control: 'Contrôle semestriel',
  refusals: 'Refus par motif',
  contingents: 'Par contingent',
  annex: 'Annexe PP-5',
  moves: 'Parcours QPV',
  deducted: 'Déductions',
  due: 'Parts dues',
  detail: 'Détail R441-5-1',
  sittings: 'Séances',
  decisions: 'Décisions',
  exceptions: 'Exceptions',
  label: 'Attente par reconnaissance',
  typology: 'Attente par taille',
  transfer: 'Attente par situation',
  size: 'Attente par taille du ménage',
  age: 'Attente par âge',
  quartile: 'Attente par quartile',
  origin: 'Attente par quartier',
  adapted: 'Attente, logement adapté',
  loneParent: 'Attente, monoparentales',
  channel: 'Attente par voie',
};
