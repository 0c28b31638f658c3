/** Q-11 and Q-12: the year's flow, what leaves it, and homes oriented, proposed and let by holder. */
import { destinationName, inHolderTerritory } from '../../committee/orientation/destination.ts';
import { deductions } from '../../domain/lease-facts.ts';
import type { ReservationHolder } from '../../domain/reservation.ts';
import { yearOf } from '../../kernel/civil-date.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import { flowCalendar, holderFlow } from '../../law/flow.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Indicator, IndicatorTable, Period } from '../indicator.ts';
import { leaseFigure } from './count.ts';
import { flowDetail } from './flow-detail.ts';
import { deductedBy, deductionNames, deductionOf, inFlow, outsideFlow, planOf } from './in-flow.ts';
import { departementsOf, holderPlace, type PlaceTest, wholeOf } from './places.ts';
import { attributionsIn, periodOf, type Question, swapsNotCounted } from './question.ts';

export const flowDefinition: Definition = {
  name: 'flow',
  title: 'Flux annuel des réservations',
  rules: ['Q-10', 'Q-11', 'Q-12', 'Q-13'],
  articles: ['CCH R441-5', 'CCH R441-5-1', 'CCH R441-5-3'],
  measures: [
    {
      key: 'let',
      label: 'Logements loués par réservataire',
      unit: 'bail',
      numerator: 'Baux des logements réservés au réservataire, sans ceux revenus faute de candidat',
      denominator: 'Baux du flux annuel, déductions faites, dans le territoire du réservataire',
    },
    {
      key: 'base',
      label: 'Logements du flux',
      unit: 'bail',
      numerator: 'Baux du flux annuel',
      denominator: 'Tous les baux signés',
    },
    {
      key: 'deducted',
      label: 'Logements déduits du flux',
      unit: 'bail',
      numerator: 'Baux d’une des cinq catégories de R441-5 I',
      denominator: 'Tous les baux signés',
    },
  ],
  leftOut: [
    'Les cinq déductions de R441-5 I : mutations internes, relogements (renouvellement urbain, ORCOD, habitat indigne, vente)',
    'Les logements que le préfet attribue lui-même après une injonction',
    'Les réservations sur des logements désignés (défense, sécurité intérieure, hôpitaux publics)',
  ],
  reading:
    'Le décret ne dit ni comment arrondir une part ni si les programmes neufs entrent dans le flux : la prévision de l’année et les conventions le disent. Le locataire d’un autre bailleur n’est pas déduit. L’année est comptée sur les baux signés.',
};

export function flow(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const plan = planOf(facts, period);
  const leases = attributionsIn(facts, period);
  const flowing = inFlow(leases, plan);
  const places = [wholeOf(facts), ...departementsOf(facts)];
  return {
    definition: flowDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: [
      ...places.flatMap((place) => baseFigures(facts, period, leases, place)),
      ...facts.holders.flatMap((holder) => {
        const within = flowing.filter(inTerritoryOf(holder, period));
        return places
          .map((place) => holderFigure(period, within, holder, place))
          .filter(({ place, total }) => place.within === null || total > 0);
      }),
    ],
    notCounted: [...outsideFlow(leases, plan), ...swapsNotCounted(facts, period)],
    tables: [
      deductedTable(facts, period, leases),
      dueTable(facts, period, leases),
      flowDetail(facts, period, leases),
    ],
    defects: defectsOf(leases, ['facts', 'commune']),
  };
}

function baseFigures(
  facts: ReportingFacts,
  period: Period,
  leases: readonly LeaseRecord[],
  { place, holds }: PlaceTest,
): Figure[] {
  const here = leases.filter(({ insee }) => holds(insee));
  const flowing = new Set(inFlow(here, planOf(facts, period)).map(({ id }) => id));
  return [
    leaseFigure({ measure: 'base', place, period }, here, ({ id }) => (flowing.has(id) ? 'proved' : 'out')),
    leaseFigure({ measure: 'deducted', place, period }, here, (lease) => {
      if (deductionOf(lease) === null || lease.facts?.substituted === true) return 'out';
      return lease.facts === null ? 'declared' : 'proved';
    }),
  ];
}

function holderFigure(
  period: Period,
  within: readonly LeaseRecord[],
  holder: ReservationHolder,
  { place, holds }: PlaceTest,
): Figure {
  const here = within.filter(({ insee }) => holds(insee));
  const { flowPermille } = holder;
  return leaseFigure(
    {
      measure: 'let',
      place: holderPlace(holder, place.level === 'landlord' ? null : place),
      period,
      goal: flowPermille === null ? null : { kind: 'share', share: flowPermille / 1000 },
    },
    here,
    ({ holderId, reservationFailed }) => (holderId === holder.id && !reservationFailed ? 'proved' : 'out'),
  );
}

/** Whether a lease is in the holder's territory, as it was drawn on the period's last day; each commune asked once. */
function inTerritoryOf(holder: ReservationHolder, { until }: Period): (lease: LeaseRecord) => boolean {
  const known = new Map<string, boolean>();
  return ({ insee }) => {
    const is = known.get(insee) ?? inHolderTerritory(holder, { insee }, until);
    known.set(insee, is);
    return is;
  };
}

/** Deductions made, beside those announced to holders before the end of February (Q-12). */
function deductedTable(
  facts: ReportingFacts,
  period: Period,
  leases: readonly LeaseRecord[],
): IndicatorTable {
  const made = deductedBy(leases);
  const announced = planOf(facts, period)?.deducted;
  const keys = {
    internalTransfer: 'internalTransfers',
    urbanRenewal: 'urbanRenewal',
    orcod: 'orcod',
    unfitHousing: 'unfitHousing',
    sale: 'sale',
  } as const;
  return {
    key: 'deducted',
    title: 'Logements déduits du flux, par catégorie',
    columns: [
      { title: 'Catégorie', kind: 'text' },
      { title: 'Annoncés pour l’année', kind: 'count' },
      { title: 'Loués sur la période', kind: 'count' },
    ],
    rows: deductions.map((deduction) => [
      deductionNames[deduction],
      announced?.[keys[deduction]] ?? null,
      made(deduction),
    ]),
  };
}

/** What the flow of the period gives each holder by its share, and what it received. */
function dueTable(facts: ReportingFacts, period: Period, leases: readonly LeaseRecord[]): IndicatorTable {
  const plan = planOf(facts, period);
  const { holdersBy, conferenceBy } = flowCalendar(yearOf(period.until) + 1);
  const dueBy = [holdersBy, conferenceBy].flatMap((day) => (day === null ? [] : [frenchShortDate(day)]));
  return {
    key: 'due',
    title: `Part de chaque réservataire${dueBy.length === 2 ? ` (bilan aux réservataires avant le ${dueBy[0]}, à la conférence intercommunale avant le ${dueBy[1]})` : ''}`,
    columns: [
      { title: 'Réservataire', kind: 'text' },
      { title: 'Part de la convention', kind: 'share' },
      { title: 'Flux de la période dans son territoire', kind: 'count' },
      { title: 'Logements dus', kind: 'count' },
      { title: 'Logements loués', kind: 'count' },
      { title: 'Revenus faute de candidat', kind: 'count' },
    ],
    rows: facts.holders.map((holder) => {
      const within = leases.filter(inTerritoryOf(holder, period));
      const flowing = inFlow(within, plan);
      const base = flowing.length;
      const mine = flowing.filter(({ holderId }) => holderId === holder.id);
      return [
        destinationName(holder.id, facts.holders),
        holder.flowPermille === null ? null : holder.flowPermille / 1000,
        base,
        holder.flowPermille === null
          ? null
          : holderFlow(holder.flowPermille, base, plan?.rounding ?? 'nearest'),
        mine.filter(({ reservationFailed }) => !reservationFailed).length,
        mine.filter(({ reservationFailed }) => reservationFailed).length,
      ];
    }),
  };
}
