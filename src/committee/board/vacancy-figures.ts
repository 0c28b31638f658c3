/** How long a freed home has stood empty, what it cost, and the four vacancy figures, kept apart. */
import { addMonths, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import type { Cents } from '../../kernel/money.ts';
import type { FreedHome } from './home-facts.ts';

/** Past this many months an empty home is in lasting vacancy. */
const lastingMonths = 3;

type Emptiness = Pick<FreedHome, 'vacancy' | 'progress' | 'leaseSignedOn' | 'home'>;

/**
 * Whether the home stands without a tenant on the day, and since when: the exit visit where it is recorded, else the
 * day it became available. Since when is null where neither is known: a date is never guessed from the notice.
 */
function emptyOn(
  { vacancy, progress, leaseSignedOn }: Emptiness,
  date: CivilDate,
): { since: CivilDate | null } | null {
  if (leaseSignedOn !== null && leaseSignedOn <= date) return null;
  if (progress.keysGivenOn !== null && progress.keysGivenOn <= date) return null;
  if (vacancy.status === 'let') return null;
  if (progress.exitVisitOn !== null) {
    return progress.exitVisitOn <= date ? { since: progress.exitVisitOn } : null;
  }
  if (vacancy.status === 'available') {
    if (vacancy.availableOn === null) return { since: null };
    return vacancy.availableOn <= date ? { since: vacancy.availableOn } : null;
  }
  return vacancy.status === 'notice' ? null : { since: null };
}

/** Whole days empty on the day; null where the home is not empty, or since when is unknown. */
export function daysEmpty(freed: Emptiness, date: CivilDate): number | null {
  const since = emptyOn(freed, date)?.since ?? null;
  return since === null ? null : daysBetween(since, date);
}

/** True where the home is to let and nobody has it yet: available by that day, and no lease. */
export function commerciallyVacant(freed: Emptiness, date: CivilDate): boolean {
  const { vacancy } = freed;
  return (
    vacancy.status === 'available' &&
    (vacancy.availableOn === null || vacancy.availableOn <= date) &&
    emptyOn(freed, date) !== null
  );
}

/** Rent and charges of a month, in cents. */
export function monthlyCostCents(
  home: Pick<FreedHome['home'], 'rentCents' | 'annexRentCents' | 'chargesCents' | 'flatChargesCents'>,
): Cents {
  return home.rentCents + home.annexRentCents + home.chargesCents + home.flatChargesCents;
}

/** Rent and charges not received since the home is available, pro rata of days over a year of 365, half up. */
export function rentLostCents(freed: Emptiness, date: CivilDate): Cents {
  const from = freed.vacancy.availableOn;
  if (!commerciallyVacant(freed, date) || from === null) return 0;
  return Math.floor((monthlyCostCents(freed.home) * 12 * daysBetween(from, date) * 2 + 365) / 730);
}

export type VacancyFigures = {
  all: number;
  overThreeMonths: number;
  /** Empty since a day that nobody recorded: in no count of duration. */
  sinceUnknown: number;
  outsideSaleAndDemolition: number;
  commercial: number;
  /** Notice given, the tenant is still there: not vacant. */
  notYetEmpty: number;
  rentLostCents: Cents;
};

/** The four figures over the homes given, each counted by its own definition (`figureDefinitions`). */
export function vacancyFigures(homes: readonly Emptiness[], date: CivilDate): VacancyFigures {
  const figures: VacancyFigures = {
    all: 0,
    overThreeMonths: 0,
    sinceUnknown: 0,
    outsideSaleAndDemolition: 0,
    commercial: 0,
    notYetEmpty: 0,
    rentLostCents: 0,
  };
  for (const freed of homes) {
    const empty = emptyOn(freed, date);
    if (empty === null) {
      const { leaseSignedOn, vacancy } = freed;
      if (leaseSignedOn === null && vacancy.status !== 'let') figures.notYetEmpty += 1;
      continue;
    }
    figures.all += 1;
    if (empty.since === null) figures.sinceUnknown += 1;
    else if (addMonths(empty.since, lastingMonths) < date) figures.overThreeMonths += 1;
    const { withdrawal, status } = freed.vacancy;
    const leaves = status === 'withdrawn' && (withdrawal === 'sale' || withdrawal === 'demolition');
    if (!leaves) figures.outsideSaleAndDemolition += 1;
    if (commerciallyVacant(freed, date)) figures.commercial += 1;
    figures.rentLostCents += rentLostCents(freed, date);
  }
  return figures;
}

/** The definitions, as the page prints them beside the figures. */
export const figureDefinitions = {
  all: 'Logements sans locataire ce jour. Un préavis en cours n’en est pas un : le locataire est encore là.',
  overThreeMonths:
    'Parmi eux, ceux qui sont vides depuis plus de trois mois, comptés depuis la visite de sortie, sinon depuis le jour où ils sont disponibles.',
  outsideSaleAndDemolition: 'Tous les logements vides, sauf ceux retirés pour une vente ou une démolition.',
  commercial: 'Logements disponibles à la location ce jour, et pas encore loués.',
} as const;
