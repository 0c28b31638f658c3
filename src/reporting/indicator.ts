/**
 * The one shape of an indicator: what it counts, under which article, split by how far it is proved, and what is not
 * counted and why. Pages, exports, returns and the command line all read this.
 */
import type { CivilDate } from '../kernel/civil-date.ts';

/** Where a figure is taken. `code` null: the whole landlord. */
export type Place = {
  level: 'landlord' | 'departement' | 'epci' | 'commune' | 'holder';
  code: string | null;
  /** French name, as people read it. */
  name: string;
};

export type Period = { from: CivilDate; until: CivilDate };

/** Leases in the group by how the fact is known: on a document, as declared, or not (then never in the group, Q-04b). */
export type Split = { proved: number; declared: number; unknown: number };

/** One figure of an indicator: a place, a period, and its count of a whole. */
export type Figure = {
  place: Place;
  period: Period;
  /** Leases (or homes, or households: see the definition) in the group and in all. */
  inGroup: number;
  total: number;
  split: Split;
  goal:
    | { kind: 'share'; share: number }
    | { kind: 'number'; number: number }
    | { kind: 'none'; because: string }
    | null;
  /** Whole units still lacking to the goal; null where there is none to reach. */
  missing: number | null;
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
] as const;
export type IndicatorName = (typeof indicatorNames)[number];

export type Definition = {
  name: IndicatorName;
  /** French title. */
  title: string;
  rules: readonly string[];
  articles: readonly string[];
  numerator: string;
  denominator: string;
  /** What is not counted, in principle. */
  leftOut: readonly string[];
  /** Our reading where the text is silent. */
  reading: string | null;
};

export type Indicator = {
  definition: Definition;
  period: Period;
  figures: readonly Figure[];
  notCounted: readonly NotCounted[];
  /** Tables beside the figures (refusals by reason, flows by typology): a header row, then rows of text and numbers. */
  tables: readonly {
    title: string;
    columns: readonly string[];
    rows: readonly (readonly (string | number | null)[])[];
  }[];
};
