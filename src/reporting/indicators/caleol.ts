/** The commission's activity (C-04 to C-07): sittings, homes, files examined, decisions, exceptions, departures. */
import { type DecisionKind, decisionKinds, decisionNames } from '../../committee/decision.ts';
import { exceptionNames } from '../../committee/papers/paper-words.ts';
import { addMonths, daysBetween } from '../../kernel/civil-date.ts';
import { obligationNumber } from '../../law/obligation-figures.ts';
import type { ReportingFacts, SittingRecord } from '../facts.ts';
import type { Definition, Figure, Indicator, IndicatorTable, Period } from '../indicator.ts';
import { countFigure } from './count.ts';
import { landlordPlace } from './places.ts';
import { isWithin, periodOf, type Question } from './question.ts';

export const caleolDefinition: Definition = {
  name: 'caleol',
  title: 'Activité de la commission d’attribution (CALEOL)',
  rules: ['C-04', 'C-06', 'C-07', 'C-08'],
  articles: ['CCH R441-3', 'CCH R441-9', 'CCH L441-2'],
  measures: [
    {
      key: 'attributions',
      label: 'Décisions d’attribution',
      unit: 'dossier',
      numerator: 'Décisions d’attribution, avec classement ou sous condition (a, b, c)',
      denominator: 'Dossiers examinés',
    },
    {
      key: 'refusals',
      label: 'Non-attributions et irrecevabilités',
      unit: 'dossier',
      numerator: 'Décisions de non-attribution ou d’irrecevabilité (d, e)',
      denominator: 'Dossiers examinés',
    },
    {
      key: 'fewCandidates',
      label: 'Logements examinés avec moins de trois candidats',
      unit: 'logement',
      numerator: 'Logements examinés sous une des exceptions de R441-3',
      denominator: 'Logements examinés',
    },
    {
      key: 'departures',
      label: 'Logements où la commission s’est écartée de la proposition',
      unit: 'logement',
      numerator: 'Logements dont l’ordre décidé n’est pas l’ordre proposé',
      denominator: 'Logements pour lesquels un ordre était proposé',
    },
    {
      key: 'onTime',
      label: 'Séances tenues dans les deux mois de la précédente',
      unit: 'séance',
      numerator: 'Séances tenues au plus tard deux mois après la précédente de la même commission',
      denominator: 'Séances qui en suivent une autre',
    },
  ],
  leftOut: [
    'Séances préparées et pas encore closes',
    'Logements dont la commission est seulement informée (C-13)',
  ],
  reading: 'Une décision corrigée compte comme elle a été corrigée.',
};

export function caleol(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const sittings = facts.sittings.filter(({ heldOn }) => isWithin(heldOn, period));
  return {
    definition: caleolDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: activity(facts, period, sittings),
    notCounted: [],
    tables: [sittingTable(sittings), decisionTable(sittings), exceptionTable(sittings)],
    defects: [],
  };
}

function activity(facts: ReportingFacts, period: Period, sittings: readonly SittingRecord[]): Figure[] {
  const figure = (measure: string, inGroup: number, total: number) =>
    countFigure({ measure, place: landlordPlace(facts), period }, inGroup, total);
  const examined = sum(sittings, (one) => one.examined);
  const decided = (kinds: readonly DecisionKind[]) =>
    sum(sittings, ({ decisions }) => kinds.reduce((total, kind) => total + decisions[kind], 0));
  const proposed = sittings.filter(({ departures }) => departures !== null);
  const gaps = gapsOf(facts.sittings).filter(({ heldOn }) => isWithin(heldOn, period));
  return [
    figure('attributions', decided(['attribution', 'rankedAttribution', 'suspensiveAttribution']), examined),
    figure('refusals', decided(['nonAttribution', 'irrecevability']), examined),
    figure(
      'fewCandidates',
      sum(sittings, exceptionsIn),
      sum(sittings, ({ homes }) => homes),
    ),
    figure(
      'departures',
      sum(proposed, ({ departures }) => departures ?? 0),
      sum(proposed, ({ homes }) => homes),
    ),
    figure('onTime', gaps.filter(({ onTime }) => onTime).length, gaps.length),
  ];
}

/** C-04: each sitting and the one before it in the same commission. */
function gapsOf(sittings: readonly SittingRecord[]): { heldOn: SittingRecord['heldOn']; onTime: boolean }[] {
  const last = new Map<string, SittingRecord['heldOn']>();
  const ordered = [...sittings].sort((a, b) => daysBetween(b.heldOn, a.heldOn));
  return ordered.flatMap(({ heldOn, commissionId }) => {
    const before = last.get(commissionId);
    last.set(commissionId, heldOn);
    const months = obligationNumber('committee.maxMonthsBetweenSessions', heldOn);
    if (before === undefined || months === null) return [];
    return [{ heldOn, onTime: heldOn <= addMonths(before, months) }];
  });
}

function sittingTable(sittings: readonly SittingRecord[]): IndicatorTable {
  const commissions = [...new Set(sittings.map(({ commissionId }) => commissionId))].sort();
  return {
    key: 'sittings',
    title: 'Séances par commission',
    columns: [
      { title: 'Commission', kind: 'text' },
      { title: 'Séances', kind: 'count' },
      { title: 'Logements examinés', kind: 'count' },
      { title: 'Dossiers examinés', kind: 'count' },
    ],
    rows: commissions.map((id) => {
      const own = sittings.filter(({ commissionId }) => commissionId === id);
      return [id, own.length, sum(own, ({ homes }) => homes), sum(own, ({ examined }) => examined)];
    }),
  };
}

function decisionTable(sittings: readonly SittingRecord[]): IndicatorTable {
  return {
    key: 'decisions',
    title: 'Décisions, dans l’ordre du Code',
    columns: [
      { title: 'Décision', kind: 'text' },
      { title: 'Dossiers', kind: 'count' },
    ],
    rows: decisionKinds.map((kind) => [
      decisionNames[kind],
      sum(sittings, ({ decisions }) => decisions[kind]),
    ]),
  };
}

function exceptionTable(sittings: readonly SittingRecord[]): IndicatorTable {
  const grounds = [...new Set(sittings.flatMap(({ exceptions }) => Object.keys(exceptions)))].sort();
  return {
    key: 'exceptions',
    title: 'Exceptions aux trois candidats, par motif',
    columns: [
      { title: 'Motif', kind: 'text' },
      { title: 'Logements', kind: 'count' },
    ],
    rows: grounds.map((ground) => [
      Object.entries(exceptionNames).find(([known]) => known === ground)?.[1] ?? ground,
      sum(sittings, ({ exceptions }) => exceptions[ground] ?? 0),
    ]),
  };
}

function exceptionsIn({ exceptions }: SittingRecord): number {
  return Object.values(exceptions).reduce<number>((total, count) => total + (count ?? 0), 0);
}

function sum(sittings: readonly SittingRecord[], of: (sitting: SittingRecord) => number): number {
  return sittings.reduce((total, sitting) => total + of(sitting), 0);
}
