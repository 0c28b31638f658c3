/** The filter of an indicator: a period and a territory, in figures, in words and in an address. */
import { geography } from '../../domain/territory.ts';
import { civilDateOf, yearOf } from '../../kernel/civil-date.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import type { Indicator, Period } from '../indicator.ts';

export type IndicatorFilter = {
  period: Period;
  /** SIREN of an EPCI or code of a département; null: all. */
  territory: string | null;
};

/** The figures of the filter's territory and of what lies around it; tables stay whole, and say so by their title. */
export function figuresIn(indicator: Indicator, { territory }: IndicatorFilter): Indicator {
  if (territory === null) return indicator;
  return {
    ...indicator,
    figures: indicator.figures.filter(
      ({ place }) =>
        place.code === territory ||
        place.within?.code === territory ||
        place.departements.includes(territory),
    ),
    tables: [],
  };
}

export function filterInWords({ period, territory }: IndicatorFilter, reach: string | null): string {
  const { epcis, departements } = geography();
  const named =
    territory === null
      ? null
      : (epcis.get(territory)?.name ?? departements.get(territory)?.name ?? territory);
  const where = named ?? reach ?? 'Tout le patrimoine';
  return `${where}, du ${frenchShortDate(period.from)} au ${frenchShortDate(period.until)}`;
}

/** The filter as the end of an address, with what is added to it. */
export function filterQuery({ period, territory }: IndicatorFilter): string {
  const query = new URLSearchParams(
    isWholeYear(period) ? { annee: String(yearOf(period.from)) } : { du: period.from, au: period.until },
  );
  if (territory !== null) query.set('territoire', territory);
  return `?${query.toString()}`;
}

/** Whether the period is a calendar year, whole. */
export function isWholeYear({ from, until }: Period): boolean {
  return from === civilDateOf(yearOf(from), 1, 1) && until === civilDateOf(yearOf(from), 12, 31);
}
