/** The filter of an indicator's page, as an address says it: a period and a territory. */
import { z } from 'zod';
import type { IndicatorReader } from '../../../access/indicator-reader.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type CivilDate, civilDateOf, civilDateSchema, yearOf } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { type IndicatorFilter, isWholeYear } from '../../../reporting/screen/filter.ts';
import { latestPublishedYear } from '../../../reporting/screen/publications.ts';
import { readInput } from '../../form.ts';

const empty = z.literal('').transform(() => undefined);
const filterSchema = z.object({
  annee: z.union([empty, z.coerce.number().int().min(2000).max(2100)]).optional(),
  du: z.union([empty, civilDateSchema]).optional(),
  au: z.union([empty, civilDateSchema]).optional(),
  territoire: z
    .union([empty, z.string().regex(/^(\d{9}|\d{2,3}|2[AB])$/, 'SIREN ou code de département attendu')])
    .optional(),
});

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
