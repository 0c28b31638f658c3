/**
 * The one shape of an indicator: what it counts, under which article, split by how far it is proved, and what is not
 * counted and why. Pages, exports, returns and the command line all read this.
 */
import type { CivilDate } from '../kernel/civil-date.ts';
import { type Exact, ratio } from '../kernel/exact.ts';
import type { Defect } from './defects.ts';

/** Where a figure is taken. `code` null: the whole landlord. */
export type Place = {
  level: 'landlord' | 'departement' | 'epci' | 'commune' | 'holder';
  code: string | null;
  /** French name, as people read it. */
  name: string;
  /** Départements where it stands; an EPCI may straddle two and stays one territory. Empty: the whole landlord. */
  departements: readonly string[];
  /** The place within which a holder is counted; null: everywhere. */
  within: { level: 'departement' | 'epci'; code: string; name: string } | null;
};

export type Period = { from: CivilDate; until: CivilDate };

/** Units in the group by how the fact is known; those whose fact is unknown are never in the group (Q-04b). */
export type Split = { proved: number; declared: number; unknown: number };

export type Goal =
  | { kind: 'share'; share: number }
  | { kind: 'number'; number: number }
  /** "Parc en vente", "non significatif": no rate is computed and none is missed. */
  | { kind: 'none'; because: string };

/** One figure of an indicator: a measure, a place, a period, and its count of a whole. */
export type Figure = {
  /** Key of a measure of the definition. */
  measure: string;
  place: Place;
  period: Period;
  /** Leases (or homes, or households: see the measure) in the group and in all. */
  inGroup: number;
  total: number;
  split: Split;
  goal: Goal | null;
  /** A floor to reach, or a ceiling not to pass. */
  sense: 'atLeast' | 'atMost';
  /** Whole units still lacking to the floor; null where there is none to reach. */
  missing: number | null;
  /** Whole units over the ceiling; null where the figure has none. */
  excess: number | null;
  /** whether an order of the préfet runs at the figure's last day; null where the control does not apply. */
  control: 'normal' | 'injonction' | null;
  /** A length of time in days over the units whose days are known; null where the measure is a count. */
  days: { median: number; ninetieth: number } | null;
  /** The years before the commitment, as the convention prints them. */
  reference: { years: string; number: number | null; share: number | null } | null;
  /** Leases behind, for those who may open them; empty for counts that come from elsewhere. */
  leaseIds: { inGroup: readonly string[]; unknown: readonly string[]; rest: readonly string[] };
};

/** What stands outside a figure, with its reason: "14 baux à des personnes morales". */
export type NotCounted = { because: string; count: number; leaseIds: readonly string[] };

/** Names of the command line (contracts §2), each a page and an export. */
export const indicatorNames = [
  'q1-outside-qpv',
  'qpv-mix',
  'quarters',
  'prefet-share',
  'dalo',
  'priority',
  'pp5',
  'internal-transfers',
  'flow',
  'caleol',
  'delays',
  'vacancy',
  'equity',
  'objectives',
] as const;
export type IndicatorName = (typeof indicatorNames)[number];

/** One thing that an indicator counts; an indicator has one or several, each with its own whole. */
export type Measure = {
  key: string;
  /** French, as a heading. */
  label: string;
  unit: 'bail' | 'logement' | 'proposition' | 'dossier' | 'séance';
  numerator: string;
  denominator: string;
};

export type Definition = {
  name: IndicatorName;
  /** French title. */
  title: string;
  rules: readonly string[];
  articles: readonly string[];
  /** In the order of pages; the first is the one that leads. */
  measures: readonly Measure[];
  /** What is not counted, in principle. */
  leftOut: readonly string[];
  /** Our reading where the text is silent. */
  reading: string | null;
};

/** `count` columns are numbers of people or homes, which suppression reads; the others are plain facts. */
export type TableColumn = { title: string; kind: 'text' | 'count' | 'days' | 'share' };

export type IndicatorTable = {
  key: string;
  title: string;
  columns: readonly TableColumn[];
  /** True where the same leases stand in several rows of one name (the first cell), day by day (the second). */
  overlaps?: true;
  /** Text, numbers (shares between 0 and 1), or null where nothing is computed. Otherwise disjoint: no row of totals. */
  rows: readonly (readonly (string | number | null)[])[];
};

export type Indicator = {
  definition: Definition;
  /** As asked; nothing after `asOf` is counted. */
  period: Period;
  asOf: CivilDate;
  figures: readonly Figure[];
  notCounted: readonly NotCounted[];
  /** Tables beside the figures: refusals by reason, flows by typology, leases by category and contingent. */
  tables: readonly IndicatorTable[];
  /** Data that someone must complete before the figures are whole. */
  defects: readonly Defect[];
};

/** The share reached, exact until it is shown; null of nothing, and where the goal says that no rate is computed. */
export function rateOf(figure: Pick<Figure, 'inGroup' | 'total' | 'goal' | 'days'>): Exact | null {
  if (figure.total === 0 || figure.goal?.kind === 'none' || figure.days !== null) return null;
  return ratio(figure.inGroup, figure.total);
}
