/** PS-1, PS-2 and PS-3 of the CUS, and labelled households by category and contingent (P-08, P-09). */
import { countedCategories } from '../../domain/lease-facts.ts';
import { letterInWords } from '../../wording/priority-words.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Indicator, IndicatorTable, Period } from '../indicator.ts';
import { protectedMinimum } from '../suppression/small-counts.ts';
import { leaseFigure } from './count.ts';
import { allPlaces, type PlaceTest } from './places.ts';
import { q1Counter } from './q1-outside-qpv.ts';
import { labelStanding } from './quarters.ts';
import { attributionsIn, notCounted, periodOf, type Question, swapsNotCounted } from './question.ts';
import { epcisOfOrder } from './quota-target.ts';

const labelled =
  'Baux à des ménages reconnus DALO ou prioritaires (L441-1) au jour de la signature, chacun compté une fois';

export const priorityDefinition: Definition = {
  name: 'priority',
  title: 'Ménages prioritaires (PS-1, PS-2, PS-3)',
  rules: ['M-02', 'P-08', 'P-09'],
  articles: ['CCH R445-5', 'CCH R445-5-1', 'CCH R441-2-9', 'CCH L441-1'],
  measures: [
    {
      key: 'ps2',
      label: 'PS-2 : ménages prioritaires',
      unit: 'bail',
      numerator: labelled,
      denominator: 'Baux signés',
    },
    {
      key: 'ps2OutsideQpv',
      label: 'PS-2 : dont hors QPV',
      unit: 'bail',
      numerator: `${labelled}, hors QPV`,
      denominator: 'Baux signés hors QPV',
    },
    {
      key: 'ps1',
      label: 'PS-1 : premier quartile et relogés, hors QPV',
      unit: 'bail',
      numerator: 'Le numérateur du quota de 25 % (Q-02)',
      denominator: 'Baux signés hors QPV, par EPCI de l’arrêté',
    },
    {
      key: 'ps3',
      label: 'PS-3 : ménages DALO',
      unit: 'bail',
      numerator: 'Baux à des ménages reconnus DALO',
      denominator: 'Baux signés',
    },
  ],
  leftOut: [
    'Situations seulement présumées : sans décision ni label d’un organisme nommé, un ménage n’est pas compté',
    'Travailleurs essentiels et sapeurs-pompiers volontaires : des objectifs, jamais une priorité',
  ],
  reading:
    'Un ménage qui relève de plusieurs catégories est compté une fois dans chaque colonne et une seule fois dans l’ensemble. Les motifs sensibles sont réunis sous « situation prioritaire (L441-1) ».',
};

export function priority(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const leases = attributionsIn(facts, period);
  const { listed } = epcisOfOrder(facts, period.until);
  const countQ1 = q1Counter(facts);
  return {
    definition: priorityDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: [
      ...allPlaces(facts, period.until).flatMap((place) => placeFigures(period, leases, place)),
      ...listed.map((place) => countQ1({ measure: 'ps1', period }, place)),
    ],
    notCounted: [
      ...notCounted(
        'baux dont on ne sait pas si le ménage relève d’un public visé par une convention : jamais comptés dans cette colonne',
        leases.filter(({ facts: kept }) => (kept?.targetedPublic ?? null) === null),
      ),
      ...swapsNotCounted(facts, period),
    ],
    tables: [contingentTable(facts, leases)],
    defects: defectsOf(leases, ['label', 'category', 'facts']),
  };
}

function placeFigures(period: Period, leases: readonly LeaseRecord[], { place, holds }: PlaceTest): Figure[] {
  const here = leases.filter(({ insee }) => holds(insee));
  const outside = here.filter(({ qpvCode }) => qpvCode === null);
  const spec = (measure: string) => ({ measure, place, period });
  return [
    leaseFigure(spec('ps2'), here, labelStanding),
    leaseFigure(spec('ps2OutsideQpv'), outside, labelStanding),
    leaseFigure(spec('ps3'), here, (lease) => labelStanding({ ...lease, priority: false })),
  ];
}

/** Households by contingent: one row each, one column a category; columns overlap, rows do not. */
function contingentTable(facts: ReportingFacts, leases: readonly LeaseRecord[]): IndicatorTable {
  const contingents = [
    { id: null, name: 'Logements non réservés' },
    ...facts.holders.map(({ id, name }) => ({ id, name })),
  ];
  const count = (of: readonly LeaseRecord[], test: (lease: LeaseRecord) => boolean) => of.filter(test).length;
  return {
    key: 'contingents',
    title: 'Ménages par contingent et par catégorie reconnue',
    columns: [
      { title: 'Contingent', kind: 'text' },
      { title: 'Baux', kind: 'count' },
      { title: 'Prioritaires ou DALO', kind: 'count' },
      { title: 'DALO', kind: 'count' },
      { title: 'Public visé par la convention intercommunale ou un accord collectif', kind: 'count' },
      ...countedCategories.map((category) => ({ title: categoryInWords(category), kind: 'count' as const })),
    ],
    rows: contingents.map(({ id, name }) => {
      const mine = leases.filter((lease) => contingentOf(lease) === id);
      return [
        name,
        mine.length,
        count(mine, ({ dalo, priority: isPriority }) => dalo || isPriority),
        count(mine, ({ dalo }) => dalo),
        count(mine, ({ facts: kept }) => kept?.targetedPublic === true),
        ...countedCategories.map((category) =>
          shownOf(
            category,
            count(mine, ({ facts: kept }) => kept?.categories.includes(category) === true),
          ),
        ),
      ];
    }),
  };
}

/** D-04: the count of grounds that never leave their screen is told of many households only, to whoever reads. */
function shownOf(category: (typeof countedCategories)[number], counted: number): number | null {
  return category === 'protected' && counted < protectedMinimum ? null : counted;
}

function contingentOf({ holderId, reservationFailed }: LeaseRecord): string | null {
  return reservationFailed ? null : holderId;
}

function categoryInWords(category: (typeof countedCategories)[number]): string {
  const words = category === 'protected' ? letterInWords('g') : letterInWords(category);
  const from = category === 'protected' ? `, montré à partir de ${protectedMinimum}` : '';
  return `${words.charAt(0).toLocaleUpperCase('fr-FR')}${words.slice(1)}${from}`;
}
