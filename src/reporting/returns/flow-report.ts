/**
 * the report of homes proposed and let (R441-5-1), whole for every holder, within its EPCI for a conference; and
 * for holders the homes deducted from the flow (R441-5): this year's forecast, last year's result.
 */
import { deductions } from '../../domain/lease-facts.ts';
import { type CivilDate, yearOf } from '../../kernel/civil-date.ts';
import { frenchCount } from '../../kernel/french.ts';
import type { ReportingFacts } from '../facts.ts';
import type { Indicator, IndicatorTable } from '../indicator.ts';
import { type Deduction, deductionNames } from '../indicators/in-flow.ts';
import { indicatorOf } from '../indicators/indicator-of.ts';
import { departementsOf, epcisOf } from '../indicators/places.ts';
import { factsWithin } from '../reach.ts';
import type { DueReturn } from './calendar.ts';
import { defectChecks, flowPlanChecks, notClosed } from './checks.ts';
import { largestRemainders } from './largest-remainders.ts';
import { type Check, count, type ReturnBody, type ReturnTable, returnTable, text } from './return-content.ts';

/** For one holder; `facts` hold the plan of the year after the period, whose deductions are announced. */
export function holderFlowReturn(facts: ReportingFacts, due: DueReturn, today: CivilDate): ReturnBody {
  const year = announcedYear(due);
  const report = flowReport(facts, due, today);
  return {
    ...report,
    tables: [deductedTable(facts, due, today), ...report.tables],
    notes: [
      `Logements déduits : prévision de ${year} et résultat de ${year - 1}, par catégorie de R441-5 I.`,
      ...(departementsOf(facts).length > 1
        ? [
            'La prévision est entrée pour tout le patrimoine : elle est répartie entre les départements au prorata du résultat de l’année précédente, ou du parc où il n’y en a pas eu.',
          ]
        : []),
      ...report.notes,
    ],
    checks: [...report.checks, ...flowPlanChecks(facts, year)],
  };
}

/** For the conference of one EPCI: the homes that stand in it. */
export function conferenceReturn(facts: ReportingFacts, due: DueReturn, today: CivilDate): ReturnBody {
  const found = epcisOf(facts, due.covers.until).find(({ place }) => place.code === due.recipient.code);
  const isInside = ({ insee }: { insee: string }) => found?.holds(insee) === true;
  return flowReport(
    {
      ...facts,
      leases: facts.leases.filter(isInside),
      offers: facts.offers.filter(isInside),
      vacancies: facts.vacancies.filter(({ home }) => isInside(home)),
      stock: facts.stock.filter(isInside),
    },
    due,
    today,
  );
}

function announcedYear({ covers }: DueReturn): number {
  return yearOf(covers.until) + 1;
}

function flowReport(facts: ReportingFacts, due: DueReturn, today: CivilDate): ReturnBody {
  const indicator = indicatorOf('flow', facts, { period: due.covers, asOf: today });
  const detail = tableOf(indicator, 'detail');
  const at = (title: string) => detail.columns.findIndex((column) => column.title === title);
  const [proposedAt, letAt] = [at('Proposés'), at('Loués')];
  const number = (row: IndicatorTable['rows'][number], index: number) => Number(row[index] ?? 0);
  const names = detail.columns.filter(({ kind }) => kind === 'text').map(({ title }) => title);
  const rows = detail.rows.filter((row) => number(row, proposedAt) + number(row, letAt) > 0);
  return {
    provisional: null,
    tables: [
      returnTable(
        'homes',
        'Logements proposés et attribués',
        [
          ...names.map((title) => [title, 'text'] as const),
          ['Logements proposés', 'count'],
          ['Logements attribués (bail signé)', 'count'],
        ],
        rows.map((row) => [
          ...row.slice(0, names.length).map((name) => text(String(name ?? ''))),
          count(number(row, proposedAt)),
          count(number(row, letAt)),
        ]),
      ),
    ],
    notes: [
      'Proposé : une première offre du logement a été envoyée dans l’année. Attribué : le bail a été signé dans l’année.',
      'Les logements sont au compte du réservataire à qui ils étaient réservés ; revenus faute de candidat, à celui du bailleur.',
      ...indicator.notCounted
        .filter(({ because }) => because.startsWith('échanges de droit'))
        .map(({ because, count: swaps }) => `Non compté : ${because} (${swaps}).`),
    ],
    signedBy: null,
    whole: { count: rows.reduce((sum, row) => sum + number(row, letAt), 0), unit: 'bail' },
    checks: [
      ...notClosed(due.covers, today),
      ...defectChecks(indicator.defects),
      ...withoutOffer(
        rows.reduce((sum, row) => sum + Math.max(0, number(row, letAt) - number(row, proposedAt)), 0),
      ),
    ],
  };
}

/** A home that was let was proposed: where no offer is known, somebody should know why. */
function withoutOffer(homes: number): Check[] {
  if (homes === 0) return [];
  return [
    {
      key: 'let-without-offer',
      level: 'toCheck',
      words: `${frenchCount(homes, 'logement attribué', 'logements attribués')} sans proposition connue dans l’année.`,
      todo: 'Leur offre date d’une autre année, ou d’avant l’outil : dites-le au destinataire s’il le demande.',
      place: null,
    },
  ];
}

const plannedAs = {
  internalTransfer: 'internalTransfers',
  urbanRenewal: 'urbanRenewal',
  orcod: 'orcod',
  unfitHousing: 'unfitHousing',
  sale: 'sale',
} as const satisfies Readonly<Record<Deduction, string>>;

/** Category × département: what this year should deduct, what last year did. */
function deductedTable(facts: ReportingFacts, due: DueReturn, today: CivilDate): ReturnTable {
  const year = announcedYear(due);
  const planned = facts.flowPlans.find((plan) => plan.year === year)?.deducted;
  const places = departementsOf(facts).map(({ place, holds }) => {
    const inside = factsWithin(facts, place.departements);
    const made = tableOf(
      indicatorOf('flow', inside, { period: due.covers, asOf: today }),
      'deducted',
    ).rows.map((row) => Number(row[2] ?? 0));
    const homes = facts.stock.filter(({ insee }) => holds(insee)).reduce((sum, one) => sum + one.homes, 0);
    return { place, made, homes };
  });
  const forecast = deductions.map((deduction, index) => {
    const total = planned?.[plannedAs[deduction]];
    if (total === undefined) return null;
    const results = places.map(({ made }) => made[index] ?? 0);
    return largestRemainders(
      total,
      results.some((result) => result > 0) ? results : places.map(({ homes }) => homes),
    );
  });
  return returnTable(
    'deducted',
    'Logements déduits du flux, par catégorie et par département',
    [
      ['Département', 'text'],
      ['Catégorie', 'text'],
      [`Prévision ${year}`, 'count'],
      [`Résultat ${year - 1}`, 'count'],
    ],
    places.flatMap(({ place, made }, at) =>
      deductions.map((deduction, index) => [
        text(place.name),
        text(deductionNames[deduction]),
        count(forecast[index]?.[at] ?? null),
        count(made[index] ?? 0),
      ]),
    ),
  );
}

function tableOf({ tables }: Indicator, key: string): IndicatorTable {
  const found = tables.find((table) => table.key === key);
  if (!found) throw new Error(`the indicator has no table ${key}`);
  return found;
}
