/** The year's balance holder by holder: due, oriented, let, returned, and by kind of home. */
import { geography } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { guarantorShareLimit, stateShareLimits, stateShareOutsideQpv } from '../../law/flow.ts';
import { territoryOfCommune } from '../../law/quartile-territory.ts';
import type { Outcome } from '../../law/rule.ts';
import { destinationName, isDeducted, isOwnUse } from './destination.ts';
import { conventionOf, type FlowPlan } from './flow-plan.ts';
import {
  type FlowPlace,
  type FlowYear,
  planOf,
  returnedHomes,
  shareOfTerritory,
  type Use,
  usesOf,
  yearDues,
} from './flow-year.ts';

/** The ways in which the yearly report cuts the flow (R441-5-1). */
export const flowDimensions = ['typology', 'financing', 'qpv', 'territory', 'period'] as const;
export type FlowDimension = (typeof flowDimensions)[number];

export type CategoryCount = { category: string; oriented: number; let: number };

export type DestinationBalance = {
  destination: string;
  name: string;
  holder: boolean;
  sharePermille: number | null;
  yearDue: number;
  /** Its part of the homes that have a destination this year, in homes; not a whole number. */
  dueToDate: number;
  /** Let and running. */
  oriented: number;
  let: number;
  running: number;
  returned: number;
  /** Ever put at its disposal this year: let, running and returned. */
  proposed: number;
  by: Readonly<Record<FlowDimension, readonly CategoryCount[]>>;
};

export type FlowBalance = {
  date: CivilDate;
  plan: FlowPlan;
  base: number;
  uses: number;
  lines: readonly DestinationBalance[];
  /** the limits, on the flow forecast for the year. */
  limits: readonly { name: string; outcome: Outcome }[];
};

/** The balance on the day of the year's data. */
export function flowBalance(year: FlowYear): FlowBalance {
  const plan = planOf(year);
  const uses = usesOf(year, plan);
  const { base, dues } = yearDues(year, plan, uses);
  const total = dues.reduce((sum, { yearDue }) => sum + yearDue, 0);
  const returned = returnedHomes(year);
  const lines = dues.map((due): DestinationBalance => {
    const mine = uses.filter(({ destination }) => destination === due.destination);
    const count = (stage: Use['stage']) => mine.filter((use) => use.stage === stage).length;
    const back = returned.filter(({ destination }) => destination === due.destination).length;
    return {
      ...due,
      name: destinationName(due.destination, year.holders),
      holder: !isOwnUse(due.destination),
      dueToDate: total === 0 ? 0 : (due.yearDue / total) * uses.length,
      oriented: mine.length,
      let: count('let'),
      running: count('running'),
      returned: back,
      proposed: count('let') + count('running') + back,
      by: countsBy(mine, year.date),
    };
  });
  return { date: year.date, plan, base, uses: uses.length, lines, limits: limitsOf(year, plan, base, uses) };
}

function countsBy(uses: readonly Use[], date: CivilDate): DestinationBalance['by'] {
  const cut = (dimension: FlowDimension): CategoryCount[] => {
    const counts = new Map<string, CategoryCount>();
    for (const { place, stage } of uses) {
      const category = categoryOf(place, dimension, date);
      const known = counts.get(category) ?? { category, oriented: 0, let: 0 };
      counts.set(category, {
        category,
        oriented: known.oriented + 1,
        let: known.let + (stage === 'let' ? 1 : 0),
      });
    }
    return [...counts.values()].sort((a, b) => (a.category < b.category ? -1 : 1));
  };
  return {
    typology: cut('typology'),
    financing: cut('financing'),
    qpv: cut('qpv'),
    territory: cut('territory'),
    period: cut('period'),
  };
}

/** The category of a home in a way of cutting, as people read it: "T3", "hors QPV", "Metz Métropole"… */
export function categoryOf(place: FlowPlace, dimension: FlowDimension, date: CivilDate): string {
  switch (dimension) {
    case 'typology':
      return place.typology;
    case 'financing':
      return place.financing;
    case 'qpv':
      return place.qpvCode === null ? 'hors QPV' : 'en QPV';
    case 'territory': {
      const siren = territoryOfCommune(place.insee, date);
      return (siren === null ? undefined : geography().epcis.get(siren)?.name) ?? 'hors EPCI';
    }
    case 'period':
      return periodOf(place.constructionYear);
  }
}

/** The periods of construction of the yearly report. */
const periods = [
  { until: 1948, name: 'avant 1949' },
  { until: 1974, name: 'de 1949 à 1974' },
  { until: 1999, name: 'de 1975 à 1999' },
  { until: 2012, name: 'de 2000 à 2012' },
] as const;

function periodOf(year: number | null): string {
  if (year === null) return 'année inconnue';
  return periods.find(({ until }) => year <= until)?.name ?? 'depuis 2013';
}

/** Holders of the State: its own contingent and that of its agents count together in the 30 % (Q-09). */
export function isState(holders: FlowYear['holders'], destination: string): boolean {
  return holders.some(
    ({ id, kind }) => id === destination && (kind === 'state' || kind === 'stateCivilServants'),
  );
}

function limitsOf(year: FlowYear, plan: FlowPlan, base: number, uses: readonly Use[]): FlowBalance['limits'] {
  const { holders, date } = year;
  const countOf = (accepts: (use: Use) => boolean) => uses.filter(accepts).length;
  const state = countOf(({ destination }) => isState(holders, destination));
  const civilServants = countOf(({ destination }) =>
    holders.some(({ id, kind }) => id === destination && kind === 'stateCivilServants'),
  );
  const flow = uses.filter(({ destination }) => !isDeducted(destination));
  const outside = flow.filter(({ place }) => place.qpvCode === null);
  const [whole, agents] = stateShareLimits({ flow: base, state, civilServants }, date);
  const stateHolder = holders.find(({ kind }) => kind === 'state');
  const waived = stateHolder && conventionOf(plan, stateHolder.id).outsideQpvMinimumWaived;
  const stateOutside = outside.filter(({ destination }) => isState(holders, destination)).length;
  return [
    ...(whole ? [{ name: 'État, au plus 30 % du flux de l’année', outcome: whole }] : []),
    ...(agents && holders.some(({ kind }) => kind === 'stateCivilServants')
      ? [{ name: 'Agents de l’État, au plus 5 % du flux de l’année', outcome: agents }]
      : []),
    ...(stateHolder && !waived
      ? [
          {
            name: 'État hors QPV, au moins 30 % du flux à ce jour',
            outcome: stateShareOutsideQpv(
              { flowOutsideQpv: outside.length, stateOutsideQpv: stateOutside },
              date,
            ),
          },
        ]
      : []),
    ...guarantorTerritories(year, plan).map((territory) => ({
      name: `Garants d’emprunts, ${territory.name}, au plus 20 %`,
      outcome: guarantorShareLimit(
        {
          flow: territoryFlow(territory.holder, uses, base, date),
          guaranteed: countOf(({ destination }) => territory.holderIds.includes(destination)),
        },
        date,
      ),
    })),
  ];
}

/** Homes of the year's base that a guarantor's territory should bring, by its part of the flow so far. */
export function territoryFlow(
  holder: FlowYear['holders'][number],
  uses: readonly Use[],
  base: number,
  date: CivilDate,
): number {
  return Math.round(base * shareOfTerritory(holder, uses, date));
}

export type GuarantorTerritory = {
  name: string;
  holder: FlowYear['holders'][number];
  holderIds: readonly string[];
};

/** Guarantors together, territory by territory. */
export function guarantorTerritories(year: FlowYear, plan: FlowPlan): GuarantorTerritory[] {
  const guarantors = year.holders.filter(({ id }) => conventionOf(plan, id).guarantor);
  const byTerritory = new Map<string, GuarantorTerritory>();
  for (const holder of guarantors) {
    const key = `${holder.kind} ${holder.territory ?? ''}`;
    const known = byTerritory.get(key);
    byTerritory.set(key, {
      name: known?.name ?? holder.name,
      holder: known?.holder ?? holder,
      holderIds: [...(known?.holderIds ?? []), holder.id],
    });
  }
  return [...byTerritory.values()];
}
