/** The filter of an indicator's page, as an address says it: a period and a territory. */
import { z } from 'zod';
import { geography } from '../../../domain/territory.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type CivilDate, civilDateOf, civilDateSchema, yearOf } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { Indicator, Period } from '../../../reporting/indicator.ts';
import { latestPublishedYear } from '../../../reporting/screen/publications.ts';
import { readInput } from '../../form.ts';
import type { IndicatorReader } from './reader.ts';

const empty = z.literal('').transform(() => undefined);
const filterSchema = z.object({
  annee: z.union([empty, z.coerce.number().int().min(2000).max(2100)]).optional(),
  du: z.union([empty, civilDateSchema]).optional(),
  au: z.union([empty, civilDateSchema]).optional(),
  territoire: z
    .union([empty, z.string().regex(/^(\d{9}|\d{2,3}|2[AB])$/, 'SIREN ou code de département attendu')])
    .optional(),
});

export type IndicatorFilter = {
  period: Period;
  /** SIREN of an EPCI or code of a département; null: all. */
  territory: string | null;
};

/**
 * The filter asked for; the year of today where none is. Throws 400 where a day comes before the other, and where a
 * reader held to secrecy asks for other days than a year's: two periods of its choice would be subtracted.
 */
export function filterOf(
  query: unknown,
  today: CivilDate,
  { secret }: Pick<IndicatorReader, 'secret'>,
): IndicatorFilter {
  const { annee, du, au, territoire } = readInput(filterSchema, query);
  const first = secret ? latestPublishedYear(today) : yearOf(today);
  const year = annee ?? (du === undefined ? first : yearOf(du));
  const from = du ?? civilDateOf(year, 1, 1);
  const until = au ?? civilDateOf(year, 12, 31);
  if (secret && !isWholeYear({ from, until })) {
    throw new AppError('bad-request', 'Ces chiffres se lisent par année entière.', {
      hint: 'Choisissez une année : deux périodes choisies librement laisseraient deviner la situation de quelques ménages.',
    });
  }
  if (until < from) {
    throw new AppError('bad-request', 'La période finit avant de commencer.', {
      hint: `Choisissez un dernier jour après le ${frenchShortDate(from)}.`,
    });
  }
  return { period: { from, until }, territory: territoire ?? null };
}

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

function isWholeYear({ from, until }: Period): boolean {
  return from === civilDateOf(yearOf(from), 1, 1) && until === civilDateOf(yearOf(from), 12, 31);
}
