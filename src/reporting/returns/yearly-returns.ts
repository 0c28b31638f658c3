/** The returns of a whole year: designations by département, the quarters, the commission's activity. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { ReportingFacts } from '../facts.ts';
import { type Figure, type Indicator, type IndicatorTable, rateOf } from '../indicator.ts';
import { indicatorOf } from '../indicators/indicator-of.ts';
import { factsWithin } from '../reach.ts';
import type { Cell } from '../screen/cell.ts';
import { screenOf, secrecyAlone } from '../screen/screen.ts';
import type { DueReturn } from './calendar.ts';
import { defectChecks, notClosed } from './checks.ts';
import {
  count,
  fromScreen,
  periodInWords,
  type ReturnBody,
  returnTable,
  share,
  text,
} from './return-content.ts';

const publicColumns = 5;

/** L441-1 al. 21: designations followed by a lease, by who designates; public, so small counts are hidden under `k`. */
export function designationsReturn(
  facts: ReportingFacts,
  due: DueReturn,
  today: CivilDate,
  k: number,
): ReturnBody {
  const inside = factsWithin(facts, due.recipient.code === null ? [] : [due.recipient.code]);
  const indicator = indicatorOf('priority', inside, { period: due.covers, asOf: today });
  const contingents = indicator.tables.filter(({ key }) => key === 'contingents').map(firstColumns);
  const tablesOnly = { ...indicator, figures: [], tables: contingents };
  const screen = screenOf(tablesOnly, periodInWords(due), secrecyAlone(tablesOnly, k));
  const leases = contingents.flatMap(({ rows }) => rows.map((row) => Number(row[1] ?? 0)));
  return {
    provisional: null,
    tables: screen.tables.map((table) => ({
      ...fromScreen(table),
      title: 'Désignations suivies d’un bail signé, par contingent',
    })),
    notes: [
      'Une désignation est comptée quand un bail la suit ; un logement revenu faute de candidat est au compte du bailleur.',
      'Une situation prioritaire n’est comptée que reconnue, par une décision ou un label daté. Un même ménage peut être dans plusieurs colonnes.',
      ...(screen.secrecy === null ? [] : [screen.secrecy]),
    ],
    signedBy: null,
    whole: { count: leases.reduce((sum, one) => sum + one, 0), unit: 'bail' },
    checks: [...notClosed(due.covers, today), ...defectChecks(indicator.defects)],
  };
}

/** Without the columns of grounds: what is public says how many, never of which kind of hardship. */
function firstColumns(table: IndicatorTable): IndicatorTable {
  return {
    ...table,
    columns: table.columns.slice(0, publicColumns),
    rows: table.rows.map((row) => row.slice(0, publicColumns)),
  };
}

/** each holder's quarter in the préfet's département, and over the whole stock, where it is owed. */
export function quartersReturn(facts: ReportingFacts, due: DueReturn, today: CivilDate): ReturnBody {
  const indicator = indicatorOf('quarters', facts, { period: due.covers, asOf: today });
  const { code } = due.recipient;
  const here = indicator.figures.filter(
    ({ place }) => place.within?.code === code || (place.level === 'departement' && place.code === code),
  );
  const everywhere = indicator.figures.filter(
    ({ place }) => place.within === null && place.level !== 'departement',
  );
  const shared = [
    ['Réservataire', 'text'],
    ['Obligation', 'text'],
    ['Baux', 'count'],
    ['à des ménages DALO ou prioritaires', 'count'],
    ['Situation inconnue', 'count'],
    ['Taux', 'share'],
    ['Objectif', 'share'],
  ] as const;
  return {
    provisional: null,
    tables: [
      returnTable('departement', 'Dans le département', shared, here.map(quarterRow(indicator))),
      returnTable(
        'whole',
        'Sur tout le patrimoine, où l’obligation se lit',
        [...shared, ['Attributions manquantes', 'count']],
        everywhere.map((figure) => [...quarterRow(indicator)(figure), count(figure.missing)]),
      ),
    ],
    notes: [
      'L’obligation se lit par réservataire et par année ; la part du département est donnée au préfet qui la demande.',
      ...(indicator.definition.reading === null ? [] : [indicator.definition.reading]),
      ...indicator.definition.leftOut.map((words) => `${words}.`),
    ],
    signedBy: null,
    whole: { count: here.reduce((sum, { total }) => sum + total, 0), unit: 'bail' },
    checks: [...notClosed(due.covers, today), ...defectChecks(indicator.defects)],
  };
}

function quarterRow({ definition }: Indicator): (figure: Figure) => Cell[] {
  const labels = new Map(definition.measures.map(({ key, label }) => [key, label]));
  return (figure) => [
    text(figure.place.level === 'holder' ? figure.place.name : 'Bailleur'),
    text(labels.get(figure.measure) ?? figure.measure),
    count(figure.total),
    count(figure.inGroup),
    count(figure.split.unknown),
    share(rateOf(figure)?.valueOf() ?? null),
    share(figure.goal?.kind === 'share' ? figure.goal.share : null),
  ];
}

/** C-04: the commission's year for the board, with the attributions that followed. */
export function committeeReturn(facts: ReportingFacts, due: DueReturn, today: CivilDate): ReturnBody {
  const question = { period: due.covers, asOf: today };
  const activity = indicatorOf('caleol', facts, question);
  const examined = activity.figures.find(({ measure }) => measure === 'attributions')?.total ?? 0;
  return {
    provisional: null,
    tables: [
      ...screenOf(activity, periodInWords(due), null)
        .tables.filter(({ rows }) => rows.length > 0)
        .map(fromScreen),
      attributionsTable(facts, question),
    ],
    notes: [
      ...activity.definition.leftOut.map((words) => `${words} : hors du compte.`),
      ...(activity.definition.reading === null ? [] : [activity.definition.reading]),
      'Attributions : baux signés dans l’année ; un bail suit parfois une décision de l’année précédente.',
    ],
    signedBy: null,
    whole: { count: examined, unit: 'dossier' },
    checks: [
      ...notClosed(due.covers, today),
      ...(examined > 0
        ? []
        : [
            {
              key: 'no-sitting',
              level: 'blocking' as const,
              words: 'Aucune séance tenue n’est connue sur la période.',
              todo: 'Importez les séances tenues avant l’outil, ou vérifiez l’année.',
              place: 'indicator' as const,
            },
          ]),
    ],
  };
}

/** R441-9: what was let, by département, as the indicators count it. */
function attributionsTable(facts: ReportingFacts, question: Parameters<typeof indicatorOf>[2]) {
  const priority = indicatorOf('priority', facts, question).figures;
  const transfers = indicatorOf('internal-transfers', facts, question).figures;
  const of = (figures: readonly Figure[], measure: string, code: string | null) =>
    figures.find(
      (figure) => figure.measure === measure && figure.place.code === code && figure.place.level !== 'holder',
    );
  const places = priority.filter(
    ({ measure, place }) =>
      measure === 'ps2' && (place.level === 'landlord' || place.level === 'departement'),
  );
  return returnTable(
    'attributions',
    'Attributions suivies d’un bail signé',
    [
      ['Territoire', 'text'],
      ['Baux signés', 'count'],
      ['à des ménages DALO ou prioritaires', 'count'],
      ['à des ménages DALO', 'count'],
      ['à des locataires du bailleur', 'count'],
    ],
    places.map(({ place, total, inGroup }) => [
      text(place.name),
      count(total),
      count(inGroup),
      count(of(priority, 'ps3', place.code)?.inGroup ?? null),
      count(of(transfers, 'share', place.code)?.inGroup ?? null),
    ]),
  );
}
