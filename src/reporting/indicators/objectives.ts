/** Objectives that are counted and never priced: essential workers, volunteer firefighters, the State's publics. */
import { countedCategories } from '../../domain/lease-facts.ts';
import type { Objective } from '../../domain/objective.ts';
import { yearOf } from '../../kernel/civil-date.ts';
import { territoryTest } from '../../law/quota-population.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Indicator, Measure, Period } from '../indicator.ts';
import { leaseFigure, type Standing } from './count.ts';
import { departementPlace, epciPlace, landlordPlace } from './places.ts';
import { attributionsIn, periodOf, type Question, swapsNotCounted } from './question.ts';

export const objectivesDefinition: Definition = {
  name: 'objectives',
  title: 'Objectifs comptés, jamais pris en compte dans un rang',
  rules: ['Q-16', 'D-04'],
  articles: ['CCH L441-1 al. 35', 'CCH L441-1 al. 36', 'CCH R441-1-3'],
  measures: [
    {
      key: 'essentialWorkers',
      label: 'Travailleurs essentiels',
      unit: 'bail',
      numerator: 'Baux à des ménages dont un membre exerce une profession que la convention cite',
      denominator: 'Baux signés dans le territoire',
    },
    {
      key: 'volunteerFirefighters',
      label: 'Sapeurs-pompiers volontaires',
      unit: 'bail',
      numerator: 'Baux à des ménages dont un membre est sapeur-pompier volontaire',
      denominator: 'Baux signés dans le territoire',
    },
    {
      key: 'statePublic',
      label: 'Objectifs chiffrés de l’État, par public',
      unit: 'bail',
      numerator: 'Baux à des ménages reconnus de ce public au jour de la signature',
      denominator: 'Baux signés dans le territoire',
    },
  ],
  leftOut: ['Publics qu’aucune catégorie conservée avec le bail ne désigne : ils ne sont pas comptés ici'],
  reading:
    'Ce sont des objectifs, jamais une priorité ni des points. Pour les publics de l’État, seuls des nombres existent : aucune fiche ne dit qu’un ménage en fait partie.',
};

/** A figure an objective of the period's last year. */
export function objectives(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const leases = attributionsIn(facts, period);
  const asked = facts.objectives.filter(({ year }) => year === yearOf(period.until));
  return {
    definition: { ...objectivesDefinition, measures: measuresOf(asked) },
    period: question.period,
    asOf: question.asOf,
    figures: asked.map((objective) => objectiveFigure(facts, period, leases, objective)),
    notCounted: swapsNotCounted(facts, period),
    tables: [],
    defects: defectsOf(leases, ['facts']),
  };
}

function objectiveFigure(
  facts: ReportingFacts,
  period: Period,
  leases: readonly LeaseRecord[],
  objective: Objective,
): Figure {
  const { territory, kind, goal } = objective;
  const within = territoryTest(
    {
      ...{ id: objective.id, kind: 'internalTransfers', name: objective.name, class: 'own' },
      ...{ year: objective.year, territory, goal, source: objective.source },
    },
    facts,
  );
  const here = leases.filter((lease) => within(lease, lease.signedOn));
  return leaseFigure(
    { measure: measureKey(objective), place: placeOf(facts, territory), period, goal },
    here,
    (lease) => standingIn(kind, objective.public, lease),
  );
}

function standingIn(kind: Objective['kind'], wanted: string | null, { facts }: LeaseRecord): Standing {
  if (kind === 'statePublic') {
    const category = countedCategories.find((one) => one === wanted);
    if (facts === null || category === undefined) return 'unknown';
    return facts.categories.includes(category) ? 'proved' : 'out';
  }
  const said = kind === 'essentialWorkers' ? facts?.essentialWorker : facts?.volunteerFirefighter;
  return said === true ? 'declared' : said === false ? 'out' : 'unknown';
}

/** Several publics of the State in one territory are as many measures. */
function measureKey({ kind, id }: Objective): string {
  return kind === 'statePublic' ? `statePublic:${id}` : kind;
}

function measuresOf(asked: readonly Objective[]): Measure[] {
  return objectivesDefinition.measures.flatMap((measure) => {
    if (measure.key !== 'statePublic') return asked.some(({ kind }) => kind === measure.key) ? [measure] : [];
    return asked
      .filter(({ kind }) => kind === 'statePublic')
      .map((objective) => ({ ...measure, key: measureKey(objective), label: objective.name }));
  });
}

function placeOf(facts: ReportingFacts, { level, code }: Objective['territory']) {
  if (code === null || level === 'landlord') return landlordPlace(facts);
  return level === 'departement' ? departementPlace(code) : epciPlace(code);
}
