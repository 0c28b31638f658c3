/** The filters of the board in the address, so that a view can be shared: short French keys, nothing personal. */
import { z } from 'zod';
import { type BoardFilter, noFilter } from '../../../committee/board/board-list.ts';
import { stages } from '../../../committee/board/stage.ts';
import { typologies } from '../../../domain/home.ts';

const chosen = z.string().trim().max(200).default('').catch('');
const orNull = chosen.transform((value) => (value === '' ? null : value));

// What an address gives and no filter knows is left out: a shared link never ends in an error.
const query = z.object({
  q: chosen,
  agence: orNull,
  commune: orNull,
  epci: orNull,
  typologie: z.enum(typologies).nullable().catch(null).default(null),
  reservataire: orNull,
  jours: z.coerce.number().int().min(1).max(3650).nullable().catch(null).default(null),
  etape: z.enum(stages).nullable().catch(null).default(null),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});

export type BoardQuery = { filter: BoardFilter; page: number };

export function boardQuery(address: unknown): BoardQuery {
  const read = query.parse(address ?? {});
  return {
    filter: {
      text: read.q,
      agency: read.agence,
      commune: read.commune,
      epci: read.epci,
      typology: read.typologie,
      holder: read.reservataire,
      minDaysEmpty: read.jours,
      stage: read.etape,
    },
    page: read.page,
  };
}

/** The query string of a filter, without its leading "?"; empty for the whole board. */
export function queryString(filter: BoardFilter, page = 1): string {
  const pairs: [string, string | number | null][] = [
    ['q', filter.text || null],
    ['agence', filter.agency],
    ['commune', filter.commune],
    ['epci', filter.epci],
    ['typologie', filter.typology],
    ['reservataire', filter.holder],
    ['jours', filter.minDaysEmpty],
    ['etape', filter.stage],
    ['page', page === 1 ? null : page],
  ];
  return new URLSearchParams(
    pairs.flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])),
  ).toString();
}

/** The address of the board with these filters. */
export function boardPath(filter: Partial<BoardFilter>, page = 1): string {
  const text = queryString({ ...noFilter, ...filter }, page);
  return text === '' ? '/agent/logements' : `/agent/logements?${text}`;
}
