/** Homes vacant on a day, for how long, by commune; and the offers refused in the period, with their reasons. */
import { refusalReasonNames } from '../../committee/letting/words.ts';
import { refusalReasons } from '../../domain/offer.ts';
import { addMonths, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import type { OfferRecord, ReportingFacts, VacancyRecord } from '../facts.ts';
import type { Definition, Figure, Indicator, IndicatorTable, NotCounted, Period } from '../indicator.ts';
import { countFigure, spread } from './count.ts';
import { communesOf, departementsOf, epcisOf, type PlaceTest, wholeOf } from './places.ts';
import { isWithin, periodOf, type Question } from './question.ts';

const longMonths = 3;

export const vacancyDefinition: Definition = {
  name: 'vacancy',
  title: 'Vacance et refus',
  rules: ['N-07', 'C-09'],
  articles: ['CCH R411-3', 'CCH R441-10'],
  measures: [
    {
      key: 'vacant',
      label: 'Logements vacants',
      unit: 'logement',
      numerator: 'Logements disponibles et sans bail le dernier jour de la période',
      denominator: 'Logements du parc',
    },
    {
      key: 'long',
      label: 'Vacants depuis plus de trois mois',
      unit: 'logement',
      numerator: 'Logements vacants dont la disponibilité remonte à plus de trois mois',
      denominator: 'Logements du parc',
    },
    {
      key: 'vacantDays',
      label: 'Jours de vacance des logements vacants',
      unit: 'logement',
      numerator: 'Jours depuis la disponibilité',
      denominator: 'Logements vacants',
    },
    {
      key: 'refusals',
      label: 'Propositions refusées',
      unit: 'proposition',
      numerator: 'Propositions refusées ou restées sans réponse dans leur délai',
      denominator: 'Propositions envoyées sur la période',
    },
  ],
  leftOut: [
    'Logements dont le locataire n’est pas encore parti',
    'Logements en travaux, et logements retirés de la location (vente, démolition, gros travaux)',
  ],
  reading:
    'Un logement est vacant du jour où il est disponible à la signature du bail. L’état est celui que le tableau des logements libérés porte aujourd’hui : pour un jour passé, un logement loué depuis est compté par son bail.',
};

export function vacancy(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const on = period.until;
  const offers = facts.offers.filter(({ sentOn }) => isWithin(sentOn, period));
  const communes = countedByCommune(facts, vacantOn(facts, on), offers);
  return {
    definition: vacancyDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: [wholeOf(facts), ...departementsOf(facts), ...epcisOf(facts, on), ...communesOf(facts)].flatMap(
      (place) => placeFigures(period, communes, place),
    ),
    notCounted: standingApart(facts, on),
    tables: [refusalTable(offers)],
    defects: [],
  };
}

type CommuneCount = { insee: string; stock: number; vacant: VacantHome[]; sent: number; refused: number };

/** Each home and offer read once: hundreds of places then add up communes. */
function countedByCommune(
  { stock }: ReportingFacts,
  vacant: readonly VacantHome[],
  offers: readonly OfferRecord[],
): CommuneCount[] {
  const counts = new Map<string, CommuneCount>();
  const of = (insee: string): CommuneCount => {
    const count = counts.get(insee) ?? { insee, stock: 0, vacant: [], sent: 0, refused: 0 };
    counts.set(insee, count);
    return count;
  };
  for (const { insee, homes } of stock) of(insee).stock += homes;
  for (const home of vacant) of(home.insee).vacant.push(home);
  for (const { insee, answer } of offers) {
    of(insee).sent += 1;
    if (answer === 'refused') of(insee).refused += 1;
  }
  return [...counts.values()];
}

function placeFigures(
  period: Period,
  communes: readonly CommuneCount[],
  { place, holds }: PlaceTest,
): Figure[] {
  const here = communes.filter(({ insee }) => holds(insee));
  const sum = (of: (count: CommuneCount) => number) => here.reduce((total, count) => total + of(count), 0);
  const homes = here.flatMap(({ vacant }) => vacant);
  const stock = sum((count) => count.stock);
  const isLong = ({ since }: VacantHome) => addMonths(since, longMonths) < period.until;
  const spec = (measure: string) => ({ measure, place, period });
  return [
    countFigure(spec('vacant'), homes.length, stock),
    countFigure(spec('long'), homes.filter(isLong).length, stock),
    {
      ...countFigure(spec('vacantDays'), homes.length, homes.length),
      days: spread(homes.map(({ since }) => daysBetween(since, period.until))),
    },
    countFigure(
      spec('refusals'),
      sum(({ refused }) => refused),
      sum(({ sent }) => sent),
    ),
  ];
}

type VacantHome = { insee: string; since: CivilDate };

/** Homes that wait on the day: still to let today, or let since by a lease that tells from when they were free. */
function vacantOn({ vacancies, leases }: ReportingFacts, on: CivilDate): VacantHome[] {
  return [
    ...vacancies.map(({ vacancy: { status, availableOn }, home: { insee } }) => ({
      insee,
      since: status === 'available' ? availableOn : null,
    })),
    ...leases
      .filter(({ signedOn }) => signedOn > on)
      .map(({ insee, facts }) => ({ insee, since: facts?.availableOn ?? null })),
  ].flatMap(({ insee, since }) => (since !== null && since <= on ? [{ insee, since }] : []));
}

function standingApart({ vacancies }: ReportingFacts, on: CivilDate): NotCounted[] {
  const line = (because: string, test: (record: VacancyRecord) => boolean): NotCounted[] => {
    const count = vacancies.filter(test).length;
    return count === 0 ? [] : [{ because, count, leaseIds: [] }];
  };
  return [
    ...line(
      'logements en préavis : le locataire n’est pas parti',
      ({ vacancy: { status } }) => status === 'notice',
    ),
    ...line('logements en travaux', ({ vacancy: { status } }) => status === 'works'),
    ...line(
      'logements retirés de la location (vente, démolition, gros travaux)',
      ({ vacancy: { status } }) => status === 'withdrawn',
    ),
    ...line(
      'logements disponibles plus tard, ou dont la date de disponibilité manque',
      ({ vacancy: { status, availableOn } }) =>
        status === 'available' && (availableOn === null || availableOn > on),
    ),
  ];
}

function refusalTable(offers: readonly OfferRecord[]): IndicatorTable {
  const refused = offers.filter(({ answer }) => answer === 'refused');
  const row = (name: string, of: readonly OfferRecord[]) => [
    name,
    of.length,
    of.filter(({ adapted }) => adapted === true).length,
    of.filter(({ adapted }) => adapted === false).length,
  ];
  return {
    key: 'refusals',
    title: 'Refus, par motif',
    columns: [
      { title: 'Motif', kind: 'text' },
      { title: 'Refus', kind: 'count' },
      { title: 'dont logement adapté au ménage', kind: 'count' },
      { title: 'dont logement non adapté', kind: 'count' },
    ],
    rows: [
      ...refusalReasons.map((reason) =>
        row(
          refusalReasonNames[reason],
          refused.filter(({ refusalReason }) => refusalReason === reason),
        ),
      ),
      row(
        'Motif non renseigné',
        refused.filter(({ refusalReason }) => refusalReason === null),
      ),
    ].filter(([, count]) => count !== 0),
  };
}
