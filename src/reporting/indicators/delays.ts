/** Delays: the life of a home from the notice to the lease, and the wait of those housed (median, 90th percentile). */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { daysBetween } from '../../kernel/civil-date.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Indicator, IndicatorTable, Measure } from '../indicator.ts';
import { daysFigure, spread } from './count.ts';
import { departementsOf, wholeOf } from './places.ts';
import { attributionsIn, periodOf, type Question, swapsNotCounted } from './question.ts';

type Day = (lease: LeaseRecord) => CivilDate | null;
type Step = { key: string; label: string; from: Day; to: Day };

const notice: Day = ({ facts }) => facts?.noticeReceivedOn ?? null;
const available: Day = ({ facts }) => facts?.availableOn ?? null;
const oriented: Day = ({ facts }) => facts?.orientedOn ?? null;
const decided: Day = ({ facts }) => facts?.decidedOn ?? null;
const filed: Day = ({ facts }) => facts?.filedOn ?? null;
const signed: Day = ({ signedOn }) => signedOn;

const wait: Step = {
  key: 'wait',
  label: 'De la demande au bail (attente des ménages logés)',
  from: filed,
  to: signed,
};

const steps: readonly Step[] = [
  wait,
  { key: 'noticeToAvailable', label: 'Du préavis à la disponibilité', from: notice, to: available },
  { key: 'availableToOriented', label: 'De la disponibilité à l’orientation', from: available, to: oriented },
  { key: 'orientedToDecided', label: 'De l’orientation à la décision', from: oriented, to: decided },
  { key: 'decidedToSigned', label: 'De la décision au bail', from: decided, to: signed },
  {
    key: 'availableToSigned',
    label: 'De la disponibilité au bail (logement vide)',
    from: available,
    to: signed,
  },
  { key: 'noticeToSigned', label: 'Du préavis au bail', from: notice, to: signed },
];

export const delaysDefinition: Definition = {
  name: 'delays',
  title: 'Délais',
  rules: ['N-02', 'N-06', 'Q-13'],
  articles: ['CCH L441-1-4', 'CCH R441-2-3', 'CCH L441-1 al. 42'],
  measures: steps.map(
    ({ key, label }): Measure => ({
      key,
      label,
      unit: 'bail',
      numerator: `${label} : jours, sur les baux dont les deux dates sont connues`,
      denominator: 'Baux signés',
    }),
  ),
  leftOut: ['Ménages qui attendent encore : leur attente n’est pas finie, elle se lit dans l’audit d’équité'],
  reading:
    'Une étape faite d’avance compte zéro jour : un logement orienté pendant le préavis n’attend pas son orientation. La médiane partage les baux en deux ; neuf baux sur dix ne dépassent pas le 90e centile. L’attente court du dépôt de la demande.',
};

export function delays(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const leases = attributionsIn(facts, period);
  const places = [wholeOf(facts), ...departementsOf(facts)];
  return {
    definition: delaysDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: places.flatMap(({ place, holds }) => {
      const here = leases.filter(({ insee }) => holds(insee));
      return steps.map((step) =>
        daysFigure({ measure: step.key, place, period }, here, (lease) => daysOf(step, lease)),
      );
    }),
    notCounted: swapsNotCounted(facts, period),
    tables: [
      waitTable('label', 'Attente selon la reconnaissance', leases, byLabel),
      waitTable('typology', 'Attente selon la taille du logement', leases, ({ typology }) => typology),
      waitTable('transfer', 'Attente selon la situation de logement', leases, byTransfer),
    ],
    defects: defectsOf(leases, ['days', 'facts']),
  };
}

/** Days from the application to the lease; null where the day of filing was not kept. */
export function waitDays(lease: LeaseRecord): number | null {
  return daysOf(wait, lease);
}

function daysOf({ from, to }: Step, lease: LeaseRecord): number | null {
  const [start, end] = [from(lease), to(lease)];
  return start === null || end === null ? null : Math.max(0, daysBetween(start, end));
}

function byLabel({ dalo, priority }: LeaseRecord): string {
  if (dalo) return '1. DALO';
  return priority ? '2. Prioritaires (L441-1)' : '3. Autres ménages';
}

const transferWords = {
  none: '1. Première demande',
  internal: '2. Locataires du bailleur',
  otherLandlord: '3. Locataires d’un autre bailleur',
} as const;

function byTransfer({ transfer }: LeaseRecord): string {
  return transferWords[transfer];
}

/** Waits by group: disjoint rows, a group without any known wait has none. */
export function waitTable(
  key: string,
  title: string,
  leases: readonly LeaseRecord[],
  groupOf: (lease: LeaseRecord) => string | null,
): IndicatorTable {
  const groups = [...new Set(leases.map((lease) => groupOf(lease) ?? 'Inconnu'))].sort();
  return {
    key,
    title,
    columns: [
      { title: 'Groupe', kind: 'text' },
      { title: 'Baux', kind: 'count' },
      { title: 'Attente médiane (jours)', kind: 'days' },
      { title: '90e centile (jours)', kind: 'days' },
    ],
    rows: groups.map((group) => {
      const mine = leases.filter((lease) => (groupOf(lease) ?? 'Inconnu') === group);
      const days = spread(mine.flatMap((lease) => waitDays(lease) ?? []));
      return [group.replace(/^\d\. /, ''), mine.length, days?.median ?? null, days?.ninetieth ?? null];
    }),
  };
}
