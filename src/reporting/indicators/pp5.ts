/** PP-5 (M-01) in the shape of the CUS annex: by département and EPCI, reference, commitment, number and share. */
import type { Commitment } from '../../domain/objective.ts';
import type { Target } from '../../domain/target.ts';
import { yearOf } from '../../kernel/civil-date.ts';
import { frenchCount, frenchPercent } from '../../kernel/french.ts';
import { targetPopulation } from '../../law/quota-population.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Indicator, IndicatorTable, NotCounted, Period } from '../indicator.ts';
import { goalOf, leaseFigure } from './count.ts';
import { allPlaces, departementPlace, epciPlace, landlordPlace } from './places.ts';
import { attributionsIn, notCounted, periodOf, type Question, swapsNotCounted } from './question.ts';
import { transferTest } from './social-bodies.ts';

export const pp5Definition: Definition = {
  name: 'pp5',
  title: 'Mutations de locataires du parc social (PP-5)',
  rules: ['M-01', 'M-03', 'M-04', 'M-08', 'M-08c'],
  articles: ['CCH R445-5-1', 'CCH R445-2-8'],
  measures: [
    {
      key: 'transfers',
      label: 'Ménages déjà locataires du parc social, de ce bailleur ou d’un autre',
      unit: 'bail',
      numerator: 'Baux à des locataires d’un organisme de logement social inscrit à la liste au jour du bail',
      denominator: 'Tous les baux signés',
    },
  ],
  leftOut: [
    'Échanges de droit entre locataires (L442-3-5), qui ne sont pas des attributions',
    'Membres d’un ménage qui quittent un locataire resté en place',
    'Locataires d’organismes absents de la liste datée des organismes de logement social',
  ],
  reading:
    'Le périmètre est la liste de communes de l’engagement, telle qu’elle a été signée : il survit à la fusion d’un EPCI. À ne pas confondre avec l’objectif de mutations internes (15 %), qui ne compte que les locataires du bailleur.',
};

/** One figure a row of the convention; without any, the landlord, its départements and EPCI, without a goal. */
export function pp5(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const leases = attributionsIn(facts, period);
  const rows = facts.targets
    .filter(({ kind, year }) => kind === 'transfersAnyLandlord' && year === yearOf(period.until))
    .sort(byAnnexOrder);
  const test = transferTest(facts);
  const standing = (lease: LeaseRecord) => test(lease).standing;
  const figures: Figure[] =
    rows.length > 0
      ? rows.map((target) => rowFigure(facts, period, leases, target))
      : allPlaces(facts, period.until).map(({ place, holds }) =>
          leaseFigure(
            { measure: 'transfers', place, period },
            leases.filter(({ insee }) => holds(insee)),
            standing,
          ),
        );
  return {
    definition: pp5Definition,
    period: question.period,
    asOf: question.asOf,
    figures,
    notCounted: [...outside(facts, leases), ...swapsNotCounted(facts, period)],
    tables: [annexTable(facts, figures)],
    defects: defectsOf(leases, ['origin', 'facts']),
  };
}

function rowFigure(
  facts: ReportingFacts,
  period: Period,
  leases: readonly LeaseRecord[],
  target: Target,
): Figure {
  const counts = targetPopulation(target, facts);
  const test = transferTest(facts);
  return leaseFigure(
    {
      measure: 'transfers',
      place: placeOf(facts, target),
      period,
      goal: goalOf(target),
      reference: commitmentOf(facts, target.territory)?.reference ?? null,
    },
    leases.filter((lease) => counts(lease, lease.signedOn)),
    (lease) => test(lease).standing,
  );
}

function placeOf(facts: ReportingFacts, { territory: { level, code } }: Target) {
  if (code === null || level === 'landlord') return landlordPlace(facts);
  return level === 'departement' ? departementPlace(code) : epciPlace(code);
}

function commitmentOf(
  { commitments }: ReportingFacts,
  { level, code }: Pick<Target['territory'], 'level' | 'code'>,
): Commitment | undefined {
  return commitments.find((row) => row.level === level && row.code === code);
}

/** The annex prints each département, then its EPCI; the aim on the whole landlord leads. */
function byAnnexOrder(a: Target, b: Target): number {
  return annexKey(a) < annexKey(b) ? -1 : annexKey(a) > annexKey(b) ? 1 : 0;
}

function annexKey({ id, territory: { level, code } }: Target): string {
  if (level === 'departement') return `1 ${code} 0`;
  const departement = level === 'epci' && code !== null ? epciPlace(code).departements[0] : undefined;
  return departement === undefined ? `0 ${id}` : `1 ${departement} 1 ${epciPlace(code ?? '').name}`;
}

function outside(facts: ReportingFacts, leases: readonly LeaseRecord[]): NotCounted[] {
  const test = transferTest(facts);
  const kept = (reason: 'unlisted' | 'membersOnly') =>
    leases.filter((lease) => test(lease).notCounted === reason);
  const unlisted = new Map<string, LeaseRecord[]>();
  for (const lease of kept('unlisted')) {
    const name = lease.facts?.originLandlord ?? '';
    unlisted.set(name, [...(unlisted.get(name) ?? []), lease]);
  }
  return [
    ...[...unlisted]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, of]) =>
        notCounted(`locataires de « ${name} », absent de la liste des organismes au jour du bail`, of),
      ),
    ...notCounted('membres d’un ménage dont le locataire est resté en place', kept('membersOnly')),
    ...(facts.socialBodies.length === 0
      ? notCounted(
          'locataires d’un autre bailleur : la liste des organismes de logement social n’est pas chargée',
          leases.filter(({ transfer }) => transfer === 'otherLandlord'),
        )
      : []),
  ];
}

/** The annex of the convention: what it printed, and what the year gives. */
function annexTable(facts: ReportingFacts, figures: readonly Figure[]): IndicatorTable {
  const years = [...new Set(facts.commitments.flatMap(({ rates }) => rates.map(({ year }) => year)))].sort();
  const periods = [...new Set(facts.commitments.map(({ reference }) => reference.years))].join(', ');
  return {
    key: 'annex',
    title: 'Annexe de la convention d’utilité sociale, indicateur PP-5',
    columns: [
      { title: 'Territoire', kind: 'text' },
      { title: `Référence ${periods} : nombre`.replace('  ', ' '), kind: 'count' },
      { title: `Référence ${periods} : part`.replace('  ', ' '), kind: 'share' },
      ...years.map((year) => ({ title: `Engagement ${year}`, kind: 'share' as const })),
      { title: 'Engagement de l’année', kind: 'text' },
      { title: 'Mutations', kind: 'count' },
      { title: 'Attributions', kind: 'count' },
      { title: 'Part des attributions', kind: 'share' },
    ],
    rows: figures.map((figure) => {
      const { level, code, name } = figure.place;
      const printed = facts.commitments.find((row) => row.level === level && row.code === code);
      return [
        name,
        figure.reference?.number ?? null,
        figure.reference?.share ?? null,
        ...years.map((year) => printed?.rates.find((rate) => rate.year === year)?.share ?? null),
        goalInWords(figure),
        figure.inGroup,
        figure.total,
        figure.goal?.kind === 'none' || figure.total === 0 ? null : figure.inGroup / figure.total,
      ];
    }),
  };
}

function goalInWords({ goal }: Figure): string | null {
  if (goal === null) return null;
  if (goal.kind === 'none') return goal.because;
  return goal.kind === 'share' ? frenchPercent(goal.share) : frenchCount(goal.number, 'mutation');
}
