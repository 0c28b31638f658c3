/**
 * attributions outside QPV by EPCI at a closing day, as the indicator counts them: the total, the first quartile,
 * the relocated, both counted once, the rates over six and twelve months, the objective.
 */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { yearOf } from '../../kernel/civil-date.ts';
import { frenchPercent, frenchShortDate } from '../../kernel/french.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import { type Figure, type Indicator, rateOf } from '../indicator.ts';
import { indicatorOf } from '../indicators/indicator-of.ts';
import { epcisOfOrder } from '../indicators/quota-target.ts';
import type { DueReturn } from './calendar.ts';
import { defectChecks, notClosed } from './checks.ts';
import { provisionalCheck, provisionalSentence } from './quartile-order.ts';
import { type Check, count, type ReturnBody, returnTable, share, text } from './return-content.ts';

export function halfYearReturn(facts: ReportingFacts, due: DueReturn, today: CivilDate): ReturnBody {
  const indicator = indicatorOf('q1-outside-qpv', facts, { period: due.covers, asOf: today });
  const mine = indicator.figures.filter(
    ({ place }) => place.level === 'epci' && place.departements.includes(due.recipient.code ?? ''),
  );
  // The period asked is the half-year itself: while it runs, six months back would reach into the one before.
  const six = mine.filter(({ measure }) => measure === 'period');
  const twelve = new Map(
    mine.flatMap((figure) =>
      figure.measure === 'twelveMonths' ? [[figure.place.code, figure] as const] : [],
    ),
  );
  const leases = new Map(facts.leases.map((lease) => [lease.id, lease]));
  const provisional = provisionalSentence(six, due.covers.until);
  return {
    provisional,
    tables: [
      returnTable(
        'attributions',
        'Attributions suivies de baux signés, hors QPV, par EPCI',
        [
          ['EPCI', 'text'],
          ['Baux hors QPV, six mois', 'count'],
          ['dont premier quartile', 'count'],
          ['dont relogés', 'count'],
          ['Comptés une fois, six mois', 'count'],
          ['Ressources inconnues', 'count'],
          ['Taux sur six mois', 'share'],
          ['Baux hors QPV, douze mois', 'count'],
          ['Comptés une fois, douze mois', 'count'],
          ['Taux sur douze mois', 'share'],
          ['Objectif', 'share'],
          ['Manque sur six mois', 'count'],
        ],
        six.map((figure) => row(figure, twelve.get(figure.place.code), leases)),
      ),
    ],
    notes: notesOf(indicator),
    signedBy: 'Le directeur général, ou la directrice générale',
    whole: { count: six.reduce((sum, { total }) => sum + total, 0), unit: 'bail' },
    checks: [
      ...notClosed(due.covers, today),
      ...provisionalCheck(provisional, due.covers.until),
      ...orderChecks(facts, six, due.covers.until),
      ...defectChecks(defectsOfFigures(indicator, six)),
      ...six.flatMap((figure) => objectiveChecks(facts, figure)),
      ...six.flatMap(controlChecks),
    ],
  };
}

function row(six: Figure, twelve: Figure | undefined, leases: ReadonlyMap<string, LeaseRecord>) {
  const counted = six.leaseIds.inGroup.flatMap((id) => leases.get(id) ?? []);
  return [
    text(six.place.name),
    count(six.total),
    count(counted.filter(({ firstQuartile }) => firstQuartile === true).length),
    count(counted.filter(({ relocated }) => relocated).length),
    count(six.inGroup),
    count(six.split.unknown),
    share(rateOf(six)?.valueOf() ?? null),
    count(twelve?.total ?? null),
    count(twelve?.inGroup ?? null),
    share(twelve ? (rateOf(twelve)?.valueOf() ?? null) : null),
    share(six.goal?.kind === 'share' ? six.goal.share : null),
    count(six.missing),
  ];
}

function notesOf({ notCounted, definition }: Indicator): string[] {
  return [
    'Relogés : ménages relogés par une opération de renouvellement urbain ou une ORCOD, quel que soit leur quartile.',
    'Comptés une fois : premier quartile ou relogés. Un ménage relogé qui est aussi du premier quartile est compté une seule fois.',
    'Un bail dont les ressources sont inconnues reste au total et n’est jamais compté dans le premier quartile.',
    ...definition.leftOut.map((words) => `${words} : hors du compte.`),
    ...notCounted.map(
      ({ because, count: number }) => `Non compté : ${because} (${number}, tout le patrimoine).`,
    ),
  ];
}

/** The leases of these figures alone: a préfet is told of his own EPCI. */
function defectsOfFigures({ defects }: Indicator, figures: readonly Figure[]): Indicator['defects'] {
  const ids = new Set(
    figures.flatMap(({ leaseIds: { inGroup, unknown, rest } }) => [...inGroup, ...unknown, ...rest]),
  );
  return defects.filter(({ leaseId }) => ids.has(leaseId));
}

function orderChecks(facts: ReportingFacts, six: readonly Figure[], until: CivilDate): Check[] {
  if (six.length > 0 || epcisOfOrder(facts, until).isLoaded) return [];
  return [
    {
      key: 'order-missing',
      level: 'blocking',
      words: `Aucun EPCI du département n’est dans un arrêté des quartiles chargé pour ${yearOf(until)}.`,
      todo: 'Faites charger l’arrêté de l’année, ou vérifiez que le quota ne s’y applique pas.',
      place: 'law',
    },
  ];
}

/** Q-02 al. 28 to 30: without a local objective the share of the Code applies, and somebody should know it. */
function objectiveChecks({ targets }: ReportingFacts, { place, goal, period }: Figure): Check[] {
  const entered = targets.some(
    ({ kind, year, territory }) =>
      kind === 'q1OutsideQpv' && year === yearOf(period.until) && territory.code === place.code,
  );
  if (goal?.kind === 'share' && entered) return [];
  if (goal?.kind === 'share') {
    return [
      {
        key: `objective-${place.code ?? ''}`,
        level: 'toCheck',
        words: `${place.name} : aucun objectif local n’est entré pour ${yearOf(period.until)}, les ${frenchPercent(goal.share)} du Code s’appliquent (L441-1 al. 30).`,
        todo: 'Vérifiez la convention intercommunale d’attribution et ce que l’EPCI a notifié.',
        place: 'targets',
      },
    ];
  }
  return [
    {
      key: `objective-${place.code ?? ''}`,
      level: 'blocking',
      words: `${place.name} : aucun objectif ne s’applique, aucun taux ne se lit.`,
      todo: 'Entrez l’objectif du territoire.',
      place: 'targets',
    },
  ];
}

/** what the préfet may conclude, told to the landlord and never written in the return. */
function controlChecks({ place, control, period }: Figure): Check[] {
  if (control !== 'injonction') return [];
  return [
    {
      key: `control-${place.code ?? ''}`,
      level: 'toCheck',
      words: `${place.name} : au ${frenchShortDate(period.until)}, une injonction du préfet est possible (L441-1 al. 34), l’objectif n’étant pas atteint sur six mois, ou pas encore sur douze après une injonction.`,
      todo: 'Lisez les taux de l’EPCI et ce qui peut encore les relever.',
      place: 'indicator',
    },
  ];
}
