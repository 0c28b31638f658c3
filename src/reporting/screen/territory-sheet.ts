/** The four figures of one EPCI or département that a préfecture reads first, each with its pace (look, scene 5). */
import type { Target, TargetKind } from '../../domain/target.ts';
import { departementOfInsee, geography } from '../../domain/territory.ts';
import { type CivilDate, yearOf } from '../../kernel/civil-date.ts';
import { inTargetGroup } from '../../law/quota-membership.ts';
import { targetPopulation } from '../../law/quota-population.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import { type PacePoint, paceSeries } from './pace-series.ts';

export type SheetFigure = {
  key: 'firstQuartile' | 'otherQuartiles' | 'priority' | 'transfers';
  title: string;
  /** French: what is counted, of what. */
  counted: string;
  article: string;
  /** Null where the territory has no figure to reach. */
  target: Target | null;
  points: readonly PacePoint[];
  inGroup: number;
  total: number;
};

const kinds = {
  firstQuartile: 'q1OutsideQpv',
  otherQuartiles: 'nonQ1InQpv',
  transfers: 'transfersAnyLandlord',
} as const satisfies Record<string, TargetKind>;

/** Null where the code names no territory where the landlord lets homes. */
export function territorySheet(
  facts: ReportingFacts,
  code: string,
  asOf: CivilDate,
): { name: string; level: 'epci' | 'departement'; figures: SheetFigure[] } | null {
  const place = placeOf(code);
  if (place === null || !facts.stock.some(({ insee }) => place.holds(insee))) return null;
  const year = yearOf(asOf);
  const here = facts.leases.filter(({ insee }) => place.holds(insee));
  const figure = (
    parts: Omit<SheetFigure, 'points' | 'inGroup' | 'total'>,
    holds: (lease: LeaseRecord) => boolean,
    counts: (lease: LeaseRecord) => boolean,
  ): SheetFigure => {
    const points = paceSeries(here, { year, asOf, holds, counts });
    const last = points.at(-1);
    return { ...parts, points, inGroup: last?.inGroup ?? 0, total: last?.total ?? 0 };
  };
  const ofTarget = (key: keyof typeof kinds, words: Pick<SheetFigure, 'title' | 'counted' | 'article'>) => {
    const kind = kinds[key];
    const target =
      facts.targets.find(
        (one) =>
          one.kind === kind && one.year === year && one.territory.code === code && one.goal.kind !== 'none',
      ) ?? null;
    const population = targetPopulation(target ?? placeless(kind, year), { holders: facts.holders });
    return figure(
      { key, ...words, target },
      (lease) => population(lease, lease.signedOn),
      (lease) => inTargetGroup(kind, lease).verdict === 'yes',
    );
  };
  return {
    name: place.name,
    level: place.level,
    figures: [
      ofTarget('firstQuartile', {
        title: '1er quartile hors QPV',
        counted: 'baux de ménages du premier quartile ou relogés, sur les baux signés hors QPV',
        article: 'L441-1 al. 24 à 26',
      }),
      ofTarget('otherQuartiles', {
        title: 'Autres quartiles en QPV',
        counted: 'baux de ménages des trois autres quartiles, sur les baux signés en QPV',
        article: 'L441-1 al. 27',
      }),
      figure(
        {
          key: 'priority',
          title: 'Ménages DALO ou prioritaires',
          counted: 'baux de ménages reconnus DALO ou prioritaires, sur tous les baux signés',
          article: 'L441-1 al. 3 à 19',
          target: null,
        },
        () => true,
        (lease) => lease.dalo || lease.priority,
      ),
      ofTarget('transfers', {
        title: 'Mutations du parc social',
        counted: 'baux de locataires du parc social, sur tous les baux signés',
        article: 'R445-5-1',
      }),
    ],
  };
}

/** A target without a figure, to know which homes its kind is about. */
function placeless(kind: TargetKind, year: number): Target {
  return {
    id: kind,
    kind,
    name: kind,
    class: 'statutory',
    year,
    territory: { level: 'landlord', code: null, communes: null },
    goal: { kind: 'none', because: 'empty' },
    source: '',
  };
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
