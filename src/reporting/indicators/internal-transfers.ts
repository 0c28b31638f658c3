/** The landlord's own aim on its tenants (M-04): share, number a year, new programmes, moves from and to QPV. */
import { yearOf } from '../../kernel/civil-date.ts';
import { moveCounts } from '../../law/transfer.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Goal, Indicator, IndicatorTable, Period } from '../indicator.ts';
import { goalOf, leaseFigure, type Standing } from './count.ts';
import { allPlaces, departementsOf, type PlaceTest } from './places.ts';
import { attributionsIn, notCounted, periodOf, type Question, swapsNotCounted } from './question.ts';

const own = 'Baux à des locataires du bailleur, relogements à son initiative compris';
const moved = 'Mutations internes dont les deux quartiers sont connus';

export const internalTransfersDefinition: Definition = {
  name: 'internal-transfers',
  title: 'Mutations internes',
  rules: ['M-04', 'M-05', 'M-08', 'Q-11'],
  articles: ['CCH R441-2-10 9°', 'CCH R441-5', 'Convention d’utilité sociale, engagements propres'],
  measures: [
    {
      key: 'share',
      label: 'Part des attributions',
      unit: 'bail',
      numerator: own,
      denominator: 'Baux signés',
    },
    { key: 'number', label: 'Nombre dans l’année', unit: 'bail', numerator: own, denominator: 'Baux signés' },
    {
      key: 'newProgrammes',
      label: 'Dans les programmes neufs',
      unit: 'bail',
      numerator: `${own}, en première mise en location`,
      denominator: 'Premières mises en location',
    },
    {
      key: 'outOfQpv',
      label: 'D’un QPV vers l’extérieur',
      unit: 'bail',
      numerator: 'Mutations internes d’un logement en QPV vers un logement hors QPV',
      denominator: moved,
    },
    {
      key: 'intoQpv',
      label: 'De l’extérieur vers un QPV',
      unit: 'bail',
      numerator: 'Mutations internes d’un logement hors QPV vers un logement en QPV',
      denominator: moved,
    },
  ],
  leftOut: [
    'Locataires d’un autre bailleur : ils comptent dans PP-5, non ici, et ne sont pas déduits du flux',
    'Échanges de droit entre locataires, qui ne sont pas des attributions',
  ],
  reading: 'Une mutation interne est une attribution : elle compte aussi dans les quotas de mixité.',
};

export function internalTransfers(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const leases = attributionsIn(facts, period);
  return {
    definition: internalTransfersDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: allPlaces(facts, period.until).flatMap((place) => placeFigures(facts, period, leases, place)),
    notCounted: [
      ...notCounted(
        'locataires d’un autre bailleur : comptés dans PP-5 seulement',
        leases.filter(({ transfer }) => transfer === 'otherLandlord'),
      ),
      ...swapsNotCounted(facts, period),
    ],
    tables: [moveTable(facts, leases)],
    defects: defectsOf(leases.filter(isInternal), ['origin', 'facts']),
  };
}

function placeFigures(
  facts: ReportingFacts,
  period: Period,
  leases: readonly LeaseRecord[],
  { place, holds }: PlaceTest,
): Figure[] {
  const here = leases.filter(({ insee }) => holds(insee));
  const goal = (kind: Goal['kind']): Goal | null => {
    const target = facts.targets.find(
      (one) =>
        one.kind === 'internalTransfers' &&
        one.year === yearOf(period.until) &&
        one.goal.kind === kind &&
        one.territory.level === place.level &&
        one.territory.code === place.code,
    );
    return target ? goalOf(target) : null;
  };
  const transfers: (lease: LeaseRecord) => Standing = (lease) => (isInternal(lease) ? 'proved' : 'out');
  const internal = here.filter(isInternal);
  const move =
    (wanted: Move) =>
    (lease: LeaseRecord): Standing => {
      const move = moveOf(lease);
      return move === null ? 'unknown' : move === wanted ? 'proved' : 'out';
    };
  const spec = (measure: string) => ({ measure, place, period });
  return [
    leaseFigure({ ...spec('share'), goal: goal('share') }, here, transfers),
    leaseFigure({ ...spec('number'), goal: goal('number') }, here, transfers),
    leaseFigure(
      spec('newProgrammes'),
      here.filter(({ facts: kept }) => kept?.firstLetting === true),
      transfers,
    ),
    leaseFigure(spec('outOfQpv'), internal, move('out')),
    leaseFigure(spec('intoQpv'), internal, move('into')),
  ];
}

function isInternal({ transfer, facts }: LeaseRecord): boolean {
  // Swaps are left out before: every lease here is an attribution.
  return moveCounts({ transfer, swapOfRight: false }).internalAim && facts?.membersOnly !== true;
}

type Move = 'out' | 'into' | 'withinQpv' | 'outside';

const moves = ['out', 'into', 'withinQpv', 'outside'] as const;

function moveOf({ facts, qpvCode }: LeaseRecord): Move | null {
  const cameFromQpv = facts?.originInQpv ?? null;
  if (cameFromQpv === null) return null;
  if (cameFromQpv) return qpvCode === null ? 'out' : 'withinQpv';
  return qpvCode === null ? 'outside' : 'into';
}

const groups = [
  { name: 'Locataires du bailleur', has: isInternal },
  {
    name: 'Locataires d’un autre bailleur',
    has: ({ transfer }: LeaseRecord) => transfer === 'otherLandlord',
  },
  {
    name: 'Relogés qui ne sont pas locataires du bailleur',
    has: ({ transfer, relocated }: LeaseRecord) => transfer === 'none' && relocated,
  },
] as const;

/** The territorial figures that the convention's narrative asks for (M-01): who moves from where to where. */
function moveTable(facts: ReportingFacts, leases: readonly LeaseRecord[]): IndicatorTable {
  return {
    key: 'moves',
    title: 'Parcours entre quartiers prioritaires et extérieur',
    columns: [
      { title: 'Département', kind: 'text' },
      { title: 'Ménages', kind: 'text' },
      { title: 'dont relogés', kind: 'count' },
      { title: 'QPV → extérieur', kind: 'count' },
      { title: 'Extérieur → QPV', kind: 'count' },
      { title: 'QPV → QPV', kind: 'count' },
      { title: 'Extérieur → extérieur', kind: 'count' },
      { title: 'Provenance inconnue', kind: 'count' },
    ],
    rows: departementsOf(facts).flatMap(({ place, holds }) =>
      groups.map(({ name, has }) => {
        const mine = leases.filter((lease) => holds(lease.insee) && has(lease));
        return [
          place.name,
          name,
          mine.filter(({ relocated }) => relocated).length,
          ...moves.map((move) => mine.filter((lease) => moveOf(lease) === move).length),
          mine.filter((lease) => moveOf(lease) === null).length,
        ];
      }),
    ),
  };
}
