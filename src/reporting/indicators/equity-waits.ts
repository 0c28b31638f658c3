/** What the command line and exports give of equity: waits of those housed by group. The audit itself has its page. */
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Indicator } from '../indicator.ts';
import { daysFigure } from './count.ts';
import { waitDays, waitTable } from './delays.ts';
import { wholeOf } from './places.ts';
import { attributionsIn, periodOf, type Question, swapsNotCounted } from './question.ts';

export const equityDefinition: Definition = {
  name: 'equity',
  title: 'Attente des ménages logés, par groupe',
  rules: ['D-03', 'D-06'],
  articles: ['CCH L441-1', 'CCH L442-5'],
  measures: [
    {
      key: 'wait',
      label: 'De la demande au bail',
      unit: 'bail',
      numerator: 'Jours entre le dépôt de la demande et la signature',
      denominator: 'Baux signés',
    },
  ],
  leftOut: ['Jamais la nationalité ni l’origine ; le besoin d’un logement adapté, jamais son motif'],
  reading: 'Ne sont ici que les ménages logés : l’audit d’équité lit aussi ceux qui attendent.',
};

const groups: readonly { key: string; title: string; of: (lease: LeaseRecord) => string | null }[] = [
  { key: 'size', title: 'Taille du ménage', of: ({ facts }) => sizeOf(facts?.persons ?? null) },
  { key: 'age', title: 'Âge du titulaire', of: ({ facts }) => ageClass(facts?.holderAge ?? null) },
  {
    key: 'quartile',
    title: 'Quartile de ressources',
    of: ({ firstQuartile }) => yesNo(firstQuartile, '1. Premier quartile', '2. Autres quartiles'),
  },
  {
    key: 'origin',
    title: 'Quartier de départ',
    of: ({ facts }) => yesNo(facts?.originInQpv ?? null, '1. QPV', '2. Hors QPV'),
  },
  {
    key: 'adapted',
    title: 'Besoin d’un logement adapté',
    of: ({ facts }) => yesNo(facts?.adaptedNeed ?? null, '1. Oui', '2. Non'),
  },
  {
    key: 'loneParent',
    title: 'Famille monoparentale',
    of: ({ facts }) => yesNo(facts?.loneParent ?? null, '1. Oui', '2. Non'),
  },
  {
    key: 'channel',
    title: 'Voie de la demande',
    of: ({ facts }) => (facts?.channel ? channelWords[facts.channel] : null),
  },
];

const channelWords = { online: '1. En ligne', counter: '2. Guichet', post: '3. Courrier' } as const;

export function equityWaits(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const leases = attributionsIn(facts, period);
  const { place } = wholeOf(facts);
  return {
    definition: equityDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: [daysFigure({ measure: 'wait', place, period }, leases, waitDays)],
    notCounted: swapsNotCounted(facts, period),
    tables: groups.map(({ key, title, of }) => waitTable(key, title, leases, of)),
    defects: [],
  };
}

function sizeOf(persons: number | null): string | null {
  if (persons === null) return null;
  if (persons >= 5) return '5. Cinq personnes et plus';
  const names = ['1. Une personne', '2. Deux personnes', '3. Trois personnes', '4. Quatre personnes'];
  return names[persons - 1] ?? null;
}

function ageClass(age: number | null): string | null {
  if (age === null) return null;
  if (age < 30) return '1. Moins de 30 ans';
  if (age < 50) return '2. 30 à 49 ans';
  return age < 65 ? '3. 50 à 64 ans' : '4. 65 ans et plus';
}

function yesNo(value: boolean | null, yes: string, no: string): string | null {
  return value === null ? null : value ? yes : no;
}
