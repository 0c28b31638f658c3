/** M-01 to M-03: PP-5, PS-1, PS-2 and PS-3 of the convention, year by year, for its evaluation at three years and its end. */
import { type CivilDate, civilDateOf, monthOf, yearOf } from '../../kernel/civil-date.ts';
import { frenchPercent, frenchShortDate } from '../../kernel/french.ts';
import type { Defect } from '../defects.ts';
import type { ReportingFacts } from '../facts.ts';
import { type Figure, type Indicator, rateOf } from '../indicator.ts';
import { indicatorOf } from '../indicators/indicator-of.ts';
import type { Cell } from '../screen/cell.ts';
import { screenOf } from '../screen/screen.ts';
import type { DueReturn } from './calendar.ts';
import { defectChecks, notClosed } from './checks.ts';
import { provisionalCheck, provisionalSentence } from './quartile-order.ts';
import {
  type Check,
  count,
  fromScreen,
  type ReturnBody,
  type ReturnTable,
  returnTable,
  share,
  text,
} from './return-content.ts';

type Year = { year: number; pp5: Indicator; priority: Indicator; transfers: Indicator };

export function conventionReturn(facts: ReportingFacts, due: DueReturn, today: CivilDate): ReturnBody {
  const held = new Set(facts.leases.map(({ signedOn }) => yearOf(signedOn)));
  const asked = yearsOf(due, today);
  const years = asked.filter((year) => held.has(year)).map((year) => yearIndicators(facts, year, today));
  const lacking = asked.filter((year) => !held.has(year));
  const ps1 = years.flatMap(({ priority }) => priority.figures.filter(({ measure }) => measure === 'ps1'));
  const last = years.at(-1);
  const until = last === undefined ? due.covers.until : civilDateOf(last.year, 12, 31);
  const provisional = provisionalSentence(
    ps1.filter(({ place, period }) => place.level === 'epci' && yearOf(period.until) === yearOf(until)),
    until,
  );
  return {
    provisional,
    tables: [
      pp5Table(facts, years),
      measureTable('ps1', 'PS-1 : premier quartile et relogés, hors QPV, par EPCI', years),
      measureTable('ps2', 'PS-2 : ménages prioritaires', years),
      measureTable('ps2OutsideQpv', 'PS-2 : ménages prioritaires, hors QPV', years),
      measureTable('ps3', 'PS-3 : ménages DALO (facultatif)', years),
      movesTable(years),
    ],
    notes: [
      'Le jour de la signature n’est pas dans les données : la convention commence ici le 1er janvier de sa première année d’engagement.',
      'PP-5 compte les locataires de tout organisme de logement social entrés dans le parc du bailleur, sur toutes ses attributions ; il n’est rendu que si le préfet signataire l’a demandé.',
      'Un territoire sans bail signé dans l’année n’y a une ligne que si la convention l’engage.',
      ...years.flatMap(({ year, pp5 }) =>
        pp5.notCounted.map(
          ({ because, count: number }) => `Non compté dans PP-5 en ${year} : ${because} (${number}).`,
        ),
      ),
    ],
    signedBy: null,
    whole: { count: years.reduce((sum, { priority }) => sum + leasesOf(priority), 0), unit: 'bail' },
    checks: [
      ...notClosed(due.covers, today),
      ...lacking.map(lackingYear),
      ...years.flatMap(({ year }) => lateStart(facts, year)),
      ...provisionalCheck(provisional, until),
      ...socialBodyCheck(facts),
      ...defectChecks(unique(years.flatMap(({ pp5, priority }) => [...pp5.defects, ...priority.defects]))),
    ],
  };
}

function yearsOf({ covers }: DueReturn, today: CivilDate): number[] {
  const [first, last] = [yearOf(covers.from), Math.min(yearOf(covers.until), yearOf(today))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function yearIndicators(facts: ReportingFacts, year: number, asOf: CivilDate): Year {
  const question = { period: { from: civilDateOf(year, 1, 1), until: civilDateOf(year, 12, 31) }, asOf };
  return {
    year,
    pp5: indicatorOf('pp5', facts, question),
    priority: indicatorOf('priority', facts, question),
    transfers: indicatorOf('internal-transfers', facts, question),
  };
}

/** All the leases of the year: PS-2 on the whole landlord has them as its denominator. */
function leasesOf({ figures }: Indicator): number {
  return figures.find(({ measure, place }) => measure === 'ps2' && place.level === 'landlord')?.total ?? 0;
}

/** As the annex of a convention prints it: the years before, the commitment, the number and the share. */
function pp5Table(facts: ReportingFacts, years: readonly Year[]): ReturnTable {
  return returnTable(
    'pp5',
    'PP-5 : mutations de locataires du parc social vers le parc du bailleur',
    [
      ['Année', 'text'],
      ['Territoire', 'text'],
      ['Référence : nombre', 'count'],
      ['Référence : part', 'share'],
      ['Engagement', 'text'],
      ['Mutations', 'count'],
      ['Attributions', 'count'],
      ['Part des attributions', 'share'],
    ],
    years.flatMap(({ year, pp5 }) =>
      pp5.figures.flatMap((figure) => {
        const printed = facts.commitments.find(
          ({ level, code }) => level === figure.place.level && code === figure.place.code,
        );
        const reference = figure.reference ?? printed?.reference ?? null;
        if (figure.total === 0 && figure.goal === null && printed === undefined) return [];
        const cells = [
          text(String(year)),
          text(figure.place.name),
          count(reference?.number ?? null),
          share(reference?.share ?? null),
          commitmentCell(figure, printed?.rates.find((rate) => rate.year === year)?.share ?? null),
          count(figure.inGroup),
          count(figure.total),
          rateCell(figure),
        ];
        return [cells];
      }),
    ),
  );
}

function commitmentCell({ goal }: Figure, printed: number | null): Cell {
  if (goal?.kind === 'none') return text(goal.because);
  if (goal?.kind === 'number') return text(String(goal.number));
  const rate = goal?.share ?? printed;
  return rate === null ? null : text(frenchPercent(rate));
}

function rateCell(figure: Figure): Cell {
  return share(rateOf(figure)?.valueOf() ?? null);
}

function measureTable(measure: string, title: string, years: readonly Year[]): ReturnTable {
  return returnTable(
    measure,
    title,
    [
      ['Année', 'text'],
      ['Territoire', 'text'],
      ['Baux comptés', 'count'],
      ['Baux', 'count'],
      ['Part', 'share'],
      ['Donnée inconnue', 'count'],
      ['Objectif', 'share'],
    ],
    years.flatMap(({ year, priority }) =>
      priority.figures
        .filter((figure) => figure.measure === measure && figure.total > 0)
        .map((figure) => [
          text(String(year)),
          text(figure.place.name),
          count(figure.inGroup),
          count(figure.total),
          rateCell(figure),
          count(figure.split.unknown),
          share(figure.goal?.kind === 'share' ? figure.goal.share : null),
        ]),
    ),
  );
}

/** M-01: the narrative asks for internal moves, relocations, and moves between neighbourhoods, by département. */
function movesTable(years: readonly Year[]): ReturnTable {
  const tables = years.flatMap(({ year, transfers }) =>
    screenOf({ ...transfers, figures: [] }, String(year), null)
      .tables.filter(({ key }) => key === 'moves')
      .map((table) => ({ year, table: fromScreen(table) })),
  );
  const columns = tables[0]?.table.columns ?? [];
  return {
    key: 'moves',
    title: 'Parcours des ménages : mutations internes, relogements, QPV et extérieur',
    columns: [{ title: 'Année', kind: 'text' }, ...columns],
    rows: tables.flatMap(({ year, table }) => table.rows.map((cells) => [text(String(year)), ...cells])),
  };
}

function lackingYear(year: number): Check {
  return {
    key: `no-lease-${year}`,
    level: 'blocking',
    words: `Aucun bail de ${year} n’est chargé : l’année manque aux tableaux.`,
    todo: 'Importez les baux de l’année et leurs faits, ou joignez l’état qui la couvrait.',
    place: 'data',
  };
}

// A landlord signs leases every month: a year that starts in March was loaded in part.
const latestFirstMonth = 2;

function lateStart({ leases }: ReportingFacts, year: number): Check[] {
  const [first] = leases
    .map(({ signedOn }) => signedOn)
    .filter((day) => yearOf(day) === year)
    .sort();
  if (first === undefined || monthOf(first) <= latestFirstMonth) return [];
  return [
    {
      key: `late-start-${year}`,
      level: 'blocking',
      words: `Le premier bail connu de ${year} date du ${frenchShortDate(first)} : l’année n’est sans doute pas entière.`,
      todo: 'Importez les baux qui manquent, ou joignez l’état qui couvrait l’année.',
      place: 'data',
    },
  ];
}

function socialBodyCheck({ socialBodies }: ReportingFacts): Check[] {
  if (socialBodies.length > 0) return [];
  return [
    {
      key: 'no-social-body',
      level: 'blocking',
      words:
        'La liste datée des organismes de logement social n’est pas chargée : PP-5 ne peut pas compter les locataires des autres bailleurs.',
      todo: 'Importez la liste des organismes.',
      place: 'data',
    },
  ];
}

function unique(defects: readonly Defect[]): Defect[] {
  return [...new Map(defects.map((defect) => [defect.key, defect])).values()];
}
