/**
 * The four figures of one EPCI or département that a préfecture reads first, each with its pace (look, scene 5). They
 * are those of the indicators, never counted apart: the sheet says what the pages say, and hides what they hide.
 */
import type { Target } from '../../domain/target.ts';
import { departementOfInsee, geography } from '../../domain/territory.ts';
import { type CivilDate, yearOf } from '../../kernel/civil-date.ts';
import type { ReportingFacts } from '../facts.ts';
import type { Figure, Indicator, IndicatorName } from '../indicator.ts';
import { targetOn } from '../indicators/quota-target.ts';
import { type PacePoint, paceSeries } from './pace-series.ts';
import type { Secrecy } from './screen.ts';

/** An indicator as its reader may know it; `published` null for those who may read every count on any day. */
type ReadFigures = {
  indicator: Indicator;
  secrecy: Secrecy | null;
  published: readonly Figure[] | null;
};

export type SheetFigure = {
  key: 'firstQuartile' | 'otherQuartiles' | 'priority' | 'transfers';
  title: string;
  /** French: what is counted, of what. */
  counted: string;
  article: string;
  /** Null where the indicator has no figure for this territory. */
  figure: Figure | null;
  /** Too few households: neither the figure nor its curve is shown. */
  hidden: boolean;
  points: readonly PacePoint[];
  /** What a forecast is made for; null where the territory has no goal of its own. */
  target: Target | null;
};

type Line = Pick<SheetFigure, 'key' | 'title' | 'counted' | 'article'> & {
  name: IndicatorName;
  measure: string;
};

const lines: readonly Line[] = [
  {
    key: 'firstQuartile',
    name: 'q1-outside-qpv',
    measure: 'period',
    title: '1er quartile hors QPV',
    counted: 'baux de ménages du premier quartile ou relogés, sur les baux signés hors QPV',
    article: 'L441-1 al. 24 à 26',
  },
  {
    key: 'otherQuartiles',
    name: 'qpv-mix',
    measure: 'period',
    title: 'Autres quartiles en QPV',
    counted: 'baux de ménages des trois autres quartiles, sur les baux signés en QPV',
    article: 'L441-1 al. 27',
  },
  {
    key: 'priority',
    name: 'priority',
    measure: 'ps2',
    title: 'Ménages DALO ou prioritaires',
    counted: 'baux de ménages reconnus DALO ou prioritaires, sur tous les baux signés',
    article: 'L441-1 al. 3 à 19',
  },
  {
    key: 'transfers',
    name: 'pp5',
    measure: 'transfers',
    title: 'Mutations du parc social',
    counted: 'baux de locataires du parc social, sur tous les baux signés',
    article: 'R445-5-1',
  },
];

type TerritorySheet = {
  name: string;
  level: 'epci' | 'departement';
  figures: SheetFigure[];
};

/** Null where the code names no territory where the landlord has homes. */
export function territorySheet(
  facts: ReportingFacts,
  code: string,
  read: (name: IndicatorName) => ReadFigures,
): TerritorySheet | null {
  const place = placeOf(code);
  if (place === null || !facts.stock.some(({ insee }) => place.holds(insee))) return null;
  return {
    name: place.name,
    level: place.level,
    figures: lines.map(({ name, measure, ...words }) => {
      const { indicator, secrecy, published } = read(name);
      const isHere = (figure: Figure) =>
        figure.measure === measure && figure.place.level === place.level && figure.place.code === code;
      const figure = indicator.figures.find(isHere) ?? null;
      const hidden = figure !== null && secrecy !== null && !secrecy.readable(name, figure).whole;
      return {
        ...words,
        figure,
        hidden,
        points:
          figure === null || hidden
            ? []
            : published === null
              ? weeks(facts, figure)
              : published.filter(isHere).map(pointOf),
        target: targetOf(facts, words.key, { level: place.level, code }, indicator.asOf),
      };
    }),
  };
}

/** The leases of the figure, week after week. */
function weeks({ leases, asOf }: ReportingFacts, { leaseIds, period }: Figure): PacePoint[] {
  const inGroup = new Set(leaseIds.inGroup);
  const all = new Set([...leaseIds.inGroup, ...leaseIds.unknown, ...leaseIds.rest]);
  return paceSeries(leases, {
    year: yearOf(period.from),
    asOf,
    holds: ({ id }) => all.has(id),
    counts: ({ id }) => inGroup.has(id),
  });
}

function pointOf({ period, inGroup, total }: Figure): PacePoint {
  return { on: period.until, inGroup, total };
}

const kinds = {
  firstQuartile: 'q1OutsideQpv',
  otherQuartiles: 'nonQ1InQpv',
  priority: null,
  transfers: 'transfersAnyLandlord',
} as const;

/** The goal of the territory itself: entered for it, or set by the Code for each EPCI (L441-1 al. 30). */
function targetOf(
  facts: ReportingFacts,
  key: SheetFigure['key'],
  territory: { level: 'epci' | 'departement'; code: string },
  on: CivilDate,
): Target | null {
  const kind = kinds[key];
  if (kind === null) return null;
  const entered = facts.targets.find(
    (target) =>
      target.kind === kind &&
      target.year === yearOf(on) &&
      target.territory.level === territory.level &&
      target.territory.code === territory.code,
  );
  const ofLaw =
    kind === 'transfersAnyLandlord' || territory.level === 'departement'
      ? null
      : targetOn(kind, territory, on, facts);
  const target = entered ?? ofLaw;
  return target === null || target.goal.kind === 'none' ? null : target;
}

function placeOf(
  code: string,
): { name: string; level: 'epci' | 'departement'; holds: (insee: string) => boolean } | null {
  const epci = geography().epcis.get(code);
  if (epci) {
    const communes = new Set(epci.communes);
    return { name: epci.name, level: 'epci', holds: (insee) => communes.has(insee) };
  }
  const departement = geography().departements.get(code);
  if (!departement) return null;
  return {
    name: departement.name,
    level: 'departement',
    holds: (insee) => departementOfInsee(insee) === code,
  };
}
